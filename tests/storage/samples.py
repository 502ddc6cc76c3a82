"""Builders for the tests of storage: one instant, memories, attempts."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from quizapp.scheduling import Calendar, Memory, Rating, Scheduler
from quizapp.storage import Connection, Review, known_revisions

MIGRATIONS = Path(__file__).parents[2] / "migrations"
HEAD = known_revisions(MIGRATIONS)[-1]
NEXT_HEAD = f"{int(HEAD) + 1:04}"
"""The revision of a program newer than this one."""
NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)
SCHEDULER = Scheduler(0.9, Calendar("UTC"))
LEARNER = "local"


def learned(due: datetime = NOW, first: datetime = NOW - timedelta(days=9)) -> Memory:
    """The memory of a card in review, due at an instant."""
    return replace(SCHEDULER.review(None, Rating.EASY, first, card_key="a"), due=due)


def started(due: datetime = NOW) -> Memory:
    """The memory of a card still being learned, due at an instant."""
    return replace(SCHEDULER.review(None, Rating.GOOD, NOW, card_key="a"), due=due)


def answer(
    fact: str,
    attempt_id: str = "attempt-1",
    *,
    before: Memory | None = None,
    after: Memory | None = None,
    at: datetime = NOW,
    machine: str = "turnstile",
) -> Review:
    """One right answer; its card is as after the first answer unless told otherwise."""
    return Review(
        attempt_id=attempt_id,
        machine=machine,
        fact=fact,
        at=at,
        question_type="next-state",
        form="choose",
        seed=2**62 + 1,
        rating=Rating.GOOD,
        credit=1.0,
        seconds=4.25,
        answer={"chosen": "Geöffnet ✓"},
        question={"fact": fact, "size": 1},
        before=before,
        after=after or SCHEDULER.review(before, Rating.GOOD, at, card_key=fact),
    )


def statements_of(connection: Connection, query: Callable[[], Any]) -> list[str]:
    """Return the SQL, with its values, that a query sends to SQLite."""
    sent: list[str] = []
    driver: Any = connection.connection.dbapi_connection
    driver.set_trace_callback(sent.append)
    query()
    driver.set_trace_callback(None)
    return sent


def plan_of(connection: Connection, query: Callable[[], Any]) -> str:
    """Return how SQLite goes about a query, one step a line."""
    return "\n".join(
        step[3]
        for sql in statements_of(connection, query)
        for step in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}").fetchall()
    )
