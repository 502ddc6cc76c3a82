"""One sitting in predict mode: what was predicted in a run, and how it was marked.

A sitting is a random word in the address. With the run and the step it names an attempt, so
that going back, reloading and sending twice find the same answer.
"""

import hashlib
import re
import secrets
from dataclasses import dataclass
from datetime import datetime

from quizapp.engine import Text
from quizapp.questions import fact_label
from quizapp.scheduling import Rating
from quizapp.services import review
from quizapp.services.lab_run import Play
from quizapp.services.predict import Prediction, Silence, fingerprints, predict
from quizapp.services.study import Study
from quizapp.services.tokens import Ticket
from quizapp.services.values import Asked, Counts, Marked, Reason, WhyNow
from quizapp.simulator import Line
from quizapp.storage import UNDO_PREFIX, Connection, Review, find_attempt

WORD_BYTES = 6
ATTEMPT_DIGITS = 24
NO_COUNTS = Counts(due=0, new_left=0, answered=0)
"""A sitting in the lab is no part of the day's reviews."""


@dataclass(frozen=True, slots=True)
class Foretold:
    """One prediction of a sitting, as it was marked."""

    step: int
    """The step that was predicted, counted from 1."""
    label: Text
    """The fact that decided it, in words."""
    is_right: bool
    attempt_id: str


@dataclass(frozen=True, slots=True)
class Outlook:
    """What predict mode has to say of the step that comes next."""

    asked: Asked | None
    """The question; ``None`` if there is none, or it was answered."""
    line: Line | None
    """The line in which the question is decided."""
    silence: Silence | None
    """Why nothing is asked."""
    answered: bool
    """Whether it was predicted already."""


def new_sitting() -> str:
    """Return the word of a sitting that begins."""
    return secrets.token_hex(WORD_BYTES)


def is_sitting(word: str) -> bool:
    """Tell whether a word of an address can name a sitting."""
    return re.fullmatch(rf"[0-9a-f]{{{2 * WORD_BYTES}}}", word) is not None


def outlook(study: Study, play: Play, at: int, sitting: str, now: datetime) -> Outlook:
    """Return what there is to predict about the step after one."""
    found = predict(play, at)
    if isinstance(found, Silence):
        return Outlook(None, None, found, answered=False)
    attempt = attempts(play, at + 1, sitting)[at]
    if review.is_answered(study, attempt):
        return Outlook(None, found.line, None, answered=True)
    return Outlook(_put(study, play, found, attempt, now), found.line, None, answered=False)


def _put(study: Study, play: Play, found: Prediction, attempt: str, now: datetime) -> Asked:
    ticket = Ticket(found.ref, attempt, is_drill=True)
    return review.put(study, play.machine, ticket, Reason(WhyNow.DRILL), NO_COUNTS, now)


def verdict(study: Study, play: Play, step: int, sitting: str, now: datetime) -> Marked | None:
    """Return how the prediction of a step was marked; ``None`` if it was not predicted."""
    if not 0 < step <= play.length:
        return None
    attempt = attempts(play, step, sitting)[step - 1]
    if not review.is_answered(study, attempt):
        return None
    return review.marked(study, attempt, now)


def attempts(play: Play, steps: int, sitting: str) -> tuple[str, ...]:
    """Return the attempt ids of a run's first steps in one sitting, answered or not."""
    names = fingerprints(play, min(steps, play.length))[1:]
    return tuple(_attempt(sitting, name) for name in names)


def _attempt(sitting: str, fingerprint: str) -> str:
    return hashlib.sha256(f"{sitting}/{fingerprint}".encode()).hexdigest()[:ATTEMPT_DIGITS]


def foretold(study: Study, play: Play, steps: int, sitting: str) -> tuple[Foretold, ...]:
    """Return what was predicted of a run's first steps; what was undone does not count."""
    with study.store.reading() as connection:
        rows = [
            (step, _counted(connection, study.learner_id, attempt))
            for step, attempt in enumerate(attempts(play, steps, sitting), 1)
        ]
    return tuple(_told(play, step, row) for step, row in rows if row is not None)


def _counted(connection: Connection, learner: str, attempt: str) -> Review | None:
    row = find_attempt(connection, learner, attempt)
    if row is None or find_attempt(connection, learner, UNDO_PREFIX + attempt):
        return None
    return row


def _told(play: Play, step: int, row: Review) -> Foretold:
    label = fact_label(play.machine, row.fact)
    return Foretold(step, label, row.rating is not Rating.AGAIN, row.attempt_id)
