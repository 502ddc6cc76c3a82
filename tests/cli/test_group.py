"""Every command, found in the group: it has help, examples and a place in the README."""

import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

from quizapp import __version__
from quizapp.cli import main
from quizapp.cli.group import COMMANDS
from tests.cli.conftest import Run

README = Path(__file__).parents[2] / "README.md"
MODULES = Path(sys.modules["quizapp.cli"].__path__[0]) / "commands"

every_command = pytest.mark.parametrize("name", COMMANDS)


def test_every_module_of_the_folder_is_a_command() -> None:
    assert set(COMMANDS) == {path.stem for path in MODULES.glob("*.py")} - {"__init__"}


@every_command
def test_a_commands_first_line_of_help_is_the_one_listed(name: str) -> None:
    command = main.get_command(click.Context(main), name)
    assert command is not None
    assert (command.help or "").splitlines()[0].startswith(COMMANDS[name].rstrip("."))


@every_command
def test_a_command_explains_itself_with_examples(run: Run, name: str) -> None:
    result = run(name, "--help")
    assert result.exit_code == 0
    examples = result.output.partition("Examples:\n")[2]
    assert re.search(rf"^ +quizapp {name}\b", examples, re.MULTILINE)


@every_command
def test_every_option_of_an_example_exists(run: Run, name: str) -> None:
    command = main.get_command(click.Context(main), name)
    assert command is not None
    known = {option for item in command.params for option in (*item.opts, *item.secondary_opts)}
    shown = [line for line in (command.epilog or "").splitlines() if f"quizapp {name}" in line]
    used = {word for line in shown for word in line.split() if word.startswith("--")}
    assert used <= known


@every_command
def test_a_command_is_in_the_readme(name: str) -> None:
    assert f"quizapp {name}" in README.read_text(encoding="utf-8")


def test_the_list_of_commands_is_a_guide(run: Run) -> None:
    output = run("--help").output
    lines = [line.split(maxsplit=1) for line in output.splitlines()]
    listed = {words[0]: words[1] for words in lines if len(words) == 2 and words[0] in COMMANDS}
    assert listed == COMMANDS
    assert list(listed) == list(COMMANDS)
    assert "Start here:" in output


def test_a_command_there_is_not_is_told(run: Run) -> None:
    result = run("fly")
    assert result.exit_code == 2
    assert "No such command 'fly'" in result.output


def test_the_version_is_told(run: Run) -> None:
    assert run("--version").output == f"quizapp, version {__version__}\n"


def test_help_imports_neither_flask_nor_sqlalchemy() -> None:
    script = (
        "import sys\n"
        "from quizapp.cli import main\n"
        "try:\n"
        "    main(['--help'])\n"
        "except SystemExit as end:\n"
        "    assert end.code == 0\n"
        "heavy = {'alembic', 'flask', 'fsrs', 'graphviz', 'msgspec', 'sqlalchemy'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert ran.stdout.splitlines()[-1] == "[]"


def test_it_runs_as_a_module() -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "quizapp", "--version"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout == f"quizapp, version {__version__}\n"
