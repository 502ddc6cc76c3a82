"""What two endpoints can come to: every claim is played, and what cannot be is argued."""

import random
from functools import cache

import pytest

from quizapp.simulator.exploration import EXAMPLE, Act, Bounds, Exploration, Pair
from quizapp.simulator.explore import Search, explore, shortest
from quizapp.simulator.faults import Fate
from quizapp.simulator.network import Network
from quizapp.simulator.script import Script, prepared, run
from tests.conftest import MACHINES

TCP = MACHINES["tcp"]
STATES = tuple(state.id for state in TCP.states)
TAGS = ("", "Linux")
SCHEDULES = 3_000


@cache
def explored(faults: int = 1, opens: int = 3, runs: str = "") -> Exploration:
    return explore(TCP, Bounds(faults=faults, opens=opens), runs)


@pytest.mark.parametrize("runs", TAGS)
@pytest.mark.parametrize("which", ["shortest", "calmest"])
def test_every_way_that_was_found_can_be_played(runs: str, which: str) -> None:
    ways = getattr(explored(runs=runs), which)
    assert len(ways) > 80
    ends = {pair: run(way.script, TCP).trace.final for pair, way in ways.items()}
    assert ends == {pair: pair for pair in ways}


def test_nothing_is_met_only_in_an_order_that_no_clock_has() -> None:
    assert explored().out_of_time == ()
    assert explored().is_complete


def _faults(way_moves: tuple[object, ...]) -> int:
    kinds = (Act.LOSE, Act.DUPLICATE, Act.DELAY, Act.CRASH)
    return sum(move.act in kinds or move.name == "abort" for move in way_moves)


def test_faults_are_counted_as_they_happen() -> None:
    ways = [*explored().shortest.values(), *explored().calmest.values()]
    assert {way.faults - _faults(way.moves) for way in ways} == {0}
    assert {way.faults for way in ways} == {0, 1}


def test_the_shortest_has_fewest_events_and_the_calmest_fewest_faults() -> None:
    found = explored()
    assert set(found.shortest) == set(found.calmest)
    for pair, way in found.shortest.items():
        calm = found.calmest[pair]
        assert (way.events, way.faults) <= (calm.events, calm.faults)
        assert (calm.faults, calm.events) <= (way.faults, way.events)


def test_either_host_can_be_in_the_others_place() -> None:
    found = explored()
    for pair, way in found.shortest.items():
        mirror = found.shortest[pair[::-1]]
        assert (mirror.events, mirror.faults) == (way.events, way.faults)


def test_the_two_ends_of_a_half_open_connection() -> None:
    answer = shortest(TCP, EXAMPLE)
    assert answer.reached is not None
    assert (answer.reached.events, answer.reached.faults) == (5, 1)
    assert run(answer.reached.script, TCP).trace.final == EXAMPLE
    assert answer.reached == explored().shortest[EXAMPLE]


def test_without_faults_there_is_no_half_open_connection() -> None:
    answer = shortest(TCP, EXAMPLE, Bounds(faults=0))
    assert answer.reached is None
    assert answer.is_complete


def test_a_search_that_is_stopped_says_so() -> None:
    answer = shortest(TCP, ("TIME-WAIT", "ESTABLISHED"), Bounds(configurations=100))
    assert answer.reached is None
    assert not answer.is_complete
    assert not explore(TCP, Bounds(configurations=100)).is_complete


def test_more_may_happen_where_more_goes_wrong() -> None:
    none, one = set(explored(0).calmest), set(explored(1).calmest)
    assert none < one


# ---------------------------------------------------------------- what cannot be

HAS_SENT_FIN = {"FIN-WAIT-1", "FIN-WAIT-2", "CLOSING", "LAST-ACK", "TIME-WAIT"}
HAS_FIN = {"CLOSE-WAIT", "CLOSING", "LAST-ACK", "TIME-WAIT"}
FIN_IS_ACKED = {"FIN-WAIT-2", "TIME-WAIT"}
HAS_SYN = set(STATES) - {"CLOSED", "LISTEN", "SYN-SENT"}
SYN_IS_ACKED = HAS_SYN - {"SYN-RECEIVED", "FIN-WAIT-1", "CLOSING"}


def _objection(mine: str, other: str) -> str:
    """Say why one side cannot be in a state while the other is in another, if it cannot.

    A side that is CLOSED may have been anything before, and proves nothing.
    """
    if "CLOSED" in (mine, other):
        return ""
    if mine in HAS_FIN and other not in HAS_SENT_FIN:
        return "has a FIN that nobody sent"
    if mine in FIN_IS_ACKED and other not in HAS_FIN:
        return "has an ACK of its FIN from one who never had the FIN"
    if mine in HAS_SYN and other == "LISTEN":
        return "has a SYN from one who never sent one"
    if mine in SYN_IS_ACKED and other not in HAS_SYN:
        return "has an ACK of its SYN from one who never had the SYN"
    if mine == "LAST-ACK" and other in ("CLOSING", "LAST-ACK"):
        return "sent its FIN only after it had, and had acknowledged, the other's"
    return ""


@pytest.mark.parametrize("faults", [1, 2])
def test_in_one_connection_each_gap_has_its_reason_and_nothing_else_is_missing(
    faults: int,
) -> None:
    allowed = {
        (first, second)
        for first in STATES
        for second in STATES
        if not _objection(first, second) and not _objection(second, first)
    }
    assert set(explored(faults, opens=2).calmest) == allowed


def _ends(bounds: Bounds) -> set[Pair]:
    """Return the joint states after which nothing at all can happen any more."""
    search = Search(TCP, bounds, "")
    for _ in search.levels():
        pass
    return {search.pair(at) for at in search.origins if search.is_over(at)}


def test_without_faults_everything_ends_closed() -> None:
    assert _ends(Bounds(faults=0)) == {("CLOSED", "CLOSED")}


@pytest.mark.parametrize("kind", ["losses", "duplicates", "delays", "aborts"])
def test_whatever_the_wire_does_once_everything_ends_closed(kind: str) -> None:
    none = dict.fromkeys(("losses", "duplicates", "delays", "aborts", "crashes"), 0)
    assert _ends(Bounds(**{**none, kind: 1})) == {("CLOSED", "CLOSED")}


def test_only_a_crash_leaves_somebody_waiting_for_ever() -> None:
    found = _ends(Bounds(faults=1))
    assert {tuple(sorted(pair)) for pair in found} == {
        ("CLOSED", "CLOSED"),
        ("CLOSED", "FIN-WAIT-2"),
    }


# ---------------------------------------------------------------- against the clock

CALLS = ("open-passive", "open-active", "close")


def _passed(seed: int, faults: int) -> set[Pair]:
    """Return the joint states of a random run of the network, with a clock, in bounds."""
    rng = random.Random(seed)
    network: Network = prepared(Script(hosts=explored().shortest[EXAMPLE].script.hosts), TCP)
    passed = {network.trace.final}
    for host in (0, 1) if faults else ():
        network.fate(host, Fate.LATE, count=rng.randrange(6))
    if faults:
        fate = rng.choice((Fate.LOST, Fate.DOUBLED, Fate.LATE))
        network.fate(rng.randrange(2), fate, rng.choice((0.03, 0.07, 0.5, 1.5, 4.0)))
    opens = 3
    for _ in range(40):
        host, name = rng.randrange(2), rng.choice(CALLS)
        if rng.random() < 0.3:
            if name == "close" or opens:
                opens -= name != "close"
                network.call(host, name)
        elif not network.advance():
            continue
        passed.add((network.hosts[0].state(1), network.hosts[1].state(1)))
    return passed


@pytest.mark.slow
@pytest.mark.parametrize("faults", [0, 1])
def test_no_run_with_a_clock_comes_to_what_was_not_found(faults: int) -> None:
    found = set(explored(faults).calmest)
    beyond = {
        seed: strange for seed in range(SCHEDULES) if (strange := _passed(seed, faults) - found)
    }
    assert beyond == {}
