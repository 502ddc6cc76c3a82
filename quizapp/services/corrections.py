"""Take an answer back, or call it a guess."""

from collections.abc import Sequence
from datetime import datetime

from quizapp.errors import QuizappError, UnknownAttemptError
from quizapp.scheduling import Rating
from quizapp.services.records import guess_id, missed
from quizapp.services.study import Study
from quizapp.storage import (
    Connection,
    Kind,
    Review,
    attempt_rows,
    get_or_create_learner,
    load_memories,
    record,
)
from quizapp.storage import undo as undo_attempt


class LaterReviewError(QuizappError):
    """An answer that cannot be changed, because its card was reviewed again since."""

    def __init__(self) -> None:
        super().__init__("This card was reviewed again since, so the answer stands.")


def undo(study: Study, attempt_id: str, now: datetime) -> None:
    """Take an answer back: every card is as before; a second time changes nothing.

    Raises ``UnknownAttemptError``, or ``LaterReviewError`` if a card was reviewed since.
    """
    with study.store.writing() as connection:
        _answer_rows(connection, study, attempt_id)
        undo_attempt(connection, study.learner_id, guess_id(attempt_id), now)
        if undo_attempt(connection, study.learner_id, attempt_id, now).later:
            raise LaterReviewError


def guessed(study: Study, attempt_id: str, now: datetime) -> None:
    """Call a right answer a guess: its cards are scheduled as missed instead.

    A second time changes nothing. Raises ``UnknownAttemptError``, or ``LaterReviewError``
    if a card was reviewed since.
    """
    with study.store.writing() as connection:
        rows = _answer_rows(connection, study, attempt_id)
        if attempt_rows(connection, study.learner_id, guess_id(attempt_id)):
            return
        _require_unchanged(connection, study.learner_id, rows)
        learner = get_or_create_learner(connection, now, study.learner_id)
        passed = [row for row in rows if row.rating is not Rating.AGAIN]
        if passed:
            record(connection, learner.id, [missed(learner, row) for row in passed])


def are_unchanged(connection: Connection, learner: str, rows: Sequence[Review]) -> bool:
    """Tell whether every card is still as an attempt's rows left it."""
    wanted = {row.fact: row.after for row in rows}
    return load_memories(connection, learner, rows[0].machine, wanted) == wanted


def _answer_rows(connection: Connection, study: Study, attempt_id: str) -> Sequence[Review]:
    rows = attempt_rows(connection, study.learner_id, attempt_id)
    if not rows or rows[0].kind is not Kind.ANSWER:
        raise UnknownAttemptError(attempt_id)
    return rows


def _require_unchanged(connection: Connection, learner: str, rows: Sequence[Review]) -> None:
    if not are_unchanged(connection, learner, rows):
        raise LaterReviewError
