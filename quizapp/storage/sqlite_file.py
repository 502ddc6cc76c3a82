"""A SQLite file as quizapp keeps it: whose it is, how it is made, how connections behave."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from stat import S_ISDIR

from quizapp.storage.complaints import complaining
from quizapp.storage.failures import (
    BadAddressError,
    ForeignDatabaseError,
    MissingDatabaseError,
    ReadOnlyError,
)

APPLICATION_ID = 0x5146534D
"""``QFSM``: what marks a SQLite file as quizapp's."""


def claim(path: Path, *, create: bool, wait: float) -> None:
    """Make sure that a file is, or becomes, a database of quizapp's that can be written.

    ``wait`` is how many seconds another program's lock is waited for. A file that is not
    quizapp's is left as it is. Raises a ``PlaceError`` that tells what is wrong.
    """
    is_new = _is_blank(path)
    if is_new and not create:
        raise MissingDatabaseError(str(path))
    with complaining(str(path)):
        if not is_new:
            is_new = _is_unclaimed(path, wait)
        else:
            _make_folder(path)
        place = address(path, "rwc")
        with closing(
            sqlite3.connect(place, uri=True, timeout=wait, isolation_level=None)
        ) as file:
            if is_new:
                file.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            file.execute("PRAGMA journal_mode = WAL")
    # SQLite opens a file it may not write without a word, and fails at the first answer.
    if not os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids):
        raise ReadOnlyError(str(path))


def connect(path: Path, wait: float) -> sqlite3.Connection:
    """Return a new connection: durable, checked, and leaving transactions to the store.

    It may go from thread to thread. A file that has gone is not made anew.
    """
    connection = sqlite3.connect(
        address(path, "rw"), uri=True, isolation_level=None, check_same_thread=False
    )
    for pragma in (
        f"busy_timeout = {round(wait * 1000)}",
        "foreign_keys = ON",
        "synchronous = FULL",
        # A file from elsewhere must not run functions through its own schema.
        "trusted_schema = OFF",
        "cell_size_check = ON",
    ):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def address(path: Path, mode: str) -> str:
    """Return the address of a file for SQLite: ``ro``, ``rw``, or ``rwc`` to make it, too."""
    return f"{path.absolute().as_uri()}?mode={mode}"


def _is_blank(path: Path) -> bool:
    # Never opened here: closing a file drops every lock this process holds on it, those of
    # an open store's among them.
    try:
        found = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError as problem:
        raise ReadOnlyError(str(path), problem.strerror or "") from problem
    if S_ISDIR(found.st_mode):
        raise BadAddressError(str(path), "it is a folder")
    return found.st_size == 0


def _is_unclaimed(path: Path, wait: float) -> bool:
    # Read-only, so that another program's file is not even tidied up.
    with closing(sqlite3.connect(address(path, "ro"), uri=True, timeout=wait)) as file:
        (owner,) = file.execute("PRAGMA application_id").fetchone()
        (tables,) = file.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    if owner == APPLICATION_ID:
        return False
    if owner or tables:
        raise ForeignDatabaseError(str(path))
    return True


def _make_folder(path: Path) -> None:
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as problem:
        raise ReadOnlyError(str(path), problem.strerror or "") from problem
