import os
from pathlib import Path

import pytest

from quizapp.storage import Store, load_memories, record
from quizapp.storage.failures import (
    LostDatabaseError,
    LostJournalError,
    PlaceError,
    ReplacedDatabaseError,
)
from tests.storage.samples import LEARNER, answer

pytestmark = pytest.mark.file


def write(store: Store, fact: str = "a") -> None:
    with store.writing() as connection:
        record(connection, LEARNER, [answer(fact, fact)])


def facts(store: Store) -> list[str]:
    with store.reading() as connection:
        return list(load_memories(connection, LEARNER, "turnstile"))


def path_of(store: Store) -> Path:
    assert store.path is not None
    return store.path


@pytest.mark.parametrize("use", [write, facts])
def test_a_file_that_was_deleted_is_told_and_not_made_anew(store: Store, use) -> None:
    path_of(store).unlink()
    with pytest.raises(LostDatabaseError, match="put it back"):
        use(store)
    assert not path_of(store).exists()


def test_a_file_that_came_back_is_used_again(store: Store, tmp_path: Path) -> None:
    path_of(store).rename(tmp_path / "elsewhere.db")
    with pytest.raises(LostDatabaseError):
        write(store)
    (tmp_path / "elsewhere.db").rename(path_of(store))
    write(store)
    assert facts(store) == ["a"]


@pytest.mark.parametrize("use", [write, facts])
def test_a_file_that_was_replaced_is_told_and_left_alone(
    store: Store, tmp_path: Path, use
) -> None:
    path = path_of(store)
    other = tmp_path / "other.db"
    other.write_bytes(path.read_bytes())
    content = other.read_bytes()
    other.rename(path)
    with pytest.raises(ReplacedDatabaseError, match="-wal and -shm"):
        use(store)
    assert path.read_bytes() == content


def test_what_was_stored_as_the_file_went_is_not_confirmed(store: Store) -> None:
    def write_and_delete() -> None:
        with store.writing() as connection:
            record(connection, LEARNER, [answer("a")])
            path_of(store).unlink()

    with pytest.raises(LostDatabaseError):
        write_and_delete()


def test_a_deleted_journal_is_told_and_nothing_is_lost_by_stopping(store: Store) -> None:
    write(store, "a")
    Path(f"{path_of(store)}-wal").unlink()
    with pytest.raises(LostJournalError, match="start it again"):
        write(store, "b")
    store.close()
    assert facts(store) == ["a"]


def test_a_folder_that_went_away_is_told(store: Store, tmp_path: Path) -> None:
    away = tmp_path.with_name(tmp_path.name + "-away")
    os.rename(tmp_path, away)
    try:
        with pytest.raises(PlaceError, match="moved away"):
            write(store)
    finally:
        os.rename(away, tmp_path)
