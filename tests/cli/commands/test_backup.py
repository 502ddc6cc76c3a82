import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import Run, failed


def _answers(file: Path) -> int:
    with closing(sqlite3.connect(file)) as opened:
        (count,) = opened.execute("SELECT count(*) FROM review").fetchone()
    return int(count)


def test_a_copy_is_made_beside_the_database(run: Run, data: Path) -> None:
    run("drill", "--count", 1, typed="\n")
    output = run("backup").output
    found = re.fullmatch(r"Copied (.+) to (.+)\.\n", output)
    assert found is not None
    assert Path(found[1]) == data / "quizapp.db"
    assert Path(found[2]).parent == data / "backups"
    assert _answers(Path(found[2])) == 1


def test_a_copy_is_made_where_one_says(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "before-the-holiday.db"
    assert run("backup", target).exit_code == 0
    assert _answers(target) == 0


def test_no_file_is_overwritten(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "mine.db"
    target.write_text("mine", encoding="utf-8")
    assert "choose a name that is free" in failed(run("backup", target))
    assert target.read_text(encoding="utf-8") == "mine"


def test_a_copy_put_in_place_of_the_database_restores_it(run: Run, data: Path) -> None:
    run("drill", "--count", 1, typed="\n")
    target = data.parent / "copy.db"
    run("backup", target)
    run("drill", "--count", 1, typed="\n")
    assert _answers(data / "quizapp.db") == 2
    for path in data.glob("quizapp.db*"):
        path.unlink()
    target.rename(data / "quizapp.db")
    assert run("drill", "--count", 1, typed="\n").exit_code == 0
    assert _answers(data / "quizapp.db") == 2


def test_an_empty_name_is_refused(run: Run, data: Path) -> None:
    result = run("backup", "")
    assert result.exit_code == 2
    assert "name a file" in result.output
    assert not data.exists()


@pytest.mark.parametrize("name", ["x" * 300, "😀" * 60, "a/" * 3000 + "b"])
def test_a_name_the_system_refuses_is_told(run: Run, tmp_path: Path, name: str) -> None:
    result = run("backup", tmp_path / name)
    if result.exit_code:
        assert "cannot be written" in failed(result)
        assert not list(tmp_path.glob("[x😀.]*"))


def test_a_long_name_that_is_possible_is_taken(run: Run, tmp_path: Path) -> None:
    assert run("backup", tmp_path / ("😀" * 60)).exit_code == 0


def test_a_home_nobody_has_is_told(run: Run) -> None:
    said = failed(run("backup", QUIZAPP_DATA="~nosuch/x"))
    assert said.endswith("there is no such home folder; write the path in full.")
