"""Record attempts, and take them back: the hot path, in as few statements as can be.

An attempt is one answer of the learner; it has one row for each fact it is evidence about.
Rows are only ever added. An attempt id is recorded once, however often it is sent.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from functools import lru_cache
from importlib import import_module
from typing import Any

from sqlalchemy import (
    Connection,
    Delete,
    Executable,
    bindparam,
    delete,
    select,
)

from quizapp.scheduling import Memory, Rating
from quizapp.storage.cards import load_memories
from quizapp.storage.failures import BrokenAttemptError, DamagedRowError
from quizapp.storage.rows import find_stored_memory
from quizapp.storage.schema import CARD, REVIEW

UNDO_PREFIX = "undo:"
"""What the attempt id of an undoing begins with; the undone attempt's id follows."""


class Kind(StrEnum):
    """What a row says happened."""

    ANSWER = "answer"
    UNDO = "undo"
    GUESS = "guess"
    """The learner called an earlier answer a guess."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """One fact's part in one attempt."""

    attempt_id: str
    kind: Kind = Kind.ANSWER
    machine: str
    fact: str
    at: datetime
    question_type: str
    form: str
    seed: int
    """A signed number of 64 bits."""
    rating: Rating | None = None
    credit: float | None = None
    """The raw mark, 0 to 1."""
    seconds: float | None = None
    """How long the answer took."""
    answer: Any = None
    question: Any = None
    """Plain JSON values: what was answered, and what rebuilds the question. In an attempt
    about several facts the first row is enough."""
    before: Memory | None = None
    after: Memory | None = None
    """The card's memory before and after; ``None`` before the first answer. An ``after`` of
    ``None`` leaves the card alone (in an undoing, removes it)."""
    undoes: str | None = None
    """The attempt that this one takes back or corrects."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """What became of an attempt: ``rows`` are the stored ones, whoever sent them first."""

    is_first: bool
    rows: tuple[Review, ...]


class UndoOutcome(StrEnum):
    """What became of an undoing."""

    DONE = "done"
    ALREADY = "already"
    UNKNOWN = "unknown"
    """No attempt of that id that could be undone."""
    LATER = "later"
    """A card was reviewed again since; nothing was changed."""


@dataclass(frozen=True, slots=True)
class Undone:
    """What became of an undoing, and the rows it added."""

    outcome: UndoOutcome
    rows: tuple[Review, ...] = ()
    later: tuple[str, ...] = ()
    """The facts reviewed again since."""


_LEARNER = REVIEW.c.learner_id == bindparam("learner")
_ROWS = (
    select(REVIEW)
    .where(_LEARNER, REVIEW.c.attempt_id == bindparam("attempt"))
    .order_by(REVIEW.c.position)
)
_FORGET: Delete = delete(CARD).where(
    CARD.c.learner_id == bindparam("learner"),
    CARD.c.machine == bindparam("of_machine"),
    CARD.c.fact == bindparam("of_fact"),
)
_OF_FACT = (
    select(REVIEW)
    .where(
        _LEARNER,
        REVIEW.c.machine == bindparam("machine"),
        REVIEW.c.fact == bindparam("fact"),
    )
    .order_by(REVIEW.c.at.desc())
    .limit(bindparam("limit"))
)
_ALL = (
    select(REVIEW)
    .where(_LEARNER)
    .order_by(REVIEW.c.at, REVIEW.c.attempt_id, REVIEW.c.position)
    .execution_options(yield_per=1000)
)


def record(connection: Connection, learner: str, attempt: Sequence[Review]) -> Recorded:
    """Add an attempt's rows and store the memories after it, once for each attempt id.

    An attempt id recorded before changes nothing and returns what was stored then. Needs a
    writing transaction, in which ``before`` was loaded. Raises ``BrokenAttemptError`` for rows
    that are not one attempt.
    """
    _require_one_attempt(attempt)
    rows = [_values(learner, place, review) for place, review in enumerate(attempt)]
    add, _ = _statements(connection.dialect.name)
    # The row at position 0 decides, so that even an attempt sent again with other facts in
    # it is the same attempt.
    if connection.execute(add, rows[0]).rowcount == 0:
        return Recorded(False, attempt_rows(connection, learner, attempt[0].attempt_id))
    if len(rows) > 1:
        connection.execute(add, rows[1:])
    remembered = [review for review in attempt if review.after is not None]
    _remember(connection, learner, remembered)
    return Recorded(True, tuple(attempt))


def attempt_rows(connection: Connection, learner: str, attempt_id: str) -> tuple[Review, ...]:
    """Return an attempt's rows in order; empty if it was never recorded."""
    found = connection.execute(_ROWS, {"learner": learner, "attempt": attempt_id})
    return tuple(_review(row) for row in found.all())


def find_attempt(connection: Connection, learner: str, attempt_id: str) -> Review | None:
    """Return an attempt's first row, or ``None`` if it was never recorded."""
    return next(iter(attempt_rows(connection, learner, attempt_id)), None)


def undo(connection: Connection, learner: str, attempt_id: str, at: datetime) -> Undone:
    """Give every card of an attempt back the memory it had before, at an instant ``at``.

    A card first met in the attempt becomes new again. Adds rows under the attempt id
    ``undo:<id>``; a second time changes nothing. Changes nothing either if any of the cards
    was reviewed since. Needs a writing transaction.
    """
    rows = attempt_rows(connection, learner, attempt_id)
    if not rows or rows[0].kind is Kind.UNDO:
        return Undone(UndoOutcome.UNKNOWN)
    undone = attempt_rows(connection, learner, UNDO_PREFIX + attempt_id)
    if undone:
        return Undone(UndoOutcome.ALREADY, undone)
    changed = [row for row in rows if row.after is not None]
    later = _changed_since(connection, learner, changed)
    if later:
        return Undone(UndoOutcome.LATER, later=later)
    undoing = [_reversed(row, at) for row in rows]
    add, _ = _statements(connection.dialect.name)
    connection.execute(add, [_values(learner, place, row) for place, row in enumerate(undoing)])
    _restore(connection, learner, changed, undoing)
    return Undone(UndoOutcome.DONE, tuple(undoing))


def last_reviews_of(
    connection: Connection, learner: str, machine: str, fact: str, limit: int = 16
) -> list[Review]:
    """Return what happened to a fact last, newest first, undoings included."""
    asked = {"learner": learner, "machine": machine, "fact": fact, "limit": limit}
    return [_review(row) for row in connection.execute(_OF_FACT, asked)]


def all_reviews(connection: Connection, learner: str) -> Iterator[Review]:
    """Yield every row of a learner, oldest first, without holding all of them."""
    for row in connection.execute(_ALL, {"learner": learner}):
        yield _review(row)


def _require_one_attempt(attempt: Sequence[Review]) -> None:
    if not attempt:
        raise BrokenAttemptError("it has no rows")
    if len({review.attempt_id for review in attempt}) > 1:
        raise BrokenAttemptError("its rows have several attempt ids")
    if len({(review.machine, review.fact) for review in attempt}) < len(attempt):
        raise BrokenAttemptError("a fact occurs in it twice")
    if attempt[0].attempt_id.startswith(UNDO_PREFIX):
        raise BrokenAttemptError(f"its id begins with {UNDO_PREFIX}")


@lru_cache
def _statements(dialect: str) -> tuple[Executable, Executable]:
    # Every dialect brings its own insert; only the used one is imported, as PostgreSQL's
    # drags in drivers.
    insert = import_module(f"sqlalchemy.dialects.{dialect}").insert
    add = insert(REVIEW).on_conflict_do_nothing().execution_options(preserve_rowcount=True)
    card = insert(CARD)
    keys = [column.name for column in CARD.primary_key]
    changes = {
        column.name: card.excluded[column.name] for column in CARD.c if column.name not in keys
    }
    return add, card.on_conflict_do_update(index_elements=keys, set_=changes)


def _remember(connection: Connection, learner: str, reviews: Sequence[Review]) -> None:
    rows = [_card_values(learner, row, row.after) for row in reviews if row.after is not None]
    if rows:
        _, put = _statements(connection.dialect.name)
        connection.execute(put, rows if len(rows) > 1 else rows[0])


def _restore(
    connection: Connection, learner: str, changed: Sequence[Review], undoing: Sequence[Review]
) -> None:
    _remember(connection, learner, undoing)
    forgotten = [
        {"learner": learner, "of_machine": row.machine, "of_fact": row.fact}
        for row in changed
        if row.before is None
    ]
    if forgotten:
        connection.execute(_FORGET, forgotten)


def _changed_since(
    connection: Connection, learner: str, rows: Sequence[Review]
) -> tuple[str, ...]:
    later: list[str] = []
    for machine in dict.fromkeys(row.machine for row in rows):
        wanted = {row.fact: row.after for row in rows if row.machine == machine}
        now = load_memories(connection, learner, machine, wanted.keys())
        later.extend(fact for fact, after in wanted.items() if now.get(fact) != after)
    return tuple(later)


def _reversed(row: Review, at: datetime) -> Review:
    return replace(
        row,
        attempt_id=UNDO_PREFIX + row.attempt_id,
        kind=Kind.UNDO,
        at=at,
        rating=None,
        credit=None,
        seconds=None,
        answer=None,
        question=None,
        before=row.after,
        after=row.before,
        undoes=row.attempt_id,
    )


def _values(learner: str, position: int, review: Review) -> dict[str, Any]:
    return {
        "learner_id": learner,
        "attempt_id": review.attempt_id,
        "position": position,
        "kind": review.kind.value,
        "machine": review.machine,
        "fact": review.fact,
        "at": review.at,
        "question_type": review.question_type,
        "form": review.form,
        "seed": review.seed,
        "rating": None if review.rating is None else review.rating.value,
        "credit": review.credit,
        "seconds": review.seconds,
        "answer": review.answer,
        "question": review.question,
        "memory_before": None if review.before is None else review.before.as_json(),
        "memory_after": None if review.after is None else review.after.as_json(),
        "undoes": review.undoes,
    }


def _card_values(learner: str, review: Review, memory: Memory) -> dict[str, Any]:
    return {
        "learner_id": learner,
        "machine": review.machine,
        "fact": review.fact,
        "state": memory.state.value,
        "step": memory.step,
        "stability": memory.stability,
        "difficulty": memory.difficulty,
        "due": memory.due,
        "last_review": memory.last_review,
        "reps": memory.reps,
        "lapses": memory.lapses,
        "introduced": memory.introduced,
    }


def _review(row: Any) -> Review:
    try:
        kind = Kind(row.kind)
        rating = None if row.rating is None else Rating(row.rating)
    except ValueError as problem:
        raise DamagedRowError("a review", str(problem)) from problem
    return Review(
        attempt_id=row.attempt_id,
        kind=kind,
        machine=row.machine,
        fact=row.fact,
        at=row.at,
        question_type=row.question_type,
        form=row.form,
        seed=row.seed,
        rating=rating,
        credit=row.credit,
        seconds=row.seconds,
        answer=row.answer,
        question=row.question,
        before=find_stored_memory(row.memory_before),
        after=find_stored_memory(row.memory_after),
        undoes=row.undoes,
    )
