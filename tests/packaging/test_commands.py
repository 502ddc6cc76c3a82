"""The two commands of the README do what it says, as far as can be told without a network."""

import re
import shutil
from pathlib import Path

import pytest

from tests.packaging.conftest import CHECKOUT, run

MAKE = shutil.which("make") or "make"
CONSOLE = re.compile(r"```console\n(.*?)```", re.DOTALL)


def plan(*arguments: str) -> str:
    """What make would do, without doing it."""
    return run([MAKE, "--dry-run", *arguments], cwd=CHECKOUT).stdout


def test_run_installs_the_locked_dependencies_once_and_starts(tmp_path: Path) -> None:
    steps = plan("run", f"VENV={tmp_path / 'new'}", "PORT=9000").splitlines()
    make, install, program, start = (
        next(place for place, step in enumerate(steps) if words in step)
        for words in (
            "-m venv",
            "--require-hashes --requirement requirements/run.txt",
            "--no-deps --no-build-isolation --editable .",
            "quizapp serve --port 9000",
        )
    )
    assert make < install < program < start


def test_run_a_second_time_only_starts(tmp_path: Path) -> None:
    bin_folder = tmp_path / "bin"
    bin_folder.mkdir()
    (bin_folder / "python").touch()
    (tmp_path / ".run").touch()
    assert plan("run", f"VENV={tmp_path}").split() == [f"{bin_folder}/quizapp", "serve"]


def test_test_runs_every_check_before_the_tests(tmp_path: Path) -> None:
    steps = plan("test", f"VENV={tmp_path / 'new'}")
    checks = (
        "/ruff check",
        "/ruff format",
        "/mypy",
        "/lint-imports",
        "/quizapp check",
        "-m pytest",
    )
    places = [steps.index(check) for check in checks]
    assert places == sorted(places)


def test_ci_runs_the_command_of_the_readme() -> None:
    last = (CHECKOUT / ".ci" / "run").read_text().strip().splitlines()[-1]
    assert last == "make test"


@pytest.mark.parametrize("document", ["README.md"])
def test_every_make_command_of_the_readme_exists(document: str, tmp_path: Path) -> None:
    shown = "\n".join(CONSOLE.findall((CHECKOUT / document).read_text()))
    commands = re.findall(r"^\$ make ([\w ]+?)\s*(?:#.*)?$", shown, re.MULTILINE)
    assert {"run", "test"} <= set(commands)
    for command in commands:
        assert plan(*command.split(), f"VENV={tmp_path / 'new'}")
