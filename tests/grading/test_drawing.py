import random
from itertools import product

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from quizapp.grading import DrawKey, Drawn, Edge, EdgeError, EdgeStatus, RequiredEdge
from quizapp.grading.drawing import edge_credit, edge_errors, mark_drawing
from quizapp.grading.level import SHARES, Level, LevelKind, Strictness
from tests.grading.tcp_diagram import EDGES, EVENTS, KEY, ONLY_IN_TEXT, SEGMENTS, STATES

UNRELATED = Edge("TIME-WAIT", "LISTEN", "active-open")
RECEIVE_FIN = Edge("ESTABLISHED", "CLOSE-WAIT", "rcv-fin", ("ACK",))

any_edge = st.builds(
    Edge,
    tail=st.sampled_from(STATES),
    head=st.sampled_from(STATES),
    event=st.sampled_from(("", *EVENTS)),
    sends=st.sets(st.sampled_from(SEGMENTS), max_size=2).map(
        lambda sends: tuple(sorted(sends))
    ),
)
near_edge = st.sampled_from(EDGES).flatmap(
    lambda edge: st.sampled_from(
        [
            edge,
            replace(edge, sends=()),
            replace(edge, sends=("FIN", "SYN")),
            replace(edge, event=""),
        ]
    )
)
drawings = st.lists(near_edge | any_edge, max_size=30)


def credit(*drawn):
    return mark_drawing(KEY, drawn).credit


def marks(status, *drawn, key=KEY):
    return [mark for mark in mark_drawing(key, drawn).edges if mark.status is status]


def key_of(*edges, **others):
    demanded = (RequiredEdge(f"fact-{place}", edge) for place, edge in enumerate(edges))
    return DrawKey(tuple(demanded), **others)


def test_the_identical_drawing_earns_everything():
    verdict = mark_drawing(KEY, EDGES)
    assert verdict.is_right
    assert {mark.status for mark in verdict.edges} == {EdgeStatus.RIGHT}


def test_the_empty_drawing_earns_nothing_and_misses_every_arrow():
    verdict = mark_drawing(KEY, ())
    assert verdict.credit == 0
    assert [mark.required for mark in verdict.edges] == list(KEY.required)
    assert {mark.errors for mark in verdict.edges} == {(EdgeError.MISSING,)}


@given(drawings, st.sampled_from(EDGES))
def test_adding_a_right_arrow_never_lowers(drawn, right):
    assert credit(*drawn, right) >= credit(*drawn) - 1e-12


@given(drawings, st.randoms(use_true_random=False))
def test_the_order_of_drawing_is_irrelevant(drawn, rng):
    shuffled = rng.sample(drawn, len(drawn))
    assert mark_drawing(KEY, shuffled) == mark_drawing(KEY, drawn)


@given(st.sets(st.sampled_from(EDGES), min_size=1))
def test_an_unrelated_arrow_always_lowers(drawn):
    assert credit(*drawn, UNRELATED) < credit(*drawn)


@given(drawings)
def test_credit_stays_between_nothing_and_everything(drawn):
    assert 0 <= credit(*drawn) <= 1


@given(drawings)
def test_every_arrow_demanded_or_drawn_is_marked_once(drawn):
    found = mark_drawing(KEY, drawn).edges
    demanded = [mark.required for mark in found if mark.status is not EdgeStatus.NEUTRAL]
    assert [item for item in demanded if item] == list(KEY.required)
    assert sorted(map(repr, drawn)) == sorted(repr(mark.drawn) for mark in found if mark.drawn)


@given(drawings)
def test_only_right_arrows_earn_full_credit(drawn):
    for mark in mark_drawing(KEY, drawn).edges:
        is_right = mark.status is EdgeStatus.RIGHT
        assert is_right == (mark.credit == 1) == (mark.required is not None and not mark.errors)


def test_every_possible_arrow_at_once_earns_next_to_nothing():
    spam = [Edge(*ends) for ends in product(STATES, STATES, EVENTS)]
    assert len(spam) > 1400
    assert credit(*spam) < 0.03


def without_actions(edge):
    return replace(edge, sends=())


def without_label(edge):
    return replace(edge, event="", sends=())


def reversed_(edge):
    return replace(edge, tail=edge.head, head=edge.tail)


@pytest.mark.parametrize(
    ("spoil", "low", "high"),
    [(without_actions, 0.84, 0.89), (without_label, 0.5, 0.5), (reversed_, 0.25, 0.35)],
)
def test_a_drawing_spoilt_throughout_keeps_its_share(spoil, low, high):
    assert low <= credit(*map(spoil, EDGES)) <= high


def test_half_the_arrows_all_right_earn_the_harmonic_mean():
    assert credit(*random.Random(7).sample(EDGES, 10)) == pytest.approx(0.645, abs=0.001)


@pytest.mark.parametrize(
    ("drawn", "earned", "errors"),
    [
        (RECEIVE_FIN, 1.0, []),
        (replace(RECEIVE_FIN, sends=()), 0.8, ["wrong-sends"]),
        (replace(RECEIVE_FIN, sends=("ACK", "FIN")), 0.9, ["wrong-sends"]),
        (replace(RECEIVE_FIN, event=""), 0.5, ["no-event"]),
        (replace(RECEIVE_FIN, event="close"), 0.5, ["wrong-event"]),
        (replace(RECEIVE_FIN, event="close", sends=()), 0.5, ["wrong-event", "wrong-sends"]),
        (replace(RECEIVE_FIN, head="CLOSING"), 0.4, ["wrong-target"]),
        (replace(RECEIVE_FIN, tail="CLOSING"), 0.2, ["wrong-source"]),
        (Edge("CLOSE-WAIT", "ESTABLISHED", "rcv-fin", ("ACK",)), 0.25, ["reversed"]),
        (Edge("CLOSE-WAIT", "ESTABLISHED"), 0.125, ["reversed", "no-event"]),
    ],
)
def test_each_kind_of_error_has_its_name_and_price(drawn, earned, errors):
    assert edge_credit(RECEIVE_FIN, drawn) == pytest.approx(earned)
    assert list(edge_errors(RECEIVE_FIN, drawn)) == errors


@pytest.mark.parametrize(
    "drawn",
    [
        replace(RECEIVE_FIN, head="CLOSING", event="close"),
        replace(RECEIVE_FIN, tail="CLOSING", event="close"),
        Edge("LISTEN", "CLOSED", "rcv-fin", ("ACK",)),
    ],
)
def test_a_label_earns_nothing_between_the_wrong_states(drawn):
    assert edge_credit(RECEIVE_FIN, drawn) == 0


def test_an_arrow_prefers_the_demanded_one_between_its_own_states():
    loop, onward = Edge("A", "A", "x"), Edge("A", "B", "x")
    key = key_of(onward, loop)
    drawn = [Edge("A", "A", "x"), Edge("B", "A", "x")]
    found = mark_drawing(key, drawn).edges
    assert [mark.drawn for mark in found] == [Edge("B", "A", "x"), Edge("A", "A", "x")]


def test_equal_credit_goes_to_the_assignment_between_the_same_states():
    """Two reversed arrows (0.25 each) are worth as much as one arrow without a label."""
    key = key_of(Edge("A", "B", "x"), Edge("B", "A", "y"))
    found = mark_drawing(key, [Edge("A", "B", "y")]).edges
    assert [mark.status for mark in found] == [EdgeStatus.PARTLY, EdgeStatus.MISSED]
    assert found[0].errors == (EdgeError.WRONG_EVENT,)


def test_a_repeated_arrow_is_reported_and_costs_nothing():
    assert credit(*EDGES, RECEIVE_FIN) == 1
    (repeated,) = marks(EdgeStatus.NEUTRAL, *EDGES, RECEIVE_FIN)
    assert (repeated.drawn, repeated.errors) == (RECEIVE_FIN, (EdgeError.DUPLICATE,))


def test_segments_in_another_order_are_the_same_arrow():
    edge = Edge("A", "B", "x", ("ACK", "FIN"))
    verdict = mark_drawing(key_of(edge), [replace(edge, sends=("FIN", "ACK")), edge])
    assert verdict.is_right


def test_the_same_arrow_with_other_segments_costs_what_it_lacks():
    twin = replace(RECEIVE_FIN, sends=())
    assert credit(twin, *EDGES) == pytest.approx(42 / 42.2)
    (extra,) = marks(EdgeStatus.EXTRA, twin, *EDGES)
    assert extra.errors == (EdgeError.DUPLICATE, EdgeError.WRONG_SENDS)


def test_an_arrow_only_in_the_text_neither_helps_nor_hurts():
    some = EDGES[:7]
    assert credit(*some, ONLY_IN_TEXT.edge) == credit(*some)
    (also_true,) = marks(EdgeStatus.NEUTRAL, ONLY_IN_TEXT.edge)
    assert also_true.required == ONLY_IN_TEXT
    assert also_true.errors == ()


def test_an_arrow_only_in_the_text_with_other_segments_says_so():
    drawn = replace(ONLY_IN_TEXT.edge, sends=("ACK",))
    (also_true,) = marks(EdgeStatus.NEUTRAL, drawn)
    assert also_true.errors == (EdgeError.WRONG_SENDS,)


def test_an_arrow_already_shown_neither_helps_nor_hurts():
    shown, asked = EDGES[0], EDGES[1:4]
    key = key_of(*asked, shown=(shown,))
    assert mark_drawing(key, [*asked, shown]).is_right
    (repeated,) = marks(EdgeStatus.NEUTRAL, shown, key=key)
    assert repeated.errors == (EdgeError.ALREADY_SHOWN,)


def test_an_arrow_both_shown_and_demanded_is_compared():
    edge = EDGES[1]
    key = key_of(edge, shown=(replace(edge, sends=()),))
    assert mark_drawing(key, [edge]).is_right


def test_an_unmatched_arrow_is_extra():
    (extra,) = marks(EdgeStatus.EXTRA, *EDGES, UNRELATED)
    assert (extra.drawn, extra.credit, extra.errors) == (UNRELATED, 0, (EdgeError.EXTRA,))


def test_the_right_arrow_wins_over_a_nearly_right_one():
    nearly = replace(RECEIVE_FIN, event="close")
    (right,) = marks(EdgeStatus.RIGHT, nearly, RECEIVE_FIN)
    assert right.drawn == RECEIVE_FIN


def test_nothing_demanded_and_nothing_drawn_is_right():
    assert mark_drawing(DrawKey(()), ()).is_right
    assert mark_drawing(DrawKey(()), [UNRELATED]).credit == 0


weighted = st.lists(st.sampled_from((0.5, 1.0)), min_size=len(EDGES), max_size=len(EDGES))
strictness = st.sampled_from(list(SHARES.values()))


@settings(deadline=None)
@given(weighted, strictness, drawings, st.sampled_from(EDGES), st.integers(1, len(EDGES)))
def test_a_right_arrow_never_lowers_whatever_arrows_weigh(weights, shares, drawn, right, size):
    required = tuple(
        RequiredEdge(f"fact-{place}", edge, weight)
        for place, (edge, weight) in enumerate(zip(EDGES, weights, strict=True))
    )[:size]
    key = DrawKey(required, neutral=(ONLY_IN_TEXT,))
    before = mark_drawing(key, drawn, shares).credit
    demanded = {item.edge for item in required}
    if right in demanded:
        assert mark_drawing(key, [*drawn, right], shares).credit >= before - 1e-12


@pytest.mark.parametrize("level", list(Strictness))
def test_the_identical_drawing_earns_everything_at_every_level(level):
    verdict = mark_drawing(KEY, EDGES, SHARES[level])
    assert verdict.is_right
    assert not any(mark.errors for mark in verdict.edges)


def test_a_beginner_is_not_asked_what_is_sent():
    shares = SHARES[Strictness.BEGINNER]
    bare = replace(RECEIVE_FIN, sends=())
    assert edge_credit(RECEIVE_FIN, bare, shares) == 1
    assert edge_errors(RECEIVE_FIN, bare, shares) == ()
    assert edge_credit(RECEIVE_FIN, replace(bare, event=""), shares) == pytest.approx(0.6)


def test_an_expert_owes_the_condition():
    shares = SHARES[Strictness.EXPERT]
    guarded = replace(RECEIVE_FIN, guard=(("opened", "passive"),))
    assert edge_credit(guarded, guarded, shares) == 1
    assert edge_credit(guarded, RECEIVE_FIN, shares) == pytest.approx(0.9)
    assert edge_errors(guarded, RECEIVE_FIN, shares) == (EdgeError.WRONG_GUARD,)
    assert edge_credit(guarded, RECEIVE_FIN) == 1


def test_only_labels_count_where_the_arrows_are_given():
    shares = Level(LevelKind.LABELS).shares
    blank = [replace(edge, event="", sends=()) for edge in EDGES]
    assert mark_drawing(KEY, blank, shares).credit == 0
    assert mark_drawing(KEY, EDGES, shares).credit == 1
    assert mark_drawing(KEY, [*EDGES[:10], *blank[10:]], shares).credit == pytest.approx(
        10 / 21
    )
    assert edge_credit(RECEIVE_FIN, replace(RECEIVE_FIN, sends=()), shares) == pytest.approx(
        0.6
    )


def test_a_light_arrow_counts_less_than_a_heavy_one():
    heavy, light = Edge("A", "B", "x"), Edge("B", "C", "y")
    key = DrawKey((RequiredEdge("heavy", heavy), RequiredEdge("light", light, 0.5)))
    assert mark_drawing(key, [heavy]).credit == pytest.approx(2 * 1 / (1.5 + 1))
    assert mark_drawing(key, [light]).credit == pytest.approx(2 * 0.5 / (1.5 + 0.5))


def test_a_stored_answer_from_before_conditions_is_still_read():
    old = b'{"type":"draw","edges":[{"tail":"A","head":"B","event":"x","sends":["ACK"]}]}'
    assert msgspec.json.decode(old, type=Drawn).edges == (Edge("A", "B", "x", ("ACK",)),)
