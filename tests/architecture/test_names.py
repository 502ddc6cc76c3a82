"""The program knows no machine: none of its names stands in the source."""

import ast
import re
from collections.abc import Callable

import pytest

from quizapp.questions import catalog
from tests.architecture.source import Module, problems
from tests.conftest import MACHINES

SLUGS = set(MACHINES)
STATES = {state.id for machine in MACHINES.values() for state in machine.states}
OUTCOMES = {item.id for machine in MACHINES.values() for item in machine.outcomes()}
TELLING = STATES - {"OFF", "OPEN"}
"""States' names that are no words of other trades (SQL, options of programs)."""

EXAMPLES = {
    "quizapp.cli.group": "the guide shows commands one can type",
    "quizapp.cli.commands.check": "examples in its help",
    "quizapp.cli.commands.drill": "examples in its help",
    "quizapp.cli.commands.export": "examples in its help",
    "quizapp.cli.commands.replay": "tcpdump's filter in an example",
    "quizapp.cli.commands.table": "examples in its help",
    "quizapp.kernel.numbers": "the kernel's names of its settings",
    "quizapp.kernel.proc": "the kernel's names of its files",
}
"""Modules that name a machine in examples only."""

MODEL = "quizapp.simulator."
"""The exception: what a machine's states and events mean for segments is said there."""

WORDS = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*")


def _words(module: Module) -> set[str]:
    return {word for node in module.strings() for word in WORDS.findall(str(node.value))}


def _elsewhere(find: Callable[[Module], object]) -> dict[str, object]:
    """Return what a rule finds wrong outside the simulator."""
    found = problems(find)
    return {name: wrong for name, wrong in found.items() if not name.startswith(MODEL)}


def test_no_state_is_named() -> None:
    assert _elsewhere(lambda module: _words(module) & TELLING) == {}


def test_no_outcome_is_named() -> None:
    assert _elsewhere(lambda module: {node.value for node in module.strings()} & OUTCOMES) == {}


def test_a_machine_is_named_in_examples_only() -> None:
    assert set(_elsewhere(lambda module: _words(module) & SLUGS)) == set(EXAMPLES)


def _compared(module: Module) -> set[str]:
    """Return every string that a condition or a match looks for."""
    looking = (ast.Compare, ast.MatchValue)
    return {
        str(node.value)
        for condition in ast.walk(module.tree)
        if isinstance(condition, looking)
        for node in ast.walk(condition)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def test_nothing_switches_on_a_machine_or_a_question_type() -> None:
    assert problems(lambda module: _compared(module) & (SLUGS | set(catalog()))) == {}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('if slug == "tcp": ...', {"tcp"}),
        ('if slug in ("tcp", "udp"): ...', {"tcp", "udp"}),
        ('match slug:\n case "tcp": ...', {"tcp"}),
        ('print("tcp")', set()),
    ],
)
def test_a_switch_is_found(text: str, found: set[str]) -> None:
    assert _compared(Module("m", text)) == found


def test_a_name_is_found_in_a_formatted_string() -> None:
    assert _words(Module("m", 'f"{x} in LISTEN, y"')) & TELLING == {"LISTEN"}
