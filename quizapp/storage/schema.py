"""The tables: learners, their cards and their reviews.

Every table that belongs to a learner has the learner's id first in its primary key, so that
rows can be spread over machines by learner. Instants are UTC, stability is in days, seconds
are seconds. Rows never leave this package.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    MetaData,
    String,
    Table,
    TypeDecorator,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from quizapp.storage.failures import DamagedRowError

NAMING_CONVENTION = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


Convert = Callable[[Any], Any]


def _checked(convert: Convert | None) -> Convert:
    """Return a conversion that says of what it cannot read that it is damaged."""

    def checked(value: Any) -> Any:
        try:
            return convert(value) if convert else value
        except (TypeError, ValueError, RecursionError, OverflowError) as problem:
            raise DamagedRowError("a row", str(problem)) from problem

    return checked


def _without_nul(value: Any) -> Any:
    return value.replace("\0", "\ufffd") if isinstance(value, str) else value


class Instant(TypeDecorator[datetime]):
    """An aware instant, stored in UTC by databases with and without zones alike."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return what the driver stores; raises ``ValueError`` for a naive instant."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value.isoformat()} has no time zone")
        return value.astimezone(UTC)

    def result_processor(self, dialect: Dialect, coltype: object) -> Convert:
        """Return what reads a column; it raises ``DamagedRowError``."""
        return _checked(super().result_processor(dialect, coltype))

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return an aware instant in UTC."""
        if value is None:
            return None
        # SQLite has no zones: what comes back is UTC without saying so.
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Words(TypeDecorator[str]):
    """Text. A server cannot even look for a NUL: one in an address or a field is replaced."""

    impl = String
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Convert | None:
        """Return what makes text fit for a server; SQLite takes it as it is."""
        return None if dialect.name == "sqlite" else _without_nul


class Day(TypeDecorator[date]):
    """A learner's day."""

    impl = Date
    cache_ok = True

    def result_processor(self, dialect: Dialect, coltype: object) -> Convert:
        """Return what reads a column; it raises ``DamagedRowError``."""
        return _checked(super().result_processor(dialect, coltype))


class Plain(TypeDecorator[Any]):
    """Plain JSON values; ``None`` is no value."""

    impl = JSON(none_as_null=True)
    cache_ok = True

    def result_processor(self, dialect: Dialect, coltype: object) -> Convert:
        """Return what reads a column; it raises ``DamagedRowError``."""
        return _checked(super().result_processor(dialect, coltype))


_JSON = Plain()


class Base(DeclarativeBase):
    """What the tables share: the names of constraints and the types of values."""

    metadata = MetaData(naming_convention=NAMING_CONVENTION)
    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy reads it from the class
        str: Words(),
        datetime: Instant(),
        date: Day(),
        dict[str, Any]: _JSON,
    }


class LearnerTable(Base):
    """Who learns, and how they want to."""

    __tablename__ = "learner"

    id: Mapped[str] = mapped_column(primary_key=True)
    created_at: Mapped[datetime]
    language: Mapped[str | None]
    zone: Mapped[str]
    rollover_hour: Mapped[int]
    new_per_day: Mapped[int]
    retention: Mapped[float]
    theme: Mapped[str]
    shortcuts: Mapped[bool]
    # On that one day as many new cards may be met, whatever the others bring.
    raised_on: Mapped[date | None]
    raised_to: Mapped[int | None]
    interview: Mapped[date | None]


class CardTable(Base):
    """The memory of one fact of one machine by one learner."""

    __tablename__ = "card"
    __table_args__ = (Index(None, "learner_id", "introduced"),)

    learner_id: Mapped[str] = mapped_column(ForeignKey(LearnerTable.id), primary_key=True)
    machine: Mapped[str] = mapped_column(primary_key=True)
    fact: Mapped[str] = mapped_column(primary_key=True)
    state: Mapped[str]
    step: Mapped[int | None]
    stability: Mapped[float]
    difficulty: Mapped[float]
    due: Mapped[datetime]
    last_review: Mapped[datetime]
    reps: Mapped[int]
    lapses: Mapped[int]
    introduced: Mapped[date]


class ReviewTable(Base):
    """One fact's part in one attempt; written once, never changed."""

    __tablename__ = "review"
    __table_args__ = (
        Index(None, "learner_id", "at"),
        # The day's count of answers, and the latest of them.
        Index(None, "learner_id", "kind", "position", "at"),
        Index(None, "learner_id", "machine", "fact", "at"),
    )

    learner_id: Mapped[str] = mapped_column(ForeignKey(LearnerTable.id), primary_key=True)
    attempt_id: Mapped[str] = mapped_column(primary_key=True)
    # The place in the attempt, from 0: that row is what makes an attempt id unique.
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[str]
    machine: Mapped[str]
    fact: Mapped[str]
    at: Mapped[datetime]
    question_type: Mapped[str]
    form: Mapped[str]
    seed: Mapped[int] = mapped_column(BigInteger)
    rating: Mapped[int | None]
    credit: Mapped[float | None]
    seconds: Mapped[float | None]
    answer: Mapped[Any | None] = mapped_column(_JSON)
    question: Mapped[Any | None] = mapped_column(_JSON)
    memory_before: Mapped[dict[str, Any] | None]
    memory_after: Mapped[dict[str, Any] | None]
    undoes: Mapped[str | None]


class DrillTable(Base):
    """One timed task with its drawing, which changes until it is sent."""

    __tablename__ = "drill"
    __table_args__ = (Index(None, "learner_id", "machine", "started_at"),)

    learner_id: Mapped[str] = mapped_column(ForeignKey(LearnerTable.id), primary_key=True)
    drill_id: Mapped[str] = mapped_column(primary_key=True)
    machine: Mapped[str]
    level: Mapped[dict[str, Any]]
    seed: Mapped[int] = mapped_column(BigInteger)
    started_at: Mapped[datetime]
    # Counts the savings: whoever saves says which one they started from.
    revision: Mapped[int]
    drawing: Mapped[dict[str, Any]]
    saved_at: Mapped[datetime]
    hints: Mapped[Any] = mapped_column(_JSON)
    sent_at: Mapped[datetime | None]


class DrillChangeTable(Base):
    """One step of a drawing's making; written once, never changed."""

    __tablename__ = "drill_change"
    __table_args__ = (
        ForeignKeyConstraint(
            ["learner_id", "drill_id"], [DrillTable.learner_id, DrillTable.drill_id]
        ),
    )

    learner_id: Mapped[str] = mapped_column(primary_key=True)
    drill_id: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    change: Mapped[dict[str, Any]]


def _table(model: type[Base]) -> Table:
    table = model.__table__
    assert isinstance(table, Table)  # noqa: S101 - tells the type checker what is so
    return table


LEARNER, CARD, REVIEW = _table(LearnerTable), _table(CardTable), _table(ReviewTable)
DRILL, DRILL_CHANGE = _table(DrillTable), _table(DrillChangeTable)
