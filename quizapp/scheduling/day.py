"""The learner's day: a date of their zone that begins at their rollover hour.

Knows zones and daylight saving; refuses to know cards. Instants are aware, returned in UTC.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from quizapp.scheduling.failures import NaiveInstantError, RolloverError, UnknownZoneError

ROLLOVER_HOUR = 4
"""A day begins at four in the morning unless the learner says otherwise."""

_ONE_DAY = timedelta(days=1)


@lru_cache(maxsize=64)
def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    # ZoneInfoNotFoundError is a KeyError; a folder of the database gives an OSError.
    except (KeyError, ValueError, OSError) as problem:
        raise UnknownZoneError(name) from problem


# A page that colours a whole diagram asks for the same few days hundreds of times.
@lru_cache(maxsize=4096)
def _start_of(zone: str, hour: int, day: date) -> datetime:
    return datetime.combine(day, time(hour), tzinfo=_zone(zone)).astimezone(UTC)


@dataclass(frozen=True, slots=True)
class Calendar:
    """Where and when a learner's days begin.

    Raises ``UnknownZoneError`` for a zone that does not exist and ``RolloverError`` for an
    hour outside 0 to 23.
    """

    zone: str
    """An IANA name."""
    rollover_hour: int = ROLLOVER_HOUR

    def __post_init__(self) -> None:
        """Refuse a zone or an hour that does not exist."""
        _zone(self.zone)
        if not 0 <= self.rollover_hour <= 23:
            raise RolloverError(self.rollover_hour)

    def start_of(self, day: date) -> datetime:
        """Return the instant, in UTC, at which a learner's day begins.

        Where clocks skip the rollover hour the day begins as they are put forward; where
        they show it twice, at its first showing.

        >>> Calendar("Europe/Berlin").start_of(date(2026, 7, 1)).isoformat()
        '2026-07-01T02:00:00+00:00'
        """
        return _start_of(self.zone, self.rollover_hour, day)

    def day_of(self, instant: datetime) -> date:
        """Return the learner's day an instant belongs to.

        Raises ``NaiveInstantError`` for a time without a zone.

        >>> Calendar("UTC").day_of(datetime(2026, 7, 2, 3, 59, tzinfo=UTC)).isoformat()
        '2026-07-01'
        """
        if instant.tzinfo is None:
            raise NaiveInstantError(instant.isoformat())
        wall = instant.astimezone(_zone(self.zone))
        day = (wall - timedelta(hours=self.rollover_hour)).date()
        # Wall time repeats and skips at changes of the clock; only the starts decide.
        while instant < self.start_of(day):
            day -= _ONE_DAY
        while instant >= self.start_of(day + _ONE_DAY):
            day += _ONE_DAY
        return day

    def days_between(self, earlier: datetime, later: datetime) -> int:
        """Return how many of the learner's days lie between two instants; never below 0."""
        return max(0, (self.day_of(later) - self.day_of(earlier)).days)
