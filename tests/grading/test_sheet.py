import json

import pytest

from quizapp.errors import AnswerError
from quizapp.grading.sheet import (
    MOST_CHARACTERS,
    MOST_EDGES,
    MOST_STATES,
    Sheet,
    SheetEdge,
    SheetState,
    drawn_by,
    read_sheet,
    sheet_of,
    write_sheet,
)

STATES = [{"id": "s1", "name": "A", "x": 1.0, "y": 2.0}, {"id": "s2", "name": "B"}]
EDGE = {
    "id": "e1", "from": "s1", "to": "s2", "label": "x / y", "event": "", "send": "",
    "bend": [0.0, 1.0], "how": "typed", "at": 31.4,
}  # fmt: skip


def drawing(**changes):
    return json.dumps({"version": 1, "states": STATES, "edges": [EDGE], **changes})


def refused(text):
    with pytest.raises(AnswerError) as caught:
        read_sheet(text)
    return caught.value


def test_a_drawing_is_read():
    sheet = read_sheet(drawing())
    assert sheet.states == (SheetState("s1", "A", 1.0, 2.0), SheetState("s2", "B"))
    assert sheet.edges == (SheetEdge("e1", "s1", "s2", "x / y", bend=(0.0, 1.0), at=31.4),)


def test_a_drawing_survives_writing():
    sheet = read_sheet(drawing())
    assert read_sheet(write_sheet(sheet)) == sheet
    assert json.loads(write_sheet(sheet))["edges"][0]["from"] == "s1"


def test_an_empty_canvas_is_a_drawing():
    assert read_sheet("{}") == Sheet()


def with_edge(**changes):
    return drawing(edges=[EDGE, EDGE | {"id": "e2"} | changes])


def test_script_in_a_label_is_only_text():
    text = "<script>alert(1)</script>"
    assert read_sheet(with_edge(label=text)).edges[1].label == text


HOSTILE = {
    "no JSON": ("{", "drawing"),
    "not an object": ("[1]", "drawing"),
    "no text at all": (b"\xff\xfe", "drawing"),
    "broken letters": (b'{"states":[{"id":"\xff","name":""}]}', "drawing"),
    "lone surrogates": ('{"x": "\ud800"}', "drawing"),
    "another version": (drawing(version=2), "version"),
    "an unknown field": (drawing(script="x"), "drawing"),
    "a number for a name": (drawing(states=[{"id": "s", "name": 1}]), "states[0].name"),
    "NaN for a place": (drawing(states=[STATES[0] | {"x": float("nan")}]), "drawing"),
    "infinity": (drawing(states=[STATES[0] | {"x": float("inf")}]), "drawing"),
    "a place too far": (drawing(states=[STATES[0] | {"x": 1e6}], edges=[]), "states[0]"),
    "a number too large": (drawing().replace("31.4", "1e999"), "edges[0].at"),
    "a bend too far": (with_edge(bend=[0, -1e9]), "edges[1]"),
    "a bend of three": (with_edge(bend=[0, 0, 0]), "edges[1].bend"),
    "an id used twice": (with_edge(id="e1"), "edges[1].id"),
    "a state's id used twice": (drawing(states=[*STATES, STATES[1]]), "states[2].id"),
    "no id": (with_edge(id=""), "edges[1].id"),
    "an arrow from nowhere": (with_edge(**{"from": "s9"}), "edges[1].from"),
    "an arrow to nowhere": (with_edge(to="s9"), "edges[1].to"),
    "an endless label": (with_edge(label="x" * (MOST_CHARACTERS + 1)), "edges[1].label"),
    "an endless name": (
        drawing(states=[STATES[0] | {"name": "x" * 201}], edges=[]),
        "states[0].name",
    ),
    "too many states": (
        drawing(states=[{"id": f"s{n}", "name": ""} for n in range(MOST_STATES + 1)]),
        "states",
    ),
    "too many arrows": (
        drawing(edges=[EDGE | {"id": str(n)} for n in range(MOST_EDGES + 1)]),
        "edges",
    ),
    "100,000 arrows": (
        drawing(edges=[{"id": str(n), "from": "s1", "to": "s2"} for n in range(100_000)]),
        "drawing",
    ),
    "10 MB of labels": (with_edge(label="x" * 10_000_000), "drawing"),
    "200,000 brackets": ("[" * 200_000, "drawing"),
    "brackets within": ('{"edges":' + "[" * 200_000, "edges[0]"),
}


@pytest.mark.parametrize("case", list(HOSTILE))
def test_a_hostile_drawing_is_refused_with_its_place(case):
    text, field = HOSTILE[case]
    error = refused(text)
    assert error.field == field
    assert error.values.get("place", field) == field
    assert "%(" not in str(error)


def test_the_bounds_themselves_are_allowed():
    states = [{"id": f"s{n}", "name": "x" * MOST_CHARACTERS} for n in range(MOST_STATES)]
    edges = [EDGE | {"id": str(n)} for n in range(MOST_EDGES)]
    assert len(read_sheet(drawing(states=states, edges=edges)).edges) == MOST_EDGES


def test_what_came_late_is_left_out_and_what_was_given_stays():
    early, late = SheetEdge("e1", "s", "s", at=10), SheetEdge("e2", "s", "s", at=11)
    given = SheetEdge("e3", "s", "s", at=99, given=True)
    sheet = Sheet(states=(SheetState("s", "A"),), edges=(early, late, given))
    assert drawn_by(sheet, 10).edges == (early, given)


def test_plain_values_are_read_as_their_json_is():
    assert sheet_of(json.loads(drawing())) == read_sheet(drawing())


def nest(depth):
    return [nest(depth - 1)] if depth else []


@pytest.mark.parametrize("values", ["\ud800", {"\ud800": 1}, nest(200), None, float("nan")])
def test_values_that_are_no_json_are_refused(values):
    with pytest.raises(AnswerError):
        sheet_of({"states": values})
