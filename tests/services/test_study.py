import stat
from dataclasses import replace
from pathlib import Path

import pytest

from quizapp.config import Settings
from quizapp.content import ContentError
from quizapp.services.study import KEY_BYTES, KEY_FILE, DataFolderError, open_study
from quizapp.storage import PlaceError
from tests.conftest import NOW
from tests.services.learning import asked_next, give_right, reviews


def test_a_first_start_makes_folder_key_database_and_learner(settings: Settings) -> None:
    study = open_study(settings, NOW)
    assert study.library.first().id == "tcp"
    assert sorted(path.name for path in settings.data_folder.iterdir())[-1] == KEY_FILE
    assert study.store.path == settings.data_folder / "quizapp.db"
    assert reviews(study) == []
    study.close()


def test_only_its_owner_may_read_the_key(settings: Settings) -> None:
    open_study(settings, NOW).close()
    key = settings.data_folder / KEY_FILE
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert len(key.read_bytes()) == KEY_BYTES


def test_a_question_can_be_answered_after_a_restart(settings: Settings) -> None:
    study = open_study(settings, NOW)
    asked = asked_next(study, NOW)
    study.close()
    study = open_study(settings, NOW)
    give_right(study, asked, NOW)
    assert len(reviews(study)) == 1
    study.close()


def test_two_installations_have_two_keys(tmp_path: Path) -> None:
    secrets = set()
    for name in ("one", "two"):
        study = open_study(Settings(data=str(tmp_path / name)), NOW)
        secrets.add(study.secret)
        study.close()
    assert len(secrets) == 2


def test_a_damaged_key_is_told_and_not_overwritten(settings: Settings) -> None:
    settings.data_folder.mkdir()
    key = settings.data_folder / KEY_FILE
    key.write_bytes(b"short")
    with pytest.raises(DataFolderError, match=r"secret\.key is damaged: delete it"):
        open_study(settings, NOW)
    assert key.read_bytes() == b"short"


def test_a_folder_that_is_a_file_is_told_with_the_remedy(tmp_path: Path) -> None:
    file = tmp_path / "data"
    file.write_text("mine", encoding="utf-8")
    with pytest.raises(DataFolderError, match="name another with QUIZAPP_DATA"):
        open_study(Settings(data=str(file)), NOW)
    assert file.read_text(encoding="utf-8") == "mine"


def test_content_is_read_before_anything_is_made(settings: Settings, tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="holds no machine"):
        open_study(replace(settings, content=str(tmp_path / "none")), NOW)
    assert not settings.data_folder.exists()


def test_a_foreign_file_in_place_of_the_database_is_left_alone(settings: Settings) -> None:
    settings.data_folder.mkdir()
    database = settings.data_folder / "quizapp.db"
    database.write_text("my diary, dear to me, and long enough to be read", encoding="utf-8")
    before = database.read_bytes()
    with pytest.raises(PlaceError, match="not a SQLite file"):
        open_study(settings, NOW)
    assert database.read_bytes() == before
