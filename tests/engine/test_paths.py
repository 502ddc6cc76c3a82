import pytest

from quizapp.engine import Configuration, Machine, configurations, exits, reachable, run, start
from tests.conftest import MACHINES

# Every configuration with the fewest events that lead to it.
DISTANCES = {
    "turnstile": {
        "LOCKED": 0,
        "OPEN (paid=coin)": 1,
        "OPEN (paid=card)": 1,
        "BROKEN": 1,
        "OFF": 1,
    },
    "tcp": {
        "CLOSED": 0,
        "LISTEN": 1,
        "SYN-SENT": 1,
        "SYN-RECEIVED (opened=passive)": 2,
        "SYN-RECEIVED (opened=active)": 2,
        "ESTABLISHED": 2,
        "FIN-WAIT-1": 3,
        "CLOSE-WAIT": 2,
        "FIN-WAIT-2": 4,
        "CLOSING": 4,
        "LAST-ACK": 3,
        "TIME-WAIT": 4,
    },
}


@pytest.mark.parametrize("machine_id", sorted(DISTANCES))
def test_every_configuration_is_reached_by_a_shortest_run(machine_id: str) -> None:
    found = reachable(MACHINES[machine_id])
    assert {str(at): len(steps) for at, steps in found.items()} == DISTANCES[machine_id]


def test_a_run_found_leads_where_it_says(machine: Machine) -> None:
    for at, steps in reachable(machine).items():
        events = [item.event for item in steps]
        taken = list(run(machine, start(machine), events))
        assert tuple(taken) == steps
        assert (taken[-1].after if taken else start(machine)) == at


def test_no_state_of_any_machine_is_out_of_reach(machine: Machine) -> None:
    everything = {at for state in machine.states for at in configurations(machine, state.id)}
    assert set(reachable(machine)) == everything


@pytest.mark.parametrize(
    ("state", "remembering", "events"),
    [
        ("LOCKED", (), "coin card kick key"),
        ("OPEN", (("paid", "coin"),), "push kick"),
        ("OPEN", (("paid", "card"),), "push"),
        ("BROKEN", (), "key"),
        ("OFF", (), "key"),
    ],
)
def test_exits_come_in_the_order_of_events_and_respect_guards(
    turnstile: Machine, state: str, remembering: tuple[tuple[str, str], ...], events: str
) -> None:
    leaving = exits(turnstile, Configuration(state, remembering))
    assert [item.event for item in leaving] == events.split()
