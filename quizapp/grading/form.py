"""What an answer form must offer, and how the forms are found."""

import importlib
import pkgutil
from collections.abc import Mapping, Sequence
from functools import cache
from types import ModuleType
from typing import Protocol

from quizapp.errors import AnswerError
from quizapp.grading.values import Answer, Form, GaveUp, Key, Verdict

Fields = Mapping[str, Sequence[str]]
"""What a submitted form holds: every field with its values, as HTML sends it."""


class AnswerForm(Protocol):
    """A way of giving an answer: how it is read and how it is compared with a key."""

    form: Form

    def read(self, key: Key, fields: Fields) -> Answer:
        """Read an answer; raises ``AnswerError`` naming the field if it cannot be read."""

    def mark(self, key: Key, answer: Answer) -> Verdict:
        """Compare an answer with the key."""


@cache
def answer_forms(package: ModuleType) -> Mapping[Form, AnswerForm]:
    """Return every form in a package, found by walking its modules."""
    found: dict[Form, AnswerForm] = {}
    for info in pkgutil.iter_modules(package.__path__):
        module = importlib.import_module(f"{package.__name__}.{info.name}")
        form: AnswerForm = module.FORM
        found[form.form] = form
    return found


def first(fields: Fields, name: str) -> str:
    """Return the first value of a field, or an empty string if it was not sent."""
    values = fields.get(name) or [""]
    return values[0]


def asked_to_be_told(fields: Fields) -> bool:
    """Tell whether the learner gave up instead of answering."""
    return bool(first(fields, "give_up"))


def no_credit(answer: Answer) -> Verdict | None:
    """Return the verdict on an answer that was not given, or ``None`` if one was."""
    return Verdict(credit=0.0) if isinstance(answer, GaveUp) else None


def chosen(fields: Fields, name: str) -> str:
    """Return a submitted value; raises ``AnswerError`` if none came."""
    value = first(fields, name)
    if not value:
        raise AnswerError(name, "Choose an answer, or ask to be told.")
    return value
