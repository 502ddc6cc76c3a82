import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from quizapp.storage import Store, get_or_create_learner, open_store, upgrade
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


@pytest.fixture
def store(tmp_path: Path, fresh_file: Path) -> Iterator[Store]:
    """A real file with the tables and the local learner."""
    shutil.copyfile(fresh_file, tmp_path / "quiz.db")
    with open_store(tmp_path / "quiz.db", wait=5.0) as opened:
        yield opened
