"""Drawings written down row by row."""

import pytest

from quizapp.errors import AnswerError
from quizapp.grading.sheet import Sheet, SheetEdge, SheetState
from quizapp.services.drill_rows import written_sheet

GIVEN = Sheet(
    states=(SheetState("g1", "LISTEN", 5, 6, given=True),),
    edges=(SheetEdge("e1", "g1", "g1", event="close", given=True),),
)


def test_each_row_is_an_arrow_between_states_of_its_own() -> None:
    sheet = written_sheet(
        Sheet(),
        {"from": ["A", "B"], "to": ["B", "B"], "event": ["x", "y"], "send": ["s", ""]},
    )
    names = {state.id: state.name for state in sheet.states}
    assert [(names[edge.tail], names[edge.head]) for edge in sheet.edges] == [
        ("A", "B"),
        ("B", "B"),
    ]
    assert [(edge.event, edge.send) for edge in sheet.edges] == [("x", "s"), ("y", "")]
    assert len({(state.x, state.y) for state in sheet.states}) == 2


def test_what_was_given_stays_and_is_used() -> None:
    sheet = written_sheet(GIVEN, {"from": ["LISTEN"], "to": ["CLOSED"]})
    assert sheet.states[0] == GIVEN.states[0]
    assert sheet.edges[0] == GIVEN.edges[0]
    assert sheet.edges[1].tail == "g1"


def test_blank_rows_and_spaces_do_not_count() -> None:
    rows = {"from": ["", " A "], "to": ["", "A"], "event": [" ", "x"]}
    sheet = written_sheet(Sheet(), rows)
    assert [state.name for state in sheet.states] == ["A"]
    assert [edge.id for edge in sheet.edges] == ["row2"]


@pytest.mark.parametrize(
    ("rows", "field"),
    [
        ({"from": ["A"], "to": [""]}, "row-1-to"),
        ({"from": [""], "to": ["A"]}, "row-1-from"),
        ({"event": ["x"]}, "row-1-from"),
        ({"from": ["A", "A"], "to": ["A"]}, "row-2-to"),
        ({"from": ["A"] * 151, "to": ["A"] * 151}, "edges"),
        ({"from": [f"S{n}" for n in range(41)], "to": ["A"] * 41}, "states"),
    ],
)
def test_a_row_that_cannot_be_says_where(rows: dict, field: str) -> None:
    with pytest.raises(AnswerError) as refused:
        written_sheet(Sheet(), rows)
    assert refused.value.field == field


def test_a_row_for_an_arrow_without_its_label_is_its_label() -> None:
    bare = [SheetEdge(name, "g1", "g1", given=True) for name in ("e1", "e2")]
    given = Sheet(states=GIVEN.states, edges=tuple(bare))
    rows = {"from": ["LISTEN"] * 3, "to": ["LISTEN"] * 3, "event": ["x", "y", "z"]}
    sheet = written_sheet(given, rows)
    found = [(edge.id, edge.event, edge.given) for edge in sheet.edges]
    assert found == [("e1", "x", True), ("e2", "y", True), ("row3", "z", False)]
