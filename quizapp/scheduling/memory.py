"""What is remembered of a card: the state of a memory, and its way through JSON.

Stability is in days, difficulty runs from 1 to 10, instants are UTC. A card never answered
has no memory: ``None``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from quizapp.scheduling.failures import MemoryFormatError

NEW = None
"""The memory of a card that was never answered."""


class Stage(StrEnum):
    """How far a card has come."""

    LEARNING = "learning"
    REVIEW = "review"
    RELEARNING = "relearning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """The memory of one card after its last review."""

    state: Stage
    step: int | None
    """Which learning step comes next; ``None`` in review."""
    stability: float
    """Days until the probability of recall has fallen to 0.9."""
    difficulty: float
    due: datetime
    last_review: datetime
    reps: int
    """How often it was answered."""
    lapses: int
    """How often it was missed after it had been learned."""
    introduced: date
    """The learner's day of the first answer."""

    @property
    def was_missed(self) -> bool:
        """Tell whether the last answer was a miss.

        The first step is only ever returned to by one: every pass leaves it behind.
        """
        return self.state is Stage.RELEARNING or (self.is_learning and self.step == 0)

    @property
    def is_learning(self) -> bool:
        """Tell whether the card still goes through steps of minutes."""
        return self.state is not Stage.REVIEW

    def as_json(self) -> dict[str, Any]:
        """Return a dictionary of plain JSON values."""
        return {
            "state": self.state.value,
            "step": self.step,
            "stability": self.stability,
            "difficulty": self.difficulty,
            "due": self.due.isoformat(),
            "last_review": self.last_review.isoformat(),
            "reps": self.reps,
            "lapses": self.lapses,
            "introduced": self.introduced.isoformat(),
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "Memory":
        """Build a memory from ``as_json``'s dictionary.

        Raises ``MemoryFormatError`` for a dictionary it cannot have come from.
        """
        try:
            return cls(
                state=Stage(stored["state"]),
                step=None if stored["step"] is None else int(stored["step"]),
                stability=float(stored["stability"]),
                difficulty=float(stored["difficulty"]),
                due=_instant(stored["due"]),
                last_review=_instant(stored["last_review"]),
                reps=int(stored["reps"]),
                lapses=int(stored["lapses"]),
                introduced=date.fromisoformat(stored["introduced"]),
            )
        except KeyError as problem:
            raise MemoryFormatError(f"{problem} is missing") from problem
        except (TypeError, ValueError) as problem:
            raise MemoryFormatError(str(problem)) from problem


def _instant(text: str) -> datetime:
    instant = datetime.fromisoformat(text)
    if instant.tzinfo is None:
        raise ValueError(f"{text} has no time zone")
    return instant
