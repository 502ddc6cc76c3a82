from pathlib import Path

import pytest

from quizapp.config import Settings
from quizapp.services.backups import back_up
from quizapp.services.study import Study, open_study
from quizapp.storage.failures import BackupExistsError
from tests.conftest import NOW
from tests.services.learning import MINUTE, asked_next, give_right, reviews

pytestmark = pytest.mark.file


def test_a_backup_lies_beside_the_database_under_its_instant(study: Study) -> None:
    made = back_up(study, None, NOW)
    assert study.store.path is not None
    assert made == study.store.path.parent / "backups" / "quizapp-20260302T090000Z.db"
    assert made.is_file()


def test_a_backup_holds_every_answer_and_can_be_studied(study: Study, tmp_path: Path) -> None:
    give_right(study, asked_next(study, NOW), NOW)
    target = back_up(study, tmp_path / "copy" / "quizapp.db", NOW)
    give_right(study, asked_next(study, NOW), NOW + MINUTE)
    copy = open_study(Settings(data=str(target.parent)), NOW)
    assert reviews(copy) == reviews(study)[:1]
    copy.close()


def test_no_file_is_overwritten(study: Study, tmp_path: Path) -> None:
    target = tmp_path / "mine.db"
    target.write_text("mine", encoding="utf-8")
    with pytest.raises(BackupExistsError):
        back_up(study, target, NOW)
    assert target.read_text(encoding="utf-8") == "mine"
