"""A database damaged by hand is told on every page, and never a fault of the program."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from quizapp.config import Settings
from quizapp.grading import Form
from quizapp.services.study import Study, open_study
from quizapp.storage.failures import CorruptDatabaseError
from quizapp.storage.schema import CARD, LEARNER, REVIEW
from quizapp.web import create_app
from tests.conftest import NOW
from tests.services.learning import asked_for, asked_next, give_right, give_wrong, ref_to
from tests.web.conftest import Clock, Visitor

FOUND, TOLD = 200, 503
EXPECTED = {FOUND, 303, 404, 409, TOLD}
TABLES = ("learner", "card", "review", "alembic_version")
VALUES = {
    "text": "'x'",
    "empty": "''",
    "not UTF-8": "CAST(x'ff' AS TEXT)",
    "blob": "x'00ff'",
    "negative": "-7",
    "huge": "9223372036854775807",
    "infinite": "9e999",
    "list": "'[1, [2]]'",
    "deep": f"'{'[' * 5000}'",
    "end of time": "'9999-12-31 23:59:59.999999'",
}
COLUMNS = [
    (table.name, column.name)
    for table in (LEARNER, CARD, REVIEW)
    for column in table.columns
    if column.name not in ("learner_id", "id", "attempt_id")
]


Sample = tuple[Path, tuple[str, ...]]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    """A data folder with a few answers, and their attempts."""
    folder = tmp_path_factory.mktemp("sound")
    with closing(open_study(Settings(data=str(folder)), NOW)) as study:
        first = study.library.first().drawn()[0].id
        drawing = asked_for(study, ref_to(first, "missing-edges", Form.DRAW), NOW)
        return folder, (
            give_right(study, asked_next(study, NOW), NOW),
            give_wrong(study, asked_next(study, NOW), NOW),
            give_right(study, drawing, NOW),
        )


@pytest.fixture(scope="module")
def study(sample: Sample) -> Iterator[Study]:
    """The study in that folder."""
    with closing(open_study(Settings(data=str(sample[0])), NOW)) as opened:
        yield opened


@contextmanager
def damaged(study: Study, statement: str) -> Iterator[None]:
    """Damage the database of a study for a while."""
    assert study.store.path is not None
    with closing(sqlite3.connect(study.store.path, isolation_level=None)) as file:
        file.text_factory = bytes
        rows = {table: file.execute(f"SELECT * FROM {table}").fetchall() for table in TABLES}
        file.execute(statement)
        yield
        for table, kept in rows.items():
            file.execute(f"DELETE FROM {table}")
            places = ", ".join("?" * len(kept[0]))
            back = [[_text(value) for value in row] for row in kept]
            file.executemany(f"INSERT INTO {table} VALUES ({places})", back)


def _text(value: object) -> object:
    return value.decode() if isinstance(value, bytes) else value


@pytest.fixture(scope="module")
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="module")
def visitor(study: Study, clock: Clock) -> Visitor:
    app = create_app(study, clock=clock, entropy=lambda: 1, hosts=["127.0.0.1"])
    return Visitor(app.test_client())


def visited(visitor: Visitor, clock: Clock, attempts: tuple[str, ...]) -> dict[str, int]:
    """Return the status of everything one can look at and do."""
    clock.now = NOW
    pages = ("/", "/review", "/settings", *(f"/answers/{attempt}" for attempt in attempts))
    seen = {path: visitor.get(path).status for path in pages}
    clock.turn(days=3)
    seen["later"] = visitor.get("/review").status
    if seen["/settings"] == FOUND:
        seen["undo"] = visitor.post(f"/answers/{attempts[1]}/undo").status
        seen["guessed"] = visitor.post(f"/answers/{attempts[0]}/guessed").status
    return seen


@pytest.mark.parametrize(("table", "column"), COLUMNS)
def test_no_damaged_value_is_a_fault_of_the_program(
    study: Study, visitor: Visitor, clock: Clock, sample: Sample, table: str, column: str
) -> None:
    faults = {}
    for name, value in VALUES.items():
        with damaged(study, f"UPDATE OR IGNORE {table} SET {column} = {value}"):
            seen = visited(visitor, clock, sample[1])
        faults |= {(name, at): code for at, code in seen.items() if code not in EXPECTED}
    assert faults == {}


@pytest.mark.parametrize(
    ("asked", "changed"),
    [
        ('"type":"missing-edges"', '"type":"cause"'),
        ('"form":"draw"', '"form":"type"'),
        ('"size":1', '"size":-3'),
        ('"role":""', '"role":"nobody"'),
        ('"machine":"', '"machine":"no-'),
    ],
)
def test_no_damaged_question_is_a_fault_of_the_program(
    study: Study, visitor: Visitor, clock: Clock, sample: Sample, asked: str, changed: str
) -> None:
    with damaged(
        study, f"UPDATE review SET question = replace(question, '{asked}', '{changed}')"
    ):
        seen = visited(visitor, clock, sample[1])
    assert set(seen.values()) <= EXPECTED


def test_what_is_damaged_is_told_with_a_remedy(study: Study, visitor: Visitor) -> None:
    with damaged(study, "UPDATE card SET due = 'soon'"):
        page = visitor.get("/")
    assert page.status == TOLD
    assert "is damaged; restore the newest copy from the folder backups" in page.text


def test_two_revisions_are_damage(study: Study, sample: Sample) -> None:
    statement = "INSERT INTO alembic_version VALUES ('9')"
    with damaged(study, statement), pytest.raises(CorruptDatabaseError, match="2 rows"):
        open_study(Settings(data=str(sample[0])), NOW)
