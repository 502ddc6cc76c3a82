"""The diagram as it is, was or will be remembered; and each arrow's own history."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import fmean

from quizapp.engine import Machine, Text
from quizapp.grading import Form
from quizapp.questions import choose_ref, fact_label, get_fact
from quizapp.scheduling import Memory, Rating, Scheduler, rung_of
from quizapp.services.counts import count
from quizapp.services.explain import explanation
from quizapp.services.review import new_ticket, put
from quizapp.services.study import Study
from quizapp.services.today import recalls
from quizapp.services.values import Asked, Explanation, Reason, Recall, RecallMap, WhyNow
from quizapp.storage import Kind, Learner, Review, get_or_create_learner, load_memories
from quizapp.storage import last_reviews_of as reviews_of
from quizapp.storage.history import DrawingThen, drawings_of, first_met, memories_before

AHEAD = timedelta(days=90)
"""How far the forecast looks."""
WEAKEST = 5
FEWEST_ARROWS = 5
"""A drawing of fewer arrows says little about the whole diagram."""
FEWEST_DRAWINGS = 10
"""So many drawings, and predictions can be held against them."""
DRAWN_FORMS = (Form.DRAW,)
LATEST = 24


@dataclass(frozen=True, slots=True)
class Weak:
    """An arrow that would be among the first to be forgotten."""

    recall: Recall
    label: Text


@dataclass(frozen=True, slots=True)
class Predicted:
    """One drawing: how many arrows were expected right, and how many were."""

    on: date
    expected: float
    right: int
    asked: int


@dataclass(frozen=True, slots=True)
class Calibration:
    """How the predictions fared, drawing by drawing."""

    drawings: tuple[Predicted, ...]
    missing: int
    """How many more drawings are needed before this says anything."""

    @property
    def error(self) -> float:
        """The mean of what was right less what was expected, in arrows per drawing."""
        return fmean(item.right - item.expected for item in self.drawings)


@dataclass(frozen=True, slots=True)
class MemoryMap:
    """The diagram's memory on one of the learner's days."""

    machine: Machine
    on: date
    today: date
    first: date
    """The day on which the first arrow was met; today if none was."""
    last: date
    """The last day of the forecast."""
    recall: RecallMap
    weakest: tuple[Weak, ...]
    calibration: Calibration


@dataclass(frozen=True, slots=True)
class PastReview:
    """One review of an arrow."""

    at: datetime
    kind: str
    passed: bool | None
    """``None`` for a review that was taken back."""
    question_type: str
    attempt_id: str
    stability: float | None
    """Days until recall falls to 0.9, after the review."""


@dataclass(frozen=True, slots=True)
class CardHistory:
    """One arrow: how well it is remembered, why it is so, and every review of late."""

    machine: Machine
    fact: str
    label: Text
    explanation: Explanation
    recall: Recall
    memory: Memory | None
    reviews: tuple[PastReview, ...]


def memory_map(study: Study, machine_id: str, on: date | None, now: datetime) -> MemoryMap:
    """Return the diagram's memory on a day, by default today.

    A day before the first review or beyond the forecast is taken for the nearest that is
    not. A forecast assumes that nothing is reviewed meanwhile. Raises ``UnknownMachineError``.
    """
    of = study.library.machine(machine_id)
    arrows = [transition.id for transition in of.drawn()]
    with study.store.reading() as connection:
        learner = get_or_create_learner(connection, now, study.learner_id)
        today = learner.calendar.day_of(now)
        met = first_met(connection, learner.id, of.id, arrows)
        first = min(today, learner.calendar.day_of(met)) if met else today
        day = max(first, min(on or today, today + AHEAD))
        if day < today:
            end = learner.calendar.start_of(day + timedelta(days=1))
            memories = memories_before(connection, learner.id, of.id, arrows, end)
        else:
            memories = load_memories(connection, learner.id, of.id)
        drawn = drawings_of(connection, learner.id, of.id, DRAWN_FORMS, at_least=FEWEST_ARROWS)
    at = now if day == today else learner.calendar.start_of(day)
    found = recalls(of, memories, learner.scheduler, at)
    return MemoryMap(
        machine=of,
        on=day,
        today=today,
        first=first,
        last=today + AHEAD,
        recall=found,
        weakest=_weakest(of, found),
        calibration=_calibration(drawn, learner),
    )


def _weakest(of: Machine, found: RecallMap) -> tuple[Weak, ...]:
    """Return the arrows met that are nearest to being forgotten."""
    met = [item for item in found.edges if item.probability is not None]
    met.sort(key=lambda item: (item.probability or 0.0, item.due))
    return tuple(Weak(item, fact_label(of, item.fact)) for item in met[:WEAKEST])


def _calibration(drawn: Sequence[DrawingThen], learner: Learner) -> Calibration:
    drawings = tuple(_predicted(item, learner) for item in drawn)
    return Calibration(drawings, max(0, FEWEST_DRAWINGS - len(drawings)))


def _predicted(drawing: DrawingThen, learner: Learner) -> Predicted:
    scheduler = learner.scheduler
    return Predicted(
        on=learner.calendar.day_of(drawing.at),
        expected=sum(_chance(edge.before, scheduler, drawing.at) for edge in drawing.edges),
        right=sum(edge.passed for edge in drawing.edges),
        asked=len(drawing.edges),
    )


def _chance(memory: Memory | None, scheduler: Scheduler, at: datetime) -> float:
    if memory is None or memory.was_missed:
        return 0.0
    return scheduler.recall_probability(memory, at)


def card_history(study: Study, machine_id: str, fact: str, now: datetime) -> CardHistory:
    """Return everything about one fact's card.

    Raises ``UnknownMachineError``, or ``UnknownFactError`` for a fact the machine lacks.
    """
    of = study.library.machine(machine_id)
    get_fact(of, fact)
    with study.store.reading() as connection:
        learner = get_or_create_learner(connection, now, study.learner_id)
        memory = load_memories(connection, learner.id, of.id, [fact]).get(fact)
        rows = reviews_of(connection, learner.id, of.id, fact, LATEST)
    memories = {} if memory is None else {fact: memory}
    (found,) = recalls(of, memories, learner.scheduler, now, [fact]).edges
    return CardHistory(
        machine=of,
        fact=fact,
        label=fact_label(of, fact),
        explanation=explanation(of, fact),
        recall=found,
        memory=memory,
        reviews=tuple(map(_past, rows)),
    )


def _past(row: Review) -> PastReview:
    return PastReview(
        at=row.at,
        kind=row.kind.value,
        passed=None if row.kind is Kind.UNDO else row.rating is not Rating.AGAIN,
        question_type=row.question_type,
        attempt_id=row.undoes or row.attempt_id,
        stability=row.after.stability if row.after else None,
    )


def ask_now(study: Study, machine_id: str, fact: str, seed: int, now: datetime) -> Asked:
    """Return a question about one fact, whether or not it is due.

    Raises ``UnknownMachineError`` or ``UnknownFactError``.
    """
    of = study.library.machine(machine_id)
    asked = get_fact(of, fact)
    with study.store.reading() as connection:
        learner = get_or_create_learner(connection, now, study.learner_id)
        memory = load_memories(connection, learner.id, of.id, [fact]).get(fact)
        counts = count(connection, learner, of, now)
    ref = choose_ref(of, asked, rung_of(memory), seed, drawn_at_once=1)
    ticket = new_ticket(ref, is_drill=True)
    return put(study, of, ticket, Reason(WhyNow.DRILL), counts, now)
