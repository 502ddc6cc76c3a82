"""A diagram chosen and events given: read forgivingly, marked by playing them."""

import pytest

from quizapp.errors import AnswerError
from quizapp.grading import (
    Edge,
    Form,
    GaveUp,
    Traced,
    TraceKey,
    Verdict,
    answer_form,
    spellings,
)
from quizapp.grading.forms.trace import FORM, MOST_EVENTS, play_trace

KEY = TraceKey(
    option="b",
    offered=("a", "b"),
    initial="IDLE",
    right=(Edge("IDLE", "BUSY", "ring"), Edge("BUSY", "IDLE", "hang-up", ("TONE",))),
    wrong=(Edge("IDLE", "BUSY", "ring"), Edge("BUSY", "BUSY", "hang-up", ("TONE",))),
    events=spellings(
        (("ring", ("ring", "it rings", "响铃")), ("hang-up", ("hang-up", "HANG", "挂断")))
    ),
    shortest=("ring", "hang-up"),
)


def test_the_form_is_found_by_its_name() -> None:
    assert answer_form(Form.TRACE) is FORM


@pytest.mark.parametrize(
    "written",
    [
        ["ring", "hang-up"],
        ["It Rings", "hang up"],
        ["响铃", "挂断"],
        ["", " ring ", "", "HANGUP", ""],
    ],
)
def test_any_spelling_is_understood_and_empty_rows_do_not_count(written: list[str]) -> None:
    given = FORM.read(KEY, {"option": ["a"], "event": written})
    assert given == Traced("a", ("ring", "hang-up"))


@pytest.mark.parametrize(
    ("fields", "field", "said"),
    [
        ({"event": ["ring"]}, "option", "Choose an answer"),
        ({"option": ["c"]}, "option", "not one of the answers"),
        ({"option": ["a"], "event": ["ring", "", "sing"]}, "event-3", "“sing”"),
        ({"option": ["a"], "event": ["hang-upp"]}, "event-1", "Did you mean hang-up?"),
        ({"option": ["a"], "event": ["x" * 201]}, "event-1", "too long"),
        ({"option": ["a"], "event": ["ring"] * 9}, "events", "more than 8 events"),
        ({"event": ["sing"]}, "event-1", "“sing”"),
    ],
)
def test_what_cannot_be_read_is_told_beside_its_place(
    fields: dict[str, list[str]], field: str, said: str
) -> None:
    with pytest.raises(AnswerError) as refused:
        FORM.read(KEY, fields)
    assert refused.value.field == field
    assert said in str(refused.value)


def test_as_many_events_as_there_are_rows_are_read() -> None:
    given = FORM.read(KEY, {"option": ["a"], "event": ["ring"] * MOST_EVENTS})
    assert given == Traced("a", ("ring",) * MOST_EVENTS)


@pytest.mark.parametrize(
    ("answer", "earned"),
    [
        (Traced("b", ("ring", "hang-up")), 1.0),
        (Traced("b", ("hang-up", "ring", "ring", "hang-up", "ring")), 1.0),
        (Traced("a", ("ring", "hang-up")), 0.6),
        (Traced("b", ("ring",)), 0.4),
        (Traced("b"), 0.4),
        (Traced("a"), 0.0),
        (GaveUp(), 0.0),
    ],
)
def test_events_count_for_more_than_the_choice(answer: Traced | GaveUp, earned: float) -> None:
    assert FORM.mark(KEY, answer) == Verdict(earned)


def test_events_are_played_on_the_right_diagram_first() -> None:
    (_, last) = play_trace(KEY, ("ring", "hang-up"))
    assert (last.one.after, last.other.after) == ("IDLE", "BUSY")
    assert last.parts
