"""When a card comes back: memory, rating, FSRS in the learner's days, the queue's policy.

Pure: the clock is passed in, and nothing here knows tables, pages or protocols.
"""

from quizapp.scheduling.day import ROLLOVER_HOUR, Calendar
from quizapp.scheduling.failures import (
    CreditError,
    MemoryFormatError,
    NaiveInstantError,
    RetentionError,
    RolloverError,
    SchedulingError,
    UnknownZoneError,
)
from quizapp.scheduling.ladder import Rung, rung_of
from quizapp.scheduling.memory import NEW, Memory, Stage
from quizapp.scheduling.queue import (
    Because,
    Candidate,
    Reason,
    card_key,
    choose,
    new_allowance,
    reason_for,
)
from quizapp.scheduling.rating import PASS_MARK, Rating, Strength, rating_of
from quizapp.scheduling.scheduler import DEFAULT_RETENTION, Scheduler

__all__ = [
    "DEFAULT_RETENTION",
    "NEW",
    "PASS_MARK",
    "ROLLOVER_HOUR",
    "Because",
    "Calendar",
    "Candidate",
    "CreditError",
    "Memory",
    "MemoryFormatError",
    "NaiveInstantError",
    "Rating",
    "Reason",
    "RetentionError",
    "RolloverError",
    "Rung",
    "Scheduler",
    "SchedulingError",
    "Stage",
    "Strength",
    "UnknownZoneError",
    "card_key",
    "choose",
    "new_allowance",
    "rating_of",
    "reason_for",
    "rung_of",
]
