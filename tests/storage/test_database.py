import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from threading import Barrier, Thread

import pytest
from sqlalchemy.exc import ProgrammingError

from quizapp.storage import Store, find_learner, load_memories, open_store, raise_limit, record
from quizapp.storage.failures import (
    BadAddressError,
    BusyDatabaseError,
    CorruptDatabaseError,
    DiskFullError,
    MissingDriverError,
    OutdatedDatabaseError,
    PlaceError,
    UnreachableDatabaseError,
)
from tests.storage.samples import LEARNER, NOW, answer


@pytest.fixture
def other(store: Store) -> Iterator[sqlite3.Connection]:
    """Another program with the same file open."""
    assert store.path is not None
    with closing(sqlite3.connect(store.path, isolation_level=None)) as connection:
        yield connection


@pytest.mark.file
def test_every_connection_is_durable_and_checked(store: Store) -> None:
    with store.reading() as connection:
        kept = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    assert kept == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "busy_timeout": 5000,
    }


def test_a_reader_sees_one_state_and_does_not_wait(store: Store) -> None:
    with store.reading() as reader:
        assert load_memories(reader, LEARNER, "turnstile") == {}
        with store.writing() as writer:
            record(writer, LEARNER, [answer("a")])
            assert load_memories(reader, LEARNER, "turnstile") == {}
        assert load_memories(reader, LEARNER, "turnstile") == {}
    with store.reading() as reader:
        assert list(load_memories(reader, LEARNER, "turnstile")) == ["a"]


@pytest.mark.file
def test_a_writer_locks_before_it_reads(store: Store, other: sqlite3.Connection) -> None:
    other.execute("PRAGMA busy_timeout = 0")
    with store.writing(), pytest.raises(sqlite3.OperationalError, match="locked"):
        other.execute("BEGIN IMMEDIATE")


@pytest.mark.file
def test_a_lock_held_too_long_is_told(store: Store, other: sqlite3.Connection) -> None:
    assert store.path is not None
    with open_store(store.path, wait=0.05) as hasty:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(BusyDatabaseError, match="locked by another program"):
            write_to(hasty)
        other.execute("ROLLBACK")
        write_to(hasty)


@pytest.mark.file
def test_a_writer_in_the_same_process_that_never_ends_is_told(store: Store) -> None:
    assert store.path is not None
    with open_store(store.path, wait=0.05) as hasty, hasty.writing():
        failures: list[PlaceError] = []
        thread = Thread(target=lambda: failures.extend(complaints_of_writing(hasty)))
        thread.start()
        thread.join()
    assert [type(failure) for failure in failures] == [BusyDatabaseError]


def test_many_readers_at_once_are_served(store: Store) -> None:
    together = Barrier(20)
    seen: list[object] = []

    def read() -> None:
        with store.reading() as connection:
            together.wait(timeout=20)
            seen.append(find_learner(connection))

    threads = [Thread(target=read) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(seen) == 20


@pytest.mark.file
def test_a_full_disk_is_told_and_nothing_is_half_saved(store: Store) -> None:
    with store.reading() as connection:
        used = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        # From here on the file may not grow, as on a full disk.
        connection.exec_driver_sql(f"PRAGMA max_page_count = {used}")
    with pytest.raises(DiskFullError, match="free some disk space and try again"):
        write_to(store, cards=500)
    with store.reading() as connection:
        assert load_memories(connection, LEARNER, "turnstile") == {}
        connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
    write_to(store, cards=500)


@pytest.mark.file
def test_a_damaged_file_is_told(store: Store) -> None:
    assert store.path is not None
    write_to(store, cards=500)
    store.close()
    content = bytearray(store.path.read_bytes())
    content[4096:] = b"\xa5" * (len(content) - 4096)
    store.path.write_bytes(content)
    with (
        open_store(store.path) as damaged,
        pytest.raises(CorruptDatabaseError, match="backups"),
    ):
        write_to(damaged)


@pytest.mark.file
def test_a_file_cut_short_is_told(store: Store) -> None:
    assert store.path is not None
    write_to(store, cards=500)
    store.close()
    store.path.write_bytes(store.path.read_bytes()[:8192])
    with pytest.raises(CorruptDatabaseError):
        open_and_write(store.path)


def test_a_file_without_tables_is_told(tmp_path: Path) -> None:
    with (
        open_store(tmp_path / "quiz.db") as empty,
        pytest.raises(OutdatedDatabaseError, match="start quizapp again"),
    ):
        write_to(empty)


@pytest.mark.server
def test_a_row_that_another_program_holds_too_long_is_told(place: str) -> None:
    today = NOW.date()
    with open_store(place) as other, open_store(place, wait=0.2) as hasty:
        with other.writing() as held:
            raise_limit(held, LEARNER, today, 20)
            with (
                pytest.raises(BusyDatabaseError, match="try again"),
                hasty.writing() as waiting,
            ):
                raise_limit(waiting, LEARNER, today, 30)
        with hasty.writing() as free:
            raise_limit(free, LEARNER, today, 30)


def test_an_option_no_server_knows_is_refused() -> None:
    with pytest.raises(BadAddressError, match="nonsense"):
        open_store("postgresql://h/x?nonsense=1")
    open_store("postgresql://h/x?application_name=quiz&sslmode=disable").close()


def test_a_nul_is_not_found_and_no_failure(store: Store) -> None:
    with store.reading() as connection:
        assert find_learner(connection, "a\0b") is None


@pytest.mark.file
def test_a_mistake_of_ours_is_not_blamed_on_the_file(store: Store) -> None:
    with pytest.raises(ProgrammingError), store.reading() as connection:
        connection.exec_driver_sql("SELECT ?", ())


@pytest.mark.parametrize("kind", ["postgresql", "postgres", "postgresql+psycopg"])
def test_a_password_is_not_told(kind: str) -> None:
    with pytest.raises((MissingDriverError, UnreachableDatabaseError)) as told:
        read_from(f"{kind}://ada:secret@127.0.0.1:1/quiz")
    assert "postgresql://ada:***@127.0.0.1:1/quiz" in str(told.value)
    assert "secret" not in str(told.value)


@pytest.mark.parametrize(
    "address",
    [
        "mysql://h/x", "nonsense://x", "://", "sqlite://", ":memory:", "", "a\0b", "a\0://b",
        "sqlite:///a.db?mode=memory&uri=true", "sqlite:///file:a.db?timeout=x",
        "sqlite://host/a.db", "sqlite+aiosqlite:///a.db", "sqlite+pysqlcipher:///a.db",
        "postgresql+asyncpg://h/x",
    ],
)  # fmt: skip
def test_an_address_of_nothing_is_refused(address: str) -> None:
    with pytest.raises(BadAddressError, match="give the path of a file"):
        open_store(address)


def test_a_sqlite_address_is_a_path(tmp_path: Path) -> None:
    with open_store(f"sqlite:///{tmp_path}/quiz.db") as store:
        assert store.path == tmp_path / "quiz.db"
        assert store.place == f"{tmp_path}/quiz.db"


@pytest.mark.parametrize(
    "name",
    ["with space.db", "100%.db", "何.db", "q?mode=ro.db", "#.db", "file:a.db", "\udcff.db"],
)
def test_any_file_name_will_do(tmp_path: Path, name: str) -> None:
    for _ in range(2):
        with open_store(tmp_path / "new folder" / name) as store, store.reading():
            pass
    assert [path.name for path in (tmp_path / "new folder").iterdir()] == [name]


def write_to(store: Store, cards: int = 1) -> None:
    with store.writing() as connection:
        record(connection, LEARNER, [answer(f"fact-{n}") for n in range(cards)])


def read_from(address: str) -> None:
    with open_store(address) as store, store.reading():
        pass


def open_and_write(path: Path) -> None:
    with open_store(path) as store:
        write_to(store)


def complaints_of_writing(store: Store) -> list[PlaceError]:
    try:
        write_to(store)
    except PlaceError as problem:
        return [problem]
    return []
