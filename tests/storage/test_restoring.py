from pathlib import Path

import pytest

from quizapp.storage import Store, backup, load_memories, open_store, record, restore, upgrade
from quizapp.storage.failures import (
    BackupUnsupportedError,
    CorruptDatabaseError,
    ForeignDatabaseError,
    HeldDatabaseError,
    MissingDatabaseError,
    NewerDatabaseError,
    NotSQLiteError,
    PlaceError,
    SameFileError,
)
from quizapp.storage.restoring import Restored
from tests.storage.samples import LEARNER, MIGRATIONS, NOW, answer
from tests.storage.test_sqlite_file import make_sqlite

pytestmark = pytest.mark.file


def write(store: Store, fact: str) -> None:
    with store.writing() as connection:
        record(connection, LEARNER, [answer(fact, fact)])


def facts(path: Path) -> list[str]:
    with open_store(path, create=False) as store, store.reading() as connection:
        return sorted(load_memories(connection, LEARNER, "turnstile"))


def bring_back(path: Path, source: Path) -> Restored:
    return restore(str(path), source, MIGRATIONS, NOW)


@pytest.fixture
def saved(store: Store, tmp_path: Path) -> Path:
    """A backup that lacks the answer given since; the store is closed."""
    write(store, "a")
    made = backup(store, tmp_path / "saved.db")
    write(store, "b")
    store.close()
    return made


@pytest.fixture
def path(store: Store) -> Path:
    assert store.path is not None
    return store.path


def test_a_backup_comes_back_and_what_was_there_is_kept(saved: Path, path: Path) -> None:
    done = bring_back(path, saved)
    assert facts(path) == facts(saved) == ["a"]
    assert done.before is not None
    assert done.before.parent == path.parent / "backups"
    assert facts(done.before) == ["a", "b"]


def test_a_backup_comes_back_where_nothing_was(saved: Path, tmp_path: Path) -> None:
    new = tmp_path / "new folder" / "quiz.db"
    assert bring_back(new, saved) == Restored(new, None)
    assert facts(new) == ["a"]
    assert new.parent.stat().st_mode & 0o777 == 0o700


def test_a_database_in_use_is_left_alone(store: Store, saved: Path, path: Path) -> None:
    write(store, "c")
    with pytest.raises(HeldDatabaseError, match="stop that program"):
        bring_back(path, saved)
    write(store, "d")
    store.close()
    assert facts(path) == ["a", "b", "c", "d"]


def test_a_damaged_database_is_kept_too(saved: Path, path: Path) -> None:
    path.write_bytes(path.read_bytes()[:4096] + b"\xa5" * 9000)
    Path(f"{path}-wal").write_bytes(b"rubbish")
    content = path.read_bytes()
    done = bring_back(path, saved)
    assert done.before is not None
    assert done.before.read_bytes() == content
    assert facts(path) == ["a"]


def test_companions_of_a_lost_database_do_not_spoil_the_copy(saved: Path, path: Path) -> None:
    path.unlink()
    Path(f"{path}-wal").write_bytes(b"rubbish")
    bring_back(path, saved)
    assert facts(path) == ["a"]


def test_what_is_no_backup_of_ours_is_refused(saved: Path, path: Path, tmp_path: Path) -> None:
    kinds: dict[type[PlaceError], Path] = {
        MissingDatabaseError: tmp_path / "gone.db",
        NotSQLiteError: tmp_path / "picture.db",
        ForeignDatabaseError: tmp_path / "foreign.db",
        CorruptDatabaseError: tmp_path / "damaged.db",
        NewerDatabaseError: tmp_path / "newer.db",
        SameFileError: path,
    }
    (tmp_path / "picture.db").write_bytes(b"GIF89a" * 1000)
    make_sqlite(tmp_path / "foreign.db", "CREATE TABLE notes (id)")
    whole = saved.read_bytes()
    (tmp_path / "damaged.db").write_bytes(whole[: len(whole) // 2] + b"\xa5" * 20_000)
    (tmp_path / "newer.db").write_bytes(whole)
    make_sqlite(tmp_path / "newer.db", "UPDATE alembic_version SET version_num = '9999'")
    before = path.read_bytes()
    for kind, source in kinds.items():
        with pytest.raises(kind):
            bring_back(path, source)
    assert path.read_bytes() == before
    assert not (path.parent / "backups").exists()


def test_a_server_is_not_restored(saved: Path) -> None:
    with pytest.raises(BackupUnsupportedError, match="use the tool of its server") as told:
        restore("postgresql://ada:secret@h/x", saved, MIGRATIONS, NOW)
    assert "secret" not in str(told.value)


def test_a_restored_database_goes_on(saved: Path, path: Path) -> None:
    bring_back(path, saved)
    with open_store(path) as store:
        assert not upgrade(store, MIGRATIONS, NOW).is_change
        write(store, "e")
    assert facts(path) == ["a", "e"]
