from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.scheduling import (
    Calendar,
    NaiveInstantError,
    RolloverError,
    UnknownZoneError,
)

ZONES = (
    "UTC",
    "Europe/Berlin",
    "America/New_York",
    "America/St_Johns",
    "Asia/Shanghai",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "Pacific/Kiritimati",
    "America/Santiago",
    "Africa/Cairo",
)
calendars = st.builds(Calendar, st.sampled_from(ZONES), st.integers(0, 23))
instants = st.integers(0, 5_680_000_000).map(
    lambda seconds: datetime.fromtimestamp(seconds, UTC)
)
days = st.dates(date(1971, 1, 1), date(2150, 1, 1))


@pytest.mark.parametrize(
    ("wall", "day"),
    [
        ("2026-07-01 23:00", "2026-07-01"),
        ("2026-07-02 03:59", "2026-07-01"),
        ("2026-07-02 04:00", "2026-07-02"),
        ("2026-07-02 08:00", "2026-07-02"),
        # Clocks go from 02:00 to 03:00 on 29 March 2026, and back on 25 October.
        ("2026-03-29 03:59", "2026-03-28"),
        ("2026-03-29 04:00", "2026-03-29"),
        ("2026-10-25 03:59", "2026-10-24"),
        ("2026-10-25 04:00", "2026-10-25"),
    ],
)
def test_a_day_begins_at_four_in_the_learners_zone(wall: str, day: str) -> None:
    instant = datetime.fromisoformat(wall).replace(tzinfo=ZoneInfo("Europe/Berlin"))
    assert Calendar("Europe/Berlin").day_of(instant) == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("zone", "hour", "day", "start"),
    [
        ("UTC", 4, "2026-01-01", "2026-01-01T04:00"),
        ("Asia/Shanghai", 4, "2026-01-01", "2025-12-31T20:00"),
        ("America/New_York", 4, "2026-01-01", "2026-01-01T09:00"),
        ("America/New_York", 4, "2026-07-01", "2026-07-01T08:00"),
        # 02:00 does not exist that night: the day begins as clocks are put forward.
        ("Europe/Berlin", 2, "2026-03-29", "2026-03-29T01:00"),
        # 02:00 occurs twice that night: the day begins at the first.
        ("Europe/Berlin", 2, "2026-10-25", "2026-10-25T00:00"),
    ],
)
def test_start_of_a_day_in_utc(zone: str, hour: int, day: str, start: str) -> None:
    expected = datetime.fromisoformat(start).replace(tzinfo=UTC)
    assert Calendar(zone, hour).start_of(date.fromisoformat(day)) == expected


@given(calendars, instants)
def test_every_instant_lies_in_its_day(calendar: Calendar, instant: datetime) -> None:
    day = calendar.day_of(instant)
    assert calendar.start_of(day) <= instant < calendar.start_of(day + timedelta(days=1))


@given(calendars, days)
def test_days_never_begin_out_of_order(calendar: Calendar, day: date) -> None:
    following = calendar.start_of(day + timedelta(days=1))
    assert calendar.start_of(day) <= following <= calendar.start_of(day) + timedelta(hours=49)


@given(calendars, instants, st.timedeltas(timedelta(0), timedelta(days=400)))
def test_days_between_grow_with_time(
    calendar: Calendar, instant: datetime, wait: timedelta
) -> None:
    passed = calendar.days_between(instant, instant + wait)
    assert abs(passed - wait / timedelta(days=1)) <= 2.1
    assert calendar.days_between(instant + wait, instant) == 0


def test_a_day_that_samoa_left_out_is_empty() -> None:
    calendar = Calendar("Pacific/Apia")
    assert calendar.start_of(date(2011, 12, 30)) == calendar.start_of(date(2011, 12, 31))


def test_a_zone_that_does_not_exist_is_refused() -> None:
    with pytest.raises(UnknownZoneError, match=r"no time zone 'Mars/Olympus'\. Choose an IANA"):
        Calendar("Mars/Olympus")


@pytest.mark.parametrize("zone", ["", "..", "/etc/passwd", "Europe", "a\0b"])
def test_a_name_that_is_no_zone_is_refused(zone: str) -> None:
    with pytest.raises(UnknownZoneError):
        Calendar(zone)


@pytest.mark.parametrize("hour", [-1, 24])
def test_an_hour_that_does_not_exist_is_refused(hour: int) -> None:
    with pytest.raises(RolloverError, match="from 0 to 23"):
        Calendar("UTC", hour)


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(NaiveInstantError, match="no time zone"):
        Calendar("UTC").day_of(datetime(2026, 1, 1))  # noqa: DTZ001 - the point of the test
