"""What the learner has chosen: read it, check it, keep it."""

from dataclasses import replace
from zoneinfo import available_timezones

from quizapp.engine import LANGUAGES
from quizapp.errors import PreferenceError
from quizapp.services.study import Study
from quizapp.services.values import Preferences
from quizapp.storage import Connection, Learner, find_learner, update_learner
from quizapp.storage.failures import UnknownLearnerError

THEMES = ("auto", "light", "dark")
MOST_NEW = 999
RETENTION = (0.7, 0.99)


def preferences(study: Study) -> Preferences:
    """Return what the learner has chosen."""
    with study.store.reading() as connection:
        learner = _learner(connection, study)
    return Preferences(
        language=learner.language,
        zone=learner.zone,
        rollover_hour=learner.rollover_hour,
        new_per_day=learner.new_per_day,
        retention=learner.retention,
        theme=learner.theme,
        shortcuts=learner.shortcuts,
        interview=learner.interview,
        lost=learner.lost,
    )


def save(study: Study, chosen: Preferences) -> None:
    """Keep a choice; raises ``PreferenceError`` naming the field that cannot be."""
    _check(chosen)
    with study.store.writing() as connection:
        learner = _learner(connection, study)
        changed = replace(
            learner,
            language=chosen.language,
            zone=chosen.zone,
            rollover_hour=chosen.rollover_hour,
            new_per_day=chosen.new_per_day,
            retention=chosen.retention,
            theme=chosen.theme,
            shortcuts=chosen.shortcuts,
            interview=chosen.interview,
            lost=(),
        )
        update_learner(connection, changed)


def _learner(connection: Connection, study: Study) -> Learner:
    found = find_learner(connection, study.learner_id)
    if found is None:
        raise UnknownLearnerError(study.learner_id)
    return found


def _check(chosen: Preferences) -> None:
    if chosen.language is not None and chosen.language not in LANGUAGES:
        raise PreferenceError("language", "Choose one of the languages offered.")
    if chosen.theme not in THEMES:
        raise PreferenceError("theme", "Choose one of the themes offered.")
    if chosen.zone not in available_timezones():
        raise PreferenceError(
            "zone",
            "“%(zone)s” is not a time zone. Write it as Area/City, like Europe/Berlin.",
            zone=chosen.zone,
        )
    if not 0 <= chosen.rollover_hour <= 23:
        raise PreferenceError("rollover_hour", "Give an hour from 0 to 23.")
    if not 0 <= chosen.new_per_day <= MOST_NEW:
        raise PreferenceError("new_per_day", "Give a number from 0 to 999.")
    if not RETENTION[0] <= chosen.retention <= RETENTION[1]:
        raise PreferenceError("retention", "Give a retention from 70 % to 99 %.")
