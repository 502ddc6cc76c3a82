"""The measures themselves, on code of which the answer is known."""

import ast

import pytest

from tests.architecture.source import MODULES, Module, complexity, length

LONG = '''
def f(a):
    """Say what it does.

    At length.
    """
    x = a
    return x
'''


@pytest.mark.parametrize(
    ("body", "decisions"),
    [
        ("pass", 1),
        ("if a: pass", 2),
        ("if a and b or c: pass", 4),
        ("for x in a: pass", 2),
        ("return [x for x in a if x]", 2),
        ("return 1 if a else 2", 2),
        ("try: pass\n except OSError: pass", 2),
        ("def inner():\n  if a: pass", 1),
        ("match a:\n  case 1: pass\n  case _: pass", 3),
    ],
)
def test_decisions_are_counted(body: str, decisions: int) -> None:
    (function,) = ast.parse(f"def f():\n {body}").body
    assert isinstance(function, ast.FunctionDef)
    assert complexity(function) == decisions


def test_a_docstring_is_no_line_of_code() -> None:
    (function,) = Module("m", LONG).functions()
    assert length(function) == 3


def test_only_strings_that_are_used_are_found() -> None:
    module = Module("m", '"""Doc."""\nA = "used"\n"""About A."""\nB = f"{A} too"\n')
    assert [node.value for node in module.strings()] == ["used", " too"]


def test_what_is_private_or_inside_is_not_public() -> None:
    text = "class A:\n def b(self):\n  def c(): ...\n def _d(self): ...\ndef _e(): ..."
    assert [node.name for node in Module("m", text).public()] == ["A", "b"]


def test_every_module_of_the_program_is_looked_at() -> None:
    names = {module.name for module in MODULES}
    assert {"quizapp.engine.step", "quizapp.web.app", "quizapp.cli.commands.serve"} <= names
