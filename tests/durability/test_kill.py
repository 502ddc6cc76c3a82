"""Answers survive a server that is killed: each acknowledged one is stored, and once."""

import http.client
import json
import os
import signal
import sqlite3
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest

from quizapp.config import Settings
from quizapp.scheduling import Memory
from quizapp.services.preferences import preferences, save
from quizapp.services.study import Study, open_study
from quizapp.storage import LOCAL_LEARNER, load_memories, open_store
from tests.drawing_asked import drawing_asked
from tests.durability.serving import Server, Sheet, Visitor, filled_in

ANSWERS, KILLS = 200, 12
LATEST_KILL = 0.03
"""Seconds after a form is sent; most are answered sooner."""


class Learner:
    """Answers one question after another, and again when the server dies under it."""

    def __init__(self, data: Path, study: Study, rng: Random) -> None:
        self.data, self.study, self.rng, self.visitor = data, study, rng, Visitor()
        self.server = Server(data)
        self.acknowledged: list[str] = []
        self.deaths = Counter[str]()

    def restart(self) -> None:
        self.server.kill()
        self.server = Server(self.data)

    def next_sheet(self) -> Sheet:
        """Ask for a question: a review, or now and then (or when none is due) a drawing."""
        seed = self.rng.randrange(2**32)
        paths = ["/review", drawing_asked(self.study, 3, seed=seed)]
        if self.rng.random() < 0.2:
            paths.reverse()
        for path in paths:
            page = self.visitor.get(self.server.port, path)
            sheet = filled_in(page.text, self.rng)
            if sheet is not None:
                return sheet
        raise AssertionError(page.text)

    def answer(self, *, dies: bool) -> None:
        sheet = self.next_sheet()
        if dies:
            with self._about_to_die():
                self._try(sheet)
            self.restart()
        if sheet.attempt not in self.acknowledged:
            self._send(sheet)
        if self.rng.random() < 0.1:
            self._send(sheet)

    def _try(self, sheet: Sheet) -> None:
        try:
            self._send(sheet)
        except (OSError, http.client.HTTPException):
            self.deaths["unanswered"] += 1
        else:
            self.deaths["answered"] += 1

    def _send(self, sheet: Sheet) -> None:
        response = self.visitor.post(self.server.port, sheet.action, sheet.fields)
        assert (response.status, response.location) == (303, f"/answers/{sheet.attempt}")
        if sheet.attempt not in self.acknowledged:
            self.acknowledged.append(sheet.attempt)

    @contextmanager
    def _about_to_die(self) -> Iterator[None]:
        kill = (self.server.process.pid, signal.SIGKILL)
        timer = threading.Timer(self.rng.uniform(0, LATEST_KILL), os.kill, kill)
        timer.start()
        try:
            yield
        finally:
            timer.join()


def an_open_study(data: Path) -> closing[Study]:
    """What the servers on a folder serve, looked at from beside them."""
    return closing(open_study(Settings(data=str(data)), datetime.now(UTC)))


@pytest.mark.slow
def test_answers_survive_a_server_killed_at_random_moments(data: Path) -> None:
    rng = Random(20261122)
    deaths = set(rng.sample(range(ANSWERS), KILLS))
    with an_open_study(data) as study:
        save(study, replace(preferences(study), new_per_day=999))
        learner = Learner(data, study, rng)
        try:
            for number in range(ANSWERS):
                learner.answer(dies=number in deaths)
        finally:
            learner.server.kill()
    assert len(learner.acknowledged) == ANSWERS
    assert learner.deaths.total() == KILLS
    assert learner.deaths["unanswered"], "no server was killed while it had an answer to store"
    with closing(sqlite3.connect(data / "quizapp.db")) as file:
        stored = Counter(
            attempt
            for (attempt,) in file.execute("SELECT attempt_id FROM review WHERE position = 0")
        )
        assert stored == Counter(learner.acknowledged)
        assert file.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert file.execute("PRAGMA foreign_key_check").fetchall() == []
    assert_cards_are_as_last_reviewed(data)


def assert_cards_are_as_last_reviewed(data: Path) -> None:
    """Every card holds the memory its last review left, and there is no other card."""
    with closing(sqlite3.connect(data / "quizapp.db")) as file:
        rows = file.execute("SELECT fact, memory_after FROM review ORDER BY at").fetchall()
    last = {fact: Memory.from_json(json.loads(after)) for fact, after in rows}
    with open_store(data / "quizapp.db") as store, store.reading() as connection:
        assert load_memories(connection, LOCAL_LEARNER, "tcp") == last
