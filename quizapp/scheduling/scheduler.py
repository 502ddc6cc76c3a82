"""FSRS for cards, in the learner's days; the one place that knows py-fsrs.

py-fsrs counts periods of 24 hours, FSRS means days: answers at 23:00 and 08:00 are a day
apart to the learner, and only that gives the second its weight (stability 7.32 instead of
2.31 days after two passes). So py-fsrs is shown noon in UTC of the learner's day, never the
instant itself. It also sleeps a millisecond for each card without an id, takes no zone but
``timezone.utc``, fuzzes from the global generator and never caps stability; hence the fixed
id, the fuzz of our own and the cap.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

import fsrs

from quizapp.scheduling.day import Calendar
from quizapp.scheduling.failures import RetentionError
from quizapp.scheduling.fuzz import MAXIMUM_DAYS, spread
from quizapp.scheduling.memory import Memory, Stage
from quizapp.scheduling.rating import Rating

LEARNING_STEPS = (timedelta(minutes=1), timedelta(minutes=10))
RELEARNING_STEPS = (timedelta(minutes=10),)
LOWEST_RETENTION, HIGHEST_RETENTION = 0.7, 0.99
DEFAULT_RETENTION = 0.9

_CARD_ID = 1
_STATES = {
    Stage.LEARNING: fsrs.State.Learning,
    Stage.REVIEW: fsrs.State.Review,
    Stage.RELEARNING: fsrs.State.Relearning,
}
_STAGES = {state: stage for stage, state in _STATES.items()}
_RATINGS = {rating: fsrs.Rating(rating.value) for rating in Rating}


@lru_cache(maxsize=32)
def _fsrs(retention: float) -> fsrs.Scheduler:
    return fsrs.Scheduler(
        desired_retention=retention,
        learning_steps=LEARNING_STEPS,
        relearning_steps=RELEARNING_STEPS,
        maximum_interval=MAXIMUM_DAYS,
        enable_fuzzing=False,
    )


def _noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Scheduler:
    """Plan when a card comes back. Cheap to build.

    Raises ``RetentionError`` for a retention (the wanted probability of recall when a card
    comes due) outside 0.7 to 0.99.
    """

    retention: float
    calendar: Calendar

    def __post_init__(self) -> None:
        """Refuse a retention that cannot be planned for."""
        if not LOWEST_RETENTION <= self.retention <= HIGHEST_RETENTION:
            raise RetentionError(self.retention, LOWEST_RETENTION, HIGHEST_RETENTION)

    def review(
        self, memory: Memory | None, rating: Rating, now: datetime, *, card_key: str
    ) -> Memory:
        """Return the memory after an answer; ``None`` stands for a card never answered.

        The same arguments always give the same result: ``card_key`` and the repetition seed
        the fuzz. A card in review comes due as the learner's day begins, a card being
        learned after minutes. After a pass the interval is never shorter than the one
        before, unless the wanted retention was raised in between. Raises
        ``NaiveInstantError`` for a ``now`` without a zone.
        """
        today = self.calendar.day_of(now)
        before = self._shown(memory, today)
        card = self._reviewed(before, rating, today)
        reps = 1 if memory is None else memory.reps + 1
        return Memory(
            state=_STAGES[card.state],
            step=card.step,
            stability=min(card.stability or 0.0, float(MAXIMUM_DAYS)),
            difficulty=card.difficulty or 0.0,
            due=self._due(card, memory, now, today, f"{card_key}#{reps}"),
            last_review=now.astimezone(UTC),
            reps=reps,
            lapses=_lapses(memory, rating),
            introduced=today if memory is None else memory.introduced,
        )

    def recall_probability(self, memory: Memory, at: datetime) -> float:
        """Return the probability, 0 to 1, that a card is recalled at an instant.

        It falls with the learner's days: 1.0 on the day of the last review, and for any
        instant before it. Raises ``NaiveInstantError`` for an instant without a zone.
        """
        day = self.calendar.day_of(at)
        card = self._shown(memory, day)
        return float(_fsrs(self.retention).get_card_retrievability(card, _noon(day)))

    def _reviewed(self, before: fsrs.Card, rating: Rating, today: date) -> fsrs.Card:
        """Return the card after a review; every pass takes it past the first step.

        py-fsrs lets "hard" repeat a step, which suits a learner who pressed it in doubt. Here
        it is a pass on weak evidence, and the first step is where misses wait.
        """
        if rating is Rating.HARD and before.state is fsrs.State.Relearning:
            rating = Rating.GOOD
        card, _ = _fsrs(self.retention).review_card(before, _RATINGS[rating], _noon(today))
        if rating is Rating.HARD and card.step == 0:
            card.step, card.due = 1, _noon(today) + LEARNING_STEPS[1]
        return card

    def _shown(self, memory: Memory | None, today: date) -> fsrs.Card:
        if memory is None:
            return fsrs.Card(card_id=_CARD_ID, due=_noon(today))
        # A clock put back, or a flight west, must not count days below nothing.
        last = min(self.calendar.day_of(memory.last_review), today)
        return fsrs.Card(
            card_id=_CARD_ID,
            state=_STATES[memory.state],
            step=memory.step,
            stability=memory.stability,
            difficulty=memory.difficulty,
            due=_noon(today),
            last_review=_noon(last),
        )

    def _due(
        self, card: fsrs.Card, memory: Memory | None, now: datetime, today: date, seed: str
    ) -> datetime:
        wait = card.due - _noon(today)
        if card.state is not fsrs.State.Review:
            return now.astimezone(UTC) + wait
        days = spread(wait.days, at_least=self._interval(memory), seed=seed)
        return self.calendar.start_of(today + timedelta(days=days))

    def _interval(self, memory: Memory | None) -> int:
        if memory is None or memory.is_learning:
            return 0
        return self.calendar.days_between(memory.last_review, memory.due)


def _lapses(memory: Memory | None, rating: Rating) -> int:
    if memory is None:
        return 0
    missed = memory.state is Stage.REVIEW and rating is Rating.AGAIN
    return memory.lapses + missed
