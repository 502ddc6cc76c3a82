"""Tell what a driver's error means for the person in front of it."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, OperationalError

from quizapp.storage.failures import (
    BusyDatabaseError,
    CorruptDatabaseError,
    DamagedRowError,
    DiskFailureError,
    DiskFullError,
    EncodingError,
    ForbiddenError,
    NotSQLiteError,
    OutdatedDatabaseError,
    PlaceError,
    ReadOnlyError,
    UnreachableDatabaseError,
)

_BY_SQLITE_CODE: dict[int, type[PlaceError]] = {
    sqlite3.SQLITE_BUSY: BusyDatabaseError,
    sqlite3.SQLITE_LOCKED: BusyDatabaseError,
    sqlite3.SQLITE_READONLY: ReadOnlyError,
    sqlite3.SQLITE_CANTOPEN: ReadOnlyError,
    sqlite3.SQLITE_PERM: ReadOnlyError,
    sqlite3.SQLITE_IOERR: DiskFailureError,
    sqlite3.SQLITE_FULL: DiskFullError,
    sqlite3.SQLITE_CORRUPT: CorruptDatabaseError,
    sqlite3.SQLITE_NOTADB: NotSQLiteError,
}
_MISSING = ("no such table", "no such column", "has no column")
_UNDECODABLE = "Could not decode to UTF-8"
_BY_SQLSTATE: dict[str, type[PlaceError]] = {
    "22P05": EncodingError,
    "25006": ReadOnlyError,
    "40001": BusyDatabaseError,
    "40P01": BusyDatabaseError,
    "42501": ForbiddenError,
    "42703": OutdatedDatabaseError,
    "42P01": OutdatedDatabaseError,
    "53100": DiskFullError,
    "55P03": BusyDatabaseError,
}
"""PostgreSQL: a letter the database cannot hold; read-only; two kinds of clash between writers;
not allowed; no such column or table; no room; not to be locked."""


@contextmanager
def complaining(place: str) -> Iterator[None]:
    """Raise the ``PlaceError`` a driver's error means for ``place``; others pass through."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as problem:
        told = _told(problem, place)
        if told is None:
            raise
        raise told from problem
    except DamagedRowError as problem:
        detail = f"{problem.what} cannot be read: {problem.problem}"
        raise CorruptDatabaseError(place, detail) from problem


def _told(problem: DBAPIError | sqlite3.Error, place: str) -> PlaceError | None:
    cause = problem.orig if isinstance(problem, DBAPIError) else problem
    if isinstance(cause, sqlite3.Error):
        return _told_by_sqlite(cause, place)
    kind = _BY_SQLSTATE.get(getattr(cause, "sqlstate", None) or "")
    if kind is not None:
        return kind(place)
    if isinstance(problem, OperationalError):
        return UnreachableDatabaseError(place, _first_line(cause))
    return None


def _told_by_sqlite(cause: sqlite3.Error, place: str) -> PlaceError | None:
    # The low byte is the kind; the rest says where in SQLite it happened.
    code = getattr(cause, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
    kind = _BY_SQLITE_CODE.get(code)
    if kind is None and str(cause).startswith(_MISSING):
        kind = OutdatedDatabaseError
    if kind is None and str(cause).startswith(_UNDECODABLE):
        kind = CorruptDatabaseError
    return None if kind is None else kind(place)


def _first_line(cause: BaseException | None) -> str:
    return str(cause).strip().partition("\n")[0].rstrip(".")
