from copy import deepcopy
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.engine import (
    Configuration,
    Machine,
    Reaction,
    configurations,
    exits,
    run,
    start,
    step,
)
from quizapp.errors import UnknownEventError, UnknownStateError, UnsoundMachineError
from tests.conftest import MACHINES

LOCKED, BROKEN, OFF = map(Configuration, ("LOCKED", "BROKEN", "OFF"))
BY_COIN = Configuration("OPEN", (("paid", "coin"),))
BY_CARD = Configuration("OPEN", (("paid", "card"),))

# The whole turnstile: where, on what, by which outcome, to where.
TABLE = [
    (LOCKED, "coin", "locked.coin", BY_COIN),
    (LOCKED, "card", "locked.card", BY_CARD),
    (LOCKED, "push", "locked.push", LOCKED),
    (LOCKED, "kick", "locked.kick", BROKEN),
    (LOCKED, "key", "locked.key", OFF),
    (BY_COIN, "coin", "open.pay", BY_COIN),
    (BY_COIN, "card", "open.card", BY_COIN),
    (BY_COIN, "push", "open.push", LOCKED),
    (BY_COIN, "kick", "open.kick.coin", BROKEN),
    (BY_COIN, "key", "open.key", BY_COIN),
    (BY_CARD, "coin", "open.pay", BY_CARD),
    (BY_CARD, "card", "open.card", BY_CARD),
    (BY_CARD, "push", "open.push", LOCKED),
    (BY_CARD, "kick", "open.kick.card", BY_CARD),
    (BY_CARD, "key", "open.key", BY_CARD),
    (BROKEN, "coin", "broken.coin", BROKEN),
    (BROKEN, "card", "broken.card", BROKEN),
    (BROKEN, "push", "broken.anything", BROKEN),
    (BROKEN, "kick", "broken.kick", BROKEN),
    (BROKEN, "key", "broken.key", OFF),
    (OFF, "coin", "broken.coin", OFF),
    (OFF, "card", "broken.card", OFF),
    (OFF, "push", "off.push", OFF),
    (OFF, "kick", "off.kick", OFF),
    (OFF, "key", "off.key", LOCKED),
]


@pytest.mark.parametrize(("at", "event", "outcome", "after"), TABLE, ids=str)
def test_a_step_takes_the_one_outcome_whose_guard_holds(
    turnstile: Machine, at: Configuration, event: str, outcome: str, after: Configuration
) -> None:
    taken = step(turnstile, at, event)
    assert (taken.before, taken.event, taken.outcome.id, taken.after) == (
        at,
        event,
        outcome,
        after,
    )


def test_a_machine_starts_in_its_initial_state(machine: Machine) -> None:
    assert start(machine) == Configuration(machine.initial)


@pytest.mark.parametrize(
    ("machine_id", "events", "states"),
    [
        ("turnstile", "coin push card kick kick push", "OPEN LOCKED OPEN OPEN OPEN LOCKED"),
        ("turnstile", "coin kick key key", "OPEN BROKEN OFF LOCKED"),
        ("turnstile", "", ""),
        # RFC 9293, Figure 6, the caller and the called.
        ("tcp", "open-active segment-syn-ack", "SYN-SENT ESTABLISHED"),
        (
            "tcp",
            "open-passive segment-syn segment-ack-of-syn",
            "LISTEN SYN-RECEIVED ESTABLISHED",
        ),
        # Figure 7: both call at once.
        (
            "tcp",
            "open-active segment-syn segment-syn-ack",
            "SYN-SENT SYN-RECEIVED ESTABLISHED",
        ),
        # Figure 8: an old duplicate SYN, refused; then the real one.
        (
            "tcp",
            "open-passive segment-syn segment-rst segment-syn segment-ack-of-syn",
            "LISTEN SYN-RECEIVED LISTEN SYN-RECEIVED ESTABLISHED",
        ),
        # Figure 12, both sides of the normal close.
        (
            "tcp",
            "open-active segment-syn-ack close segment-ack-of-fin segment-fin"
            " timeout-time-wait",
            "SYN-SENT ESTABLISHED FIN-WAIT-1 FIN-WAIT-2 TIME-WAIT CLOSED",
        ),
        (
            "tcp",
            "open-active segment-syn-ack segment-fin close segment-ack-of-fin",
            "SYN-SENT ESTABLISHED CLOSE-WAIT LAST-ACK CLOSED",
        ),
        # Figure 13: both close at once.
        (
            "tcp",
            "open-active segment-syn-ack close segment-fin segment-ack-of-fin"
            " timeout-time-wait",
            "SYN-SENT ESTABLISHED FIN-WAIT-1 CLOSING TIME-WAIT CLOSED",
        ),
        # A refused caller, and one that had been listening before.
        ("tcp", "open-active segment-syn segment-rst", "SYN-SENT SYN-RECEIVED CLOSED"),
        (
            "tcp",
            "open-passive send segment-syn segment-rst",
            "LISTEN SYN-SENT SYN-RECEIVED CLOSED",
        ),
    ],
)
def test_a_run_goes_from_state_to_state(machine_id: str, events: str, states: str) -> None:
    machine = MACHINES[machine_id]
    taken = list(run(machine, start(machine), events.split()))
    assert [item.after.state for item in taken] == states.split()
    assert all(one.after == other.before for one, other in pairwise(taken))


def test_memory_is_forgotten_on_leaving_the_state_that_needs_it(turnstile: Machine) -> None:
    *_, last = run(turnstile, start(turnstile), ["coin", "push", "card"])
    assert last.after == BY_CARD


def test_unknown_names_are_refused(turnstile: Machine) -> None:
    with pytest.raises(UnknownStateError, match="'turnstile' has no state 'AJAR'"):
        step(turnstile, Configuration("AJAR"), "coin")
    with pytest.raises(UnknownEventError, match="'turnstile' has no event 'bell'"):
        step(turnstile, LOCKED, "bell")


def test_a_cell_without_an_outcome_is_refused(turnstile: Machine) -> None:
    hollow = replace(turnstile, responses=turnstile.responses[1:])
    with pytest.raises(UnsoundMachineError, match="0 outcomes for 'push' in 'LOCKED'"):
        step(hollow, LOCKED, "push")


def test_a_cell_with_two_outcomes_is_refused(turnstile: Machine) -> None:
    doubled = replace(turnstile, responses=(*turnstile.responses, turnstile.responses[0]))
    with pytest.raises(UnsoundMachineError, match="2 outcomes for 'push' in 'LOCKED'"):
        step(doubled, LOCKED, "push")


@pytest.mark.parametrize(
    ("machine_id", "state", "expected"),
    [
        ("turnstile", "LOCKED", [LOCKED]),
        ("turnstile", "OPEN", [BY_COIN, BY_CARD]),
        (
            "tcp",
            "SYN-RECEIVED",
            [
                Configuration("SYN-RECEIVED", (("opened", "passive"),)),
                Configuration("SYN-RECEIVED", (("opened", "active"),)),
            ],
        ),
        ("tcp", "LISTEN", [Configuration("LISTEN")]),
    ],
)
def test_a_state_has_one_configuration_for_each_memory(
    machine_id: str, state: str, expected: list[Configuration]
) -> None:
    assert list(configurations(MACHINES[machine_id], state)) == expected


def test_two_variables_make_every_combination(turnstile: Machine) -> None:
    (paid,) = turnstile.variables
    both = replace(
        turnstile,
        variables=(paid, replace(paid, id="hurry", values=("no", "yes"))),
        states=(replace(turnstile.state("LOCKED"), variables=("paid", "hurry")),),
    )
    assert [str(at) for at in configurations(both, "LOCKED")] == [
        "LOCKED (hurry=no, paid=coin)",
        "LOCKED (hurry=no, paid=card)",
        "LOCKED (hurry=yes, paid=coin)",
        "LOCKED (hurry=yes, paid=card)",
    ]


def test_every_configuration_has_exactly_one_outcome_for_every_event(machine: Machine) -> None:
    for state in machine.states:
        for at in configurations(machine, state.id):
            for event in machine.events:
                taken = step(machine, at, event.id)
                assert taken.outcome in machine.cell(at.state, event.id)
                moved = taken.after.state != at.state
                assert moved == (taken.outcome.reaction is Reaction.MOVES)
                assert taken.after in configurations(machine, taken.after.state)


def test_a_step_changes_neither_machine_nor_configuration(machine: Machine) -> None:
    before = deepcopy(machine)
    for state in machine.states:
        for at in configurations(machine, state.id):
            kept = deepcopy(at)
            for event in machine.events:
                assert step(machine, at, event.id) == step(machine, at, event.id)
            assert at == kept
    assert machine == before


@settings(derandomize=True, deadline=None)
@given(data=st.data())
@pytest.mark.parametrize("machine_id", sorted(MACHINES))
def test_any_possible_events_lead_only_to_configurations_of_the_machine(
    machine_id: str, data: st.DataObject
) -> None:
    machine = MACHINES[machine_id]
    known = {at for state in machine.states for at in configurations(machine, state.id)}
    at = start(machine)
    for _ in range(data.draw(st.integers(0, 12))):
        steps = [step(machine, at, event.id) for event in machine.events]
        possible = [item for item in steps if item.outcome.reaction is not Reaction.IMPOSSIBLE]
        at = data.draw(st.sampled_from(possible)).after
        assert at in known


@settings(derandomize=True, deadline=None)
@given(data=st.data())
@pytest.mark.parametrize("machine_id", sorted(MACHINES))
def test_a_run_is_its_steps_one_after_another(machine_id: str, data: st.DataObject) -> None:
    machine = MACHINES[machine_id]
    names = [event.id for event in machine.events]
    events = data.draw(st.lists(st.sampled_from(names), max_size=12))
    at = start(machine)
    for taken, event in zip(run(machine, at, events), events, strict=True):
        assert taken == step(machine, at, event)
        at = taken.after


def test_exits_are_the_steps_that_leave(machine: Machine) -> None:
    for state in machine.states:
        for at in configurations(machine, state.id):
            steps = (step(machine, at, event.id) for event in machine.events)
            leaving = [item for item in steps if item.after.state != at.state]
            assert list(exits(machine, at)) == leaving
