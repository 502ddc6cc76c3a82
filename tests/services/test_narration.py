import pytest

from quizapp.services.narration import duration, event, prefix
from quizapp.simulator import Kind, Line
from quizapp.simulator.trace import STRANGERS


def _line(kind: Kind, what: str = "", **values: object) -> Line:
    return Line(at=0, kind=kind, host="A", what=what, states=("CLOSED", "CLOSED"), **values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("line", "en", "zh"),
    [
        (_line(Kind.SENT), "A sends", "A 发送"),
        (_line(Kind.TIMEOUT, "time-wait"), "A: TIME-WAIT is over", "A: TIME-WAIT 到时"),
        (_line(Kind.FAULT, "cut"), "the cable is cut", "网线断开"),
        (_line(Kind.PASSED, "7200"), "2 h: nothing happens", "2 小时内什么也没有发生"),
        (_line(Kind.CALL, "close", returned="ok"), "A: CLOSE", "A: CLOSE"),
    ],
)
def test_a_line_reads_as_what_happened(line: Line, en: str, zh: str) -> None:
    assert (event(line, "en"), event(line, "zh")) == (en, zh)


def test_a_length_of_time_is_told_in_the_unit_that_fits() -> None:
    assert [duration(value, "en") for value in (0.5, 90, 240, 86_400)] == [
        "0.5 s", "90 s", "4 min", "1 d",
    ]  # fmt: skip


def test_connections_are_numbered_if_there_are_several() -> None:
    assert prefix(_line(Kind.SENT, connection=2), several=True) == "#2 "
    assert prefix(_line(Kind.SENT), several=False) == ""
    assert prefix(_line(Kind.SENT, connection=STRANGERS), several=False) == "? "
