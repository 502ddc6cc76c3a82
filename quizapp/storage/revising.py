"""Run migrations through Alembic, configured here and nowhere else.

Import it only where something is to be migrated: it loads Alembic.
"""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from quizapp.storage.database import Store
from quizapp.storage.failures import OutdatedDatabaseError, UpgradeFailedError
from quizapp.storage.schema import Base


def configuration(connection: Connection, migrations: Path) -> Config:
    """Return Alembic's configuration for a folder of migrations on an open connection."""
    config = Config()
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    config.attributes["metadata"] = Base.metadata
    return config


def revise(store: Store, migrations: Path, revision: str) -> None:
    """Bring a database up or down to a revision, all or nothing.

    Raises ``UpgradeFailedError`` for a migration that does not run, and other ``PlaceError``.
    """
    try:
        with store.rebuilding() as connection:
            _run(configuration(connection, migrations), revision)
            _require_sound_keys(store, connection)
    except (OutdatedDatabaseError, SQLAlchemyError, CommandError) as problem:
        # A table that a migration misses is its own mistake, told by the driver.
        cause = problem.__cause__ if isinstance(problem, OutdatedDatabaseError) else problem
        raise UpgradeFailedError(store.place, str(cause).partition("\n")[0]) from problem


def _run(config: Config, revision: str) -> None:
    if revision == "base":
        command.downgrade(config, revision)
    else:
        command.upgrade(config, revision)


def _require_sound_keys(store: Store, connection: Connection) -> None:
    if store.path is None:
        return
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if broken is not None:
        raise UpgradeFailedError(store.place, f"rows of {broken[0]} would lose what they name")
