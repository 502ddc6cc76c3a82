"""What is asked of two endpoints together, and what was found: bounds, moves, joint states."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum

from quizapp.errors import QuizappError
from quizapp.simulator.script import Script

Pair = tuple[str, str]
"""A joint state: that of A, that of B."""


class Act(StrEnum):
    """What can happen to two hosts and the wire between them."""

    CALL = "call"
    ARRIVE = "arrive"
    LATE = "late"
    """A segment arrives that was doubled or held back."""
    TIMEOUT = "timeout"
    LOSE = "lose"
    DUPLICATE = "duplicate"
    DELAY = "delay"
    CRASH = "crash"
    REBOOT = "reboot"


EXAMPLE: Pair = ("ESTABLISHED", "CLOSED")
"""A joint state worth asking for: one side is open, the other knows nothing of it."""
MANY = 9
"""More than anybody will wait for."""


@dataclass(frozen=True, slots=True)
class Move:
    """One thing that happens."""

    act: Act
    host: int
    """Whose call, timer or power; for a segment, who sent it."""
    name: str = ""
    """Which call or timer."""
    place: int = 0
    """Which of the late segments."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """How much may happen, at both hosts together; raises ``BoundsError`` for less than 0."""

    faults: int = 1
    """Faults of all kinds; the next five say how many of each kind may be among them."""
    losses: int = MANY
    duplicates: int = MANY
    delays: int = MANY
    """Segments held back, so that later ones overtake them."""
    crashes: int = MANY
    aborts: int = MANY
    """ABORT is a call, but one that breaks off what the others build."""
    opens: int = 3
    """OPEN calls."""
    sends: int = 0
    """SEND calls."""
    retries: int = 1
    """Retransmissions of one thing before a host gives up."""
    configurations: int = 600_000
    """After how many configurations the search stops."""

    def __post_init__(self) -> None:
        """Refuse what cannot be counted down."""
        for item in fields(self):
            if getattr(self, item.name) < 0:
                raise BoundsError(item.name, getattr(self, item.name))

    @property
    def kinds(self) -> dict[Act, int]:
        """How many faults of each kind may happen, no more than faults at all."""
        most = {
            Act.LOSE: self.losses,
            Act.DUPLICATE: self.duplicates,
            Act.DELAY: self.delays,
            Act.CRASH: self.crashes,
            Act.CALL: self.aborts,
        }
        return {kind: min(number, self.faults) for kind, number in most.items()}


class BoundsError(QuizappError):
    """A bound that cannot be."""

    def __init__(self, name: str, value: int) -> None:
        self.name, self.value = name, value
        super().__init__(f"{name} = {value} is no bound. Use 0 or more.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """A joint state that can happen, and how."""

    pair: Pair
    faults: int
    """How many faults the script needs."""
    moves: tuple[Move, ...]
    script: Script
    """Played, it ends in the joint state."""

    @property
    def events(self) -> int:
        """How many things happen, faults counted."""
        return len(self.moves)


@dataclass(frozen=True, slots=True, kw_only=True)
class Exploration:
    """Everything that two endpoints can come to within some bounds."""

    bounds: Bounds
    runs: str
    """Whose variants both hosts follow; empty for the canon."""
    states: tuple[str, ...]
    """All states of either side, in the order of the table."""
    shortest: Mapping[Pair, Reached]
    """The fewest events; of those, the fewest faults."""
    calmest: Mapping[Pair, Reached]
    """The fewest faults; of those, the fewest events."""
    out_of_time: tuple[Pair, ...]
    """What was met in orders only that no clock allowed when they were played."""
    configurations: int
    """How many different configurations were met, mirror images counted once."""
    is_complete: bool
    """Whether nothing within the bounds was left out."""

    def pairs(self) -> Iterator[Pair]:
        """Yield every joint state that can be named, row by row."""
        return ((first, second) for first in self.states for second in self.states)

    def faults(self, pair: Pair) -> int | None:
        """Return the fewest faults a joint state needs, ``None`` if it was not met."""
        found = self.calmest.get(pair)
        return None if found is None else found.faults


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Whether one joint state can happen, and how."""

    pair: Pair
    bounds: Bounds
    runs: str
    reached: Reached | None
    """The fewest events; of those, the fewest faults."""
    configurations: int
    """How many configurations were met until it was clear."""
    is_complete: bool
    """Whether the search went to its end: if nothing was found, nothing is there."""
