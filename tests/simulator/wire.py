"""Networks as tests build them."""

from quizapp.simulator import Endpoint, Network
from quizapp.simulator.clock import Timing
from quizapp.simulator.script import iss_source, run_by
from quizapp.simulator.trace import Line
from tests.conftest import MACHINES

TCP = MACHINES["tcp"]
A, B = 0, 1


def network(timing: Timing | None = None, runs: str = "") -> Network:
    """Return two hosts without a connection; A's numbers begin with 100, B's with 300."""
    endpoints = (
        Endpoint(run_by(TCP, runs), iss_source((100,))),
        Endpoint(TCP, iss_source((300,))),
    )
    timing = timing or Timing()
    return Network(endpoints, (timing, timing))


def connected(timing: Timing | None = None, runs: str = "") -> Network:
    """Return two hosts with an open connection."""
    net = network(timing, runs)
    net.call(B, "open-passive")
    net.call(A, "open-active")
    net.settle()
    return net


def last(net: Network) -> Line:
    """Return the last line of what happened."""
    return net.trace.lines[-1]


def states(net: Network) -> tuple[str, str]:
    """Return the states of both hosts now."""
    return net.hosts[A].control.state, net.hosts[B].control.state


def kinds(net: Network) -> list[str]:
    """Return the kinds of all lines."""
    return [line.kind.value for line in net.trace.lines]
