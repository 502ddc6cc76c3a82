"""Who learns, and how they want to: read, create, change."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, update

from quizapp.errors import QuizappError
from quizapp.scheduling import DEFAULT_RETENTION, ROLLOVER_HOUR, Calendar, Scheduler
from quizapp.storage.failures import SettingError, UnknownLearnerError
from quizapp.storage.schema import LEARNER

LOCAL_LEARNER = "local"
"""The one learner of a copy that runs on one's own machine."""

NEW_PER_DAY = 12
MOST_NEW_PER_DAY = 9999


@dataclass(frozen=True, slots=True, kw_only=True)
class Learner:
    """A learner and their settings.

    Raises ``SettingError`` for a number of new cards outside 0 to 9,999, and
    scheduling's errors for a zone, rollover hour or retention that cannot be.
    """

    id: str
    created_at: datetime
    language: str | None = None
    """``None`` for "as the browser says"."""
    zone: str = "UTC"
    rollover_hour: int = ROLLOVER_HOUR
    new_per_day: int = NEW_PER_DAY
    retention: float = DEFAULT_RETENTION
    theme: str = "auto"
    shortcuts: bool = True
    interview: date | None = None
    """The learner's day on which everything is to be known."""
    raised_on: date | None = None
    raised_to: int | None = None
    """On that one day as many new cards may be met, if that is more than on others."""
    lost: tuple[str, ...] = ()
    """Settings whose stored value cannot be used; the default stands in for each."""

    def __post_init__(self) -> None:
        """Refuse settings that cannot be."""
        Scheduler(self.retention, self.calendar)
        if not 0 <= self.new_per_day <= MOST_NEW_PER_DAY:
            raise SettingError(
                "new_per_day", self.new_per_day, f"a number from 0 to {MOST_NEW_PER_DAY}"
            )
        if self.raised_to is not None and self.raised_to < 0:
            raise SettingError("raised_to", self.raised_to, "a number from 0")

    def new_on(self, day: date) -> int:
        """Return how many new cards may be met on a day of the learner's."""
        raised = self.raised_to if day == self.raised_on else None
        return max(self.new_per_day, raised or 0)

    @property
    def calendar(self) -> Calendar:
        """The learner's days."""
        return Calendar(self.zone, self.rollover_hour)

    @property
    def scheduler(self) -> Scheduler:
        """What plans the learner's cards."""
        return Scheduler(self.retention, self.calendar)


_SETTINGS = (
    "language",
    "zone",
    "rollover_hour",
    "new_per_day",
    "retention",
    "theme",
    "shortcuts",
    "interview",
)
_CHECKED = (*_SETTINGS, "raised_to")
_RAISE = (
    update(LEARNER)
    .where(LEARNER.c.id == bindparam("learner"))
    .values(raised_on=bindparam("day"), raised_to=bindparam("limit"))
)
_FIND = select(LEARNER).where(LEARNER.c.id == bindparam("learner"))
_CREATE = insert(LEARNER)
_UPDATE = (
    update(LEARNER)
    .where(LEARNER.c.id == bindparam("learner"))
    .values({name: bindparam(name) for name in _SETTINGS})
    .execution_options(preserve_rowcount=True)
)


def find_learner(connection: Connection, learner: str = LOCAL_LEARNER) -> Learner | None:
    """Return a learner, or ``None`` if there is none of that id.

    A setting that cannot be, such as a zone that was renamed, is ``lost`` and not an error:
    the pages must open for it to be chosen anew.
    """
    row = connection.execute(_FIND, {"learner": learner}).one_or_none()
    if row is None:
        return None
    stored = dict(row._mapping)
    try:
        return Learner(**stored)
    except (QuizappError, TypeError):
        kept = {name: value for name, value in stored.items() if _can_be(name, value)}
        lost = tuple(name for name in _SETTINGS if name not in kept)
        return Learner(**kept, lost=lost)


def get_or_create_learner(
    connection: Connection, now: datetime, learner: str = LOCAL_LEARNER, *, zone: str = "UTC"
) -> Learner:
    """Return a learner, made at ``now`` in an IANA ``zone`` if there was none.

    Needs a writing transaction. Raises ``UnknownZoneError`` for a zone that does not exist.
    """
    found = find_learner(connection, learner)
    if found is not None:
        return found
    made = Learner(id=learner, created_at=now, zone=zone)
    connection.execute(_CREATE, {"id": made.id, "created_at": now, **_settings(made)})
    return made


def update_learner(connection: Connection, learner: Learner) -> None:
    """Store a learner's settings; raises ``UnknownLearnerError`` if there is none."""
    changed = connection.execute(_UPDATE, {"learner": learner.id, **_settings(learner)})
    if changed.rowcount != 1:
        raise UnknownLearnerError(learner.id)


def raise_limit(connection: Connection, learner: str, day: date, limit: int) -> None:
    """Allow as many new cards on one day of a learner's."""
    connection.execute(_RAISE, {"learner": learner, "day": day, "limit": limit})


def _can_be(name: str, value: Any) -> bool:
    if name not in _CHECKED:
        return True
    try:
        Learner(**{"id": "", "created_at": datetime.min.replace(tzinfo=UTC), name: value})
    except (QuizappError, TypeError):
        return False
    return True


def _settings(learner: Learner) -> dict[str, object]:
    return {name: getattr(learner, name) for name in _SETTINGS}
