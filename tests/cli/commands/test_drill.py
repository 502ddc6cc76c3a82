"""The same reviews as in the browser, answered from a script."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from quizapp.config import Settings
from quizapp.services.preferences import preferences, save
from quizapp.services.study import open_study
from tests.cli.conftest import Run, failed
from tests.conftest import NOW
from tests.services.learning import reviews

ARROWS = """\
CLOSED -> LISTEN : passive OPEN
CLOSED -> SYN-SENT : active OPEN / SYN
LISTEN -> SYN-RECEIVED : rcv SYN / SYN,ACK
SYN-RECEIVED -> ESTABLISHED : rcv ACK of SYN
ESTABLISHED -> CLOSE-WAIT : rcv FIN / ACK
CLOSE-WAIT -> LAST-ACK : CLOSE / FIN
LAST-ACK -> CLOSED : rcv ACK of FIN

"""
SERVER = "\n".join(line for line in ARROWS.splitlines() if "active OPEN" not in line) + "\n\n"


def _stored(data: Path) -> list[tuple[str, float | None]]:
    study = open_study(Settings(data=str(data)), NOW)
    found = [(row.fact, row.credit) for row in reviews(study)]
    study.close()
    return found


def test_a_question_is_put_marked_and_explained(run: Run, data: Path) -> None:
    result = run("drill", "--count", 1, typed="\n")
    assert result.exit_code == 0
    for words in ("  a) ", "  b) ", "  letter: ", "Not right (0%)", "You asked to be told."):
        assert words in result.output
    assert "Key:" in result.output
    assert "Why:" in result.output
    assert "RFC 9293 §3.10.1]" in result.output
    assert "UTC  (CLOSED · active OPEN → SYN-SENT, snd SYN)" in result.output
    assert _stored(data) == [("closed.open-active", 0.0)]


def test_what_cannot_be_read_is_asked_again(run: Run, data: Path) -> None:
    result = run("drill", "--count", 1, typed="z\n\n")
    assert "That is not one of the answers offered." in result.output
    assert result.output.count("  letter: ") == 2
    assert len(_stored(data)) == 1


def test_as_many_questions_come_as_were_asked_for(run: Run, data: Path) -> None:
    run("drill", "tcp", "--count", 3, typed="\n\n\n")
    assert len(_stored(data)) == 3


def test_what_was_answered_is_kept_when_one_stops(run: Run, data: Path) -> None:
    result = run("drill", typed="\n\n")
    assert result.exit_code == 1
    assert "Aborted!" in result.output
    assert len(_stored(data)) == 2


def test_arrows_are_drawn_as_lines(run: Run, data: Path) -> None:
    result = run("drill", "tcp", "--missing", 6, "--role", "server", typed=SERVER)
    assert "6 arrows are missing from this diagram" in result.output
    assert "  Right." in result.output
    assert sorted(credit or 0 for _, credit in _stored(data)) == [1.0] * 6


def test_the_rest_of_the_diagram_is_shown(run: Run) -> None:
    shown = run("drill", "--missing", 2, "--role", "server", typed="\n").output
    arrows = [
        line for line in shown.splitlines() if " -> " in line and "an empty line" not in line
    ]
    assert len(arrows) == 4
    assert all(line.strip() in ARROWS for line in arrows)


def test_a_line_that_is_no_arrow_is_asked_again(run: Run) -> None:
    typed = f"CLOSED LISTEN\n\nCLOSED -> MARS : close\n\n{SERVER}"
    output = run("drill", "--missing", 6, "--role", "server", typed=typed).output
    assert "Row 1: choose the state the arrow leads to." in output
    assert "Row 1: “MARS” is not a name I know" in output
    assert "  Right." in output


def test_a_role_without_arrows_is_told(run: Run) -> None:
    said = failed(run("drill", "--missing", 3, "--role", "juggler"))
    assert "no arrows to draw for 'juggler'" in said


def test_chinese_is_asked_in_chinese(run: Run) -> None:
    output = run("drill", "--count", 1, "--language", "zh", typed="\n").output
    stem = output.strip().splitlines()[0]
    assert stem.endswith(("？", "。", "："))
    assert re.search("[\u4e00-\u9fff]{4}", stem)
    assert "你选择了查看答案。" in output


def test_a_day_without_cards_ends_at_once(run: Run, data: Path) -> None:
    study = open_study(Settings(data=str(data)), NOW)
    save(study, replace(preferences(study), new_per_day=0))
    study.close()
    result = run("drill", "--language", "en")
    assert result.exit_code == 0
    assert result.output == "Nothing is due. Come back later, or drill with --missing 3.\n"


@pytest.mark.parametrize(
    "arguments", [("--count", "0"), ("--missing", "0"), ("--language", "fr")]
)
def test_numbers_and_languages_that_cannot_be_are_usage_errors(
    run: Run, arguments: tuple[str, str]
) -> None:
    assert run("drill", *arguments).exit_code == 2


@pytest.mark.parametrize(
    ("arguments", "typed", "said"),
    [
        (("--count", 1), "zzz\n\n", "这不是给出的选项之一。"),
        (("--missing", 1), "MARS -> CLOSED : close\n\n\n", "“MARS”"),
    ],
)
def test_what_cannot_be_read_is_told_in_chinese(
    run: Run, arguments: tuple[object, ...], typed: str, said: str
) -> None:
    output = run("drill", *arguments, "--language", "zh", typed=typed).output
    assert said in output
    assert "answers offered" not in output
    assert "is not a name" not in output
