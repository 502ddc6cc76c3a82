"""A learner of ten years as a database: cards of many machines and a million reviews."""

import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from quizapp.config import Settings
from quizapp.engine import Machine
from quizapp.questions import facts
from quizapp.scheduling import Memory, Stage
from quizapp.services.preferences import preferences, save
from quizapp.services.study import Study, open_study
from quizapp.storage import LOCAL_LEARNER

YEARS = timedelta(days=3650)
FACTS_A_MACHINE = 150
STABILITIES = (2.0, 3.0, 8.0, 15.0, 30.0, 90.0)
"""Of the real machine's cards, so that every rung of the ladder is asked."""
HOURS_INTO_THE_DAY = 12
BARE_LEARNER = "bare"
"""Whose rows the floor writes, so that it does not add to the other's day."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A data folder with that many cards."""

    cards: int
    folder: Path

    @property
    def settings(self) -> Settings:
        """The settings of a program that works on it."""
        return Settings(data=str(self.folder))

    @property
    def file(self) -> Path:
        """The database."""
        return self.folder / "quizapp.db"

    def copy_to(self, folder: Path) -> "Sample":
        """Return a copy in another folder; nobody may be writing."""
        shutil.copytree(self.folder, folder)
        return Sample(self.cards, folder)


def build(folder: Path, sizes: list[int], reviews: int) -> list[Sample]:
    """Make a data folder for each number of cards, the smallest first; the rest is equal."""
    now = datetime.now(UTC)
    samples: list[Sample] = []
    for cards in sorted(sizes):
        sample = Sample(cards, folder / str(cards))
        if samples:
            samples[-1].copy_to(sample.folder)
        else:
            _create(sample, now)
            _fill(sample, _reviews(cards, reviews, now), "review")
        known = samples[-1].cards if samples else 0
        _fill(sample, _cards(range(known, cards), now), "card")
        samples.append(sample)
    for sample in samples:
        with closing(open_study(sample.settings, now)) as study:
            make_due(study, study.library.first(), now)
    return samples


def make_due(study: Study, machine: Machine, now: datetime) -> None:
    """Make every card of a machine one in review that is due."""
    rows = [
        _card(LOCAL_LEARNER, machine.id, fact.id, _memory(number, now - timedelta(hours=1)))
        for number, fact in enumerate(facts(machine))
    ]
    assert study.store.path is not None
    _insert(study.store.path, rows, "card")


def _create(sample: Sample, now: datetime) -> None:
    with closing(open_study(sample.settings, now)) as study:
        # The learner's day is always half over, whenever the benchmark runs.
        began = (now - timedelta(hours=HOURS_INTO_THE_DAY)).hour
        save(study, replace(preferences(study), rollover_hour=began))
    with closing(sqlite3.connect(sample.file)) as file, file:
        columns = [row[1] for row in file.execute("PRAGMA table_info(learner)")][1:]
        file.execute(
            f"INSERT INTO learner SELECT ?, {', '.join(columns)} FROM learner", [BARE_LEARNER]
        )


def _fill(sample: Sample, rows: Iterator[dict[str, Any]], table: str) -> None:
    with closing(sqlite3.connect(sample.file, isolation_level=None)) as file:
        for pragma in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -500000"):
            file.execute(f"PRAGMA {pragma}")
        # Indexes built from sorted rows at the end take half the time of those kept up.
        indexes = _indexes(file, table)
        file.execute("BEGIN")
        for name, _ in indexes:
            file.execute(f"DROP INDEX {name}")
        _write(file, rows, table)
        for _, definition in indexes:
            file.execute(definition)
        file.execute("COMMIT")


def _indexes(file: sqlite3.Connection, table: str) -> list[tuple[str, str]]:
    query = "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = ? AND sql"
    return file.execute(query + " IS NOT NULL", [table]).fetchall()


def _insert(path: Path, rows: list[dict[str, Any]], table: str) -> None:
    with closing(sqlite3.connect(path, timeout=10)) as file, file:
        _write(file, iter(rows), table)


def _write(file: sqlite3.Connection, rows: Iterator[dict[str, Any]], table: str) -> None:
    columns = [row[1] for row in file.execute(f"PRAGMA table_info({table})")]
    places = ", ".join(f":{column}" for column in columns)
    file.executemany(f"INSERT OR REPLACE INTO {table} VALUES ({places})", rows)


def place(number: int) -> tuple[str, str]:
    """Return the synthetic machine and fact of a card by its number."""
    return f"machine-{number // FACTS_A_MACHINE:05}", f"outcome-{number % FACTS_A_MACHINE:03}"


def _cards(numbers: range, now: datetime) -> Iterator[dict[str, Any]]:
    rng = Random(1)
    for number in numbers:
        due = now + timedelta(hours=rng.randint(-24 * 3, 24 * 60))
        yield _card(LOCAL_LEARNER, *place(number), _memory(number, due))
        if number < FACTS_A_MACHINE:
            yield _card(BARE_LEARNER, *place(number), _memory(number, due))


def _reviews(cards: int, reviews: int, now: datetime) -> Iterator[dict[str, Any]]:
    rng = Random(2)
    for number in range(reviews):
        at = now - YEARS * ((reviews - number) / reviews)
        machine, fact = place(rng.randrange(cards))
        yield review_row(LOCAL_LEARNER, f"{rng.getrandbits(96):024x}", machine, fact, at)


def _memory(number: int, due: datetime) -> Memory:
    stability = STABILITIES[number % len(STABILITIES)]
    last = due - timedelta(days=stability)
    return Memory(
        state=Stage.REVIEW,
        step=None,
        stability=stability,
        difficulty=5.0,
        due=due,
        last_review=last,
        reps=6,
        lapses=1,
        introduced=(last - timedelta(days=90)).date(),
    )


def _card(learner: str, machine: str, fact: str, memory: Memory) -> dict[str, Any]:
    return {
        **memory.as_json(),
        "learner_id": learner,
        "machine": machine,
        "fact": fact,
        "due": _instant(memory.due),
        "last_review": _instant(memory.last_review),
    }


def review_row(
    learner: str, attempt: str, machine: str, fact: str, at: datetime
) -> dict[str, Any]:
    """Return the row of one answer, as SQLite holds it."""
    memory = json.dumps(_memory(4, at).as_json())
    seed = 2**52 + 1
    asked = {"machine": machine, "fact": fact, "type": "next-state", "form": "choose"}
    return {
        "learner_id": learner,
        "attempt_id": attempt,
        "position": 0,
        "kind": "answer",
        "machine": machine,
        "fact": fact,
        "at": _instant(at),
        "question_type": "next-state",
        "form": "choose",
        "seed": seed,
        "rating": 3,
        "credit": 1.0,
        "seconds": 4.25,
        "answer": json.dumps({"type": "choose", "option": "b"}),
        "question": json.dumps({"ref": {**asked, "seed": seed, "size": 1}, "drill": False}),
        "memory_before": memory,
        "memory_after": memory,
        "undoes": None,
    }


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
