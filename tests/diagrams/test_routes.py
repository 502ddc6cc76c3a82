"""Routes after Graphviz: ends apart, straight where they nearly are, labels close by."""

from quizapp.diagrams import find_engine, lay_out, picture_of
from quizapp.diagrams.curves import Box
from quizapp.diagrams.routes import cross_gap


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
