import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from quizapp.storage import (
    Store,
    all_reviews,
    backup,
    find_revision,
    known_revisions,
    load_memories,
    open_store,
    record,
    upgrade,
)
from quizapp.storage.failures import (
    BackupExistsError,
    BackupUnsupportedError,
    DiskFullError,
    MissingDriverError,
    NewerDatabaseError,
    ReadOnlyError,
    UpgradeFailedError,
)
from tests.storage.samples import HEAD, LEARNER, MIGRATIONS, NEXT_HEAD, NOW, answer

pytestmark = pytest.mark.file

NEXT = '''"""Add a note to every learner."""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "{next}", "{head}"


def upgrade() -> None:
    with op.batch_alter_table("learner") as table:
        table.add_column(sa.Column("note", sa.String(), nullable=False, server_default=""))
        table.alter_column("theme", type_=sa.Text())
    {more}
'''


@pytest.fixture
def answered(store: Store) -> Store:
    """A store with one answer in it."""
    with store.writing() as connection:
        record(connection, LEARNER, [answer("a")])
    return store


def newer(tmp_path: Path, more: str = "") -> Path:
    """A migrations folder of a later version of the program."""
    folder = tmp_path / "migrations"
    shutil.copytree(MIGRATIONS, folder)
    migration = NEXT.format(more=more, head=HEAD, next=NEXT_HEAD)
    (folder / "versions" / f"{NEXT_HEAD}_add_note.py").write_text(migration)
    return folder


def cards_in(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as file:
        return [fact for (fact,) in file.execute("SELECT fact FROM card")]


def columns_of(store: Store, table: str) -> list[str]:
    with store.reading() as connection:
        return [row[1] for row in connection.exec_driver_sql(f"PRAGMA table_info({table})")]


def test_a_new_database_is_brought_to_the_newest_revision(tmp_path: Path) -> None:
    with open_store(tmp_path / "quiz.db") as store:
        assert find_revision(store) is None
        done = upgrade(store, MIGRATIONS, NOW)
        assert (done.before, done.after, done.backup) == (
            None,
            known_revisions(MIGRATIONS)[-1],
            None,
        )
        assert done.is_change
        assert find_revision(store) == done.after
    assert not (tmp_path / "backups").exists()


def test_nothing_is_done_twice(answered: Store, tmp_path: Path) -> None:
    done = upgrade(answered, MIGRATIONS, NOW)
    assert not done.is_change
    assert not (tmp_path / "backups").exists()


def test_a_start_without_an_upgrade_does_not_load_alembic(store: Store) -> None:
    program = (
        "import sys; from quizapp.storage import open_store, upgrade;"
        "from tests.storage.samples import MIGRATIONS, NOW;"
        "store = open_store(sys.argv[1]); assert not upgrade(store, MIGRATIONS, NOW).is_change;"
        "store.close(); assert 'alembic' not in sys.modules"
    )
    root = Path(__file__).parents[2]
    subprocess.run([sys.executable, "-c", program, str(store.path)], cwd=root, check=True)


def test_an_upgrade_keeps_everything_and_copies_it_before(
    answered: Store, tmp_path: Path
) -> None:
    done = upgrade(answered, newer(tmp_path), NOW)
    assert (done.before, done.after) == (HEAD, NEXT_HEAD)
    assert done.backup == tmp_path / "backups" / f"quiz-{HEAD}-20260310T120000.000000Z.db"
    assert "note" in columns_of(answered, "learner")
    with answered.reading() as connection:
        assert list(load_memories(connection, LEARNER, "turnstile")) == ["a"]
        assert list(all_reviews(connection, LEARNER)) == [answer("a")]
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1


def test_the_copy_is_a_database_to_go_on_with(answered: Store, tmp_path: Path) -> None:
    copy = upgrade(answered, newer(tmp_path), NOW).backup
    assert copy is not None
    with open_store(copy) as restored:
        assert not upgrade(restored, MIGRATIONS, NOW).is_change
        with restored.reading() as connection:
            assert list(load_memories(connection, LEARNER, "turnstile")) == ["a"]
    assert [path.name for path in copy.parent.iterdir()] == [copy.name]


@pytest.mark.parametrize(
    "more",
    [
        'op.execute("SELECT * FROM nowhere")',
        'op.execute("DELETE FROM learner")',
        'op.drop_table("card"); op.drop_table("card")',
    ],
)
def test_an_upgrade_that_fails_leaves_everything_as_it_was(
    answered: Store, tmp_path: Path, more: str
) -> None:
    with pytest.raises(UpgradeFailedError, match="was left as it was"):
        upgrade(answered, newer(tmp_path, more), NOW)
    assert find_revision(answered) == HEAD
    assert "note" not in columns_of(answered, "learner")
    assert not upgrade(answered, MIGRATIONS, NOW).is_change
    with answered.writing() as connection:
        assert list(load_memories(connection, LEARNER, "turnstile")) == ["a"]
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1
    (copy,) = (tmp_path / "backups").iterdir()
    assert cards_in(copy) == ["a"]


def test_a_mistake_in_a_migration_leaves_everything_as_it_was(
    answered: Store, tmp_path: Path
) -> None:
    with pytest.raises(ZeroDivisionError):
        upgrade(answered, newer(tmp_path, "1 / 0"), NOW)
    assert find_revision(answered) == HEAD
    assert "note" not in columns_of(answered, "learner")


def test_a_full_disk_during_an_upgrade_is_told(answered: Store, tmp_path: Path) -> None:
    with answered.reading() as connection:
        used = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {used}")
    with pytest.raises(DiskFullError):
        upgrade(answered, newer(tmp_path, 'op.create_table("more", sa.Column("id"))'), NOW)
    assert find_revision(answered) == HEAD


def test_a_database_of_a_newer_program_is_left_alone(answered: Store, tmp_path: Path) -> None:
    upgrade(answered, newer(tmp_path), NOW)
    with pytest.raises(NewerDatabaseError, match=rf"newest quizapp.*\(revision {NEXT_HEAD}\)"):
        upgrade(answered, MIGRATIONS, NOW)
    assert find_revision(answered) == NEXT_HEAD
    assert len(list((tmp_path / "backups").iterdir())) == 1


def test_a_second_upgrade_in_the_same_instant_overwrites_no_copy(
    answered: Store, tmp_path: Path
) -> None:
    folder = newer(tmp_path, 'op.execute("SELECT * FROM nowhere")')
    with pytest.raises(UpgradeFailedError):
        upgrade(answered, folder, NOW)
    with pytest.raises(BackupExistsError):
        upgrade(answered, folder, NOW)


def test_a_copy_is_made_while_the_database_is_in_use(answered: Store, tmp_path: Path) -> None:
    with answered.writing() as connection:
        record(connection, LEARNER, [answer("b", "attempt-2")])
        copy = backup(answered, tmp_path / "new folder" / "copy.db")
    assert cards_in(copy) == ["a"]
    assert [path.name for path in copy.parent.iterdir()] == ["copy.db"]


def test_a_copy_overwrites_nothing(answered: Store, tmp_path: Path) -> None:
    (tmp_path / "copy.db").write_text("precious")
    with pytest.raises(BackupExistsError, match="choose a name that is free"):
        backup(answered, tmp_path / "copy.db")
    with pytest.raises(BackupExistsError):
        backup(answered, tmp_path)
    assert (tmp_path / "copy.db").read_text() == "precious"


def test_a_copy_where_none_can_be_made_is_told(answered: Store) -> None:
    with pytest.raises(ReadOnlyError, match="allow writing"):
        backup(answered, Path(os.devnull) / "copy.db")


def test_a_server_is_not_copied() -> None:
    try:
        store = open_store("postgresql://127.0.0.1:1/quiz")
    except MissingDriverError:
        pytest.skip("no driver for PostgreSQL is installed")
    with store, pytest.raises(BackupUnsupportedError, match="pg_dump"):
        backup(store, Path("copy.db"))


def test_a_backup_touches_no_file_of_another_name(answered: Store, tmp_path: Path) -> None:
    stranger = tmp_path / "copy.db.partial"
    stranger.write_text("notes")
    backup(answered, tmp_path / "copy.db")
    assert stranger.read_text() == "notes"
    assert sorted(path.name for path in tmp_path.glob("*copy.db*")) == [
        "copy.db",
        "copy.db.partial",
    ]
