"""The policy of the queue: which card is asked next, and why it is back.

Pure: whoever calls it has fetched the candidates; the web words the reason.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from quizapp.scheduling.day import Calendar
from quizapp.scheduling.memory import Memory


def card_key(machine: str, fact: str) -> str:
    """Return the one text that names a card among all of a learner's."""
    return f"{machine}/{fact}"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A card that might be asked next."""

    machine: str
    fact: str
    memory: Memory | None = None
    """``None`` for a card never answered."""

    @property
    def key(self) -> str:
        """What names the card among all of a learner's."""
        return card_key(self.machine, self.fact)


class Because(StrEnum):
    """The kinds of reason for which a card is asked."""

    NEW = "new"
    MISSED = "missed"
    STEP = "step"
    DUE = "due"
    OVERDUE = "overdue"
    EARLY = "early"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a card is asked now."""

    because: Because
    day: date | None = None
    """The learner's day it was missed (``MISSED``), or due (``DUE``, ``OVERDUE``,
    ``EARLY``); otherwise ``None``."""


def new_allowance(per_day: int, introduced_today: int) -> int:
    """Return how many new cards today may still bring."""
    return max(0, per_day - introduced_today)


def choose(
    due: Sequence[Candidate],
    new: Sequence[Candidate],
    last: str | None,
    are_siblings: Callable[[str, str], bool],
    early: Sequence[Candidate] = (),
) -> Candidate | None:
    """Return the card to ask next, or ``None`` if there is nothing to ask.

    Cards being learned come first, then reviews, each by due date, then ``new`` (already cut
    to ``new_allowance``) in the order given; ``early`` only when all of those are empty.
    Right after the card with key ``last``, neither it nor its siblings come while anything
    else is there.
    """
    waiting = [*sorted(due, key=_urgency), *new] or sorted(early, key=_urgency)
    if not waiting:
        return None
    if last is None:
        return waiting[0]

    def closeness(candidate: Candidate) -> int:
        """0 a stranger to the last card, 1 its sibling, 2 the card itself."""
        if candidate.key == last:
            return 2
        return int(are_siblings(last, candidate.key))

    return min(waiting, key=closeness)


def reason_for(memory: Memory | None, now: datetime, calendar: Calendar) -> Reason:
    """Return why a card with that memory is asked at ``now``.

    Raises ``NaiveInstantError`` for a ``now`` without a zone.
    """
    if memory is None:
        return Reason(Because.NEW)
    due = calendar.day_of(memory.due)
    if memory.due > now:
        return Reason(Because.STEP) if memory.is_learning else Reason(Because.EARLY, due)
    if memory.was_missed:
        return Reason(Because.MISSED, calendar.day_of(memory.last_review))
    if memory.is_learning:
        return Reason(Because.STEP)
    return Reason(Because.DUE if due == calendar.day_of(now) else Because.OVERDUE, due)


def _urgency(candidate: Candidate) -> tuple[bool, float, str]:
    memory = candidate.memory
    if memory is None:
        return (True, float("inf"), candidate.key)
    return (not memory.is_learning, memory.due.timestamp(), candidate.key)
