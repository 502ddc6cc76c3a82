"""Bring a database to the tables this program expects, with a copy made before.

The revisions are the numbered files of a folder, so that a database at the newest one is
recognised without loading Alembic, which takes longer than everything else at the start.
"""

import os
import sqlite3
import tempfile
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, inspect, text

from quizapp.storage.complaints import complaining
from quizapp.storage.database import Store
from quizapp.storage.failures import (
    BackupExistsError,
    BackupUnsupportedError,
    DamagedRowError,
    EncodingError,
    NewerDatabaseError,
    ReadOnlyError,
)
from quizapp.storage.sqlite_file import address

VERSION_TABLE = "alembic_version"
EVERY_LETTER = {"UTF8", "SQL_ASCII"}
"""The encodings of a server's databases that can hold Chinese beside everything else."""


@dataclass(frozen=True, slots=True)
class Upgrade:
    """What an upgrade did."""

    before: str | None
    """The revision found; ``None`` for a new database."""
    after: str
    backup: Path | None = None
    """The copy of the database as it was; ``None`` if there was nothing to copy."""

    @property
    def is_change(self) -> bool:
        """Tell whether anything was done."""
        return self.before != self.after


def known_revisions(migrations: Path) -> tuple[str, ...]:
    """Return the revisions of a migrations folder, oldest first."""
    files = (migrations / "versions").glob("[0-9]*_*.py")
    return tuple(sorted(file.name.partition("_")[0] for file in files))


def find_revision(store: Store) -> str | None:
    """Return the revision of a database, or ``None`` if it has no tables yet."""
    with store.reading() as connection:
        return _revision(connection)


def upgrade(store: Store, migrations: Path, now: datetime) -> Upgrade:
    """Create the tables, or bring them to the newest revision of a migrations folder.

    A SQLite file with tables is first copied into ``backups/`` beside it, under a name with
    its revision and the instant ``now``. Either the whole upgrade happens or none of it.
    Raises ``NewerDatabaseError`` for a revision the folder does not have,
    ``UpgradeFailedError`` for a migration that does not run, and other ``PlaceError``.
    """
    revisions = known_revisions(migrations)
    _require_letters(store)
    before = find_revision(store)
    if before is not None and before not in revisions:
        raise NewerDatabaseError(store.place, f"revision {before}")
    if before == revisions[-1]:
        return Upgrade(before, before)
    copy = None
    if before is not None and store.path is not None:
        copy = backup(store, _backup_path(store.path, before, now))
    # Loading Alembic takes a tenth of a second, which only an upgrade should pay.
    from quizapp.storage import revising  # noqa: PLC0415

    revising.revise(store, migrations, revisions[-1])
    return Upgrade(before, revisions[-1], copy)


def backup(store: Store, target: Path) -> Path:
    """Copy a SQLite database, in use or not, to a file that must not exist yet.

    Raises ``BackupExistsError`` if it does, ``BackupUnsupportedError`` for a database on a
    server, and other ``PlaceError`` for a target that cannot be written. Either the whole
    copy is made or none.
    """
    if store.path is None:
        raise BackupUnsupportedError(store.place)
    try:
        _reserve(store, target)
        _fill(store.path, target)
    except OSError as problem:
        raise ReadOnlyError(str(target), problem.strerror or str(problem)) from problem
    return target


def _require_letters(store: Store) -> None:
    """Raise ``EncodingError`` for a server's database that cannot hold every letter."""
    if store.path is not None:
        return
    with store.reading() as connection:
        letters: str = connection.exec_driver_sql("SHOW server_encoding").scalar_one()
    if letters not in EVERY_LETTER:
        raise EncodingError(store.place, letters)


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    query = text(f"SELECT version_num FROM {VERSION_TABLE}")  # noqa: S608 - a constant
    found = connection.execute(query).scalars().all()
    if len(found) > 1:
        raise DamagedRowError(f"the table {VERSION_TABLE}", f"it has {len(found)} rows")
    return found[0] if found else None


def _backup_path(path: Path, revision: str, now: datetime) -> Path:
    instant = now.astimezone(UTC).strftime("%Y%m%dT%H%M%S.%fZ")
    return path.parent / "backups" / f"{path.stem}-{revision}-{instant}{path.suffix}"


def _reserve(store: Store, target: Path) -> None:
    if target.exists():
        raise BackupExistsError(store.place, str(target))
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    target.touch(exist_ok=False)


def _fill(source: Path, target: Path) -> None:
    """Copy a database elsewhere first, so that the target is whole or not there."""
    try:
        partial = unique_beside(target)
        try:
            with complaining(str(target)):
                copy_database(source, partial)
            partial.replace(target)
        finally:
            partial.unlink(missing_ok=True)
    except BaseException:
        target.unlink(missing_ok=True)
        raise


def unique_beside(target: Path) -> Path:
    """Return a new empty file of a name that was free: nobody else's file is touched."""
    handle, name = tempfile.mkstemp(prefix=f".{target.name[:40]}.", dir=target.parent)
    os.close(handle)
    return Path(name)


def copy_database(source: Path, target: Path) -> None:
    """Copy a database, in use or not, into an empty file."""
    with (
        closing(sqlite3.connect(address(source, "ro"), uri=True)) as original,
        closing(sqlite3.connect(target)) as copy,
    ):
        original.backup(copy)
