"""The queries over the cards of one machine; they cost as much as it has cards.

``now`` and the like are instants in UTC.
"""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, case, func, literal_column, select

from quizapp.scheduling import Candidate, Memory, Stage
from quizapp.storage.rows import memory_of
from quizapp.storage.schema import CARD

_OF_MACHINE = (
    CARD.c.learner_id == bindparam("learner"),
    CARD.c.machine == bindparam("machine"),
)
_IS_AHEAD = CARD.c.due > bindparam("now")
_VALUES = (
    CARD.c.state,
    CARD.c.step,
    CARD.c.stability,
    CARD.c.difficulty,
    CARD.c.due,
    CARD.c.last_review,
    CARD.c.reps,
    CARD.c.lapses,
    CARD.c.introduced,
)
_IN_REVIEW = case((CARD.c.state == literal_column(f"'{Stage.REVIEW.value}'"), 1), else_=0)
_MEMORIES = select(CARD.c.fact, *_VALUES).where(*_OF_MACHINE)
_MEMORY = _MEMORIES.where(CARD.c.fact == bindparam("fact"))
_SOME_MEMORIES = _MEMORIES.where(CARD.c.fact.in_(bindparam("facts", expanding=True)))
_AHEAD = _MEMORIES.where(_IS_AHEAD).order_by(_IN_REVIEW, CARD.c.due).limit(bindparam("limit"))
_NEXT = select(func.min(CARD.c.due)).where(*_OF_MACHINE, _IS_AHEAD)


def load_memories(
    connection: Connection, learner: str, machine: str, facts: Collection[str] | None = None
) -> dict[str, Memory]:
    """Return the memories of a machine's facts, or of some of them, by fact.

    Facts never answered are not in it.
    """
    asked: dict[str, Any] = {"learner": learner, "machine": machine}
    if facts is None:
        rows = connection.execute(_MEMORIES, asked)
    elif len(facts) == 1:
        rows = connection.execute(_MEMORY, {**asked, "fact": next(iter(facts))})
    else:
        rows = connection.execute(_SOME_MEMORIES, {**asked, "facts": list(facts)})
    return {row[0]: memory_of(row[1:]) for row in rows.all()}


def upcoming_candidates(
    connection: Connection, learner: str, machine: str, now: datetime, limit: int = 16
) -> list[Candidate]:
    """Return the cards not due yet: those being learned before reviews, soonest first."""
    asked = {"learner": learner, "machine": machine, "now": now, "limit": limit}
    rows = connection.execute(_AHEAD, asked).all()
    return [Candidate(machine, row[0], memory_of(row[1:])) for row in rows]


def next_due(
    connection: Connection, learner: str, machine: str, now: datetime
) -> datetime | None:
    """Return when the next card not due yet will be, or ``None`` if there is none."""
    asked = {"learner": learner, "machine": machine, "now": now}
    soonest: datetime | None = connection.execute(_NEXT, asked).scalar_one()
    return soonest
