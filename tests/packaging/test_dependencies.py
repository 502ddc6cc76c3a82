"""What quizapp imports is declared, and what is declared is locked."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions

import pytest

from tests.packaging.conftest import CHECKOUT

LOCKS = ("run.txt", "dev.txt")
USED_WITHOUT_IMPORT = {"graphviz-pure", "tzdata"}
"""A program and a set of files."""
FLASKS_OWN = {"jinja2", "markupsafe", "werkzeug"}
"""What Flask is made of and hands out; it says itself which versions it works with."""
PINNED = re.compile(r"(?P<name>[\w.-]+)(\[[\w,-]+\])?==(?P<version>\S+) \\")


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def declared() -> set[str]:
    """The distributions that pyproject.toml says the program needs."""
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text())["project"]
    names = (re.match(r"[\w.-]+", line) for line in project["dependencies"])
    return {canonical(name[0]) for name in names if name}


def imported() -> Iterator[str]:
    """The top-level modules that the program and its migrations import."""
    sources = [*(CHECKOUT / "quizapp").rglob("*.py"), *(CHECKOUT / "migrations").rglob("*.py")]
    for source in sources:
        for node in ast.walk(ast.parse(source.read_text())):
            if isinstance(node, ast.Import):
                yield from (alias.name.partition(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                yield node.module.partition(".")[0]


def locked(lock: str) -> dict[str, str]:
    """The versions a lock file names, by distribution."""
    found = PINNED.finditer((CHECKOUT / "requirements" / lock).read_text())
    return {canonical(pin["name"]): pin["version"] for pin in found}


def test_every_import_is_declared_and_every_declaration_used() -> None:
    modules = set(imported()) - sys.stdlib_module_names - {"quizapp"}
    known = packages_distributions()
    needed = {canonical(name) for module in modules for name in known[module]}
    assert needed - FLASKS_OWN == declared() - FLASKS_OWN - USED_WITHOUT_IMPORT


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_distribution_has_hashes(lock: str) -> None:
    text = (CHECKOUT / "requirements" / lock).read_text()
    entries = re.split(r"\n(?=[\w])", text.strip())
    assert len(entries) == len(locked(lock))
    for entry in entries:
        assert PINNED.match(entry), entry
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", entry), entry


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_files_name_no_address(lock: str) -> None:
    text = (CHECKOUT / "requirements" / lock).read_text()
    options = re.findall(r"--(?!hash=)\S+|@ ?\S+|\S+://\S+", re.sub(r"#.*", "", text))
    assert options == []


def test_the_locks_hold_everything_declared_in_one_version() -> None:
    run, dev = locked("run.txt"), locked("dev.txt")
    assert declared() <= run.keys()
    assert run.items() <= dev.items()


def test_one_python_version_is_asked_for() -> None:
    config = tomllib.loads((CHECKOUT / "pyproject.toml").read_text())
    assert config["project"]["requires-python"] == ">=3.11"
    assert "version_info >= (3, 11)" in (CHECKOUT / "Makefile").read_text()
