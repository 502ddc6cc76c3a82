"""What is said of a captured connection, and what is kept while following it."""

from collections import deque
from dataclasses import dataclass, field

from quizapp.simulator.control import Control
from quizapp.simulator.segment import Segment

UNKNOWN = "unknown"
"""The state of a side of which nothing is known yet."""
ASSUMED = "ESTABLISHED"
"""The state assumed of both sides where a capture begins in the middle."""
OPEN = (("state", ASSUMED),)
WIDE = 1 << 30
"""A send window that keeps nothing back: what was sent was allowed to be."""
MOST_SCALE = 14
"""RFC 7323 §2.3: the largest shift of a window; assumed where the SYN was not seen."""
MOST_PENDING = 1_024
"""Segments under way to a side; the oldest of more is taken to have arrived."""
MOST_HELD = 512
"""Segments a side holds beyond a hole."""
MOST_TRIED = 16
"""Arrivals tried, that acknowledge nothing new, to explain one segment."""
MOST_UNSETTLED = 64
"""Segments under way to a side whose connection may be over."""
MOST_CONNECTIONS = 1_000
MOST_PACKETS = 100_000
"""Connections and packets followed of one capture; of more, the packets are counted."""


@dataclass(frozen=True, slots=True)
class Packet:
    """A TCP segment as captured; ``at`` in seconds, sockets as ``host:port``."""

    at: float
    source: str
    destination: str
    segment: Segment
    number: int
    scale: int | None = None
    """The window scale that a SYN offers."""


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to say about a row; worded elsewhere, by its id."""

    id: str
    contradicts: bool = False
    """Whether it contradicts the table; otherwise it is an assumption."""
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A packet, or the later arrival of one, and the states of both sides after it."""

    packet: Packet
    sender: int
    """0 for A, 1 for B."""
    states: tuple[str, str]
    is_arrival: bool = False
    """Whether the row tells of an arrival alone, after other packets."""
    cause: str = ""
    """Why it was sent: ``answer``, ``ack``, a call, or ``retransmission``."""
    sent_by: tuple[str, ...] = ()
    """Ids of the sender's outcomes."""
    taken_as: tuple[str, ...] = ()
    """Ids of the receiver's outcomes; none if it is not known to have arrived."""
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """A whole connection: its two sockets, its rows, and where its numbers begin."""

    sockets: tuple[str, str]
    bases: tuple[int, int]
    rows: tuple[Row, ...]
    packets: int

    @property
    def final(self) -> tuple[str, str]:
        """The states of both sides at the end."""
        return self.rows[-1].states if self.rows else (UNKNOWN, UNKNOWN)

    @property
    def contradictions(self) -> int:
        """How many remarks contradict the table."""
        return sum(remark.contradicts for row in self.rows for remark in row.remarks)


@dataclass(slots=True)
class Draft:
    """A row before all is known about it."""

    packet: Packet
    sender: int
    place: tuple[int, int]
    """Where it stands: after how many packets, and which of the arrivals there."""
    is_arrival: bool = False
    sender_state: str | None = None
    receiver_state: str | None = None
    cause: str = ""
    sent_by: tuple[str, ...] = ()
    taken_as: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class Flight:
    """A segment under way; ``turn`` counts what its receiver had sent before."""

    segment: Segment
    turn: int = 0
    draft: Draft | None = None


@dataclass(slots=True)
class Side:
    """One side: its model, and what is under way to it."""

    control: Control
    scale: int = MOST_SCALE
    is_seen: bool = False
    """Whether it has sent anything; else its numbers are the other side's word."""
    turn: int = 0
    pending: deque[Flight] = field(default_factory=deque)
    taken: deque[Segment] = field(default_factory=lambda: deque(maxlen=MOST_TRIED))
    """What arrived last."""
    alternative: Control | None = None
    """Where it would be if a SYN that came in between was its own, or was not."""


@dataclass(frozen=True, slots=True)
class Stage:
    """A side after some arrivals, and what the table did with the last of them."""

    control: Control
    taken_as: tuple[str, ...] = ()
    answers: tuple[Segment, ...] = ()
    remarks: tuple[Remark, ...] = ()

    @property
    def owed(self) -> tuple[Segment, ...]:
        """The answers that cannot wait: a bare ACK may be delayed, or joined with others."""
        if not self.answers:
            return ()
        return tuple(item for item in self.answers if item.syn or item.rst)


@dataclass(frozen=True, slots=True)
class Account:
    """How a segment is explained, after which arrivals."""

    control: Control
    cause: str
    sent_by: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()
    stages: tuple[Stage, ...] = ()
    alternative: Control | None = None
