"""A driver's own errors become one sentence about the database, whatever database it is."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError

from quizapp.storage.complaints import complaining
from quizapp.storage.failures import (
    BusyDatabaseError,
    CorruptDatabaseError,
    DamagedRowError,
    DiskFullError,
    EncodingError,
    ForbiddenError,
    NotSQLiteError,
    OutdatedDatabaseError,
    PlaceError,
    ReadOnlyError,
    UnreachableDatabaseError,
)

PLACE = "quiz.db"
WORDS = "CREATE TABLE words (word TEXT)"
ADD = "INSERT INTO words VALUES (?)"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A SQLite file with one table."""
    file = tmp_path / "some.db"
    with closing(sqlite3.connect(file)) as connection:
        connection.execute(WORDS)
    return file


@pytest.fixture
def connection(path: Path) -> Iterator[sqlite3.Connection]:
    """An open connection that waits for nobody."""
    with closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as opened:
        yield opened


def test_a_writer_in_the_way_is_named(path: Path, connection: sqlite3.Connection) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(BusyDatabaseError, match=PLACE), complaining(PLACE):
            connection.execute("BEGIN IMMEDIATE")


def test_a_full_disk_is_named(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA max_page_count = 3")
    with pytest.raises(DiskFullError, match=PLACE), complaining(PLACE):
        connection.execute(ADD, ("x" * 100_000,))


def test_a_database_that_may_only_be_read_is_named(path: Path) -> None:
    opened = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    with closing(opened), pytest.raises(ReadOnlyError, match=PLACE), complaining(PLACE):
        opened.execute(ADD, ("x",))


@pytest.mark.parametrize("statement", ["SELECT * FROM rows", "SELECT row FROM words"])
def test_what_an_older_program_left_out_is_named(
    connection: sqlite3.Connection, statement: str
) -> None:
    with pytest.raises(OutdatedDatabaseError, match=PLACE), complaining(PLACE):
        connection.execute(statement)


def test_a_file_of_another_kind_is_named(tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear reader, " * 100)
    opened = sqlite3.connect(letter)
    with closing(opened), pytest.raises(NotSQLiteError, match=PLACE), complaining(PLACE):
        opened.execute("SELECT * FROM sqlite_master")


def test_bytes_that_are_no_text_are_damage(connection: sqlite3.Connection) -> None:
    connection.execute("INSERT INTO words VALUES (CAST(x'ff' AS TEXT))")
    with pytest.raises(CorruptDatabaseError, match=PLACE), complaining(PLACE):
        connection.execute("SELECT word FROM words").fetchall()


def test_pages_overwritten_are_damage(path: Path) -> None:
    with closing(sqlite3.connect(path)) as opened:
        opened.executemany(ADD, [(f"{n}" * 1000,) for n in range(40)])
        opened.commit()
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xa5" * 4096 * 4)
    opened = sqlite3.connect(path)
    with closing(opened), pytest.raises(CorruptDatabaseError, match=PLACE), complaining(PLACE):
        opened.execute("SELECT count(word || '') FROM words").fetchall()


def test_a_row_that_cannot_be_read_is_damage() -> None:
    told = pytest.raises(CorruptDatabaseError, match="a card cannot be read: no number")
    with told, complaining(PLACE):
        raise DamagedRowError("a card", "no number")


class ServerError(Exception):
    """An error as PostgreSQL's driver raises it: a sentence and a code."""

    def __init__(self, sqlstate: str, sentence: str = "") -> None:
        self.sqlstate = sqlstate
        super().__init__(sentence)


@pytest.mark.parametrize(
    ("sqlstate", "kind"),
    [
        ("22P05", EncodingError),
        ("25006", ReadOnlyError),
        ("40001", BusyDatabaseError),
        ("40P01", BusyDatabaseError),
        ("55P03", BusyDatabaseError),
        ("42501", ForbiddenError),
        ("42703", OutdatedDatabaseError),
        ("42P01", OutdatedDatabaseError),
        ("53100", DiskFullError),
    ],
)
def test_a_server_s_codes_mean_the_same(sqlstate: str, kind: type[PlaceError]) -> None:
    with pytest.raises(kind, match=PLACE), complaining(PLACE):
        raise DBAPIError("INSERT", {}, ServerError(sqlstate))


def test_a_server_that_does_not_answer_is_named_with_its_first_line() -> None:
    silence = ServerError("", "connection refused.\nIs the server running?")
    told = pytest.raises(UnreachableDatabaseError, match="connection refused")
    with told as found, complaining(PLACE):
        raise OperationalError("SELECT 1", {}, silence)
    assert "Is the server" not in str(found.value)


def test_an_error_of_our_own_passes_through() -> None:
    with pytest.raises(IntegrityError), complaining(PLACE):
        raise IntegrityError("INSERT", {}, ServerError("23505"))
    with pytest.raises(KeyError), complaining(PLACE):
        raise KeyError("x")
