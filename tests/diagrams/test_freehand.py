"""Edges a learner drew: curves that can be told apart and keep clear of other states."""

from itertools import combinations
from math import dist

import pytest

from quizapp.diagrams import EdgeLook, FreeEdge, find_engine, lay_out, picture_of
from quizapp.diagrams.curves import Box, sample
from quizapp.diagrams.fragments import Ink
from quizapp.diagrams.freehand import free_markup, free_route

CANVAS = Box(0, 0, 600, 600)
COLUMN = {
    "top": Box(200, 20, 100, 40),
    "middle": Box(200, 200, 100, 40),
    "bottom": Box(200, 400, 100, 40),
}


def test_a_free_edge_goes_round_the_state_in_its_way():
    way = sample(free_route(COLUMN, CANVAS, "top", "bottom"))
    assert not any(COLUMN["middle"].contains(at) for at in way)


def test_a_free_edge_begins_and_ends_at_the_borders():
    route = free_route(COLUMN, CANVAS, "top", "middle")
    assert COLUMN["top"].contains(route[0], 0.1)
    assert not COLUMN["top"].contains(route[0], -0.1)
    assert COLUMN["middle"].contains(route[-1], 0.1)


def test_parallel_edges_and_their_opposites_are_apart():
    routes = [
        free_route(COLUMN, CANVAS, "top", "bottom", parallel=0),
        free_route(COLUMN, CANVAS, "bottom", "top", parallel=1),
        free_route(COLUMN, CANVAS, "top", "bottom", parallel=2),
    ]
    middles = [sample(route, 2)[1] for route in routes]
    assert all(dist(a, b) > 20 for a, b in combinations(middles, 2))


@pytest.mark.parametrize(("canvas", "side"), [(CANVAS, 1), (Box(0, 0, 310, 600), -1)])
def test_a_loop_turns_to_the_side_where_there_is_room(canvas, side):
    box = COLUMN["middle"]
    middle = sample(free_route(COLUMN, canvas, "middle", "middle"), 2)[1]
    assert (middle[0] - box.centre[0]) * side > box.width / 2


def test_an_edge_between_unknown_states_is_left_out(tcp):
    picture = picture_of(tcp, "en")
    layout = lay_out(picture, find_engine())
    edges = [
        FreeEdge("NOWHERE", "CLOSED"),
        FreeEdge("CLOSED", "CLOSED", (), EdgeLook(note="1")),
    ]
    assert free_markup(picture, layout, edges, Ink()).count("<g ") == 1
