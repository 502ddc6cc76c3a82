"""What happened in a simulation, line by line: frozen, and enough to draw or replay it."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from quizapp.simulator.segment import Segment

FIRST = 1
"""The number of the connection that a script speaks of unless it says otherwise."""


LISTENING = 0
"""The number of no connection: a call that names it is about the listening socket."""
STRANGERS = 1001
"""Connections from this number on belong to forged addresses, at which nobody answers."""

PHASES = {
    "CLOSED": "none",
    "LISTEN": "none",
    "SYN-SENT": "opening",
    "SYN-RECEIVED": "opening",
    "ESTABLISHED": "open",
    "TIME-WAIT": "waiting",
}
"""Which part of a connection's life a state belongs to; all others are ``closing``."""


def phase(state: str) -> str:
    """Return which part of a connection's life a state belongs to.

    >>> phase("LAST-ACK")
    'closing'
    """
    return PHASES.get(state, "closing")


class Kind(StrEnum):
    """What a line of a trace tells."""

    CALL = "call"
    SENT = "sent"
    ARRIVED = "arrived"
    LOST = "lost"
    """It never reached the host."""
    DROPPED = "dropped"
    """It reached the host, which threw it away before TCP saw it: a queue was full."""
    TIMEOUT = "timeout"
    FAULT = "fault"
    PASSED = "passed"
    """Nothing happened for a while."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line: when, where, what, and the states of both hosts after it."""

    at: float
    """Seconds from the beginning."""
    kind: Kind
    host: str
    """The host it happened to; where a segment is lost, the one that never got it."""
    what: str
    """The call, timer or fault; why a segment was lost or dropped; else empty."""
    states: tuple[str, str]
    segment: Segment | None = None
    flight: int | None = None
    """The number of the segment's flight, the same when sent, lost and arrived."""
    outcomes: tuple[str, ...] = ()
    """Ids of the table's outcomes, in order."""
    sources: tuple[str, ...] = ()
    """Where each of ``outcomes`` is to be read."""
    returned: str | None = None
    signalled: tuple[str, ...] = ()
    connection: int = FIRST
    """Which pair of sockets it belongs to; ``states`` are those of this connection."""
    told: tuple[str, ...] = ()
    """What socket calls that were waiting return now: ``connect() = 0``."""


@dataclass(frozen=True, slots=True)
class Trace:
    """A whole run between two hosts."""

    hosts: tuple[str, str]
    lines: tuple[Line, ...]
    prelude: int = 0
    """How many lines at the beginning only lead up to the story: the handshake before it."""

    @property
    def final(self) -> tuple[str, str]:
        """The states of both hosts at the end, in the first connection."""
        return self.final_of(FIRST)

    def final_of(self, connection: int) -> tuple[str, str]:
        """Return the states of both hosts at the end, in one connection."""
        mine = (line.states for line in reversed(self.lines) if line.connection == connection)
        return next(mine, ("CLOSED", "CLOSED"))

    @property
    def story(self) -> tuple[Line, ...]:
        """The lines after the prelude."""
        return self.lines[self.prelude :]

    def sent(self) -> Iterator[Line]:
        """Yield the lines of the story in which a segment is sent."""
        return (line for line in self.story if line.kind is Kind.SENT)
