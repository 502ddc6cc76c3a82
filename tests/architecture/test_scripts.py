"""How the browser's modules lean on one another: files that are there, folders downwards."""

import re
from collections.abc import Iterator
from pathlib import Path

STATIC = Path(__file__).parents[2] / "quizapp" / "web" / "static"
IMPORT = re.compile(r"""^(?:import|\} from)\b[^"]*"([^"]+)";$""", re.MULTILINE)
BELOW = {
    "js": {"js"},
    "lab": {"lab"},
    "drawing": {"drawing"},
    "editor": {"editor", "drawing"},
    "canvas": {"canvas", "drawing"},
}
"""Whose modules those of a folder may import: neither drawing program the other's."""
BANNED = {"utils", "helpers", "manager", "common", "base", "misc"}


def _imports() -> Iterator[tuple[Path, Path]]:
    for module in sorted(STATIC.rglob("*.js")):
        for address in IMPORT.findall(module.read_text("utf-8")):
            yield module, (module.parent / address).resolve()


def _folder(module: Path) -> str:
    return module.relative_to(STATIC).parts[0]


def test_every_import_leads_to_a_module_that_is_there() -> None:
    found = list(_imports())
    assert len(found) > 100
    assert [
        (module.name, str(target)) for module, target in found if not target.is_file()
    ] == []


def test_no_folder_imports_from_a_stranger() -> None:
    strange = [
        f"{module.relative_to(STATIC)} -> {target.relative_to(STATIC)}"
        for module, target in _imports()
        if _folder(target) not in BELOW[_folder(module)]
    ]
    assert strange == []


def test_what_the_drawing_programs_share_is_used_by_both() -> None:
    users: dict[Path, set[str]] = {module: set() for module in STATIC.glob("drawing/*.js")}
    for module, target in _imports():
        if target in users:
            users[target].add(_folder(module))
    lonely = {path.name for path, folders in users.items() if len(folders) < 2}
    assert lonely == set()


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert [path.name for path in STATIC.rglob("*.js") if path.stem in BANNED] == []
