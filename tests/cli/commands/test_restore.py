from pathlib import Path

from tests.cli.commands.test_backup import _answers
from tests.cli.conftest import Run, failed


def test_a_copy_is_brought_back_and_the_present_one_kept(run: Run, data: Path) -> None:
    run("drill", "--count", 1, typed="\n")
    copy = data.parent / "copy.db"
    run("backup", copy)
    run("drill", "--count", 1, typed="\n")
    output = run("restore", copy).output
    assert output.startswith(f"Restored {data / 'quizapp.db'} from {copy}.\n")
    assert _answers(data / "quizapp.db") == 1
    (kept,) = (data / "backups").iterdir()
    assert str(kept) in output
    assert _answers(kept) == 2
    assert run("drill", "--count", 1, typed="\n").exit_code == 0


def test_a_file_that_is_not_there_is_told(run: Run, data: Path) -> None:
    assert "gone.db does not exist" in failed(run("restore", data / "gone.db"))


def test_a_folder_that_quizapp_makes_is_its_owners_alone(run: Run, data: Path) -> None:
    run("backup")
    assert data.stat().st_mode & 0o777 == 0o700
    assert (data / "backups").stat().st_mode & 0o777 == 0o700


def test_a_folder_that_was_there_keeps_its_permissions(run: Run, data: Path) -> None:
    data.mkdir(mode=0o755)
    data.chmod(0o755)
    run("drill", "--count", 1, typed="\n")
    assert data.stat().st_mode & 0o777 == 0o755
