import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from quizapp.storage import Store, find_revision, load_memories, open_store, upgrade
from quizapp.storage.failures import (
    BadAddressError,
    ForeignDatabaseError,
    MissingDatabaseError,
    NotSQLiteError,
    ReadOnlyError,
)
from quizapp.storage.sqlite_file import APPLICATION_ID
from tests.storage.samples import HEAD, LEARNER, MIGRATIONS, NOW

pytestmark = pytest.mark.file

NOBODY = 65534


@contextmanager
def unprivileged() -> Iterator[None]:
    """Obey the permissions of files, which root does not."""
    before = os.geteuid()
    if before == 0:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(before)


@pytest.fixture
def shut() -> Iterator[Path]:
    """A folder anybody may look into and nobody may write to; holds a database of ours."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with open_store(folder / "quiz.db") as store:
            upgrade(store, MIGRATIONS, NOW)
        (folder / "quiz.db").chmod(0o444)
        folder.chmod(0o555)
        yield folder
        folder.chmod(0o755)


def make_sqlite(path: Path, *commands: str) -> bytes:
    with closing(sqlite3.connect(path)) as file:
        for command in commands:
            file.execute(command)
        file.commit()
    return path.read_bytes()


def test_a_new_file_is_marked_as_ours(store: Store) -> None:
    with store.reading() as connection:
        owner = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
    assert owner == APPLICATION_ID


@pytest.mark.parametrize("content", [b"GIF89a", b"x" * 100_000, b"hi", b"SQLite format 2\0"])
def test_a_file_of_another_kind_is_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "picture.db"
    path.write_bytes(content)
    with pytest.raises(NotSQLiteError, match="choose another path"):
        open_store(path)
    assert path.read_bytes() == content
    assert list(tmp_path.iterdir()) == [path]


def test_a_sqlite_header_before_garbage_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "hostile.db"
    path.write_bytes(b"SQLite format 3\0" + b"\xff" * 5000)
    with pytest.raises(NotSQLiteError):
        open_store(path)
    assert path.read_bytes() == b"SQLite format 3\0" + b"\xff" * 5000


@pytest.mark.parametrize(
    "commands",
    [
        ["CREATE TABLE notes (id)"],
        ["PRAGMA application_id = 42", "CREATE TABLE card (id)"],
        ["PRAGMA journal_mode = WAL", "CREATE TABLE notes (id)"],
        ["PRAGMA application_id = 42"],
    ],
)
def test_the_file_of_another_program_is_left_alone(tmp_path: Path, commands: list[str]) -> None:
    path = tmp_path / "notes.db"
    content = make_sqlite(path, *commands)
    with pytest.raises(ForeignDatabaseError, match="belongs to another program"):
        open_store(path)
    assert path.read_bytes() == content


@pytest.mark.parametrize("commands", [[], ["PRAGMA user_version = 0"], ["VACUUM"]])
def test_an_empty_file_becomes_ours(tmp_path: Path, commands: list[str]) -> None:
    path = tmp_path / "quiz.db"
    path.touch()
    make_sqlite(path, *commands)
    with open_store(path) as store:
        assert upgrade(store, MIGRATIONS, NOW).before is None
    with open_store(path) as store:
        assert find_revision(store) == HEAD


def test_a_folder_is_no_database(tmp_path: Path) -> None:
    with pytest.raises(BadAddressError, match="it is a folder"):
        open_store(tmp_path)


def test_a_file_is_only_made_where_wanted(tmp_path: Path) -> None:
    with pytest.raises(MissingDatabaseError, match="check the path"):
        open_store(tmp_path / "deep" / "quiz.db", create=False)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_may_not_be_written_is_told(shut: Path) -> None:
    content = (shut / "quiz.db").read_bytes()
    with unprivileged(), pytest.raises(ReadOnlyError, match="allow writing"):
        open_store(shut / "quiz.db")
    assert (shut / "quiz.db").read_bytes() == content


def test_a_file_that_may_not_be_written_in_an_open_folder_is_told(shut: Path) -> None:
    shut.chmod(0o777)
    with unprivileged(), pytest.raises(ReadOnlyError, match="allow writing"):
        open_store(shut / "quiz.db")


@pytest.mark.parametrize(
    "name", ["new.db", "folder/new.db", "quiz.db/new.db", "quiz.db/deep/new.db"]
)
def test_a_folder_that_may_not_be_written_is_told(shut: Path, name: str) -> None:
    with unprivileged(), pytest.raises(ReadOnlyError, match="allow writing"):
        open_store(shut / name)


def test_a_file_that_may_not_be_read_is_told(shut: Path) -> None:
    (shut / "quiz.db").chmod(0)
    with unprivileged(), pytest.raises(ReadOnlyError):
        open_store(shut / "quiz.db")


DIES = """
import os, signal, sys
from quizapp.storage import open_store, record
from tests.storage.samples import LEARNER, answer
store = open_store(sys.argv[1])
with store.writing() as connection:
    record(connection, LEARNER, [answer("kept", "1")])
with store.writing() as connection:
    record(connection, LEARNER, [answer("lost", "2")])
    os.kill(os.getpid(), signal.SIGKILL)
"""

STARTS = """
import sys
from quizapp.storage import get_or_create_learner, open_store, upgrade
from tests.storage.samples import MIGRATIONS, NOW
with open_store(sys.argv[1]) as store:
    upgrade(store, MIGRATIONS, NOW)
    with store.writing() as connection:
        get_or_create_learner(connection, NOW)
"""


def start(program: str, path: Path) -> subprocess.Popen[bytes]:
    root = Path(__file__).parents[2]
    return subprocess.Popen([sys.executable, "-W", "error", "-c", program, path], cwd=root)


def test_what_was_answered_survives_a_killed_process(store: Store) -> None:
    assert store.path is not None
    with start(DIES, store.path) as process:
        assert process.wait(timeout=60) == -signal.SIGKILL
    with store.reading() as connection:
        assert list(load_memories(connection, LEARNER, "turnstile")) == ["kept"]


def test_processes_started_together_make_one_database(tmp_path: Path) -> None:
    processes = [start(STARTS, tmp_path / "quiz.db") for _ in range(3)]
    assert [process.wait(timeout=60) for process in processes] == [0, 0, 0]
    with open_store(tmp_path / "quiz.db") as store:
        assert find_revision(store) == HEAD
