import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from quizapp.engine import Machine
from quizapp.grading import DrawKey, Edge, EdgeError, EdgeStatus, Level, LevelKind, RequiredEdge
from quizapp.grading.examiner import StateStatus, examine
from quizapp.grading.names import find_names, meant
from quizapp.grading.sheet import SheetState
from tests.conftest import MACHINES
from tests.grading.sheets import added, changed, perfect, renamed, without

TCP = MACHINES["tcp"]
PERFECT = perfect(TCP)
STATES = [state.id for state in TCP.states]
every_state = pytest.mark.parametrize("state", STATES)
KEY = DrawKey(
    tuple(
        RequiredEdge(f"{tail}{event}", Edge(tail, head, event))
        for tail, event, head in ("AxB", "BxC", "ByA", "CzA")
    )
)


def examined(sheet, **level):
    return examine(TCP, Level(**level), sheet)


def right(sheet):
    return examined(sheet).headline.edges_right


@every_state
def test_a_wrong_name_costs_a_fifth_of_each_of_its_arrows(state):
    found = examined(renamed(PERFECT, state, "NAPPING"))
    touched = sum(state in (rule.origin, rule.target) for rule in TCP.drawn())
    assert found.headline.edges_right == pytest.approx(21 - 0.2 * touched)
    assert found.headline.edges_extra == 0
    assert found.headline.states_right == found.headline.states - 1 == 10
    wrong = {item.mark.errors for item in found.edges if item.mark.errors}
    assert wrong == {(EdgeError.MISNAMED,)}


@every_state
def test_a_wrong_name_is_told_once_and_nothing_besides(state):
    found = examined(renamed(PERFECT, state, "NAPPING"))
    (finding,) = found.findings
    assert finding.words.en == f"Your “NAPPING” does what {state} does: that is its name."
    assert finding.ids == (f"box {state}",)
    (mark,) = [mark for mark in found.states if mark.status is not StateStatus.RIGHT]
    assert (mark.status, mark.state, mark.name) == (StateStatus.MISNAMED, state, "NAPPING")
    assert found.conduct.parting is None


@every_state
@pytest.mark.parametrize("other", STATES)
def test_the_names_of_two_states_exchanged_are_not_forgiven(state, other):
    if state == other:
        return
    sheet = renamed(renamed(PERFECT, state, "?"), other, state)
    sheet = replace(
        sheet,
        states=tuple(
            replace(item, name=other) if item.name == "?" else item for item in sheet.states
        ),
    )
    assert right(sheet) < 20
    assert not any(EdgeError.MISNAMED in item.mark.errors for item in examined(sheet).edges)


def test_a_drawing_without_any_right_name_is_worth_nothing():
    sheet = replace(
        PERFECT,
        states=tuple(
            replace(state, name=f"N{place}") for place, state in enumerate(PERFECT.states)
        ),
    )
    assert right(sheet) == 0


def test_an_arrow_at_a_misnamed_state_is_wrong_in_its_own_way_only():
    sheet = renamed(PERFECT, "FIN-WAIT-1", "NAPPING")
    sheet = changed(sheet, "established.close", label="CLOSE / snd RST")
    sheet = changed(sheet, "fin-wait-1.fin", head="LISTEN")
    found = {
        item.stroke.id: item.mark.errors
        for item in examined(sheet).edges
        if item.mark.errors and item.mark.errors != (EdgeError.MISNAMED,)
    }
    assert found == {
        "established.close": (EdgeError.MISNAMED, EdgeError.WRONG_SENDS),
        "fin-wait-1.fin": (EdgeError.WRONG_TARGET,),
    }


def test_one_arrow_does_not_tell_what_is_meant():
    assert find_names(KEY, [Edge("B", "?n", "x")]) == {}


def test_arrows_to_two_states_as_well_do_not_tell_what_is_meant():
    both = DrawKey(
        tuple(
            RequiredEdge(f"{tail}{head}", Edge(tail, head, event))
            for tail, event, head in ("AxB", "AxC", "ByA", "CyA")
        )
    )
    assert find_names(both, [Edge("A", "?n", "x"), Edge("?n", "A", "y")]) == {}


def test_most_of_the_arrows_must_fit():
    fits = [Edge("A", "?n", "x"), Edge("?n", "C", "x")]
    odd = [Edge("?n", "A", "w"), Edge("?n", "C", "w")]
    assert find_names(KEY, [*fits, odd[0]]) == {"?n": "B"}
    assert find_names(KEY, [*fits, *odd]) == {}


def test_an_arrow_repeated_speaks_once():
    once = Edge("A", "?n", "x")
    assert find_names(KEY, [once, once]) == {}


def test_of_two_boxes_for_one_state_the_fuller_is_meant():
    full = [Edge("A", "?n", "x"), Edge("?n", "C", "x"), Edge("?n", "A", "y")]
    part = [Edge("A", "?a", "x"), Edge("?a", "C", "x")]
    assert find_names(KEY, [*full, *part]) == {"?n": "B"}


def test_a_state_of_the_machine_is_never_meant_by_another_s_name():
    assert (
        find_names(KEY, [Edge("A", "C", "x"), Edge("C", "C", "x"), Edge("C", "A", "y")]) == {}
    )


def test_an_arrow_between_states_that_are_called_right_stays_as_it_is():
    edge = Edge("A", "B", "x")
    assert meant(edge, {"?n": "C"}) is edge
    assert meant(Edge("A", "?n", "x"), {"?n": "C"}) == Edge("A", "C", "x")


def test_the_right_box_beside_the_misnamed_one_takes_its_arrows():
    sheet = renamed(PERFECT, "CLOSING", "NAPPING")
    sheet = replace(sheet, states=(*sheet.states, SheetState("box again", "CLOSING")))
    sheet = added(sheet, "FIN-WAIT-1", "again", "rcv FIN / snd ACK")
    found = {item.stroke.id: item.mark for item in examined(sheet).edges if item.stroke}
    assert found["own"].status is EdgeStatus.RIGHT
    assert found["fin-wait-1.fin"].errors == (EdgeError.DUPLICATE,)
    assert found["closing.ack-of-fin"].errors == (EdgeError.MISNAMED,)
    twice = [mark.id for mark in examined(sheet).states if mark.status is StateStatus.TWICE]
    assert twice == ["box CLOSING"]


some_arrows = st.lists(
    st.sampled_from(PERFECT.edges).flatmap(
        lambda edge: st.sampled_from(
            [
                edge,
                edge,
                replace(edge, tail=edge.head, head=edge.tail),
                replace(edge, head="box LISTEN"),
                replace(edge, label="rcv FIN / snd ACK"),
                replace(edge, label=""),
            ]
        )
    ),
    max_size=24,
)
some_states = st.sets(st.sampled_from(STATES), min_size=1, max_size=3)


def misnamed(edges, states, rng=None):
    """Draw some arrows with some boxes called otherwise, and the right boxes beside them."""
    numbered = [replace(edge, id=f"{place}") for place, edge in enumerate(edges)]
    boxes = [
        replace(state, name=f"?{state.name}" if state.name in states else state.name)
        for state in PERFECT.states
    ]
    boxes += [SheetState(f"right {name}", name) for name in sorted(states)]
    if rng is not None:
        rng.shuffle(boxes)
        rng.shuffle(numbered)
    return replace(PERFECT, states=tuple(boxes), edges=tuple(numbered))


def between_right_boxes(edge, states):
    ends = {
        end: f"right {name}" if name in states else f"box {name}"
        for end, name in (("tail", edge.tail[4:]), ("head", edge.head[4:]))
    }
    return replace(edge, **ends)


@settings(max_examples=150, deadline=None)
@given(some_arrows, some_states, st.sampled_from(PERFECT.edges))
def test_more_that_is_right_never_lowers_beside_misnamed_states(edges, states, edge):
    more = [*edges, between_right_boxes(edge, states)]
    for kind in (LevelKind.BLANK_PAGE, LevelKind.STATES_GIVEN):
        before = examined(misnamed(edges, states), kind=kind).headline.score
        assert examined(misnamed(more, states), kind=kind).headline.score >= before - 1e-12


@settings(max_examples=60, deadline=None)
@given(some_arrows, some_states, st.randoms(use_true_random=False))
def test_order_never_matters_beside_misnamed_states(edges, states, rng):
    straight = examined(misnamed(edges, states)).headline
    assert examined(misnamed(edges, states, rng)).headline.score == pytest.approx(
        straight.score
    )


@settings(max_examples=60, deadline=None)
@given(some_arrows, some_states)
def test_every_arrow_is_told_of_once_beside_misnamed_states(edges, states):
    found = examined(misnamed(edges, states))
    told = [item.stroke.id for item in found.edges if item.stroke]
    assert sorted(told) == sorted(str(place) for place in range(len(edges)))
    assert 0 <= found.headline.score <= 1


def test_the_right_state_beside_the_misnamed_one_never_lowers():
    for state in STATES:
        sheet = renamed(PERFECT, state, "NAPPING")
        more = replace(sheet, states=(*sheet.states, SheetState("right", state)))
        assert examined(more).headline.score > examined(sheet).headline.score


def test_arrows_at_random_do_not_tell_what_is_meant_by_a_state_of_no_name():
    rng = random.Random(4)
    names = [f"box {state}" for state in STATES]
    sheet = renamed(PERFECT, "ESTABLISHED", "ANY")
    edges = tuple(
        replace(
            rng.choice(PERFECT.edges),
            id=f"{place}",
            tail=rng.choice(names),
            head="box ESTABLISHED",
        )
        for place in range(150)
    )
    found = examined(replace(sheet, edges=edges))
    assert found.headline.score < 0.2
    assert not any(EdgeError.MISNAMED in item.mark.errors for item in found.edges)


def test_it_holds_for_every_machine(machine: Machine):
    for state in machine.states:
        whole = perfect(machine)
        if state.id not in {item.name for item in whole.states}:
            continue
        sheet = renamed(whole, state.id, "NAPPING")
        found = examine(machine, Level(), sheet)
        before = without(sheet, *(edge.id for edge in sheet.edges))
        assert found.headline.score > examine(machine, Level(), before).headline.score
        assert found.headline.edges_extra <= sum(
            f"box {state.id}" in (edge.tail, edge.head) for edge in sheet.edges
        )
