"""What happened in a simulation, line by line: frozen, and enough to draw or replay it."""

from dataclasses import dataclass
from enum import StrEnum

from quizapp.simulator.segment import Segment


class Kind(StrEnum):
    """What a line of a trace tells."""

    CALL = "call"
    SENT = "sent"
    ARRIVED = "arrived"
    LOST = "lost"
    TIMEOUT = "timeout"
    FAULT = "fault"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line: when, where, what, and the states of both hosts after it."""

    at: float
    """Seconds from the beginning."""
    kind: Kind
    host: str
    what: str
    """The call, timer or fault; empty for a segment."""
    states: tuple[str, str]
    segment: Segment | None = None
    flight: int | None = None
    """The number of the segment's flight, the same when sent, lost and arrived."""
    outcomes: tuple[str, ...] = ()
    """Ids of the table's outcomes, in order."""
    returned: str | None = None
    signalled: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Trace:
    """A whole run between two hosts."""

    hosts: tuple[str, str]
    lines: tuple[Line, ...]

    @property
    def final(self) -> tuple[str, str]:
        """The states of both hosts at the end."""
        return self.lines[-1].states if self.lines else ("CLOSED", "CLOSED")
