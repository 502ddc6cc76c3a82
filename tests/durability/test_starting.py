"""The server starts on what it left, and ends when it is asked to."""

import signal
import sqlite3
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from tests.durability.serving import Server, Visitor, filled_in


def answer_one(server: Server, visitor: Visitor) -> str:
    """Answer a question and return the address of its verdict."""
    sheet = filled_in(visitor.get(server.port, "/review").text, Random(3))
    assert sheet is not None
    return visitor.post(server.port, sheet.action, sheet.fields).location


def test_the_second_start_goes_on_where_the_first_ended(data: Path) -> None:
    visitor = Visitor()
    with Server(data) as first:
        verdict = answer_one(first, visitor)
    before = sorted(path.name for path in data.iterdir() if path.suffix != ".db-shm")
    with Server(data) as second:
        page = visitor.get(second.port, "/")
        assert page.status == 200
        assert visitor.get(second.port, verdict).status == 200
        assert 'value="1" max=' in visitor.get(second.port, "/review").text
    assert "backups" not in before, "a first start has nothing to copy"
    assert not (data / "backups").exists(), "a second start changes no tables"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=lambda one: one.name)
def test_a_signal_ends_the_server_and_leaves_one_whole_file(
    data: Path, number: signal.Signals
) -> None:
    with Server(data) as server:
        answer_one(server, Visitor())
        assert server.stop(number) == 0
        assert "Traceback" not in server.log.read_text()
        assert not list(data.glob("*-wal")), "the log was not written back into the database"
        with closing(sqlite3.connect(data / "quizapp.db")) as file:
            assert file.execute("SELECT count(*) FROM review").fetchone() == (1,)


def test_a_greeting_names_the_address(data: Path) -> None:
    with Server(data) as server:
        assert server.greeting.startswith(f"quizapp is at http://127.0.0.1:{server.port}/")
