"""Files are sound, with a line that says so, or all that is wrong is told with its place."""

from pathlib import Path

import pytest

from quizapp.config import shipped
from quizapp.services.checking import Checked, check, content_files
from tests.content.test_scenarios import SOUND

CONTENT = shipped("content")


def checked(
    folder: Path, text: str, name: str = "story.toml", content: Path = CONTENT
) -> Checked:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    (found,) = check(content, [path])
    return found


def complaints(found: Checked) -> list[str]:
    assert found.told == ""
    return [str(complaint) for complaint in found.complaints]


def test_everything_that_is_shipped_is_sound() -> None:
    files = content_files(CONTENT)
    assert {path.parent.name for path in files} == {"machines", "scenarios"}
    found = list(check(CONTENT, files))
    assert [item.complaints for item in found] == [()] * len(files)
    assert [item.told.partition(":")[0] for item in found] == [path.name for path in files]


def test_a_scenario_is_told_by_what_it_holds_wherever_it_lies(tmp_path: Path) -> None:
    assert checked(tmp_path, SOUND).told == (
        "story.toml: sound. 2 steps, 5 lines, ends in CLOSED and CLOSED."
    )


def test_a_step_that_cannot_be_taken_is_found_by_playing(tmp_path: Path) -> None:
    text = SOUND + '\n[[step]]\nfault = "drop"\nflight = 7\n'
    line = text.splitlines().index('fault = "drop"')
    assert complaints(checked(tmp_path, text)) == [
        f"story.toml:{line}: step 3: it cannot be played: Segment 7 is not under way; "
        "under way: none. Change this step, or one before it."
    ]


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ('zh = "标题"', 'zh = ""', "'title' has no 'zh'. Translate it."),
        ("sources = [", "sources = [] # [", "'sources' is missing. Add"),
        ('roles = ["client"]', 'roles = ["clown"]', "there is no role 'clown'. Use client"),
        ('machine = "tcp"', 'machine = "udp"', "there is no sound machine 'udp'. Correct"),
        ('host = "A"', 'host = "C"', "step 1: host = 'C' is no host. Use A or B."),
    ],
)
def test_what_is_wrong_is_told(old: str, new: str, complaint: str, tmp_path: Path) -> None:
    told = complaints(checked(tmp_path, SOUND.replace(old, new)))
    assert complaint in told[0]


def test_everything_wrong_with_a_script_is_told_at_once(tmp_path: Path) -> None:
    text = SOUND.replace('"A"', '"C"').replace("settle = true", "settle = 1")
    assert len(complaints(checked(tmp_path, text))) == 2


def test_a_machine_that_is_not_sound_is_named_by_its_scenarios(tmp_path: Path) -> None:
    folder = tmp_path / "machines"
    folder.mkdir()
    (folder / "tcp.toml").write_text("[machine]", encoding="utf-8")
    told = complaints(checked(tmp_path, SOUND, content=tmp_path))
    assert "there is no sound machine 'tcp'" in told[0]


def test_a_scenario_that_is_not_toml_is_no_machine(tmp_path: Path) -> None:
    folder = tmp_path / "scenarios"
    folder.mkdir()
    told = complaints(checked(folder, "[[step"))
    assert len(told) == 1
    assert "is not TOML" in told[0]
