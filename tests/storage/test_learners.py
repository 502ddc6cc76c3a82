from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from quizapp.scheduling import Calendar, RetentionError, RolloverError, UnknownZoneError
from quizapp.storage import (
    Learner,
    SettingError,
    Store,
    find_learner,
    get_or_create_learner,
    raise_limit,
    update_learner,
)
from quizapp.storage.failures import UnknownLearnerError
from tests.storage.samples import NOW


def test_a_learner_is_made_once(store: Store) -> None:
    with store.writing() as connection:
        assert find_learner(connection, "ada") is None
        made = get_or_create_learner(connection, NOW, "ada", zone="Asia/Shanghai")
        again = get_or_create_learner(connection, NOW.replace(year=2030), "ada", zone="UTC")
    assert made == again == Learner(id="ada", created_at=NOW, zone="Asia/Shanghai")


def test_settings_are_kept(store: Store) -> None:
    with store.writing() as connection:
        chosen = replace(
            get_or_create_learner(connection, NOW),
            language="zh",
            zone="Europe/Berlin",
            rollover_hour=0,
            new_per_day=3,
            retention=0.95,
            theme="dark",
            shortcuts=False,
        )
        update_learner(connection, chosen)
    with store.reading() as connection:
        assert find_learner(connection) == chosen
    assert chosen.calendar == Calendar("Europe/Berlin", 0)
    assert chosen.scheduler.retention == 0.95


@pytest.mark.parametrize(
    ("setting", "complaint"),
    [
        ({"zone": "Nowhere"}, UnknownZoneError),
        ({"rollover_hour": 24}, RolloverError),
        ({"retention": 1.0}, RetentionError),
        ({"new_per_day": -1}, SettingError),
        ({"new_per_day": 10_000}, SettingError),
    ],
)
def test_settings_that_cannot_be_are_refused(
    setting: dict[str, Any], complaint: type[Exception]
) -> None:
    with pytest.raises(complaint, match="hoose"):
        Learner(id="ada", created_at=NOW, **setting)


def test_a_learner_who_is_not_there_cannot_be_changed(store: Store) -> None:
    with store.writing() as connection, pytest.raises(UnknownLearnerError, match="'ada'"):
        update_learner(connection, Learner(id="ada", created_at=NOW))


@pytest.mark.file
@pytest.mark.parametrize(
    ("setting", "value"),
    [("zone", "'Mars/Olympus'"), ("retention", "'most'"), ("rollover_hour", 99)],
)
def test_a_stored_setting_that_cannot_be_stands_at_its_default(
    store: Store, setting: str, value: object
) -> None:
    with store.writing() as connection:
        connection.exec_driver_sql(f"UPDATE learner SET {setting} = {value}, new_per_day = 3")
        found = find_learner(connection)
        assert found == Learner(id="local", created_at=NOW, new_per_day=3, lost=(setting,))


def test_a_day_may_bring_more_than_the_others(store: Store) -> None:
    today, tomorrow = NOW.date(), NOW.date() + timedelta(days=1)
    with store.writing() as connection:
        get_or_create_learner(connection, NOW)
        raise_limit(connection, "local", today, 30)
        found = find_learner(connection)
    assert found is not None
    assert (found.new_on(today), found.new_on(tomorrow)) == (30, found.new_per_day)


@pytest.mark.file
def test_a_raised_limit_that_cannot_be_is_ignored(store: Store) -> None:
    with store.writing() as connection:
        connection.exec_driver_sql("UPDATE learner SET raised_to = 'x', new_per_day = 3")
        found = find_learner(connection)
    assert found == Learner(id="local", created_at=NOW, new_per_day=3)
