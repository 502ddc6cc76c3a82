"""The geometry of pictures: everything has its own room, whatever lays it out."""

from dataclasses import replace
from itertools import combinations
from math import dist

import pytest

from quizapp.diagrams import (
    GraphvizFailedError,
    PictureTooLargeError,
    find_engine,
    lay_out,
    picture_of,
)
from quizapp.diagrams.curves import sample
from quizapp.diagrams.layout import MAX_EDGES, MAX_LABEL, MAX_NODES
from quizapp.engine import LANGUAGES

pytestmark = pytest.mark.usefixtures("fresh_layouts")


@pytest.fixture(params=LANGUAGES)
def language(request):
    return request.param


@pytest.fixture
def drawn(machine, language, engine):
    picture = picture_of(machine, language)
    return picture, lay_out(picture, engine)


def test_no_label_overlaps_a_node_or_another_label(drawn):
    _, layout = drawn
    labels, nodes = list(layout.labels.values()), list(layout.nodes.values())
    clashes = [pair for pair in combinations(labels, 2) if pair[0].overlaps(pair[1])]
    clashes += [(label, node) for label in labels for node in nodes if label.overlaps(node)]
    assert clashes == []


def test_no_two_nodes_overlap(drawn):
    _, layout = drawn
    assert not any(a.overlaps(b) for a, b in combinations(layout.nodes.values(), 2))


def test_no_edge_runs_through_a_state_it_does_not_touch(drawn):
    picture, layout = drawn
    for edge in picture.edges:
        others = [
            box for node, box in layout.nodes.items() if node not in (edge.tail, edge.head)
        ]
        for at in sample(layout.routes[edge.id]):
            assert not any(box.contains(at) for box in others), edge.fact


def test_hardly_any_edge_runs_through_the_words_of_another(drawn):
    picture, layout = drawn
    ways = {edge.id: sample(layout.routes[edge.id], 6) for edge in picture.edges}
    struck = [
        (edge.fact, other)
        for edge in picture.edges
        for other, way in ways.items()
        if other != edge.id
        and sum(layout.labels[edge.id].inset(9).contains(at) for at in way) > 1
    ]
    assert len(struck) <= 1


def test_every_edge_goes_from_the_border_of_its_tail_to_that_of_its_head(drawn):
    picture, layout = drawn
    for edge in picture.edges:
        route = layout.routes[edge.id]
        for node, end in ((edge.tail, route[0]), (edge.head, route[-1])):
            box = layout.nodes[node]
            assert box.contains(end, 1.5), edge.fact
            assert not box.contains(end, -1.5), edge.fact


def test_no_two_arrows_end_at_one_point(drawn):
    picture, layout = drawn
    tips = [layout.routes[edge.id][-1] for edge in picture.edges]
    assert all(dist(a, b) >= 3 for a, b in combinations(tips, 2))


def test_the_rows_of_the_printed_figure_are_kept_in_order(drawn):
    picture, layout = drawn
    heights = [{layout.nodes[node].centre[1] for node in row} for row in picture.ranks]
    assert all(max(row) - min(row) < 1 for row in heights)
    assert [max(row) for row in heights] == sorted(max(row) for row in heights)
    for row in picture.ranks:
        lefts = [layout.nodes[node].x for node in row]
        assert lefts == sorted(lefts)


def test_everything_lies_on_the_canvas(drawn):
    _, layout = drawn
    for box in (*layout.nodes.values(), *layout.labels.values()):
        assert box.x >= 0
        assert box.y >= 0
        assert box.right <= layout.width
        assert box.bottom <= layout.height


def test_the_figure_stays_compact(tcp, engine, language):
    layout = lay_out(picture_of(tcp, language), engine)
    assert layout.width < 1000
    assert layout.height < 1000


def test_the_column_in_the_middle_stands_straight(tcp, engine):
    picture = picture_of(tcp, "en")
    layout = lay_out(picture, engine)
    middles = [layout.nodes[row[len(row) // 2]] for row in picture.ranks if len(row) % 2]
    assert max(box.centre[0] for box in middles) - min(box.centre[0] for box in middles) < 2


def test_both_programs_agree_within_a_few_pixels(tcp):
    picture = picture_of(tcp, "en")
    layouts = [lay_out(picture, engine) for engine in _both()]
    for one, other in zip(*(layout.nodes.values() for layout in layouts), strict=True):
        assert dist(one.centre, other.centre) < 40


def _both():
    try:
        return [find_engine("system"), find_engine("bundled")]
    except GraphvizFailedError as missing:
        pytest.skip(str(missing))


def test_a_picture_is_laid_out_once(tcp, engine):
    picture = picture_of(tcp, "en")
    assert lay_out(picture, engine) is lay_out(picture, engine)


def test_a_machine_without_rows_is_laid_out_too(make_small, engine):
    picture = picture_of(make_small("go", "come", states=("A", "B", "C")), "en")
    assert len(lay_out(picture, engine).routes) == 2


def test_a_transition_to_its_own_state_is_a_loop(make_small, engine):
    picture = picture_of(make_small("again", states=("A",)), "en")
    layout = lay_out(picture, engine)
    box = layout.nodes["s0"]
    assert any(not box.contains(at, 5) for at in sample(layout.routes["e0"]))


def test_several_arrows_between_neighbours_have_a_row_each(make_small, engine):
    machine = replace(make_small("go", "come", "stay"), ranks=(("A", "B"),))
    layout = lay_out(picture_of(machine, "en"), engine)
    heights = sorted(box.centre[1] for box in layout.labels.values())
    assert heights[1] - heights[0] > 30
    assert heights[2] - heights[1] > 30


def test_a_role_without_transitions_is_an_empty_picture(tcp, engine, role_of):
    machine = replace(role_of(tcp, "plain"), transitions=tcp.transitions, id="bare")
    assert lay_out(picture_of(machine, "en", role="role0"), engine).nodes == {}


@pytest.mark.parametrize(
    ("labels", "states", "what"),
    [
        (("x",), tuple(f"S{n}" for n in range(MAX_NODES + 1)), "41 states"),
        (("x",) * (MAX_EDGES + 1), ("A", "B"), "151 transitions"),
        (("x" * (MAX_LABEL + 1),), ("A", "B"), "201 characters in one label"),
    ],
)
def test_too_large_a_picture_is_refused_before_graphviz_runs(
    make_small, tmp_path, labels, states, what
):
    picture = picture_of(make_small(*labels, states=states), "en")
    with pytest.raises(PictureTooLargeError, match=what):
        lay_out(picture, tmp_path / "never started")


@pytest.mark.parametrize(
    "answer",
    [
        "", "{}", "[]", "null", "7", "[[]]", "nonsense", "[" * 100_000,
        '{"bb": 1}', '{"bb": "0,0,1"}', '{"bb": "0,0,nan,1"}', '{"bb": "0,0,1e300,1"}',
        '{"bb": "0,0,9,9", "objects": {}}', '{"bb": "0,0,9,9", "objects": [1]}',
        '{"bb": "0,0,9,9", "objects": [{"name": [], "pos": "1,1"}]}',
        '{"bb": "0,0,9,9", "objects": 5}', '{"bb": "0,0,9,9", "edges": "x"}',
        '{"bb": "0,0,9,9", "objects": [{"name": "A", "pos": "1,1"}]}',
    ],
)  # fmt: skip
def test_an_answer_nobody_can_read_is_an_error_of_ours(tcp, tmp_path, answer):
    (tmp_path / "answer").write_text(answer)
    liar = tmp_path / "dot"
    liar.write_text(f"#!/bin/sh\nexec cat {tmp_path}/answer\n")
    liar.chmod(0o755)
    with pytest.raises(GraphvizFailedError, match="unreadable answer"):
        lay_out(picture_of(tcp, "en"), liar)
