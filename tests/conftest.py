"""What all tests share: machines, studies on real files, and no silent skips in CI."""

import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from quizapp.config import Settings, shipped
from quizapp.content import machine_files, read_machine
from quizapp.engine import Machine
from quizapp.services.study import Study, open_study
from tests import server

HERE = Path(__file__).parent
DATABASE = "quizapp.db"
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
"""A Monday morning."""

MACHINES = {
    path.stem: read_machine(path)
    for path in (*machine_files(shipped("content")), *machine_files(HERE))
}


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    """In CI a test that skips because the machine lacks something has failed."""
    outcome = yield
    report = outcome.get_result()
    if report.skipped and os.environ.get("CI") and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped in CI: {report.longrepr}"


@pytest.fixture(params=sorted(MACHINES), ids=str)
def machine(request: pytest.FixtureRequest) -> Machine:
    """Every machine there is: those that are shipped, and those made for tests."""
    return MACHINES[request.param]


@pytest.fixture
def tcp() -> Machine:
    """The machine most tests of the standard are about."""
    return MACHINES["tcp"]


@pytest.fixture
def turnstile() -> Machine:
    """A small machine with a guard, a variant and every kind of outcome."""
    return MACHINES["turnstile"]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings that keep everything in a folder of the test's own."""
    return Settings(data=str(tmp_path / "data"))


@pytest.fixture(scope="session")
def fresh_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database brought to the newest revision, to be copied: Alembic takes its time."""
    settings = Settings(data=str(tmp_path_factory.mktemp("fresh")))
    open_study(settings, NOW).close()
    return settings.data_folder / DATABASE


@pytest.fixture(scope="session")
def fresh_tables() -> Iterator[str]:
    """A database on a server, brought to the newest revision, to be copied."""
    with server.template(NOW) as name:
        yield name


@pytest.fixture
def study(settings: Settings, request: pytest.FixtureRequest) -> Iterator[Study]:
    """An opened study on a real SQLite file, or on a server if one is named."""
    settings.data_folder.mkdir(parents=True)
    with ExitStack() as stack:
        if server.SERVER:
            copy = server.database(request.getfixturevalue("fresh_tables"))
            settings = replace(settings, database=stack.enter_context(copy))
        else:
            fresh = request.getfixturevalue("fresh_database")
            shutil.copyfile(fresh, settings.data_folder / DATABASE)
        opened = open_study(settings, NOW)
        stack.callback(opened.close)
        yield opened


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Do not choose the tests that are about the other kind of database."""
    other = "file" if server.SERVER else "server"
    left = [item for item in items if item.get_closest_marker(other)]
    if left:
        config.hook.pytest_deselected(items=left)
        items[:] = [item for item in items if not item.get_closest_marker(other)]
