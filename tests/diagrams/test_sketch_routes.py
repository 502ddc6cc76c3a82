"""The curves of a drawing: apart from one another, clear of states, bent as told."""

from itertools import pairwise
from math import hypot

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.diagrams.curves import sample
from quizapp.diagrams.sketch import Sketch, SketchEdge, SketchState, box_of
from quizapp.diagrams.sketch_routes import LANE, sketch_routes

LEFT, RIGHT = SketchState("a", "A", 0, 0), SketchState("b", "B", 400, 0)


def routes(*edges: SketchEdge, states: tuple[SketchState, ...] = (LEFT, RIGHT)) -> dict:
    return sketch_routes(Sketch("", "en", states, edges))


def middle(curve: tuple) -> tuple[float, float]:
    return sample(curve, 2)[1]


def test_one_arrow_runs_straight_from_border_to_border() -> None:
    curve = routes(SketchEdge("e", "a", "b"))["e"]
    assert curve[0] == pytest.approx((box_of(LEFT).right, 0))
    assert curve[-1] == pytest.approx((box_of(RIGHT).x, 0))
    assert middle(curve)[1] == pytest.approx(0)


def test_parallel_and_opposite_arrows_keep_apart() -> None:
    found = routes(
        SketchEdge("e", "a", "b"), SketchEdge("f", "b", "a"), SketchEdge("g", "a", "b")
    )
    heights = sorted(middle(curve)[1] for curve in found.values())
    assert all(after - before >= LANE for before, after in pairwise(heights))


def test_a_bend_moves_the_middle_by_as_much() -> None:
    plain = middle(routes(SketchEdge("e", "a", "b"))["e"])
    bent = middle(routes(SketchEdge("e", "a", "b", bend=(0, 80)))["e"])
    assert (bent[0] - plain[0], bent[1] - plain[1]) == pytest.approx((0, 80))


def test_an_arrow_goes_round_a_state_in_its_way() -> None:
    between = SketchState("c", "C", 200, 0)
    curve = routes(SketchEdge("e", "a", "b"), states=(LEFT, between, RIGHT))["e"]
    assert box_of(between).count(sample(curve)) == 0


def test_an_arrow_between_neighbours_comes_from_outside() -> None:
    below = SketchState("c", "A STATE WITH A LONG NAME", 120, 70)
    curve = routes(SketchEdge("e", "a", "c"), states=(LEFT, below))["e"]
    assert not box_of(below).contains(curve[2])
    assert not box_of(LEFT).contains(curve[1])


def test_loops_of_one_state_take_different_sides() -> None:
    loops = [SketchEdge(f"e{n}", "a", "a") for n in range(4)]
    middles = {
        tuple(round(part) for part in middle(curve)) for curve in routes(*loops).values()
    }
    assert len(middles) == 4
    assert all(hypot(*place) > 40 for place in middles)


PLACES = st.floats(-1e5, 1e5)


@given(st.lists(st.tuples(PLACES, PLACES), min_size=2, max_size=2), PLACES, PLACES)
def test_no_place_on_the_canvas_upsets_it(places: list, bend_x: float, bend_y: float) -> None:
    states = tuple(
        SketchState(name, name, x, y) for name, (x, y) in zip("ab", places, strict=True)
    )
    edges = [
        SketchEdge("e", "a", "b", bend=(bend_x, bend_y)),
        SketchEdge("f", "a", "a", bend=(bend_x, bend_y)),
        SketchEdge("g", "b", "a"),
    ]
    for curve in routes(*edges, states=states).values():
        assert all(abs(part) < 1e7 for point in curve for part in point)
