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
        (b"x = " + b"9" * 6000, "holds a number that is too long"),
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
