"""Routes after Graphviz: ends apart, straight where they nearly are, labels close by."""

from itertools import combinations
from math import dist

import pytest

from quizapp.diagrams import find_engine, lay_out, picture_of
from quizapp.diagrams.curves import Box, sample
from quizapp.diagrams.routes import cross_gap
from tests.conftest import MACHINES


def route(tcp, fact):
    picture = picture_of(tcp, "en")
    layout = lay_out(picture, find_engine())
    edge = next(edge for edge in picture.edges if edge.fact == fact)
    return layout.routes[edge.id], layout.labels[edge.id]


def test_an_arrow_between_neighbours_is_level(tcp):
    curve, _ = route(tcp, "syn-sent.syn")
    assert max(y for _, y in curve) - min(y for _, y in curve) < 1


def test_an_arrow_straight_down_is_upright(tcp):
    curve, _ = route(tcp, "closing.ack-of-fin")
    assert max(x for x, _ in curve) - min(x for x, _ in curve) < 1


def test_a_label_stands_beside_its_own_line(tcp):
    curve, label = route(tcp, "closing.ack-of-fin")
    assert abs(label.x - curve[0][0]) < 5


def test_the_long_way_back_keeps_outside(tcp):
    picture = picture_of(tcp, "en")
    layout = lay_out(picture, find_engine())
    leftmost = min(box.x for box in layout.nodes.values())
    curve, _ = route(tcp, "time-wait.timeout")
    assert min(x for x, _ in curve) < leftmost


def test_arrows_across_a_gap_have_their_labels_below_one_another(tcp):
    edges = picture_of(tcp, "en").edges[:2]
    across = cross_gap(Box(0, 0, 90, 40), Box(300, 0, 90, 40), (195, 20), edges)
    first, second = (label for _, label in across.values())
    assert not first.overlaps(second)


@pytest.fixture(params=sorted(MACHINES))
def whole(request):
    """The whole diagram of each machine, laid out."""
    picture = picture_of(MACHINES[request.param], "en")
    return picture, lay_out(picture, find_engine())


def _on_border(box, at):
    return box.contains(at, 1.5) and not box.contains(at, -1.5)


def test_every_arrow_runs_from_its_state_to_its_state(whole):
    picture, layout = whole
    for edge in picture.edges:
        curve = layout.routes[edge.id]
        assert _on_border(layout.nodes[edge.tail], curve[0]), edge.fact
        assert _on_border(layout.nodes[edge.head], curve[-1]), edge.fact


def test_no_two_arrows_end_in_one_point(whole):
    picture, layout = whole
    curves = [layout.routes[edge.id] for edge in picture.edges]
    ends = [end for curve in curves for end in (curve[0], curve[-1])]
    assert min(dist(a, b) for a, b in combinations(ends, 2)) > 3


def test_words_cover_no_state_and_no_other_words(whole):
    _, layout = whole
    labels = list(layout.labels.values())
    assert not [box for box in labels for node in layout.nodes.values() if box.overlaps(node)]
    assert not [pair for pair in combinations(labels, 2) if pair[0].overlaps(pair[1])]


def test_everything_lies_on_the_page(whole):
    _, layout = whole
    page = Box(0, 0, layout.width, layout.height)
    for box in (*layout.nodes.values(), *layout.labels.values()):
        assert page.contains((box.x, box.y), 0.5)
        assert page.contains((box.right, box.bottom), 0.5)
    for curve in layout.routes.values():
        assert page.count(sample(curve), 0.5) == len(sample(curve))
