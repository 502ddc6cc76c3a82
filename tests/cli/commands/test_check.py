import re
from pathlib import Path

from quizapp.config import shipped
from quizapp.content import scenario_files
from tests.cli.conftest import Run, failed
from tests.content.broken import FILE, broken
from tests.content.test_scenarios import SOUND

TCP = shipped("content") / "machines" / "tcp.toml"


def test_the_library_is_checked_if_no_file_is_named(run: Run) -> None:
    result = run("check")
    assert result.exit_code == 0
    machine, *scenarios = result.output.splitlines()
    assert re.fullmatch(
        r"tcp\.toml: sound\. 11 states, 41 events, \d+ transitions \(21 drawn\), "
        r"\d+ responses, \d+ impossible\.",
        machine,
    )
    named = [line.partition(":")[0] for line in scenarios]
    assert named == [path.name for path in scenario_files(shipped("content"))]
    assert all(": sound. " in line for line in scenarios)


def test_a_scenario_of_ones_own_is_played_to_its_end(run: Run, tmp_path: Path) -> None:
    story = tmp_path / "story.toml"
    story.write_text(SOUND, encoding="utf-8")
    result = run("check", story)
    assert result.exit_code == 0
    assert result.output == (
        "story.toml: sound. 2 steps, 5 lines, ends in CLOSED and CLOSED.\n"
    )


def test_what_is_wrong_with_a_scenario_is_listed_beside_the_others(
    run: Run, tmp_path: Path
) -> None:
    story = tmp_path / "story.toml"
    story.write_text(SOUND.replace('"open-active"', '"fly"'), encoding="utf-8")
    result = run("check", TCP, story)
    assert result.exit_code == 1
    assert result.stdout.startswith("tcp.toml: sound.")
    line = SOUND.splitlines().index("[[step]]") + 1
    assert result.stderr.splitlines()[0].startswith(
        f"story.toml:{line}: step 1: call = 'fly' is unknown. Use one of"
    )
    assert result.stderr.endswith("Error: 1 problem(s) found.\n")


def test_any_file_can_be_checked(run: Run) -> None:
    result = run("check", FILE, TCP)
    assert result.exit_code == 0
    assert result.output.splitlines()[0] == (
        "turnstile.toml: sound. 4 states, 5 events, 8 transitions (7 drawn), 10 responses, "
        "1 impossible."
    )
    assert result.output.splitlines()[1].startswith("tcp.toml: sound.")


def test_every_problem_of_every_file_is_listed_with_its_line(run: Run, tmp_path: Path) -> None:
    bad = tmp_path / "turnstile.toml"
    text = broken("tier = 1", "tier = 9").replace('zh = "闸机"', 'zh = ""', 1)
    bad.write_text(text, encoding="utf-8")
    gone = tmp_path / "gone.toml"
    result = run("check", bad, TCP, gone)
    assert result.exit_code == 1
    assert result.stdout.startswith("tcp.toml: sound.")
    line = text.splitlines().index('id = "locked.coin"')
    assert result.stderr.splitlines() == [
        "turnstile.toml: machine 'turnstile': 'title' has no 'zh'. Translate it.",
        f"turnstile.toml:{line}: transition 'locked.coin': tier = 9 is out of bounds. "
        "Use 1 to 3.",
        "gone.toml: cannot be read (No such file or directory). Name a readable file.",
        "Error: 3 problem(s) found.",
    ]


def test_a_folder_without_machines_is_told(run: Run, tmp_path: Path) -> None:
    said = failed(run("check", QUIZAPP_CONTENT=str(tmp_path)))
    assert said == "There is nothing to check: the folder holds no machine."


def test_checking_makes_no_data_folder(run: Run, data: Path) -> None:
    run("check")
    assert not data.exists()
