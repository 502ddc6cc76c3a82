from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from quizapp.cli.group import main
from tests.formats.captures import ipv4, pcap, tcp

CONTRADICTORY = pcap([ipv4(tcp("S", 100)), ipv4(tcp(".", 101, 301)), ipv4(tcp("R", 7))])


def quizapp(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["replay", *map(str, arguments)])


@pytest.fixture
def capture(tmp_path: Path) -> Path:
    path = tmp_path / "run.pcap"
    path.write_bytes(CONTRADICTORY)
    return path


def test_a_contradiction_does_not_change_the_exit_code(capture: Path) -> None:
    result = quizapp(capture, "--language", "en")
    assert result.exit_code == 0
    assert "CONTRADICTION" in result.output


def test_the_language_can_be_chosen(capture: Path) -> None:
    assert "矛盾" in quizapp(capture, "--language", "zh").output


def test_an_unreadable_file_is_one_sentence_and_exit_code_1(tmp_path: Path) -> None:
    result = quizapp(tmp_path / "no.pcap")
    assert result.exit_code == 1
    assert result.output.startswith("Error: no.pcap cannot be read")
    assert result.output.count("\n") == 1


def test_a_connection_that_is_not_there_is_an_error(capture: Path) -> None:
    result = quizapp(capture, "--connection", 9)
    assert (result.exit_code, "no connection 9" in result.output) == (1, True)


def test_the_help_has_examples() -> None:
    assert "quizapp replay run.pcap --connection 2" in quizapp("--help").output
