"""What an examiner finds behind a wrong drawing: one thing to say, where, and by what right."""

from dataclasses import dataclass
from enum import StrEnum

from quizapp.engine import Source, Text
from quizapp.grading.understanding import Stroke
from quizapp.grading.values import EdgeMark


class Belief(StrEnum):
    """What lies behind a wrong arrow."""

    NAMED = "named"
    """The machine's own file knows it."""
    VARIANT = "variant"
    """Somebody else does so: an older document, a real system."""
    SWAPPED = "swapped"
    """Two ways out of a state, exchanged."""
    REVERSED = "reversed"
    SKIPPED = "skipped"
    """A state between is left out."""
    SIBLING = "sibling"
    """The target is where another event leads."""
    ELSEWHERE = "elsewhere"
    """It is right in another state."""
    SENDS = "sends"
    """The right arrow, but something else is sent."""
    GUARD = "guard"
    """The right arrow, under another condition."""
    ONLY_IN_TEXT = "only-in-text"
    """It is true, though the diagram does not draw it."""
    MERGED = "merged"
    """One box does the work of two states."""
    MISNAMED = "misnamed"
    """A box does what a missing state does."""
    TWICE = "twice"
    """Two boxes for one state."""


@dataclass(frozen=True, slots=True)
class Marked:
    """The finding about one arrow, and the arrow on the canvas, if it was drawn."""

    mark: EdgeMark
    stroke: Stroke | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to tell the learner, where it is on the canvas, and what decides it."""

    belief: Belief
    ids: tuple[str, ...]
    """Arrows and boxes on the canvas."""
    words: Text
    source: Source | None = None
    fact: str = ""
    """The outcome that decides; empty where none does."""
