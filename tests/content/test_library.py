import shutil
from pathlib import Path

import pytest

from quizapp.config import shipped
from quizapp.content import ContentError, machine_files, read_library, read_machine
from quizapp.errors import UnknownMachineError
from tests.content.broken import FILE, SOUND


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A content folder that holds the turnstile."""
    (tmp_path / "machines").mkdir()
    shutil.copy(FILE, tmp_path / "machines")
    return tmp_path


def _copy(content: Path, name: str, text: str = SOUND) -> None:
    text = text.replace('id = "turnstile"', f'id = "{name}"', 1)
    (content / "machines" / f"{name}.toml").write_text(text, encoding="utf-8")


def test_a_new_file_is_a_new_machine(content: Path) -> None:
    _copy(content, "gate")
    assert list(read_library(content).machines) == ["gate", "turnstile"]


def test_files_that_are_not_toml_are_left_alone(content: Path) -> None:
    (content / "machines" / "notes.txt").write_text("not a machine", encoding="utf-8")
    assert [path.name for path in machine_files(content)] == ["turnstile.toml"]


def test_one_begins_with_the_first_machine(content: Path) -> None:
    _copy(content, "gate")
    library = read_library(content)
    assert library.first() is library.machine("gate")


def test_a_machine_it_does_not_hold_is_refused_with_those_it_holds(content: Path) -> None:
    with pytest.raises(UnknownMachineError, match=r"no machine 'door'.*holds: turnstile"):
        read_library(content).machine("door")


def test_the_complaints_of_every_file_are_told_at_once(content: Path) -> None:
    _copy(content, "gate", SOUND.replace("tier = 1", "tier = 9", 1))
    _copy(content, "door", SOUND.replace('zh = "闸机"', 'zh = ""', 1))
    with pytest.raises(ContentError) as caught:
        read_library(content)
    assert [item.file for item in caught.value.complaints] == ["door.toml", "gate.toml"]


def test_a_folder_without_a_machine_is_told_what_to_add(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=r"holds no machine\. Add machines/<name>\.toml"):
        read_library(tmp_path)


@pytest.mark.parametrize("path", machine_files(shipped("content")), ids=lambda path: path.stem)
def test_every_shipped_file_is_sound(path: Path) -> None:
    assert read_machine(path).id == path.stem
