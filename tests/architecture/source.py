"""The program's own source, parsed: what rules about it look at."""

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import quizapp

PACKAGE = Path(quizapp.__file__).parent
ROOT = PACKAGE.parent

Function = ast.FunctionDef | ast.AsyncFunctionDef
BRANCHES = (
    ast.If,
    ast.For,
    ast.AsyncFor,
    ast.While,
    ast.ExceptHandler,
    ast.IfExp,
    ast.comprehension,
    ast.match_case,
    ast.Assert,
)


@dataclass(frozen=True)
class Module:
    """One module: its name with dots, and its text."""

    name: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    def functions(self) -> Iterator[Function]:
        """Yield every function, wherever it stands."""
        for node in ast.walk(self.tree):
            if isinstance(node, Function):
                yield node

    def imports(self) -> set[str]:
        """Return the first names of everything imported, wherever that stands."""
        found: set[str] = set()
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                found.update(alias.name.partition(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                found.add(node.module.partition(".")[0])
        return found

    def public(self) -> Iterator[Function | ast.ClassDef]:
        """Yield every public class, function and method, not those inside functions."""
        yield from _public(self.tree.body)

    def strings(self) -> Iterator[ast.Constant]:
        """Yield every string that the program uses; docstrings are not used."""
        documentation = {
            id(node.value)
            for node in ast.walk(self.tree)
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        }
        for node in ast.walk(self.tree):
            is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
            if is_text and id(node) not in documentation:
                yield node


def _public(body: list[ast.stmt]) -> Iterator[Function | ast.ClassDef]:
    for node in body:
        if isinstance(node, Function | ast.ClassDef) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from _public(node.body)


def length(function: Function) -> int:
    """Return the lines of a function less its docstring."""
    first = function.body[0]
    is_documented = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    said = (first.end_lineno or 0) - first.lineno + 1 if is_documented else 0
    return (function.end_lineno or 0) - function.lineno + 1 - said


def complexity(function: Function) -> int:
    """Return one more than the decisions a function takes; inner ones count on their own."""
    total, waiting = 1, list(ast.iter_child_nodes(function))
    while waiting:
        node = waiting.pop()
        if isinstance(node, Function | ast.ClassDef | ast.Lambda):
            continue
        total += isinstance(node, BRANCHES)
        if isinstance(node, ast.BoolOp):
            total += len(node.values) - 1
        waiting.extend(ast.iter_child_nodes(node))
    return total


MODULES = tuple(
    Module(".".join(path.relative_to(ROOT).with_suffix("").parts), path.read_text("utf-8"))
    for path in sorted(PACKAGE.rglob("*.py"))
)


def problems(find: Callable[[Module], object]) -> dict[str, object]:
    """Return what a rule finds wrong, by module; modules without a problem are left out."""
    return {module.name: found for module in MODULES if (found := find(module))}
