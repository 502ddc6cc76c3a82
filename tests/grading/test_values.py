import msgspec
import pytest

from quizapp.grading import (
    Answer,
    Choice,
    ChoiceKey,
    Clicked,
    ClickKey,
    Drawn,
    Edge,
    GaveUp,
    Key,
    Selected,
    SelectKey,
    Traced,
    TraceKey,
    Typed,
    TypedKey,
    Verdict,
)
from tests.grading.tcp_diagram import EDGES, KEY

KEYS = [
    ChoiceKey("a", ("a", "b")),
    TypedKey(("LISTEN",), (("listen", "LISTEN"),)),
    ClickKey("LISTEN", ("LISTEN", "CLOSED")),
    SelectKey(("a",), ("a", "b")),
    KEY,
    TraceKey("a", ("a", "b"), "UP", (Edge("UP", "DOWN", "x"),), (), (("x", "x"),), ("x",)),
]
ANSWERS = [
    Choice("a"),
    Typed("listen", "LISTEN"),
    Clicked("LISTEN"),
    Selected(("a", "b")),
    Drawn(EDGES),
    Traced("a", ("x", "y")),
    GaveUp(),
]


@pytest.mark.parametrize("key", KEYS, ids=lambda key: type(key).__name__)
def test_keys_survive_json(key):
    assert msgspec.json.decode(msgspec.json.encode(key), type=Key) == key


@pytest.mark.parametrize("answer", ANSWERS, ids=lambda answer: type(answer).__name__)
def test_answers_survive_json(answer):
    assert msgspec.json.decode(msgspec.json.encode(answer), type=Answer) == answer


def test_values_cannot_be_changed():
    with pytest.raises(AttributeError):
        Edge("A", "B").tail = "C"


@pytest.mark.parametrize(("credit", "is_right"), [(1.0, True), (0.999, False), (0.0, False)])
def test_only_full_credit_is_right(credit, is_right):
    assert Verdict(credit).is_right is is_right
