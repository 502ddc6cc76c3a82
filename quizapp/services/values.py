"""What the services hand to pages and commands: frozen, complete, and free of any row."""

from dataclasses import dataclass
from datetime import date, datetime

from quizapp.engine import Machine, Source, Text, Variant
from quizapp.grading import Answer, EdgeMark, Verdict
from quizapp.questions.model import Question


@dataclass(frozen=True, slots=True)
class Preferences:
    """What a learner has chosen; ``None`` for "as the browser says"."""

    language: str | None = None
    zone: str = "UTC"
    rollover_hour: int = 4
    new_per_day: int = 12
    retention: float = 0.9
    theme: str = "auto"
    shortcuts: bool = True
    interview: date | None = None
    """The day on which everything is to be known."""
    lost: tuple[str, ...] = ()
    """What was stored but cannot be used, by name; the default stands in for each."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How much is left and done on the learner's day; counts stop at ``cap``."""

    due: int
    new_left: int
    answered: int
    cap: int = 1000

    @property
    def left(self) -> int:
        """Everything still to do today."""
        return self.due + self.new_left


class WhyNow:
    """Why a card is asked now: the reasons' names, worded by the pages."""

    NEW = "new"
    LEARNING = "learning"
    MISSED = "missed"
    DUE = "due"
    OVERDUE = "overdue"
    DRILL = "drill"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a card is asked now, and the day that explains it."""

    why: str
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """A question put to the learner; ``token`` and ``attempt_id`` go into the form."""

    question: Question
    machine: Machine
    token: str
    attempt_id: str
    reason: Reason
    counts: Counts


@dataclass(frozen=True, slots=True)
class Rest:
    """Nothing is due: the day is done, or the next card comes later."""

    machine: Machine
    counts: Counts
    next_due: datetime | None
    unmet: int = 0
    """How many of the machine's facts were never asked."""


@dataclass(frozen=True, slots=True)
class CardChange:
    """What one answer did to one card."""

    fact: str
    label: Text
    """The fact in words: ``LISTEN, rcv SYN → SYN-RECEIVED, snd SYN,ACK``."""
    passed: bool
    credit: float
    due: datetime


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why the key is what it is."""

    fact: str
    label: Text
    why: Text
    source: Source
    variants: tuple[Variant, ...]


@dataclass(frozen=True, slots=True)
class Marked:
    """An answer as marked and recorded."""

    attempt_id: str
    question: Question
    machine: Machine
    answer: Answer
    verdict: Verdict
    yours: Text
    """The learner's answer in words."""
    right: Text
    """The key in words; of several right values the one given, or else the one asked about."""
    also: tuple[Text, ...]
    """What would have been as right, in words."""
    right_for: Text | None
    """What the learner's wrong answer would have been right for."""
    explanations: tuple[Explanation, ...]
    changes: tuple[CardChange, ...]
    edges: tuple[EdgeMark, ...]
    guessed: bool
    undone: bool
    can_undo: bool
    counts: Counts
    is_drill: bool = False


@dataclass(frozen=True, slots=True)
class Recall:
    """How well a fact is remembered at an instant."""

    fact: str
    probability: float | None
    """``None`` for a fact never asked."""
    bucket: int
    """0 never asked, 1 below .5, 2 below .7, 3 below .85, 4 below .95, 5 above."""
    due: datetime | None


@dataclass(frozen=True, slots=True)
class RecallMap:
    """The diagram's memory: every drawn edge with its probability of recall."""

    at: datetime
    edges: tuple[Recall, ...]
    expected: float
    """Edges expected right if the diagram were drawn now."""
    every: float
    """Probability that all are right."""


@dataclass(frozen=True, slots=True)
class Today:
    """The first page: what is due, what is new, and the diagram as remembered."""

    machine: Machine
    counts: Counts
    recall: RecallMap
    facts_total: int
    facts_met: int
    next_due: datetime | None
    is_first_visit: bool
    interview: RecallMap | None = None
    """The memory on the day of the interview, if that is still to come."""
