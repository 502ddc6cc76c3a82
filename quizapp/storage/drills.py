"""Drills: a task, its drawing as last saved, and the steps in which it was made.

A drawing is saved over and over while it is drawn. Whoever saves says which saving they
started from, so that of two tabs neither overwrites the other unasked.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from quizapp.storage.failures import DamagedRowError
from quizapp.storage.schema import DRILL, DRILL_CHANGE

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drill:
    """One timed task, with its drawing as last saved."""

    id: str
    machine: str
    level: Json
    seed: int
    """A signed number of 64 bits."""
    started_at: datetime
    revision: int
    """How often the drawing was saved."""
    drawing: Json
    saved_at: datetime
    hints: tuple[str, ...] = ()
    """The facts that were given away, in the order of asking."""
    sent_at: datetime | None = None
    """``None`` while it is being drawn."""


_OF_LEARNER = DRILL.c.learner_id == bindparam("learner")
_THIS = DRILL.c.drill_id == bindparam("drill")
_FIND = select(DRILL).where(_OF_LEARNER, _THIS)
_SAVE = (
    update(DRILL)
    .where(
        _OF_LEARNER,
        _THIS,
        DRILL.c.revision == bindparam("started_from"),
        DRILL.c.sent_at.is_(None),
    )
    .values(
        revision=DRILL.c.revision + 1,
        drawing=bindparam("new_drawing"),
        saved_at=bindparam("now"),
    )
    .execution_options(preserve_rowcount=True)
)
_HINT = update(DRILL).where(_OF_LEARNER, _THIS).values(hints=bindparam("new_hints"))
_SEND = (
    update(DRILL)
    .where(_OF_LEARNER, _THIS, DRILL.c.sent_at.is_(None))
    .values(sent_at=bindparam("now"), saved_at=bindparam("now"), drawing=bindparam("last"))
    .execution_options(preserve_rowcount=True)
)
_OPEN = select(DRILL.c.drill_id).where(_OF_LEARNER, _THIS, DRILL.c.sent_at.is_(None))
_DISCARD_CHANGES = delete(DRILL_CHANGE).where(
    DRILL_CHANGE.c.learner_id == bindparam("learner"),
    DRILL_CHANGE.c.drill_id.in_(_OPEN),
)
_DISCARD = (
    delete(DRILL)
    .where(_OF_LEARNER, _THIS, DRILL.c.sent_at.is_(None))
    .execution_options(preserve_rowcount=True)
)
_LATEST = (
    select(DRILL)
    .where(_OF_LEARNER, DRILL.c.machine == bindparam("of_machine"))
    .order_by(DRILL.c.started_at.desc())
    .limit(bindparam("limit"))
)
_CHANGES = (
    select(DRILL_CHANGE.c.change)
    .where(
        DRILL_CHANGE.c.learner_id == bindparam("learner"),
        DRILL_CHANGE.c.drill_id == bindparam("drill"),
    )
    .order_by(DRILL_CHANGE.c.position)
    .limit(bindparam("limit"))
)
_NEXT = select(func.coalesce(func.max(DRILL_CHANGE.c.position) + 1, 0)).where(
    DRILL_CHANGE.c.learner_id == bindparam("learner"),
    DRILL_CHANGE.c.drill_id == bindparam("drill"),
)


def add_drill(connection: Connection, learner: str, drill: Drill) -> None:
    """Keep a drill that was just begun. Needs a writing transaction."""
    connection.execute(
        insert(DRILL),
        {
            "learner_id": learner,
            "drill_id": drill.id,
            "machine": drill.machine,
            "level": drill.level,
            "seed": drill.seed,
            "started_at": drill.started_at,
            "revision": drill.revision,
            "drawing": drill.drawing,
            "saved_at": drill.saved_at,
            "hints": list(drill.hints),
            "sent_at": drill.sent_at,
        },
    )


def find_drill(connection: Connection, learner: str, drill_id: str) -> Drill | None:
    """Return a drill, or ``None`` if there is none of that id; raises ``DamagedRowError``."""
    row = connection.execute(_FIND, {"learner": learner, "drill": drill_id}).one_or_none()
    return _drill(row) if row else None


def latest_drills(
    connection: Connection, learner: str, machine: str, limit: int = 50
) -> tuple[Drill, ...]:
    """Return a machine's drills, the latest first; raises ``DamagedRowError``."""
    asked = {"learner": learner, "of_machine": machine, "limit": limit}
    return tuple(_drill(row) for row in connection.execute(_LATEST, asked).all())


def save_drawing(
    connection: Connection,
    learner: str,
    drill_id: str,
    started_from: int,
    drawing: Json,
    changes: Sequence[Json],
    now: datetime,
) -> bool:
    """Save a drawing and the steps since the last saving; tell whether it was taken.

    It is not if somebody saved in between, or the drill was sent. Needs a writing transaction.
    """
    taken = connection.execute(
        _SAVE,
        {
            "learner": learner,
            "drill": drill_id,
            "started_from": started_from,
            "new_drawing": drawing,
            "now": now,
        },
    ).rowcount
    if taken and changes:
        _append(connection, learner, drill_id, changes)
    return bool(taken)


def _append(
    connection: Connection, learner: str, drill_id: str, changes: Sequence[Json]
) -> None:
    first: int = connection.execute(_NEXT, {"learner": learner, "drill": drill_id}).scalar_one()
    connection.execute(
        insert(DRILL_CHANGE),
        [
            {
                "learner_id": learner,
                "drill_id": drill_id,
                "position": place,
                "change": change,
            }
            for place, change in enumerate(changes, start=first)
        ],
    )


def note_hint(connection: Connection, learner: str, drill: Drill, fact: str) -> None:
    """Keep that a fact was given away. Needs a writing transaction."""
    given = [*drill.hints, fact]
    connection.execute(_HINT, {"learner": learner, "drill": drill.id, "new_hints": given})


def send_drill(
    connection: Connection, learner: str, drill_id: str, drawing: Json, now: datetime
) -> bool:
    """Close a drill with its last drawing; tell whether it was open until now.

    Needs a writing transaction.
    """
    asked = {"learner": learner, "drill": drill_id, "last": drawing, "now": now}
    return bool(connection.execute(_SEND, asked).rowcount)


def discard_drill(connection: Connection, learner: str, drill_id: str) -> bool:
    """Throw a drill away with its steps, unless it was sent; tell whether it was there.

    Needs a writing transaction.
    """
    this = {"learner": learner, "drill": drill_id}
    connection.execute(_DISCARD_CHANGES, this)
    return bool(connection.execute(_DISCARD, this).rowcount)


def changes_of(
    connection: Connection, learner: str, drill_id: str, limit: int = 5000
) -> tuple[Json, ...]:
    """Return the first steps in which a drawing was made; raises ``DamagedRowError``."""
    asked = {"learner": learner, "drill": drill_id, "limit": limit}
    return tuple(connection.execute(_CHANGES, asked).scalars().all())


def _drill(row: Any) -> Drill:
    if not isinstance(row.level, dict) or not isinstance(row.drawing, dict):
        raise DamagedRowError("a drill", "its level or drawing is no table")
    if not isinstance(row.hints, list):
        raise DamagedRowError("a drill", "its hints are no list")
    return Drill(
        id=row.drill_id,
        machine=row.machine,
        level=row.level,
        seed=row.seed,
        started_at=row.started_at,
        revision=row.revision,
        drawing=row.drawing,
        saved_at=row.saved_at,
        hints=tuple(map(str, row.hints)),
        sent_at=row.sent_at,
    )
