"""What every command says when its folder, database or settings cannot be used."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from quizapp.cli.opening import language_of_terminal, settings, settings_help
from tests.cli.conftest import Run, failed

STUDYING = [("drill", "--count", 1), ("backup",)]
studying = pytest.mark.parametrize("command", STUDYING, ids=lambda item: item[0])


@studying
def test_a_folder_that_cannot_be_made_is_told(
    run: Run, data: Path, command: tuple[object, ...]
) -> None:
    data.write_text("a file in the way", encoding="utf-8")
    said = failed(run(*command))
    assert said == (
        f"The folder {data} cannot be used (File exists). "
        "Make it writable, or name another with QUIZAPP_DATA."
    )
    assert data.read_text(encoding="utf-8") == "a file in the way"


@studying
def test_a_file_that_is_no_database_is_told_and_left(
    run: Run, data: Path, command: tuple[object, ...]
) -> None:
    data.mkdir()
    file = data / "quizapp.db"
    file.write_bytes(b"a letter to my mother " * 100)
    said = failed(run(*command))
    assert str(file) in said
    assert "is not a SQLite file and was left as it is" in said
    assert file.read_bytes() == b"a letter to my mother " * 100


@studying
def test_another_programs_database_is_told_and_left(
    run: Run, data: Path, command: tuple[object, ...]
) -> None:
    data.mkdir()
    file = data / "quizapp.db"
    with closing(sqlite3.connect(file)) as theirs:
        theirs.execute("CREATE TABLE recipe (name TEXT)")
        theirs.commit()
    before = file.read_bytes()
    assert "belongs to another program and was left as it is" in failed(run(*command))
    assert file.read_bytes() == before


@studying
def test_a_newer_database_is_told_and_left(
    run: Run, data: Path, command: tuple[object, ...]
) -> None:
    run("backup")
    file = data / "quizapp.db"
    with closing(sqlite3.connect(file)) as ours:
        ours.execute("UPDATE alembic_version SET version_num = '9999'")
        ours.commit()
    said = failed(run(*command))
    assert "was written by a newer quizapp and was left as it is" in said


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("QUIZAPP_PORT", "many", "QUIZAPP_PORT='many' cannot be used"),
        ("QUIZAPP_PORT", "70000", "give a number from 0 to 65535"),
        ("QUIZAPP_GRAPHVIZ", "magic", "give auto, system or bundled"),
        ("QUIZAPP_DATABASE", "ftp://x/y", "cannot use"),
        ("QUIZAPP_CONTENT", "/nowhere", "holds no machine"),
    ],
)
def test_a_setting_that_cannot_be_used_is_told(
    run: Run, name: str, value: str, said: str
) -> None:
    assert said in failed(run("drill", **{name: value}))


@pytest.mark.parametrize("command", ["export", "table"])
def test_a_machine_there_is_not_is_told_with_those_there_are(run: Run, command: str) -> None:
    more = ("--output", "-") if command == "export" else ()
    said = failed(run(command, "udp", *more))
    assert said == "There is no machine 'udp'. The library holds: tcp."


def test_what_the_command_line_says_goes_before_the_environment() -> None:
    assert settings(port="9000").port == "9000"
    assert settings(port="").port_number > 0


def test_every_setting_is_explained(run: Run) -> None:
    output = run("serve", "--help").output
    for line in settings_help().splitlines():
        assert line in output
    for name in ("DATA", "DATABASE", "HOST", "PORT", "GRAPHVIZ", "CONTENT"):
        assert f"QUIZAPP_{name}" in output


@pytest.mark.parametrize(
    ("locale", "language"),
    [
        ("zh_CN.UTF-8", "zh"),
        ("zh_TW", "zh"),
        ("en_US.UTF-8", "en"),
        ("de_DE", "en"),
        ("C", "en"),
    ],
)
def test_the_terminals_language_is_spoken(run: Run, locale: str, language: str) -> None:
    title = {"en": "TCP connection", "zh": "TCP 连接"}[language]
    output = run("table", "tcp", LC_ALL=locale).output
    assert output.splitlines()[0] == title


def test_a_terminal_without_a_locale_is_spoken_to_in_a_language_there_is() -> None:
    assert language_of_terminal() in {"en", "zh"}
