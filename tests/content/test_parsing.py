import os
from pathlib import Path

import pytest

from quizapp.content import parsing
from quizapp.content.complaints import Complaints
from quizapp.content.parsing import lines_of_tables, parse


def test_tables_are_numbered_by_section() -> None:
    assert lines_of_tables("[[a]]\n[b]\n [[ a ]]\n[[c]]") == {"a:0": 1, "a:1": 3, "c:0": 4}


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"\xff", "is not UTF-8 (byte 0)"),
        (b"x = ", "is not TOML"),
        (b"x = " + b"9" * 6000, "x.toml:1: holds a number that is too long"),
        (b"y = 1\nx = 0x" + b"f" * 5000, "x.toml:2: holds a number that is too long"),
        (b"y = 1\nx = [{z = -9223372036854775809}]", "x.toml:2: holds a number that is too"),
        (b"a" + b".a" * 20_000 + b" = 1", "x.toml:1: holds a key of too many parts"),
        (b"\n[a" + b".a" * 20_000 + b"]", "x.toml:2: holds a key of too many parts"),
        (b'x = {"a"' + b' . "a"' * 40 + b" = 1}", "holds a key of too many parts"),
        (b"x = " + b"[" * 90 + b"]" * 90, "is nested too deeply"),
        (b"x = " + b"[" * 90_000, "is not TOML"),
    ],
)
def test_what_cannot_be_parsed_is_told(tmp_path: Path, content: bytes, complaint: str) -> None:
    path = tmp_path / "x.toml"
    path.write_bytes(content)
    complaints = Complaints(path)
    assert parse(path, complaints) == ({}, {})
    assert complaint in str(complaints.found[0])


def test_a_file_that_is_too_large_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parsing, "MAX_BYTES", 3)
    path = tmp_path / "x.toml"
    path.write_text("x = 1")
    complaints = Complaints(path)
    parse(path, complaints)
    assert "too large" in str(complaints.found[0])


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    os.mkfifo(path)
    complaints = Complaints(path)
    assert parse(path, complaints) == ({}, {})
    assert "is no regular file" in str(complaints.found[0])


def test_an_endless_device_is_not_read() -> None:
    complaints = Complaints(Path("/dev/zero"))
    parse(Path("/dev/zero"), complaints)
    assert "is no regular file" in str(complaints.found[0])


def test_long_lines_of_words_take_no_time(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_text('x = "' + "a" * 900_000 + "..." * 100_000 + '"')
    complaints = Complaints(path)
    assert parse(path, complaints)[1] == {}
    assert complaints.found == []


def test_numbers_and_dots_of_prose_are_let_be(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_text('x = "' + "1.2.3 " * 40 + "9" * 30 + '"\ny = 9223372036854775807\n')
    complaints = Complaints(path)
    assert parse(path, complaints)[0]["y"] == 2**63 - 1
