"""An installed copy is complete: it needs nothing of the checkout it was built from."""

from pathlib import Path
from random import Random
from zipfile import ZipFile

import pytest

from tests.durability.serving import Server, Visitor, filled_in
from tests.packaging.conftest import CHECKOUT, Installed

pytestmark = [pytest.mark.packaging, pytest.mark.slow]


def files(folder: str, shipped_as: str) -> set[str]:
    """The files below a folder of the checkout, under the names a wheel gives them."""
    root = CHECKOUT / folder
    found = (path for path in root.rglob("*") if path.is_file())
    return {
        f"{shipped_as}/{path.relative_to(root).as_posix()}"
        for path in found
        if "__pycache__" not in path.parts
    }


def test_the_wheel_holds_the_whole_program_and_nothing_else(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        held = {name for name in archive.namelist() if ".dist-info/" not in name}
    expected = files("quizapp", "quizapp")
    expected |= files("content", "quizapp/_shipped/content")
    expected |= files("migrations", "quizapp/_shipped/migrations")
    assert held == expected


@pytest.mark.parametrize(
    "pattern",
    [
        "quizapp/_shipped/content/machines/tcp.toml",
        "quizapp/_shipped/migrations/versions/0001_*.py",
        "quizapp/web/templates/base.html",
        "quizapp/web/static/quizapp.css",
        "quizapp/translations/zh/messages.po",
    ],
)
def test_an_installed_copy_has_its_files(installed: Installed, pattern: str) -> None:
    assert list(installed.packages.glob(pattern))


def test_the_program_is_imported_from_its_own_environment(installed: Installed) -> None:
    found = installed.run("python", "-c", "import quizapp; print(quizapp.__file__)").stdout
    assert Path(found.strip()) == installed.packages / "quizapp" / "__init__.py"


def test_the_guard_refuses_the_checkout(installed: Installed) -> None:
    reading = f"open({str(CHECKOUT / 'pyproject.toml')!r})"
    refused = installed.run("python", "-c", reading, check=False)
    assert "PermissionError: read from the checkout" in refused.stderr


def test_an_installed_copy_checks_its_content(installed: Installed) -> None:
    assert "tcp" in installed.run("quizapp", "check").stdout


def test_an_installed_copy_exports_a_diagram(installed: Installed) -> None:
    exported = installed.run("quizapp", "export", "tcp", "--output", "-").stdout
    assert "<svg" in exported
    assert "FIN-WAIT-1" in exported


def test_an_installed_copy_asks_and_marks_a_question(
    installed: Installed, tmp_path: Path
) -> None:
    visitor = Visitor()
    program = [installed.program("quizapp")]
    with Server(tmp_path / "data", program, cwd=tmp_path) as server:
        assert visitor.get(server.port, "/").status == 200
        sheet = filled_in(visitor.get(server.port, "/review").text, Random(1))
        assert sheet is not None
        answered = visitor.post(server.port, sheet.action, sheet.fields)
        assert (answered.status, answered.location) == (303, f"/answers/{sheet.attempt}")
        verdict = visitor.get(server.port, answered.location)
        assert verdict.status == 200
        assert "RFC 9293" in verdict.text
        for file in ("quizapp.css", "js/main.js", "editor/main.js", "icon.svg"):
            assert visitor.get(server.port, f"/static/{file}").status == 200
        assert "PermissionError" not in server.log.read_text()


def test_an_installed_copy_speaks_chinese(installed: Installed, tmp_path: Path) -> None:
    program = [installed.program("quizapp")]
    with Server(tmp_path / "data", program, cwd=tmp_path) as server:
        page = Visitor(language="zh-CN").get(server.port, "/")
    assert 'lang="zh-Hans"' in page.text
    assert "今天" in page.text
