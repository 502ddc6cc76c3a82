"""The same answer sent many times at once, to two servers on one file, is one review."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from copy import deepcopy
from pathlib import Path
from random import Random
from threading import Barrier

from tests.drawing_asked import drawing_asked
from tests.durability.serving import Response, Server, Sheet, Visitor, filled_in
from tests.durability.test_kill import an_open_study, assert_cards_are_as_last_reviewed

SENDERS, QUESTIONS = 6, 5


def send_at_once(ports: list[int], visitor: Visitor, sheet: Sheet) -> list[Response]:
    """Send one filled-in form from several threads at the same moment."""
    start = Barrier(SENDERS)

    def send(number: int) -> Response:
        browser = deepcopy(visitor)
        start.wait()
        return browser.post(ports[number % len(ports)], sheet.action, sheet.fields)

    with ThreadPoolExecutor(SENDERS) as senders:
        return list(senders.map(send, range(SENDERS)))


def test_an_attempt_sent_to_two_servers_at_once_is_stored_once(data: Path) -> None:
    visitor, rng, attempts = Visitor(), Random(7), []
    with Server(data) as one, Server(data) as other, an_open_study(data) as study:
        for number in range(QUESTIONS):
            page = visitor.get(one.port, drawing_asked(study, 3, seed=number))
            sheet = filled_in(page.text, rng)
            assert sheet is not None
            responses = send_at_once([one.port, other.port], visitor, sheet)
            assert {response.status for response in responses} == {303}
            assert {response.location for response in responses} == {
                f"/answers/{sheet.attempt}"
            }
            attempts.append(sheet.attempt)
    with closing(sqlite3.connect(data / "quizapp.db")) as file:
        rows = "SELECT attempt_id, count(*), count(DISTINCT fact) FROM review GROUP BY 1"
        stored = {attempt: (rows, facts) for attempt, rows, facts in file.execute(rows)}
        reps = file.execute("SELECT sum(reps) FROM card").fetchone()
    assert stored == dict.fromkeys(attempts, (3, 3))
    assert reps == (3 * QUESTIONS,)
    assert_cards_are_as_last_reviewed(data)
