"""The floors: the least that storing an answer and serving a page can cost here."""

from datetime import UTC, datetime
from itertools import count
from secrets import token_hex
from time import perf_counter
from typing import Any

from flask import Flask
from sqlalchemy import bindparam, insert, update

from benchmarks.database import BARE_LEARNER, place, review_row
from benchmarks.timing import Timed
from quizapp.services.study import Study
from quizapp.storage.schema import CARD, REVIEW

_ADD = insert(REVIEW)
_KEY = ("learner_id", "machine", "fact")
_CHANGED = ("state", "step", "stability", "difficulty", "due", "last_review", "reps", "lapses")
_CHANGE = (
    update(CARD)
    .where(*(CARD.c[name] == bindparam(f"of_{name}") for name in _KEY))
    .values({name: bindparam(name) for name in _CHANGED})
)


def bare_transaction(study: Study) -> Timed:
    """Return what times one bare transaction of SQLAlchemy Core on a study's own file.

    It adds one review and updates one card, both complete beforehand. It has its connection
    from the study, so that the settings are the same (durable, checked, begun as a writer)
    and neither makes SQLite forget the pages that the other has read.
    """
    numbers = count()

    def timed() -> float:
        review, card = _rows(token_hex(12), next(numbers) % 100)
        start = perf_counter()
        with study.store.writing() as connection:
            connection.execute(_ADD, review)
            connection.execute(_CHANGE, card)
        return perf_counter() - start

    return timed


def _rows(attempt: str, number: int) -> tuple[dict[str, Any], dict[str, Any]]:
    now = datetime.now(UTC)
    machine, fact = place(number)
    memory = {"state": "review", "step": None, "stability": 8.25, "difficulty": 5.0}
    memory |= {"reps": 7, "lapses": 1}
    review = review_row(BARE_LEARNER, attempt, machine, fact, now)
    review |= {"at": now, "memory_before": memory, "memory_after": memory}
    review |= {"answer": {"type": "choose", "option": "b"}, "question": {"drill": False}}
    card = {**memory, "due": now, "last_review": now}
    key = {"of_learner_id": BARE_LEARNER, "of_machine": machine, "of_fact": fact}
    return review, card | key


def bare_app() -> Flask:
    """Return the smallest app there is: one page of one line."""
    app = Flask("bare")
    app.add_url_rule("/", "page", lambda: "<!doctype html><title>bare</title>bare")
    return app
