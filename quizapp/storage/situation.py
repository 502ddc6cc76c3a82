"""Where a learner stands now: their cards of one machine and their day, a statement each.

They cost as much as the machine has cards and the day has answers, whatever else there is.
"""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Label,
    Select,
    bindparam,
    case,
    func,
    literal_column,
    select,
)

from quizapp.scheduling import Stage
from quizapp.storage.reviews import Kind
from quizapp.storage.schema import CARD, REVIEW

CAP = 1000
"""Answers and introductions of one day are not counted any further."""


@dataclass(frozen=True, slots=True)
class Deck:
    """A learner's cards of one machine at an instant, by fact."""

    due: tuple[str, ...]
    """Those due: cards being learned before reviews, each the longest due first."""
    met: AbstractSet[str]
    """All of them."""


@dataclass(frozen=True, slots=True)
class Day:
    """What a learner has done on one of their days, at any machine."""

    introduced: int
    """Cards that were first answered."""
    answered: int
    """Attempts that were not undone."""
    latest: str | None
    """The key of the card answered last, on this day or before; ``None`` if none was."""


_ONE: ColumnElement[int] = literal_column("1")
_LEARNER: ColumnElement[str] = bindparam("learner")
_SINCE: ColumnElement[datetime] = bindparam("since")
_UNDOING = REVIEW.alias("undoing")

_IS_DUE = CARD.c.due <= bindparam("now")
_IN_REVIEW = case((CARD.c.state == literal_column(f"'{Stage.REVIEW.value}'"), 1), else_=0)
_DECK = (
    select(CARD.c.fact, _IS_DUE)
    .where(CARD.c.learner_id == _LEARNER, CARD.c.machine == bindparam("machine"))
    .order_by(_IN_REVIEW, CARD.c.due, CARD.c.fact)
)


def _of_kind(table: Any, kind: Kind) -> list[ColumnElement[bool]]:
    """Return what holds for the one row that stands for an attempt."""
    return [
        table.learner_id == _LEARNER,
        table.kind == literal_column(f"'{kind.value}'"),
        table.position == literal_column("0"),
    ]


def _count(rows: Select[Any], name: str) -> Label[int]:
    capped = rows.limit(CAP).subquery()
    return select(func.count()).select_from(capped).scalar_subquery().label(name)


_ANSWERED = [*_of_kind(REVIEW.c, Kind.ANSWER), REVIEW.c.at >= _SINCE]
# Few answers are undone: it costs less to look up what each undoing undid than to ask of
# every answer whether it was.
_UNDONE = [
    *_ANSWERED,
    *_of_kind(_UNDOING.c, Kind.UNDO),
    _UNDOING.c.at >= _SINCE,
    _UNDOING.c.undoes == REVIEW.c.attempt_id,
]
_INTRODUCED = [CARD.c.learner_id == _LEARNER, CARD.c.introduced == bindparam("day")]
_LATEST = (
    select(REVIEW.c.machine + literal_column("'/'") + REVIEW.c.fact)
    .where(*_of_kind(REVIEW.c, Kind.ANSWER))
    .order_by(REVIEW.c.at.desc())
    .limit(1)
)
_DAY = select(
    _count(select(_ONE).where(*_INTRODUCED), "introduced"),
    _count(select(_ONE).where(*_ANSWERED), "answered"),
    _count(select(_ONE).where(*_UNDONE), "undone"),
    _LATEST.scalar_subquery().label("latest"),
)


def deck_of(connection: Connection, learner: str, machine: str, now: datetime) -> Deck:
    """Return a learner's cards of a machine: which are due, in order, and which there are."""
    asked = {"learner": learner, "machine": machine, "now": now}
    rows = connection.execute(_DECK, asked).all()
    return Deck(
        due=tuple(fact for fact, is_due in rows if is_due),
        met={fact for fact, _ in rows},
    )


def day_of(connection: Connection, learner: str, day: date, since: datetime) -> Day:
    """Return what a learner did on a ``day`` of theirs, which began at ``since``."""
    asked = {"learner": learner, "day": day, "since": since}
    introduced, answered, undone, latest = connection.execute(_DAY, asked).one()
    return Day(introduced, answered - undone, latest)
