import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from quizapp.storage import Store, get_or_create_learner, open_store, upgrade
from tests import server
from tests.storage.samples import MIGRATIONS, NOW


@pytest.fixture(scope="session")
def fresh_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with the tables and the local learner, to be copied: Alembic takes its time."""
    path = tmp_path_factory.mktemp("fresh") / "quiz.db"
    with open_store(path) as opened:
        upgrade(opened, MIGRATIONS, NOW)
        with opened.writing() as connection:
            get_or_create_learner(connection, NOW)
    return path


@pytest.fixture(scope="session")
def fresh_tables() -> Iterator[str]:
    """What ``fresh_file`` is, on a server."""
    with server.template(NOW) as name:
        yield name


@pytest.fixture
def place(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """Where a database with the tables and the local learner is: a file, or on a server."""
    if server.SERVER:
        with server.database(request.getfixturevalue("fresh_tables")) as address:
            yield address
    else:
        path = tmp_path / "quiz.db"
        shutil.copyfile(request.getfixturevalue("fresh_file"), path)
        yield str(path)


@pytest.fixture
def store(place: str) -> Iterator[Store]:
    """A real database with the tables and the local learner."""
    with open_store(place, wait=5.0) as opened:
        yield opened
