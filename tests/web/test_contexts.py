"""The typed contexts of the pages: all documented, all used, one template each."""

import ast
import inspect
from dataclasses import fields, is_dataclass
from importlib.resources import files
from types import ModuleType

import pytest

from quizapp.web import contexts, drill_contexts, frame, lab_contexts, predict_contexts

TEMPLATES = files("quizapp.web") / "templates"


def _classes(module: ModuleType) -> list[tuple[type, ast.ClassDef]]:
    tree = ast.parse(inspect.getsource(module))
    return [
        (getattr(module, node.name), node)
        for node in tree.body
        if isinstance(node, ast.ClassDef) and is_dataclass(getattr(module, node.name))
    ]


CLASSES = [
    found
    for module in (contexts, lab_contexts, drill_contexts, predict_contexts, frame)
    for found in _classes(module)
]
PAGES = [kind for kind, _ in CLASSES if hasattr(kind, "template")]


@pytest.mark.parametrize(("kind", "node"), CLASSES, ids=[kind.__name__ for kind, _ in CLASSES])
def test_every_field_is_documented(kind: type, node: ast.ClassDef) -> None:
    undocumented = [
        ast.unparse(here.target)
        for here, after in zip(node.body, [*node.body[1:], None], strict=True)
        if isinstance(here, ast.AnnAssign)
        and "ClassVar" not in ast.unparse(here.annotation)
        and not (isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant))
    ]
    assert undocumented == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.__name__)
def test_every_field_of_a_page_is_used_by_its_template(page: type) -> None:
    source = (TEMPLATES / page.template).read_text()
    assert [item.name for item in fields(page) if f"page.{item.name}" not in source] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.__name__)
def test_contexts_cannot_be_changed(page: type) -> None:
    assert page.__dataclass_params__.frozen
