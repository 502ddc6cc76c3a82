"""Databases on a PostgreSQL server, for tests that are to be run on one.

``QUIZAPP_TEST_SERVER`` names the server by an address whose user may create databases, such
as ``postgresql://me@localhost/postgres``. Without it every test runs on SQLite files, and
nothing here is used.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from itertools import count

from sqlalchemy import create_engine, make_url

from quizapp.config import shipped
from quizapp.storage import get_or_create_learner, open_store, upgrade

SERVER = os.environ.get("QUIZAPP_TEST_SERVER", "")
_PREFIX = f"quizapp_test_{os.getpid()}"
_numbers = count()


@contextmanager
def database(template: str = "template0", encoding: str = "UTF8") -> Iterator[str]:
    """Hand out the address of a new database, a copy of another one, and drop it at the end."""
    name = f"{_PREFIX}_{next(_numbers)}"
    _run(f"CREATE DATABASE {name} TEMPLATE {template} ENCODING '{encoding}' LOCALE 'C'")
    try:
        yield make_url(SERVER).set(database=name).render_as_string(hide_password=False)
    finally:
        _run(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def template(now: datetime) -> Iterator[str]:
    """Hand out the name of a database with the tables and the local learner, to be copied."""
    with database() as address:
        with open_store(address) as store:
            upgrade(store, shipped("migrations"), now)
            with store.writing() as connection:
                get_or_create_learner(connection, now)
        yield str(make_url(address).database)


def _run(statement: str) -> None:
    url = make_url(SERVER).set(drivername="postgresql+psycopg")
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql(statement)
    finally:
        engine.dispose()
