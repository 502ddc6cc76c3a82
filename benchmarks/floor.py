"""Compare an answer as quizapp stores it with the least SQLAlchemy can do on the same file.

    python benchmarks/floor.py [CARDS] [REVIEWS]

The floor is one transaction that inserts a review and updates a card, both given complete.
Prints medians and 99th percentiles in milliseconds; makes and removes a file in the folder
for temporary files, so point TMPDIR at the disk that is meant.
"""

import random
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, create_engine, event, insert, update

from quizapp.scheduling import Memory, Rating
from quizapp.storage import (
    Learner,
    Review,
    Store,
    answered_since,
    due_candidates,
    due_count,
    get_or_create_learner,
    introduced_on,
    load_memories,
    next_due,
    open_store,
    record,
    upgrade,
)
from quizapp.storage.schema import CARD, REVIEW

MIGRATIONS = Path(__file__).parents[1] / "migrations"
NOW = datetime(2026, 3, 1, 22, tzinfo=UTC)
ROUNDS, PER_ROUND = 30, 20
KEYS = ("learner_id", "machine", "fact")
BARE_INSERT = insert(REVIEW)
BARE_UPDATE = (
    update(CARD)
    .where(*(CARD.c[name] == bindparam(f"of_{name}") for name in KEYS))
    .values(
        {column.name: bindparam(column.name) for column in CARD.c if column.name not in KEYS}
    )
)


class Bench:
    """A filled file, and what is timed on it."""

    def __init__(self, store: Store, cards: int, reviews: int) -> None:
        self.store, self.rng = store, random.Random(1)
        self.facts = [(f"machine-{n // 200}", f"transition:{n % 200}.a") for n in range(cards)]
        upgrade(store, MIGRATIONS, NOW)
        with store.writing() as connection:
            self.learner: Learner = get_or_create_learner(connection, NOW)
        self.memory = self.learner.scheduler.review(None, Rating.EASY, NOW, card_key="a")
        self.bare = create_engine(f"sqlite:///{store.path}")
        event.listen(self.bare, "connect", _durable)
        self.fill(reviews)

    def fill(self, reviews: int) -> None:
        """Insert the cards, due within two months, and reviews at random of them."""
        with self.store.writing() as connection:
            connection.execute(insert(CARD), [self.card(fact) for fact in self.facts])
        for start in range(0, reviews, 20_000):
            with self.store.writing() as connection:
                many = range(start, min(reviews, start + 20_000))
                rows = [self.row(NOW - timedelta(minutes=reviews - n)) for n in many]
                connection.execute(BARE_INSERT, rows)

    def remembered(self) -> Memory:
        """A memory due between three days ago and in two months."""
        wait = timedelta(minutes=self.rng.randint(-60 * 24 * 3, 60 * 24 * 60))
        return replace(self.memory, due=NOW + wait)

    def card(self, fact: tuple[str, str]) -> dict[str, Any]:
        """A card's row."""
        memory = self.remembered()
        values = {name: getattr(memory, name) for name in CARD.c.keys()[3:]}
        return {"learner_id": self.learner.id, "machine": fact[0], "fact": fact[1], **values}

    def answer(self, at: datetime) -> Review:
        """An answer about any of the facts."""
        machine, fact = self.rng.choice(self.facts)
        return Review(
            attempt_id=UUID(int=self.rng.getrandbits(128)).hex,
            machine=machine,
            fact=fact,
            at=at,
            question_type="next-state",
            form="choose",
            seed=self.rng.getrandbits(60),
            rating=Rating.GOOD,
            credit=1.0,
            seconds=4.25,
            answer={"chosen": "b"},
            question={"machine": machine, "fact": fact, "type": "next-state", "size": 1},
            before=self.memory,
            after=self.remembered(),
        )

    def row(self, at: datetime) -> dict[str, Any]:
        """A review's row."""
        review = self.answer(at)
        row = {name: getattr(review, name, None) for name in REVIEW.c.keys()}  # noqa: SIM118
        memory = self.memory.as_json()
        key = {"learner_id": self.learner.id, "position": 0}
        return {**row, **key, "memory_before": memory, "memory_after": memory}

    def floor(self) -> float:
        """Time the least there is: two statements on complete rows."""
        review, card = self.row(NOW), self.card(self.rng.choice(self.facts))
        card = {f"of_{name}" if name in KEYS else name: card[name] for name in card}
        start = perf_counter()
        with self.bare.begin() as connection:
            connection.execute(BARE_INSERT, review)
            connection.execute(BARE_UPDATE, card)
        return perf_counter() - start

    def record(self) -> float:
        """Time what stores an answer."""
        review = self.answer(NOW)
        start = perf_counter()
        with self.store.writing() as connection:
            record(connection, self.learner.id, [review])
        return perf_counter() - start

    def whole(self) -> float:
        """Time load, plan, record and next: all that one answer needs."""
        review, learner = self.answer(NOW), self.learner
        start = perf_counter()
        with self.store.writing() as connection:
            loaded = load_memories(connection, learner.id, review.machine, [review.fact])
            before = loaded[review.fact]
            after = learner.scheduler.review(before, Rating.GOOD, NOW, card_key=review.fact)
            record(connection, learner.id, [replace(review, before=before, after=after)])
            due_candidates(connection, learner.id, NOW, 4)
        return perf_counter() - start

    def reading(self, query: Callable[..., object], *asked: object) -> Callable[[], float]:
        """Return what times a query."""

        def timed() -> float:
            start = perf_counter()
            with self.store.reading() as connection:
                query(connection, self.learner.id, *asked)
            return perf_counter() - start

        return timed

    def timed(self) -> dict[str, Callable[[], float]]:
        """Name everything that is timed."""
        return {
            "floor": self.floor,
            "record": self.record,
            "load, plan, record, next": self.whole,
            "due_candidates(4)": self.reading(due_candidates, NOW, 4),
            "due_candidates(16)": self.reading(due_candidates, NOW),
            "due_count": self.reading(due_count, NOW),
            "introduced_on": self.reading(introduced_on, NOW.date()),
            "next_due": self.reading(next_due, NOW),
            "answered_since(1 h)": self.reading(answered_since, NOW - timedelta(hours=1)),
            "load_memories(200)": self.reading(load_memories, "machine-1"),
        }


def _durable(connection: Any, _record: object) -> None:
    connection.execute("PRAGMA synchronous = FULL")


def lines(bench: Bench) -> Iterator[str]:
    """Time everything in turns, so that a busy moment falls on all, and word the result."""
    taken: dict[str, list[float]] = {name: [] for name in bench.timed()}
    for _ in range(ROUNDS):
        for name, timed in bench.timed().items():
            taken[name].extend(timed() * 1e3 for _ in range(PER_ROUND))
    for name, times in taken.items():
        slowest = sorted(times)[int(len(times) * 0.99)]
        yield f"{name:26} median {median(times):6.3f}   p99 {slowest:7.3f} ms"
    yield f"record / floor = {median(taken['record']) / median(taken['floor']):.2f}"


def main(cards: int = 10_000, reviews: int = 100_000) -> None:
    """Fill a file with that many cards and reviews, time everything, print the figures."""
    with TemporaryDirectory() as folder, open_store(Path(folder) / "quiz.db") as store:
        bench = Bench(store, cards, reviews)
        with closing(store):
            print(f"{cards:,} cards, {reviews:,} reviews", *lines(bench), sep="\n")
        bench.bare.dispose()


if __name__ == "__main__":
    main(*(int(number) for number in sys.argv[1:]))
