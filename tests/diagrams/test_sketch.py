"""A drawing of somebody's own, as a picture for Graphviz."""

from quizapp.diagrams import find_engine, lay_out
from quizapp.diagrams.sketch import (
    STATE_HEIGHT,
    Sketch,
    SketchEdge,
    SketchState,
    box_of,
    picture_of_sketch,
)

A, B = SketchState("s1", "ONE", 10, 20), SketchState("s2", "a much longer name", 300, 20)
DRAWING = Sketch(
    "Yours",
    "en",
    (A, B),
    (SketchEdge("e1", "s1", "s2", ("go", "snd X")), SketchEdge("e2", "s2", "s2")),
)


def test_a_box_stands_about_its_middle_and_holds_its_name() -> None:
    assert box_of(A).centre == (10, 20)
    assert box_of(A).height == STATE_HEIGHT
    assert box_of(B).width > box_of(A).width


def test_the_picture_has_every_state_and_arrow_by_its_id_on_the_canvas() -> None:
    picture = picture_of_sketch(DRAWING)
    assert [(node.state, node.label) for node in picture.nodes] == [
        ("s1", "ONE"),
        ("s2", "a much longer name"),
    ]
    assert [
        (edge.fact, edge.tail, edge.head, edge.event, edge.send) for edge in picture.edges
    ] == [
        ("e1", "s0", "s1", "go", "snd X"),
        ("e2", "s1", "s1", "", ""),
    ]


def test_graphviz_can_lay_it_out_without_overlaps() -> None:
    picture = picture_of_sketch(DRAWING)
    one, two = lay_out(picture, find_engine("auto")).nodes.values()
    assert not one.overlaps(two)
