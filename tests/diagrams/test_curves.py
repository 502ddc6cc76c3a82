"""Curves and boxes: cutting, sampling and smoothing keep what they must."""

from math import dist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.diagrams.curves import Box, moved_ends, sample, shortened, smoothed, split

STRAIGHT = ((0.0, 0.0), (30.0, 0.0), (60.0, 0.0), (90.0, 0.0))
coordinate = st.integers(-500, 500).map(float)
points = st.tuples(coordinate, coordinate)
curves = st.tuples(points, points, points, points)


@given(curve=curves, at=st.floats(0.01, 0.99))
def test_the_halves_of_a_cut_curve_meet(curve, at):
    left, right = split(curve, at)
    assert left[0] == curve[0]
    assert left[-1] == right[0]
    assert right[-1] == curve[-1]


@given(curve=curves)
def test_smoothing_keeps_both_ends(curve):
    calm = smoothed(curve, [])
    assert (calm[0], calm[-1]) == (curve[0], curve[-1])
    assert len(calm) % 3 == 1


def test_a_shortened_curve_leaves_room_for_the_tip():
    assert shortened(STRAIGHT, 10)[-1] == pytest.approx((80, 0), abs=0.01)


def test_a_short_last_piece_is_cut_away_whole():
    curve = (*STRAIGHT, (91.0, 0.0), (92.0, 0.0), (93.0, 0.0))
    assert shortened(curve, 10)[-1] == pytest.approx((83, 0), abs=0.01)


def test_ends_move_with_their_handles():
    moved = moved_ends(STRAIGHT, (0, 5), (90, -5))
    assert moved == ((0, 5), (30, 5), (60, -5), (90, -5))


def test_smoothing_takes_a_kink_out():
    kinked = (*STRAIGHT, (90, 30), (90, 60), (90, 90))
    calm = sample(smoothed(kinked, []))
    assert min(dist(at, (90, 0)) for at in calm) > 10


def test_smoothing_stops_before_an_obstacle():
    kinked = (*STRAIGHT, (90, 30), (90, 60), (90, 90))
    box = Box(55, 12, 25, 25)
    assert not any(box.contains(at) for at in sample(smoothed(kinked, [box])))


def test_boxes_that_share_an_edge_do_not_overlap():
    assert not Box(0, 0, 10, 10).overlaps(Box(10, 0, 10, 10))
    assert Box(0, 0, 10, 10).overlaps(Box(9, 9, 10, 10))


@pytest.mark.parametrize(
    ("towards", "leaves"),
    [
        ((250.0, 120.0), (200.0, 120.0)),
        ((-50.0, 120.0), (100.0, 120.0)),
        ((150.0, 500.0), (150.0, 140.0)),
        ((170.0, 90.0), (163.333, 100.0)),
        ((150.0, 120.0), (150.0, 120.0)),
    ],
)
def test_a_line_from_the_middle_leaves_a_box_at_its_border(towards, leaves):
    assert Box(100, 100, 100, 40).border(towards) == pytest.approx(leaves, abs=0.01)
