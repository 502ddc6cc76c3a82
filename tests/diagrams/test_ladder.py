import pytest

from quizapp.diagrams.ladder import (
    MOST_REMARK,
    NARROW,
    REMARK_SIZE,
    WIDE,
    Arrow,
    Ladder,
    Mark,
    Row,
    lay_out_ladder,
    remark_lines,
)
from quizapp.diagrams.metrics import text_width

OPEN = Mark("OPEN", "open")


def ladder(*rows: Row, arrows: tuple[Arrow, ...] = ()) -> Ladder:
    return Ladder(
        title="Title",
        description="What happens.",
        language="en",
        hosts=("A", "B"),
        begins=(OPEN, OPEN),
        rows=rows,
        arrows=arrows,
    )


def test_time_runs_downwards() -> None:
    layout = lay_out_ladder(ladder(Row(time="1 s"), Row(gap="later"), Row(time="2 s")))
    assert list(layout.rows) == sorted(layout.rows)
    assert layout.top < layout.rows[0] < layout.rows[-1] < layout.bottom < layout.height


def test_everything_lies_within_the_width() -> None:
    row = Row(states=(Mark("A-VERY-LONG-STATE"), None), remarks=(("said",), ("answered",)))
    layout = lay_out_ladder(ladder(row))
    places = (layout.time, *layout.remarks, *layout.states, *layout.lifelines)
    assert min(places) > 0
    assert max(places) < layout.width


def test_a_long_label_widens_the_wire() -> None:
    arrow = Arrow(side=0, label="SYN" * 40, first=0, last=0)
    narrow, wide = lay_out_ladder(ladder(Row())), lay_out_ladder(ladder(Row(), arrows=(arrow,)))
    assert _wire(wide.lifelines) > _wire(narrow.lifelines)


def test_a_column_of_a_page_takes_less_room() -> None:
    row = Row(states=(None, OPEN), remarks=(("the quick brown fox jumps over it",), ("so",)))
    wide, narrow = (lay_out_ladder(ladder(row), room) for room in (WIDE, NARROW))
    assert narrow.width < wide.width - 150
    assert narrow.rows[0] < wide.rows[0]
    assert narrow.heights[0] > wide.heights[0]


def _wire(lifelines: tuple[float, float]) -> float:
    return lifelines[1] - lifelines[0]


@pytest.mark.parametrize("words", ["the quick brown fox " * 8, "一直没有回音，于是放弃。" * 8])
def test_long_remarks_are_broken(words: str) -> None:
    lines = remark_lines((words,))
    assert len(lines) > 1
    assert all(text_width(line, REMARK_SIZE) <= MOST_REMARK + REMARK_SIZE for line in lines)
    assert "".join(lines).replace(" ", "") == words.replace(" ", "")


def test_several_remarks_make_their_row_higher() -> None:
    one, three = Row(remarks=(("a",), ())), Row(remarks=(("a", "b", "c"), ()))
    assert lay_out_ladder(ladder(three)).height > lay_out_ladder(ladder(one)).height


def test_a_chinese_line_never_begins_with_a_stop() -> None:
    for line in remark_lines(("一二三四五六七八九十，" * 6,)):
        assert not line.startswith("，")
