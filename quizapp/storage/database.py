"""Open the database, and hand out transactions: many readers, one writer at a time.

SQLite by default; any other address goes to PostgreSQL. SQLite alone lets writers of one
process wait for one another by polling, which took 418 ms in the slowest hundredth of
answers by four threads; one lock in the process takes 11 ms.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Any

import msgspec
from sqlalchemy import URL, Connection, Engine, create_engine, event, func, make_url, select
from sqlalchemy.exc import ArgumentError, NoSuchModuleError
from sqlalchemy.pool import QueuePool

from quizapp.storage import sqlite_file
from quizapp.storage.complaints import complaining
from quizapp.storage.failures import BadAddressError, BusyDatabaseError, MissingDriverError
from quizapp.storage.presence import Presence

WAIT = 10.0
"""Seconds a transaction waits for another writer before it gives up."""

_WRITES = "quizapp_writes"
_REBUILDING = 0x5146534D
"""The lock of a server's that is held while tables are rebuilt: ``QFSM``."""


class Store:
    """An open database. Close it, or use it in a ``with``."""

    def __init__(self, engine: Engine, path: Path | None, wait: float = WAIT) -> None:
        self._readers = engine
        self._writers = engine.execution_options(**{_WRITES: True})
        self._rebuilders = self._writers if path else _seeing_others(self._writers)
        self._writer = Lock()
        self._wait = wait
        self._presence = Presence(path) if path else None
        self.path = path
        """The SQLite file; ``None`` for a server."""
        self.place = str(path) if path else _shown(engine.url)
        """The path or address, without a password, for messages."""

    def __enter__(self) -> "Store":
        """Return the store itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the store."""
        self.close()

    def close(self) -> None:
        """Close every connection."""
        self._readers.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Hand out a transaction that sees one state of the database and never waits.

        Raises a ``PlaceError`` that tells what is wrong with the database.
        """
        if self._presence:
            self._presence.require()
        with complaining(self.place), self._readers.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Hand out the one writing transaction: kept at the end, taken back on any error.

        Do not open one inside another. Raises a ``PlaceError`` that tells what is wrong with
        the database.
        """
        with (
            complaining(self.place),
            self._turn(),
            self._held(),
            self._writers.begin() as connection,
        ):
            if self._presence:
                self._presence.require_journal()
            yield connection

    @contextmanager
    def rebuilding(self) -> Iterator[Connection]:
        """Hand out a writing transaction that may rebuild tables.

        SQLite drops a table by deleting its rows, which foreign keys would hand on; so they
        are not enforced in it, but checked at its end by whoever uses it. On a server several
        processes rebuild one after the other, each seeing what the one before it did. Raises
        a ``PlaceError`` that tells what is wrong with the database.
        """
        with (
            complaining(self.place),
            self._turn(),
            self._held(),
            self._rebuilders.connect() as connection,
        ):
            self._enforce_keys(connection, False)
            try:
                with connection.begin():
                    self._queue(connection)
                    yield connection
            finally:
                self._enforce_keys(connection, True)

    @contextmanager
    def _turn(self) -> Iterator[None]:
        if not self._writer.acquire(timeout=self._wait):
            raise BusyDatabaseError(self.place)
        try:
            yield
        finally:
            self._writer.release()

    @contextmanager
    def _held(self) -> Iterator[None]:
        # Asked again at the end: what was stored is only confirmed if the file is still there.
        if self._presence is None:
            yield
            return
        self._presence.require()
        yield
        self._presence.require()

    def _queue(self, connection: Connection) -> None:
        if self.path is None:
            connection.execute(select(func.pg_advisory_xact_lock(_REBUILDING)))

    def _enforce_keys(self, connection: Connection, enforced: bool) -> None:
        driver: Any = connection.connection.dbapi_connection
        if self.path is not None and driver is not None:
            # Only possible outside a transaction, hence past SQLAlchemy, which begins one.
            driver.execute(f"PRAGMA foreign_keys = {'ON' if enforced else 'OFF'}")


def open_store(address: str | Path, *, create: bool = True, wait: float = WAIT) -> Store:
    """Open the database at a path, or at an address such as ``postgresql://host/name``.

    A SQLite file is created unless ``create`` is false; its tables are made by ``upgrade``.
    ``wait`` is how many seconds another writer is waited for. Raises a ``PlaceError`` that
    tells what is wrong, in which case nothing was changed.
    """
    url = _url_of(address)
    if url.get_backend_name() != "sqlite":
        return Store(_server(url, wait), None, wait)
    path = Path(url.database or "")
    sqlite_file.claim(path, create=create, wait=wait)
    return Store(_sqlite(path, wait), path, wait)


def find_path(address: str | Path) -> Path | None:
    """Return the file an address names, or ``None`` for a server's database."""
    url = _url_of(address)
    return Path(url.database or "") if url.get_backend_name() == "sqlite" else None


def shown(address: str | Path) -> str:
    """Return an address as it may be shown: without a password."""
    return _shown(_url_of(address))


def _shown(url: URL) -> str:
    """Return an address without a password, and without the driver, which nobody named."""
    return url.set(drivername=url.get_backend_name()).render_as_string(hide_password=True)


def _url_of(address: str | Path) -> URL:
    text = str(address)
    if "\0" in text:
        raise BadAddressError(text.replace("\0", "\\0"))
    if "://" not in text:
        url = URL.create("sqlite", database=text)
    else:
        try:
            url = make_url(text)
        except (ArgumentError, ValueError) as problem:
            raise BadAddressError(text.partition("://")[0] + "://…") from problem
    if url.get_backend_name() == "sqlite":
        return _checked(url, text)
    if url.drivername in {"postgresql", "postgres"}:
        return url.set(drivername="postgresql+psycopg")
    return url


def _checked(url: URL, text: str) -> URL:
    """Return an address of a file; raises ``BadAddressError`` if it says more than a name."""
    if url.database in {None, "", ":memory:", "."}:
        raise BadAddressError(text, "it names no file")
    if url.drivername not in {"sqlite", "sqlite+pysqlite"} or url.query or url.host:
        raise BadAddressError(text, "write sqlite:/// and a path, and nothing after it")
    return url


def _server(url: URL, wait: float) -> Engine:
    place = _shown(url)
    if url.drivername != "postgresql+psycopg":
        raise BadAddressError(url.render_as_string(hide_password=True))
    try:
        # A server has many writing processes: two that change one card clash, and the second
        # is told to try again, rather than one of the answers being lost.
        engine = create_engine(
            url, isolation_level="REPEATABLE READ", max_overflow=-1, pool_pre_ping=True,
            json_serializer=_as_json, connect_args=_connecting(url, wait),
        )  # fmt: skip
    except NoSuchModuleError as problem:
        raise BadAddressError(place) from problem
    except ModuleNotFoundError as problem:
        raise MissingDriverError(place) from problem
    _require_options(engine, place)
    event.listen(engine, "connect", partial(_hurry, wait))
    return engine


def _require_options(engine: Engine, place: str) -> None:
    """Raise ``BadAddressError`` for an address with an option its driver does not know."""
    driver: Any = engine.dialect.loaded_dbapi
    try:
        driver.conninfo.make_conninfo(**dict.fromkeys(engine.url.query, ""))
    except driver.ProgrammingError as problem:
        raise BadAddressError(place, str(problem).strip()) from problem


def _seeing_others(engine: Engine) -> Engine:
    """Return an engine of a server whose statements each see what was committed before it."""
    return engine.execution_options(isolation_level="READ COMMITTED")


def _connecting(url: URL, wait: float) -> dict[str, Any]:
    """Return how to connect, as far as the address does not say."""
    wanted = {"connect_timeout": max(2, round(wait)), "client_encoding": "utf8"}
    return {name: value for name, value in wanted.items() if name not in url.query}


def _hurry(wait: float, connection: Any, _record: object) -> None:
    """Let a new connection to a server wait no longer for others than for another process."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET lock_timeout = {round(wait * 1000)}")
    connection.commit()


def _sqlite(path: Path, wait: float) -> Engine:
    def connect() -> sqlite3.Connection:
        return sqlite_file.connect(path, wait)

    engine = create_engine(
        "sqlite:///", creator=connect, poolclass=QueuePool, max_overflow=-1,
        json_serializer=_as_json,
    )  # fmt: skip
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    # A transaction that first reads and then writes would fail when another wrote between.
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _as_json(value: object) -> str:
    return msgspec.json.encode(value).decode()
