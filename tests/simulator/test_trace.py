import pytest

from quizapp.simulator import Kind, Line, Segment, Trace
from quizapp.simulator.trace import phase

LINES = (
    Line(at=0, kind=Kind.CALL, host="A", what="open-active", states=("SYN-SENT", "CLOSED")),
    Line(
        at=0, kind=Kind.SENT, host="A", what="", states=("SYN-SENT", "CLOSED"),
        segment=Segment("S", 100), flight=0,
    ),
)  # fmt: skip


def test_the_story_begins_after_the_prelude() -> None:
    assert Trace(("A", "B"), LINES, prelude=1).story == LINES[1:]


def test_only_what_is_sent_in_the_story_counts_as_sent() -> None:
    assert list(Trace(("A", "B"), LINES).sent()) == [LINES[1]]
    assert list(Trace(("A", "B"), LINES, prelude=2).sent()) == []


def test_a_connection_of_which_nothing_is_told_is_closed() -> None:
    trace = Trace(("A", "B"), LINES)
    assert trace.final == ("SYN-SENT", "CLOSED")
    assert trace.final_of(2) == ("CLOSED", "CLOSED")


@pytest.mark.parametrize(
    ("state", "expected"),
    [("LISTEN", "none"), ("ESTABLISHED", "open"), ("CLOSE-WAIT", "closing")],
)
def test_a_state_belongs_to_a_part_of_life(state: str, expected: str) -> None:
    assert phase(state) == expected
