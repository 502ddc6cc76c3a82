"""The transmission control block: everything an endpoint remembers (RFC 9293 §3.3.1)."""

from dataclasses import dataclass

from quizapp.engine import Configuration
from quizapp.simulator.segment import Segment
from quizapp.simulator.sequence import add, at_or_before, before, distance, in_window

WINDOW = 65_535


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """One end of a connection; frozen, so that every step is a new value."""

    at: Configuration
    iss: int
    snd_una: int = 0
    snd_nxt: int = 0
    snd_wnd: int = WINDOW
    irs: int = 0
    rcv_nxt: int = 0
    rcv_wnd: int = WINDOW
    unsent: int = 0
    """Octets the user has sent that are not yet in a segment."""
    unread: int = 0
    """Octets that arrived and the user has not read."""
    fin_seq: int | None = None
    """The sequence number of our FIN, once it is sent."""
    held: tuple[Segment, ...] = ()
    """Segments beyond a hole, waiting for it to fill."""
    close_queued: bool = False
    """Whether a CLOSE waits for the text before it."""
    reads: bool = True
    """Whether the user still wants what arrives."""
    pushes: bool = True
    """Whether queued text is to be pushed."""
    timers: frozenset[str] = frozenset()

    @property
    def state(self) -> str:
        """The state's name."""
        return self.at.state

    @property
    def has_connection(self) -> bool:
        """Whether a SYN of ours may be under way."""
        return self.state not in ("CLOSED", "LISTEN")

    @property
    def has_window(self) -> bool:
        """Whether there is a receive window, that is whether a SYN has been received."""
        return self.state not in ("CLOSED", "LISTEN", "SYN-SENT")

    def is_acceptable(self, segment: Segment) -> bool:
        """Apply the four tests of RFC 9293, Table 6."""
        if segment.span == 0 and self.rcv_wnd == 0:
            return segment.seq == self.rcv_nxt
        if segment.span == 0:
            return in_window(segment.seq, self.rcv_nxt, self.rcv_wnd)
        last = add(segment.seq, segment.span - 1)
        return self.rcv_wnd > 0 and (
            in_window(segment.seq, self.rcv_nxt, self.rcv_wnd)
            or in_window(last, self.rcv_nxt, self.rcv_wnd)
        )

    def acks_syn(self, segment: Segment) -> bool:
        """Tell whether ``ISS < SEG.ACK =< SND.NXT``."""
        return (
            segment.acks
            and before(self.iss, segment.ack)
            and at_or_before(segment.ack, self.snd_nxt)
        )

    def acks_unsent(self, segment: Segment) -> bool:
        """Tell whether ``SEG.ACK > SND.NXT``."""
        return segment.acks and before(self.snd_nxt, segment.ack)

    def acks_new(self, segment: Segment) -> bool:
        """Tell whether ``SND.UNA < SEG.ACK =< SND.NXT``."""
        return (
            segment.acks
            and before(self.snd_una, segment.ack)
            and at_or_before(segment.ack, self.snd_nxt)
        )

    def acks_fin(self, segment: Segment) -> bool:
        """Tell whether it newly acknowledges our FIN."""
        return (
            self.fin_seq is not None
            and self.acks_new(segment)
            and before(self.fin_seq, segment.ack)
        )

    @property
    def in_flight(self) -> int:
        """Sequence numbers sent and not acknowledged."""
        return distance(self.snd_una, self.snd_nxt)

    @property
    def usable_window(self) -> int:
        """Octets that may still be sent now."""
        return max(0, self.snd_wnd - self.in_flight)
