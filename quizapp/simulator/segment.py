"""A segment: flags, numbers, and how much text it carries."""

from dataclasses import dataclass
from functools import lru_cache

from quizapp.errors import QuizappError
from quizapp.simulator.sequence import MODULUS, add

FLAGS = "FSRP.UEW"
"""tcpdump's letters: FIN, SYN, RST, PSH, ACK, URG, ECE, CWR."""
MAX_LENGTH = 65_535


class SegmentError(QuizappError):
    """A segment that cannot be."""

    def __init__(self, field: str, value: object, remedy: str) -> None:
        self.field, self.value = field, value
        super().__init__(f"{field}={value!r} cannot be in a segment: {remedy}.")


@lru_cache(maxsize=512)
def _are_flags(flags: str) -> bool:
    return not set(flags) - set(FLAGS) and len(set(flags)) == len(flags)


@dataclass(frozen=True, slots=True)
class Segment:
    """One TCP segment; ``length`` counts octets of text, without SYN and FIN.

    Raises ``SegmentError`` for flags, numbers or lengths that cannot be.
    """

    flags: str
    seq: int
    ack: int = 0
    length: int = 0
    window: int = 65_535

    def __post_init__(self) -> None:
        """Refuse what the header could not hold."""
        if not _are_flags(self.flags):
            raise SegmentError("flags", self.flags, f"use each of {FLAGS} at most once")
        if not (0 <= self.seq < MODULUS and 0 <= self.ack < MODULUS):
            field = "ack" if 0 <= self.seq < MODULUS else "seq"
            raise SegmentError(field, getattr(self, field), "use 0 to 2^32-1")
        if not (0 <= self.length <= MAX_LENGTH and 0 <= self.window <= MAX_LENGTH):
            field = "window" if 0 <= self.length <= MAX_LENGTH else "length"
            raise SegmentError(field, getattr(self, field), "use 0 to 65535")

    @property
    def syn(self) -> bool:
        """Whether it carries SYN."""
        return "S" in self.flags

    @property
    def fin(self) -> bool:
        """Whether it carries FIN."""
        return "F" in self.flags

    @property
    def rst(self) -> bool:
        """Whether it carries RST."""
        return "R" in self.flags

    @property
    def acks(self) -> bool:
        """Whether its acknowledgment field counts."""
        return "." in self.flags

    @property
    def span(self) -> int:
        """SEG.LEN: the sequence numbers it occupies, SYN and FIN counted."""
        return self.length + self.syn + self.fin

    @property
    def text_seq(self) -> int:
        """The sequence number of its first octet of text."""
        return add(self.seq, int(self.syn))

    @property
    def end(self) -> int:
        """The sequence number after it."""
        return add(self.seq, self.span)

    def __str__(self) -> str:
        """Print as RFC 9293 does; a closed window is told as well.

        >>> print(Segment("S.", 300, 101))
        <SEQ=300><ACK=101><CTL=SYN,ACK>
        >>> print(Segment(".", 101, 301, window=0))
        <SEQ=101><ACK=301><WND=0><CTL=ACK>
        """
        names = {"S": "SYN", "F": "FIN", "R": "RST", "P": "PSH", ".": "ACK", "U": "URG"}
        control = ",".join(names[flag] for flag in "SFRPU." if flag in self.flags)
        ack = f"<ACK={self.ack}>" if self.acks else ""
        data = f"<DATA={self.length}>" if self.length else ""
        shut = "<WND=0>" if self.acks and not self.rst and not self.window else ""
        return f"<SEQ={self.seq}>{ack}{shut}{data}" + (f"<CTL={control}>" if control else "")
