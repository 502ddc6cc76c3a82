import os
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from quizapp.cli import main

Run = Callable[..., Result]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder that is not there yet."""
    return tmp_path / "data"


@pytest.fixture
def run(data: Path) -> Run:
    """Run a command in this process, with a data folder of its own and in English."""

    def invoke(*arguments: object, typed: str = "", **settings: str) -> Result:
        # Every setting of whoever runs the tests is hidden.
        hidden = {name: None for name in os.environ if name.startswith("QUIZAPP_")}
        environment = {"QUIZAPP_DATA": str(data), "LC_ALL": "C.UTF-8", **settings}
        return CliRunner().invoke(
            main, [str(item) for item in arguments], input=typed, env={**hidden, **environment}
        )

    return invoke


def failed(result: Result) -> str:
    """Return what a command that failed said: one sentence or more, and no traceback."""
    assert result.exit_code == 1, result.output
    assert isinstance(result.exception, SystemExit), result.exception
    assert "Traceback" not in result.output
    assert result.stderr.startswith("Error: ")
    return result.stderr.removeprefix("Error: ").rstrip("\n")
