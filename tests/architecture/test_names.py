"""The program knows no machine: none of its names stands in the source."""

import ast
import re

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
    "quizapp.cli.commands.table": "examples in its help",
}
"""Modules that name a machine in examples only."""

WORDS = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*")


def _words(module: Module) -> set[str]:
    return {word for node in module.strings() for word in WORDS.findall(str(node.value))}


def test_no_state_is_named() -> None:
    assert problems(lambda module: _words(module) & TELLING) == {}


def test_no_outcome_is_named() -> None:
    assert problems(lambda module: {node.value for node in module.strings()} & OUTCOMES) == {}


def test_a_machine_is_named_in_examples_only() -> None:
    assert set(problems(lambda module: _words(module) & SLUGS)) == set(EXAMPLES)


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
