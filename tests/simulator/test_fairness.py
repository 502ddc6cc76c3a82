"""Whatever a fair network loses, doubles or delays: after both close, both are CLOSED."""

import random

import pytest

from quizapp.engine import Machine
from quizapp.simulator.clock import Timing
from quizapp.simulator.endpoint import Endpoint
from quizapp.simulator.faults import Fate
from quizapp.simulator.network import Network
from quizapp.simulator.script import iss_source
from quizapp.simulator.sequence import MODULUS

SCHEDULES = 10_000
PARTS = 4
"""The schedules are shared out, so that the parts can run at the same time."""
PATIENCE = 12
"""Retransmissions before giving up; the network never loses that many in a row."""
CALLS = ("send", "close")


def _network(tcp: Machine, rng: random.Random) -> Network:
    """Return two hosts with numbers anywhere, often near the end of the number space."""
    endpoints = tuple(
        Endpoint(tcp, iss_source((rng.choice((rng.randrange(MODULUS), MODULUS - 5)),)))
        for _ in range(2)
    )
    timing = Timing(retries=PATIENCE)
    return Network((endpoints[0], endpoints[1]), (timing, timing))


def _trouble(network: Network, rng: random.Random) -> None:
    """Decide over the next segments of both hosts."""
    for host in (0, 1):
        for _ in range(rng.randrange(8)):
            fate = rng.choice((Fate.ARRIVES, Fate.LOST, Fate.LOST, Fate.DOUBLED, Fate.LATE))
            network.fate(host, fate, rng.choice((0.01, 0.06, 0.3, 2.5)))


def _open(network: Network, rng: random.Random) -> None:
    if rng.random() < 0.8:
        network.call(1, "open-passive")
    else:
        network.call(1, "open-active")
    network.call(0, "open-active")


def _play(tcp: Machine, seed: int) -> Network:
    """Open, send, close at random moments, and let the network come to rest."""
    rng = random.Random(seed)
    network = _network(tcp, rng)
    _trouble(network, rng)
    _open(network, rng)
    acts = [(host, name) for host in (0, 1) for name in CALLS[rng.randrange(2) :]]
    rng.shuffle(acts)
    acts.sort(key=lambda act: act[1] == "close")
    for host, name in acts:
        for _ in range(rng.randrange(6)):
            network.advance()
        if network.hosts[host].control.state != "CLOSED" or name == "send":
            network.call(host, name, length=rng.randrange(1, 40))
    while network.advance():
        pass
    for host in (0, 1):
        # Reset before it was open, a passive connection listens again (RFC 9293 §3.10.7.4).
        if network.hosts[host].control.state == "LISTEN":
            network.call(host, "close")
    return network


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_in_a_fair_network_both_sides_end_closed(tcp: Machine, part: int) -> None:
    stuck = {
        seed: states
        for seed in range(part, SCHEDULES, PARTS)
        if (states := _play(tcp, seed).trace.final) != ("CLOSED", "CLOSED")
    }
    assert stuck == {}
