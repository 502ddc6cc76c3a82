"""Put a backup in the place of the database, with a copy of what was there before.

Works without opening a store: what is to be replaced may be damaged, or not there at all.
"""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from quizapp.storage.complaints import complaining
from quizapp.storage.database import find_path, shown
from quizapp.storage.failures import (
    BackupUnsupportedError,
    CorruptDatabaseError,
    ForeignDatabaseError,
    HeldDatabaseError,
    MissingDatabaseError,
    NewerDatabaseError,
    NotSQLiteError,
    PlaceError,
    ReadOnlyError,
    SameFileError,
)
from quizapp.storage.migrate import VERSION_TABLE, copy_database, known_revisions, unique_beside
from quizapp.storage.sqlite_file import APPLICATION_ID, address

COMPANIONS = ("-wal", "-shm")
WAIT = 1.0


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restoring did: the database, and where the one before it went."""

    path: Path
    before: Path | None
    """``None`` if there was none."""


def restore(place: str, source: Path, migrations: Path, now: datetime) -> Restored:
    """Put a copy of ``source`` in the place of the database at an address.

    What was there is kept in ``backups/`` beside it. Raises a ``PlaceError`` for a source
    that is no sound backup of ours, or a database that is in use; nothing was changed then.
    """
    path = find_path(place)
    if path is None:
        raise BackupUnsupportedError(shown(place))
    _require_backup(source, known_revisions(migrations))
    try:
        if path.exists() and path.samefile(source):
            raise SameFileError(str(path))
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        partial = unique_beside(path)
        try:
            with complaining(str(source)):
                copy_database(source, partial)
            with _held(path):
                before = _put_aside(path, now)
                partial.replace(path)
        finally:
            partial.unlink(missing_ok=True)
    except OSError as problem:
        raise ReadOnlyError(str(path), problem.strerror or str(problem)) from problem
    return Restored(path, before)


def _require_backup(source: Path, revisions: tuple[str, ...]) -> None:
    """Raise a ``PlaceError`` unless a file is a sound database of ours."""
    name = str(source)
    if not source.is_file():
        raise MissingDatabaseError(name)
    with complaining(name), closing(sqlite3.connect(address(source, "ro"), uri=True)) as file:
        if file.execute("PRAGMA application_id").fetchone() != (APPLICATION_ID,):
            raise ForeignDatabaseError(name)
        (found,) = file.execute("PRAGMA quick_check(1)").fetchone()
        if found != "ok":
            raise CorruptDatabaseError(name, str(found).replace("\n", " "))
        rows = file.execute(f"SELECT version_num FROM {VERSION_TABLE}").fetchall()  # noqa: S608 - a constant
    if len(rows) != 1:
        raise CorruptDatabaseError(name, f"{VERSION_TABLE} has {len(rows)} rows")
    if rows[0][0] not in revisions:
        raise NewerDatabaseError(name, f"revision {rows[0][0]}")


@contextmanager
def _held(path: Path) -> Iterator[None]:
    """Keep everybody else out of a database; raises ``HeldDatabaseError`` if one is in."""
    if not path.exists():
        yield
        return
    with closing(
        sqlite3.connect(address(path, "rw"), uri=True, timeout=WAIT, isolation_level=None)
    ) as file:
        try:
            with complaining(str(path)):
                # Only who is alone can leave this mode; it empties the companion files, too.
                file.execute("PRAGMA journal_mode = DELETE")
                file.execute("BEGIN EXCLUSIVE")
        except (CorruptDatabaseError, NotSQLiteError):
            pass  # That is what backups are for.
        except PlaceError as problem:
            raise HeldDatabaseError(str(path)) from problem
        yield


def _put_aside(path: Path, now: datetime) -> Path | None:
    """Keep a database, sound or not, and what belongs to it, under another name."""
    if not path.exists():
        for suffix in COMPANIONS:
            Path(f"{path}{suffix}").unlink(missing_ok=True)
        return None
    instant = now.astimezone(UTC).strftime("%Y%m%dT%H%M%S.%fZ")
    kept = path.parent / "backups" / f"{path.stem}-before-restore-{instant}{path.suffix}"
    kept.parent.mkdir(mode=0o700, exist_ok=True)
    shutil.copy2(path, kept)
    for suffix in COMPANIONS:
        with suppress(FileNotFoundError):
            os.replace(f"{path}{suffix}", f"{kept}{suffix}")
    return kept
