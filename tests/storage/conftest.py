from collections.abc import Iterator
from pathlib import Path

import pytest

from quizapp.storage import Store, get_or_create_learner, open_store, upgrade
from tests.storage.samples import MIGRATIONS, NOW


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A real file with the tables and the local learner."""
    with open_store(tmp_path / "quiz.db", wait=5.0) as opened:
        upgrade(opened, MIGRATIONS, NOW)
        with opened.writing() as connection:
            get_or_create_learner(connection, NOW)
        yield opened
