import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from threading import Barrier

import pytest
from alembic import command
from sqlalchemy import Table, inspect

from quizapp.storage import Store, find_revision, known_revisions, open_store, upgrade
from quizapp.storage.failures import EncodingError, UpgradeFailedError
from quizapp.storage.revising import configuration, revise
from quizapp.storage.schema import CARD, DRILL, DRILL_CHANGE, LEARNER, REVIEW
from tests import server

MIGRATIONS = Path(__file__).parents[2] / "migrations"
TABLES = (LEARNER, CARD, REVIEW, DRILL, DRILL_CHANGE)


NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture
def place(tmp_path: Path) -> Iterator[str]:
    """Where a database without tables is to be."""
    with ExitStack() as stack:
        yield (
            stack.enter_context(server.database())
            if server.SERVER
            else str(tmp_path / "quiz.db")
        )


@pytest.fixture
def empty(place: str) -> Iterator[Store]:
    with open_store(place) as store:
        yield store


def tables_of(store: Store) -> set[str]:
    with store.reading() as connection:
        return set(inspect(connection).get_table_names()) - {"alembic_version"}


def test_from_nothing_to_the_newest_without_drift_and_back(empty: Store) -> None:
    revise(empty, MIGRATIONS, "head")
    assert tables_of(empty) == {table.name for table in TABLES}
    with empty.rebuilding() as connection:
        command.check(configuration(connection, MIGRATIONS))
    revise(empty, MIGRATIONS, "base")
    assert tables_of(empty) == set()
    assert find_revision(empty) is None


def test_every_step_can_be_taken_alone(empty: Store) -> None:
    for revision in known_revisions(MIGRATIONS):
        revise(empty, MIGRATIONS, revision)
        assert find_revision(empty) == revision


def test_files_are_numbered_without_gaps() -> None:
    revisions = known_revisions(MIGRATIONS)
    assert revisions == tuple(f"{number:04}" for number in range(1, len(revisions) + 1))


def test_names_of_constraints_are_the_ones_declared(empty: Store) -> None:
    revise(empty, MIGRATIONS, "head")
    with empty.reading() as connection:
        made = inspect(connection)
        for table in TABLES:
            assert made.get_pk_constraint(table.name)["name"] == f"pk_{table.name}"
            assert {index["name"] for index in made.get_indexes(table.name)} == {
                str(index.name) for index in table.indexes
            }


def test_programs_that_start_at_once_upgrade_one_after_the_other(place: str) -> None:
    ready = Barrier(3)

    def start(_: int) -> str:
        with open_store(place) as store:
            ready.wait(timeout=20)
            return upgrade(store, MIGRATIONS, NOW).after

    with ThreadPoolExecutor(3) as pool:
        assert set(pool.map(start, range(3))) == {known_revisions(MIGRATIONS)[-1]}


@pytest.mark.server
def test_a_database_without_chinese_is_refused_before_anything_is_made() -> None:
    with (
        server.database(encoding="LATIN1") as address,
        open_store(address) as store,
        pytest.raises(EncodingError, match=r"LATIN1"),
    ):
        upgrade(store, MIGRATIONS, NOW)


@pytest.mark.server
def test_an_upgrade_that_fails_on_a_server_leaves_everything_as_it_was(
    empty: Store, tmp_path: Path
) -> None:
    upgrade(empty, MIGRATIONS, NOW)
    copy = shutil.copytree(MIGRATIONS, tmp_path / "migrations")
    head = known_revisions(MIGRATIONS)[-1]
    (copy / "versions" / "9999_fail.py").write_text(
        "from alembic import op\n"
        f"revision, down_revision = '9999', '{head}'\n"
        "def upgrade():\n    op.drop_table('card')\n    op.execute('SELECT * FROM nowhere')\n"
    )
    before = tables_of(empty)
    with pytest.raises(UpgradeFailedError, match="left as it was"):
        upgrade(empty, copy, NOW)
    assert (find_revision(empty), tables_of(empty)) == (head, before)


@pytest.mark.parametrize("table", TABLES)
def test_every_table_has_the_learner_first_in_its_key(table: Table) -> None:
    first = next(iter(table.primary_key))
    assert first.name == ("id" if table is LEARNER else "learner_id")
