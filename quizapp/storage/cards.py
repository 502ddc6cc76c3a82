"""The queries over cards; none costs more because a learner has more cards.

Every count stops at a cap, every list at a limit. ``now`` and the like are instants in UTC,
days are the learner's.
"""

from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Subquery,
    bindparam,
    case,
    func,
    literal_column,
    select,
    true,
    union_all,
)

from quizapp.scheduling import Candidate, Memory, Stage
from quizapp.storage.rows import memory_of
from quizapp.storage.schema import CARD

_LEARNER = CARD.c.learner_id == bindparam("learner")
_MACHINE = CARD.c.machine == bindparam("machine")
_IS_DUE = CARD.c.due <= bindparam("now")
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
_CARD = (CARD.c.machine, CARD.c.fact, *_VALUES)


def _learning_first(columns: Any) -> tuple[ColumnElement[Any], ...]:
    return (case((columns.state == Stage.REVIEW.value, 1), else_=0), columns.due)


def _of_each_stage(when: ColumnElement[bool]) -> Subquery:
    # One range of the index for each stage: cards being learned are found although any
    # number of reviews has been due for longer.
    parts = [
        select(
            select(*_CARD)
            .where(_LEARNER, CARD.c.state == literal_column(f"'{stage.value}'"), when)
            .order_by(CARD.c.due)
            .limit(bindparam("limit"))
            .subquery()
        )
        for stage in Stage
    ]
    return union_all(*parts).subquery()


def _all_machines(when: ColumnElement[bool]) -> Select[Any]:
    found = _of_each_stage(when)
    return select(found).order_by(*_learning_first(found.c)).limit(bindparam("limit"))


def _one_machine(when: ColumnElement[bool]) -> Select[Any]:
    # "IS TRUE" keeps SQLite from the index of due dates, which would lead it through the
    # due cards of all other machines; one machine has few cards.
    return (
        select(*_CARD)
        .where(_LEARNER, _MACHINE, when.is_(true()))
        .order_by(*_learning_first(CARD.c))
        .limit(bindparam("limit"))
    )


def _counted(*conditions: ColumnElement[bool]) -> Select[Any]:
    one: ColumnElement[Any] = literal_column("1")
    capped = select(one).where(_LEARNER, *conditions).limit(bindparam("cap"))
    return select(func.count()).select_from(capped.subquery())


_ANY_STAGE = CARD.c.state.in_([literal_column(f"'{stage.value}'") for stage in Stage])
_MEMORIES = select(CARD.c.fact, *_VALUES).where(_LEARNER, _MACHINE)
_MEMORY = _MEMORIES.where(CARD.c.fact == bindparam("fact"))
_SOME_MEMORIES = _MEMORIES.where(CARD.c.fact.in_(bindparam("facts", expanding=True)))
_FACTS = select(CARD.c.fact).where(_LEARNER, _MACHINE)
_DUE, _DUE_OF_MACHINE = _all_machines(_IS_DUE), _one_machine(_IS_DUE)
_AHEAD, _AHEAD_OF_MACHINE = _all_machines(_IS_AHEAD), _one_machine(_IS_AHEAD)
_NEXT = select(func.min(_of_each_stage(_IS_AHEAD).c.due))
_NEXT_OF_MACHINE = select(func.min(CARD.c.due)).where(_LEARNER, _MACHINE, _IS_AHEAD.is_(true()))
_DUE_COUNT = _counted(_ANY_STAGE, _IS_DUE)
_DUE_COUNT_OF_MACHINE = _counted(_MACHINE, _IS_DUE.is_(true()))
_INTRODUCED = _counted(CARD.c.introduced == bindparam("day"))
_ALL = select(*_CARD).where(_LEARNER).order_by(CARD.c.machine, CARD.c.fact)
_ALL = _ALL.execution_options(yield_per=1000)


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


def due_candidates(
    connection: Connection,
    learner: str,
    now: datetime,
    limit: int = 16,
    *,
    machine: str | None = None,
) -> list[Candidate]:
    """Return the cards to ask first, of all machines or of one.

    Cards being learned come before reviews, each the longest due first.
    """
    asked = {"learner": learner, "now": now, "limit": limit}
    return _candidates(connection, _DUE, _DUE_OF_MACHINE, asked, machine)


def upcoming_candidates(
    connection: Connection,
    learner: str,
    now: datetime,
    limit: int = 16,
    *,
    machine: str | None = None,
) -> list[Candidate]:
    """Return the cards not due yet: those being learned before reviews, soonest first."""
    asked = {"learner": learner, "now": now, "limit": limit}
    return _candidates(connection, _AHEAD, _AHEAD_OF_MACHINE, asked, machine)


def next_due(
    connection: Connection, learner: str, now: datetime, *, machine: str | None = None
) -> datetime | None:
    """Return when the next card not due yet will be, or ``None`` if there is none."""
    asked = {"learner": learner, "now": now, "limit": 1}
    if machine is None:
        soonest: datetime | None = connection.execute(_NEXT, asked).scalar_one()
    else:
        asked["machine"] = machine
        soonest = connection.execute(_NEXT_OF_MACHINE, asked).scalar_one()
    return soonest


def due_count(
    connection: Connection,
    learner: str,
    now: datetime,
    cap: int = 1000,
    *,
    machine: str | None = None,
) -> int:
    """Return how many cards are due, of all machines or of one; ``cap`` if there are more."""
    asked = {"learner": learner, "now": now, "cap": cap}
    if machine is None:
        return int(connection.execute(_DUE_COUNT, asked).scalar_one())
    asked["machine"] = machine
    return int(connection.execute(_DUE_COUNT_OF_MACHINE, asked).scalar_one())


def introduced_on(connection: Connection, learner: str, day: date, cap: int = 1000) -> int:
    """Return how many cards were first answered on a learner's day; ``cap`` if more."""
    asked = {"learner": learner, "day": day, "cap": cap}
    return int(connection.execute(_INTRODUCED, asked).scalar_one())


def missing_facts(
    connection: Connection, learner: str, machine: str, ordered_facts: Sequence[str], limit: int
) -> list[str]:
    """Return the first ``limit`` of a machine's facts that were never answered, in order."""
    asked = {"learner": learner, "machine": machine}
    met = set(connection.execute(_FACTS, asked).scalars())
    return [fact for fact in ordered_facts if fact not in met][: max(0, limit)]


def all_cards(connection: Connection, learner: str) -> Iterator[Candidate]:
    """Yield every card of a learner, by machine and fact; for exports."""
    for row in connection.execute(_ALL, {"learner": learner}):
        yield _candidate(row)


def _candidates(
    connection: Connection,
    everywhere: Select[Any],
    of_machine: Select[Any],
    asked: dict[str, Any],
    machine: str | None,
) -> list[Candidate]:
    if machine is None:
        return [_candidate(row) for row in connection.execute(everywhere, asked).all()]
    rows = connection.execute(of_machine, {**asked, "machine": machine})
    return [_candidate(row) for row in rows.all()]


def _candidate(row: Any) -> Candidate:
    return Candidate(row[0], row[1], memory_of(row[2:]))
