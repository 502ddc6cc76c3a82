from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from quizapp.cli.group import main


def quizapp(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["simulate", *map(str, arguments)])


def test_the_list() -> None:
    result = quizapp("--list", "--language", "zh")
    assert result.exit_code == 0
    assert "normal-close" in result.output
    assert "四次挥手" not in result.output.splitlines()[0]


def test_a_table_is_printed() -> None:
    result = quizapp("normal-close", "--language", "en")
    assert result.exit_code == 0
    assert "<SEQ=100><ACK=300><CTL=FIN,ACK>" in result.output


@pytest.mark.parametrize(
    ("file_format", "begins"),
    [("svg", b"<?xml"), ("json", b"{"), ("pcap", b"\xd4\xc3\xb2\xa1"), ("text", b"Normal")],
)
def test_every_format_can_be_written(file_format: str, begins: bytes, tmp_path: Path) -> None:
    path = tmp_path / "out"
    result = quizapp(
        "normal-close", "--format", file_format, "--output", path, "--language", "en"
    )
    assert result.exit_code == 0
    assert path.read_bytes().startswith(begins)
    assert f"{path.stat().st_size:,} bytes" in result.output


def test_without_a_name_it_says_what_to_do() -> None:
    result = quizapp()
    assert result.exit_code == 2
    assert "--list" in result.output


def test_a_mistaken_name_is_one_sentence() -> None:
    result = quizapp("no-such-story")
    assert result.exit_code == 1
    assert "no scenario 'no-such-story'" in result.output


def test_a_file_that_cannot_be_written(tmp_path: Path) -> None:
    result = quizapp("normal-close", "--output", tmp_path / "no" / "where")
    assert result.exit_code == 1
    assert "cannot be written" in result.output
