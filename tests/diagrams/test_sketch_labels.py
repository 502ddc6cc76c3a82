"""Words beside arrows: off states, off one another, off lines, and near their own."""

from itertools import combinations
from math import dist

from hypothesis import given
from hypothesis import strategies as st

from quizapp.diagrams.curves import Box, sample
from quizapp.diagrams.looks import EdgeLook
from quizapp.diagrams.sketch import Sketch, SketchEdge, SketchState, box_of
from quizapp.diagrams.sketch_labels import label_boxes, label_rows
from quizapp.diagrams.sketch_routes import sketch_routes

WORDS = ("rcv SYN", "snd SYN,ACK")


def placed(sketch: Sketch) -> dict[str, Box]:
    return label_boxes(sketch, sketch_routes(sketch))


def square(*edges: SketchEdge) -> Sketch:
    """Four states with room between them."""
    places = ((0, 0), (400, 0), (0, 260), (400, 260))
    states = tuple(SketchState(f"s{n}", f"S{n}", x, y) for n, (x, y) in enumerate(places))
    return Sketch("", "en", states, edges)


CROWD = square(
    SketchEdge("a", "s0", "s1", WORDS),
    SketchEdge("b", "s1", "s0", WORDS, look=EdgeLook("missed", mark="○")),
    SketchEdge("c", "s0", "s3", WORDS),
    SketchEdge("d", "s1", "s2", WORDS),
    SketchEdge("e", "s2", "s3", WORDS),
    SketchEdge("f", "s3", "s3", WORDS),
)


def test_words_cover_neither_states_nor_other_words() -> None:
    boxes = placed(CROWD)
    assert len(boxes) == 6
    assert not any(one.overlaps(other) for one, other in combinations(boxes.values(), 2))
    assert not any(
        box.overlaps(box_of(state)) for box in boxes.values() for state in CROWD.states
    )


def test_words_cover_no_line_where_there_is_room() -> None:
    points = [point for curve in sketch_routes(CROWD).values() for point in sample(curve, 50)]
    assert [box.count(points) for box in placed(CROWD).values()] == [0] * 6


def test_words_stand_beside_the_middle_of_their_own_arrow() -> None:
    routes = sketch_routes(CROWD)
    for name, box in placed(CROWD).items():
        assert min(dist(box.centre, point) for point in sample(routes[name])) < 80


def test_the_tip_of_a_short_arrow_stays_in_sight() -> None:
    states = (SketchState("a", "A", 0, 0), SketchState("b", "B", 0, 90))
    sketch = Sketch("", "en", states, (SketchEdge("e", "a", "b", WORDS),))
    tip = sample(sketch_routes(sketch)["e"], 50)[-4:]
    assert placed(sketch)["e"].count(tip) == 0


def test_an_arrow_without_words_needs_no_room_but_its_mark_does() -> None:
    bare, marked = SketchEdge("e", "s0", "s1"), EdgeLook(mark="○")
    assert placed(square(bare)) == {}
    assert placed(square(SketchEdge("e", "s0", "s1", look=marked)))["e"].width > 15
    assert label_rows(SketchEdge("e", "s0", "s1", ("", "x"), look=EdgeLook(note="n"))) == [
        "x",
        "n",
    ]


PLACES = st.floats(-1e5, 1e5)


@given(st.lists(st.tuples(PLACES, PLACES), min_size=2, max_size=2), st.text(max_size=200))
def test_no_drawing_upsets_it(places: list, words: str) -> None:
    states = tuple(
        SketchState(name, name, x, y) for name, (x, y) in zip("ab", places, strict=True)
    )
    edges = (SketchEdge("e", "a", "b", (words,)), SketchEdge("f", "a", "a", (words, words)))
    found = placed(Sketch("", "en", states, edges))
    assert set(found) == ({"e", "f"} if words else set())
