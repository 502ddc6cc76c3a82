"""What was once remembered, and how drawings went: read from the log, never from the cards."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, exists, func, select

from quizapp.scheduling import Memory, Rating
from quizapp.storage.reviews import UNDO_PREFIX, Kind
from quizapp.storage.rows import find_stored_memory
from quizapp.storage.schema import REVIEW

_LEARNER = REVIEW.c.learner_id == bindparam("learner")
_MACHINE = REVIEW.c.machine == bindparam("machine")
_LATER = {Kind.ANSWER.value: 0, Kind.GUESS.value: 1, Kind.UNDO.value: 2}
"""Which of two rows of one instant came after the other: one corrects what is there."""
_LATEST = (
    select(
        REVIEW.c.fact.label("of_fact"),
        func.max(REVIEW.c.at).label("latest"),
    )
    .where(
        _LEARNER,
        _MACHINE,
        REVIEW.c.fact.in_(bindparam("facts", expanding=True)),
        REVIEW.c.at < bindparam("before"),
    )
    .group_by(REVIEW.c.fact)
    .subquery()
)
_MEMORIES = select(REVIEW.c.fact, REVIEW.c.kind, REVIEW.c.memory_after).join(
    _LATEST,
    (REVIEW.c.learner_id == bindparam("learner"))
    & (REVIEW.c.machine == bindparam("machine"))
    & (REVIEW.c.fact == _LATEST.c.of_fact)
    & (REVIEW.c.at == _LATEST.c.latest),
)
_FIRST = select(func.min(REVIEW.c.at)).where(
    _LEARNER, _MACHINE, REVIEW.c.fact.in_(bindparam("facts", expanding=True))
)
_UNDOING = REVIEW.alias("undoing")
_DRAWINGS = (
    select(REVIEW.c.attempt_id, func.min(REVIEW.c.at).label("begun"))
    .where(
        _LEARNER,
        _MACHINE,
        REVIEW.c.kind == Kind.ANSWER.value,
        REVIEW.c.form.in_(bindparam("forms", expanding=True)),
        ~exists().where(
            _UNDOING.c.learner_id == REVIEW.c.learner_id,
            _UNDOING.c.attempt_id == UNDO_PREFIX + REVIEW.c.attempt_id,
        ),
    )
    .group_by(REVIEW.c.attempt_id)
    .having(func.count() >= bindparam("at_least"))
    .order_by(func.min(REVIEW.c.at).desc(), REVIEW.c.attempt_id)
    .limit(bindparam("limit"))
    .subquery()
)
_EDGES = (
    select(
        REVIEW.c.attempt_id,
        REVIEW.c.at,
        REVIEW.c.fact,
        REVIEW.c.rating,
        REVIEW.c.memory_before,
    )
    .join(_DRAWINGS, REVIEW.c.attempt_id == _DRAWINGS.c.attempt_id)
    .where(_LEARNER, _MACHINE)
    .order_by(REVIEW.c.at, REVIEW.c.attempt_id, REVIEW.c.position)
)


@dataclass(frozen=True, slots=True)
class EdgeThen:
    """One arrow of a drawing: whether it was right, and what was remembered before."""

    fact: str
    passed: bool
    before: Memory | None


@dataclass(frozen=True, slots=True)
class DrawingThen:
    """A drawing as the log tells of it."""

    attempt_id: str
    at: datetime
    edges: tuple[EdgeThen, ...]


def memories_before(
    connection: Connection,
    learner: str,
    machine: str,
    facts: Collection[str],
    before: datetime,
) -> dict[str, Memory]:
    """Return what was remembered of some facts at an instant of the past, by fact.

    Facts not met by then are not in it. Raises ``DamagedRowError``.
    """
    asked = {"learner": learner, "machine": machine, "facts": list(facts), "before": before}
    rows = sorted(
        connection.execute(_MEMORIES, asked).all(), key=lambda row: _LATER.get(row.kind, 0)
    )
    found = {row.fact: find_stored_memory(row.memory_after) for row in rows}
    return {fact: memory for fact, memory in found.items() if memory is not None}


def first_met(
    connection: Connection, learner: str, machine: str, facts: Collection[str]
) -> datetime | None:
    """Return when the first of some facts was first asked, or ``None`` if none was."""
    asked = {"learner": learner, "machine": machine, "facts": list(facts)}
    found: datetime | None = connection.execute(_FIRST, asked).scalar_one()
    return found


def drawings_of(
    connection: Connection,
    learner: str,
    machine: str,
    forms: Collection[str],
    *,
    at_least: int,
    limit: int = 50,
) -> tuple[DrawingThen, ...]:
    """Return the latest drawings of at least so many arrows, oldest first.

    ``forms`` are the answer forms that count as a drawing; what was undone does not count.
    Raises ``DamagedRowError``.
    """
    asked: Mapping[str, Any] = {
        "learner": learner,
        "machine": machine,
        "forms": list(forms),
        "at_least": at_least,
        "limit": limit,
    }
    found: dict[str, tuple[datetime, list[EdgeThen]]] = {}
    for row in connection.execute(_EDGES, asked):
        edge = EdgeThen(
            row.fact, row.rating != Rating.AGAIN.value, find_stored_memory(row.memory_before)
        )
        found.setdefault(row.attempt_id, (row.at, []))[1].append(edge)
    return tuple(
        DrawingThen(attempt, at, tuple(edges)) for attempt, (at, edges) in found.items()
    )
