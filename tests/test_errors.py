import importlib
import inspect
import pkgutil

import pytest

import quizapp
from quizapp.errors import (
    AnswerError,
    PreferenceError,
    QuizappError,
    TokenError,
    UnknownAttemptError,
    UnknownEventError,
    UnknownMachineError,
    UnknownStateError,
    UnsoundMachineError,
)

# Each error, the sentence it composes, and the data it carries.
SENTENCES = [
    (
        UnknownStateError("tcp", "AJAR"),
        "The machine 'tcp' has no state 'AJAR'.",
        {"machine": "tcp", "state": "AJAR"},
    ),
    (
        UnknownEventError("tcp", "bell"),
        "The machine 'tcp' has no event 'bell'.",
        {"machine": "tcp", "event": "bell"},
    ),
    (
        UnsoundMachineError("tcp", "LISTEN", "bell", 2),
        "The machine 'tcp' has 2 outcomes for 'bell' in 'LISTEN'; it needs exactly one. "
        "Run `quizapp check` to see all such places.",
        {"outcomes": 2},
    ),
    (
        UnknownMachineError("udp", ("dns", "tcp")),
        "There is no machine 'udp'. The library holds: dns, tcp.",
        {"machine": "udp", "known": ("dns", "tcp")},
    ),
    (
        AnswerError("text", "“%(text)s” is not a name.", text="100%"),
        "“100%” is not a name.",
        {"field": "text", "problem": "“%(text)s” is not a name.", "values": {"text": "100%"}},
    ),
    (
        PreferenceError("zone", "“%(zone)s” is no zone.", zone="Mars"),
        "“Mars” is no zone.",
        {"field": "zone", "values": {"zone": "Mars"}},
    ),
    (
        TokenError(TokenError.STALE),
        "This question is too old; nothing was counted. Go on with the next.",
        {"problem": "stale"},
    ),
    (
        TokenError(TokenError.FORGED),
        "This question was not put to you; nothing was counted. Go on with the next.",
        {"problem": "forged"},
    ),
    (
        UnknownAttemptError("a1"),
        "There is no such answer of yours. Go on with the next question.",
        {"attempt_id": "a1"},
    ),
]


@pytest.mark.parametrize(
    ("error", "sentence", "data"), SENTENCES, ids=lambda item: type(item).__name__
)
def test_an_error_composes_its_sentence_and_keeps_its_data(
    error: QuizappError, sentence: str, data: dict[str, object]
) -> None:
    assert str(error) == sentence
    assert {name: getattr(error, name) for name in data} == data


def _errors() -> list[type[BaseException]]:
    """Return every error the program defines, wherever it stands."""
    modules = [
        importlib.import_module(info.name)
        for info in pkgutil.walk_packages(quizapp.__path__, "quizapp.")
        if info.name != "quizapp.__main__"
    ]
    return [
        value
        for module in modules
        for _, value in inspect.getmembers(module, inspect.isclass)
        if issubclass(value, BaseException) and value.__module__ == module.__name__
    ]


def test_every_error_is_of_the_family_and_named_as_one() -> None:
    found = _errors()
    assert len(found) > 30
    assert [kind for kind in found if not issubclass(kind, QuizappError)] == []
    assert [kind for kind in found if not kind.__name__.endswith("Error")] == []
    assert [kind for kind in found if not kind.__doc__] == []
