from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import Table, inspect

from quizapp.storage import Store, find_revision, known_revisions, open_store
from quizapp.storage.revising import configuration, revise
from quizapp.storage.schema import CARD, DRILL, DRILL_CHANGE, LEARNER, REVIEW
from tests import server

MIGRATIONS = Path(__file__).parents[2] / "migrations"
TABLES = (LEARNER, CARD, REVIEW, DRILL, DRILL_CHANGE)


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Store]:
    with ExitStack() as stack:
        place = (
            stack.enter_context(server.database()) if server.SERVER else tmp_path / "quiz.db"
        )
        yield stack.enter_context(open_store(place))


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


@pytest.mark.parametrize("table", TABLES)
def test_every_table_has_the_learner_first_in_its_key(table: Table) -> None:
    first = next(iter(table.primary_key))
    assert first.name == ("id" if table is LEARNER else "learner_id")
