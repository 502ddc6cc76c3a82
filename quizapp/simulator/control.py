"""The transmission control block: everything an endpoint remembers (RFC 9293 §3.3.1)."""

from collections import deque
from dataclasses import dataclass, fields
from itertools import repeat
from operator import attrgetter, call
from typing import Any, Self

from quizapp.engine import Configuration
from quizapp.simulator.segment import Segment
from quizapp.simulator.sequence import add, at_or_before, before, distance, in_window

WINDOW = 65_535

RECEIVED_FIN = ("CLOSE-WAIT", "CLOSING", "LAST-ACK", "TIME-WAIT")
"""States that have the peer's FIN behind them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """One end of a connection; frozen, so that every step is a new value."""

    at: Configuration
    iss: int
    snd_una: int = 0
    snd_nxt: int = 0
    snd_wnd: int = WINDOW
    snd_wl1: int = 0
    """The sequence number of the segment that last updated the send window."""
    snd_wl2: int = 0
    """The acknowledgment number of that segment."""
    irs: int = 0
    rcv_nxt: int = 0
    rcv_wnd: int = WINDOW
    unsent: int = 0
    """Octets the user has sent that are not yet in a segment."""
    probed: bool = False
    """Whether the first of them went out to probe a window of zero; not counted in SND.NXT."""
    unread: int = 0
    """Octets that arrived and the user has not read."""
    ends: tuple[int, ...] = ()
    """Where each segment of text ends that is not wholly acknowledged: what to send again."""
    fin_seq: int | None = None
    """The sequence number of our FIN, once it is sent."""
    held: tuple[Segment, ...] = ()
    """Segments that wait: for a hole before them to fill, or for the handshake to end."""
    close_queued: bool = False
    """Whether a CLOSE waits for the text before it."""
    reads: bool = True
    """Whether the user still wants what arrives."""
    pushes: bool = True
    """Whether queued text is to be pushed."""
    timers: frozenset[str] = frozenset()

    def changed(self, **changes: Any) -> Self:
        """Return the block with some fields changed: ``dataclasses.replace``, at a fifth of it.

        Raises ``AttributeError`` for a field there is not.
        """
        new = object.__new__(type(self))
        # A deque that keeps nothing runs through a map without a loop of Python's.
        _DONE.extend(map(call, _SETTERS, repeat(new), _VALUES(self)))
        for name, value in changes.items():
            object.__setattr__(new, name, value)
        return new

    @property
    def state(self) -> str:
        """The state's name."""
        return self.at.state

    @property
    def has_connection(self) -> bool:
        """Whether a SYN of ours may be under way."""
        return self.at.state not in ("CLOSED", "LISTEN")

    @property
    def has_window(self) -> bool:
        """Whether there is a receive window, that is whether a SYN has been received."""
        return self.at.state not in ("CLOSED", "LISTEN", "SYN-SENT")

    @property
    def has_fin(self) -> bool:
        """Whether the peer's FIN has been received."""
        return self.at.state in RECEIVED_FIN

    @property
    def snd_max(self) -> int:
        """The number after everything that was ever sent."""
        return add(self.snd_nxt, 1) if self.probed else self.snd_nxt

    @property
    def in_flight(self) -> int:
        """Sequence numbers sent and not acknowledged."""
        return distance(self.snd_una, self.snd_nxt)

    @property
    def usable_window(self) -> int:
        """Octets that may still be sent now."""
        return max(0, self.snd_wnd - self.in_flight)

    @property
    def has_unread(self) -> bool:
        """Whether text is here that the user has not read, be it only beside a SYN."""
        return self.unread > 0 or (
            self.at.state == "SYN-RECEIVED"
            and any(item.length and item.seq == self.rcv_nxt for item in self.held)
        )

    @property
    def fin_is_acked(self) -> bool:
        """Whether our FIN is acknowledged."""
        return self.fin_seq is not None and before(self.fin_seq, self.snd_una)

    def is_in_window(self, number: int) -> bool:
        """Tell whether ``RCV.NXT =< number < RCV.NXT+RCV.WND``."""
        return in_window(number, self.rcv_nxt, self.rcv_wnd)

    def is_acceptable(self, segment: Segment) -> bool:
        """Apply the four tests of RFC 9293, Table 6."""
        span = segment.span
        if span == 0 and self.rcv_wnd == 0:
            return segment.seq == self.rcv_nxt
        if self.is_in_window(segment.seq):
            return True
        return span > 0 and self.is_in_window(add(segment.seq, span - 1))

    def acks_syn(self, segment: Segment) -> bool:
        """Tell whether ``ISS < SEG.ACK =< SND.NXT``."""
        return (
            segment.acks
            and before(self.iss, segment.ack)
            and at_or_before(segment.ack, self.snd_nxt)
        )

    def acks_unsent(self, segment: Segment) -> bool:
        """Tell whether ``SEG.ACK > SND.NXT``, or beyond a probe."""
        return segment.acks and before(self.snd_max, segment.ack)

    def acks_new(self, segment: Segment) -> bool:
        """Tell whether ``SND.UNA < SEG.ACK =< SND.NXT``, or a probe is acknowledged."""
        return (
            segment.acks
            and before(self.snd_una, segment.ack)
            and at_or_before(segment.ack, self.snd_max)
        )

    def acks_fin(self, segment: Segment) -> bool:
        """Tell whether it newly acknowledges our FIN."""
        return (
            self.fin_seq is not None
            and self.acks_new(segment)
            and before(self.fin_seq, segment.ack)
        )


_NAMES = tuple(item.name for item in fields(Control))
_VALUES = attrgetter(*_NAMES)
_SETTERS = tuple(getattr(Control, name).__set__ for name in _NAMES)
_DONE: deque[None] = deque(maxlen=0)
