"""Who may import whom: the contracts of pyproject.toml hold."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.architecture.source import MODULES, PACKAGE, ROOT

CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]


@pytest.fixture(scope="module")
def report() -> str:
    program = Path(sys.executable).with_name("lint-imports")
    ran = subprocess.run(
        [str(program), "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return ran.stdout + ran.stderr


def test_every_contract_is_kept(report: str) -> None:
    kept = len(CONTRACTS["contracts"])
    assert f"Contracts: {kept} kept, 0 broken." in report, report


@pytest.mark.parametrize("contract", [item["name"] for item in CONTRACTS["contracts"]])
def test_each_contract_was_looked_at(report: str, contract: str) -> None:
    assert f"{contract} KEPT" in report


def test_every_package_has_its_layer() -> None:
    (layers,) = [item for item in CONTRACTS["contracts"] if item["type"] == "layers"]
    placed = {name.strip() for row in layers["layers"] for name in row.split("|")}
    there = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    assert there <= placed
    assert layers["exhaustive"]


DOORS = {
    "alembic": {"storage"},
    "babel": {"web"},
    "click": {"cli"},
    "dpkt": {"formats"},
    "flask": {"web"},
    "flask_wtf": {"web"},
    "fsrs": {"scheduling"},
    "graphviz": {"diagrams"},
    "graphviz_pure": {"diagrams"},
    "itsdangerous": {"services"},
    "jinja2": {"web"},
    "markupsafe": {"web"},
    "msgspec": {"grading", "questions", "services", "storage"},
    "platformdirs": {"config"},
    "sqlalchemy": {"storage"},
    "tzlocal": {"cli"},
    "waitress": {"cli"},
    "werkzeug": {"web"},
}
"""Which packages open the door to a library; nobody else knows it."""


def test_every_library_has_one_door() -> None:
    ours = set(sys.stdlib_module_names) | {"quizapp"}
    used = {
        (library, module.name.split(".")[1])
        for module in MODULES
        for library in module.imports() - ours
    }
    allowed = {(library, place) for library, places in DOORS.items() for place in places}
    assert used - allowed == set()
