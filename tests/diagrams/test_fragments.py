"""Pieces of markup: made once, in the place their edge gives them."""

import pytest

from quizapp.diagrams import find_engine, lay_out, picture_of
from quizapp.diagrams.curves import Box
from quizapp.diagrams.fragments import Ink, fragments_of, marked_lines, place_beside, tip_data

BOX = Box(100, 100, 80, 48)


@pytest.mark.parametrize(
    ("x", "anchor"), [(98, "start"), (182, "end"), (140, "middle")], ids=["left", "right", "in"]
)
def test_words_lean_towards_their_edge(x, anchor):
    upright = ((x, 0.0), (x, 100.0), (x, 200.0), (x, 300.0))
    assert place_beside(upright, BOX, 2).anchor == anchor


def test_a_level_edge_carries_its_words_like_a_shelf():
    level = ((0.0, 120.0), (100.0, 120.0), (200.0, 120.0), (300.0, 120.0))
    place = place_beside(level, BOX, 2)
    assert place.y < 120 < place.y + place.skip + 16


def test_a_tip_points_where_the_edge_goes():
    assert tip_data((0, 0), (10, 0), 4) == "M10,0L0,-4L0,4Z"


def test_pieces_are_made_once(tcp):
    picture = picture_of(tcp, "en")
    layout = lay_out(picture, find_engine())
    assert fragments_of(picture, layout, Ink()) is fragments_of(picture, layout, Ink())


@pytest.mark.parametrize(
    ("lines", "mark", "written"),
    [
        ((), "", []),
        (("rcv <FIN>", "ACK"), "", ["rcv &lt;FIN&gt;", "ACK"]),
        (("rcv FIN", "ACK"), "✓", ['<tspan class="edge__mark">✓</tspan> rcv FIN', "ACK"]),
        ((), "✗", ['<tspan class="edge__mark">✗</tspan> ']),
    ],
)
def test_a_mark_stands_before_the_first_line(lines, mark, written):
    assert marked_lines(lines, mark) == written
