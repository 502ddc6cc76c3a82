from dataclasses import replace

import pytest

from quizapp.config import Settings
from quizapp.errors import PreferenceError
from quizapp.services.preferences import preferences, save
from quizapp.services.study import Study, open_study
from quizapp.services.values import Preferences
from quizapp.storage.failures import UnknownLearnerError
from tests.conftest import NOW


def test_a_new_learner_has_the_defaults(study: Study) -> None:
    assert preferences(study) == Preferences()


def test_the_zone_of_the_machine_is_the_first_zone(settings: Settings) -> None:
    study = open_study(settings, NOW, zone="Asia/Shanghai")
    assert preferences(study).zone == "Asia/Shanghai"
    study.close()


CHOICES = [
    {"language": "zh"},
    {"language": None},
    {"zone": "America/St_Johns"},
    {"rollover_hour": 0},
    {"rollover_hour": 23},
    {"new_per_day": 0},
    {"new_per_day": 999},
    {"retention": 0.7},
    {"retention": 0.99},
    {"theme": "dark"},
    {"shortcuts": False},
]


@pytest.mark.parametrize("choice", CHOICES, ids=str)
def test_a_choice_is_kept_over_a_restart(settings: Settings, choice: dict[str, object]) -> None:
    chosen = replace(Preferences(), **choice)  # type: ignore[arg-type]
    study = open_study(settings, NOW)
    save(study, chosen)
    study.close()
    study = open_study(settings, NOW, zone="Asia/Tokyo")
    assert preferences(study) == chosen
    study.close()


WRONG = [
    ("language", "fr", "one of the languages"),
    ("theme", "pink", "one of the themes"),
    ("zone", "Mars/Olympus", "“Mars/Olympus” is not a time zone"),
    ("zone", "", "not a time zone"),
    ("zone", "../etc/passwd", "not a time zone"),
    ("rollover_hour", 24, "from 0 to 23"),
    ("rollover_hour", -1, "from 0 to 23"),
    ("new_per_day", -1, "from 0 to 999"),
    ("new_per_day", 1000, "from 0 to 999"),
    ("retention", 0.69, "70 % to 99 %"),
    ("retention", 1.0, "70 % to 99 %"),
    ("retention", float("nan"), "70 % to 99 %"),
]


@pytest.mark.parametrize(("field", "value", "said"), WRONG)
def test_what_cannot_be_is_told_beside_its_field_and_changes_nothing(
    study: Study, field: str, value: object, said: str
) -> None:
    with pytest.raises(PreferenceError, match=said) as caught:
        save(study, replace(Preferences(theme="dark"), **{field: value}))  # type: ignore[arg-type]
    assert caught.value.field == field
    assert preferences(study) == Preferences()


def test_a_learner_who_is_gone_is_told(study: Study) -> None:
    stranger = replace(study, learner_id="nobody")
    with pytest.raises(UnknownLearnerError, match="no learner 'nobody'"):
        preferences(stranger)
    with pytest.raises(UnknownLearnerError):
        save(stranger, Preferences())
