"""What goes wrong between hosts and inside them; none of it is in any table."""

from collections import deque
from dataclasses import dataclass, field
from enum import StrEnum

from quizapp.simulator.segment import Segment


class Fate(StrEnum):
    """What the wire does to a segment."""

    ARRIVES = "arrives"
    LOST = "lost"
    DOUBLED = "doubled"
    LATE = "late"


class Loss(StrEnum):
    """Why a segment never reached its host."""

    LOST = "lost"
    CUT = "cable cut"
    DOWN = "host down"
    FORGOTTEN = "forgotten by the firewall"
    NOBODY = "nobody at that address"


class Answer(StrEnum):
    """What a middlebox that forgot a connection does with its segments."""

    SILENCE = "silence"
    RESET = "reset"


@dataclass(slots=True)
class Fates:
    """What will become of the next segments of a host, in order."""

    coming: deque[tuple[Fate, float]] = field(default_factory=deque)

    def add(self, fate: Fate, seconds: float, count: int) -> None:
        """Decide over the next segments that nothing is decided about yet."""
        self.coming.extend((fate, seconds) for _ in range(count))

    def next(self) -> tuple[Fate, float]:
        """Return what becomes of the segment that is sent now."""
        return self.coming.popleft() if self.coming else (Fate.ARRIVES, 0.0)


@dataclass(slots=True)
class Firewall:
    """A NAT or firewall on the way, which may forget connections."""

    forgotten: set[int] = field(default_factory=set)
    answer: Answer = Answer.SILENCE

    def forget(self, connection: int, answer: Answer) -> None:
        """Drop the entry of a connection; a new SYN makes a new one."""
        self.forgotten.add(connection)
        self.answer = answer

    def stops(self, connection: int, segment: Segment) -> bool:
        """Tell whether it lets a segment not pass."""
        if segment.syn and not segment.acks:
            self.forgotten.discard(connection)
        return connection in self.forgotten

    def reply(self, segment: Segment) -> Segment | None:
        """Return what it sends back in the other host's name, if anything."""
        if self.answer is Answer.SILENCE or segment.rst or not segment.acks:
            return None
        return Segment("R", segment.ack)
