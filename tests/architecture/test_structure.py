"""How the code is built: sizes, decisions, documentation, and what is not done at all."""

import ast
import re
import statistics
from collections.abc import Iterator

import pytest

from tests.architecture.source import MODULES, Function, Module, complexity, length, problems

LAZY = {
    "quizapp.storage.migrate": "Alembic is heavy, and imported only where a table changes",
}
"""Modules that import inside a function, each with the reason."""

BANNED = {"utils", "helpers", "manager", "common", "base", "misc"}


def _named(module: Module, function: Function, number: int) -> str:
    return f"{module.name}:{function.name} {number}"


def test_no_function_is_longer_than_a_screen() -> None:
    found = [(module, item) for module in MODULES for item in module.functions()]
    assert [_named(*pair, length(pair[1])) for pair in found if length(pair[1]) > 60] == []
    assert statistics.median(length(item) for _, item in found) <= 8


def test_no_module_is_longer_than_four_hundred_lines() -> None:
    sizes = {module.name: len(module.text.splitlines()) for module in MODULES}
    assert {name: size for name, size in sizes.items() if size > 400} == {}
    assert statistics.median(sizes.values()) <= 120


def test_no_function_takes_more_than_ten_decisions() -> None:
    assert [
        _named(module, item, complexity(item))
        for module in MODULES
        for item in module.functions()
        if complexity(item) > 10
    ] == []


def _undocumented(module: Module) -> list[str]:
    silent = [node.name for node in module.public() if not ast.get_docstring(node)]
    return silent if ast.get_docstring(module.tree) else ["the module", *silent]


def test_everything_public_says_what_it_does() -> None:
    assert problems(_undocumented) == {}


def _unannotated(function: Function, *, is_method: bool) -> Iterator[str]:
    given = function.args
    everything = [*given.posonlyargs, *given.args, *given.kwonlyargs]
    everything += [item for item in (given.vararg, given.kwarg) if item]
    static = any(getattr(item, "id", "") == "staticmethod" for item in function.decorator_list)
    for argument in everything[1 if is_method and not static else 0 :]:
        if argument.annotation is None:
            yield f"{function.name}({argument.arg})"
    if function.returns is None:
        yield f"{function.name} -> ?"


def _unannotated_in(module: Module) -> list[str]:
    methods = {
        id(item)
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ClassDef)
        for item in node.body
    }
    return [
        problem
        for function in module.functions()
        for problem in _unannotated(function, is_method=id(function) in methods)
    ]


def test_everything_is_annotated() -> None:
    assert problems(_unannotated_in) == {}


def _swallowed(module: Module) -> list[int]:
    """Return the lines that catch whatever comes, unless it is raised again at once."""
    everything = {"Exception", "BaseException"}
    return [
        node.lineno
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or everything & set(re.findall(r"\w+", ast.unparse(node.type))))
        and not (isinstance(node.body[-1], ast.Raise) and node.body[-1].exc is None)
    ]


def test_no_error_is_caught_unnamed() -> None:
    assert problems(_swallowed) == {}


@pytest.mark.parametrize(
    ("handler", "is_told"),
    [
        ("except Exception: pass", True),
        ("except: pass", True),
        ("except (OSError, Exception): pass", True),
        ("except BaseException:\n tidy()\n raise", False),
        ("except OSError: pass", False),
    ],
)
def test_an_error_that_is_swallowed_is_found(handler: str, is_told: bool) -> None:
    assert bool(_swallowed(Module("m", f"try: f()\n{handler}"))) is is_told


def test_nothing_is_left_to_do() -> None:
    assert problems(lambda module: re.findall(r"\b(?:TODO|FIXME|XXX)\b", module.text)) == {}


def _imports_inside(module: Module) -> list[str]:
    return [
        ast.unparse(node)
        for function in module.functions()
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]


def test_imports_stand_at_the_top_or_have_a_reason() -> None:
    inside = problems(_imports_inside)
    assert {name: found for name, found in inside.items() if name not in LAZY} == {}
    assert set(LAZY) == set(inside), "a reason that is no longer needed"


def test_no_import_hides_behind_type_checking() -> None:
    assert problems(lambda module: "TYPE_CHECKING" in module.text) == {}


def test_a_module_is_named_for_what_it_holds() -> None:
    assert problems(lambda module: BANNED & set(module.name.split("."))) == {}


CLOCKS = re.compile(r"\b(?:datetime\.now|datetime\.utcnow|date\.today|time\.time)\(")


def test_only_commands_and_pages_read_the_clock() -> None:
    reading = problems(lambda module: CLOCKS.findall(module.text))
    assert [
        name for name in reading if not name.startswith(("quizapp.cli.", "quizapp.web."))
    ] == []


def test_only_the_settings_and_the_command_line_know_the_environment() -> None:
    assert set(problems(lambda module: "os.environ" in module.text)) == {"quizapp.cli.opening"}
