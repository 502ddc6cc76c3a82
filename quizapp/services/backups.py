"""Copy the learner's database, and bring a copy back."""

from datetime import UTC, datetime
from pathlib import Path

from quizapp.config import Settings, shipped
from quizapp.services.study import Study
from quizapp.storage import Restored, backup, restore


def back_up(study: Study, target: Path | None, now: datetime) -> Path:
    """Copy the database to ``target``, or beside itself under the instant's name.

    Raises a storage error if the target exists or cannot be written.
    """
    return backup(study.store, target or _beside(study, now))


def bring_back(settings: Settings, source: Path, now: datetime) -> Restored:
    """Put a backup in the place of the database, which is kept beside it.

    Raises a storage error if it is no sound backup of ours, or if the database is in use.
    """
    return restore(settings.database_address, source, shipped("migrations"), now)


def _beside(study: Study, now: datetime) -> Path:
    place = study.store.path or Path("quizapp.db")
    instant = now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    return place.parent / "backups" / f"{place.stem}-{instant}{place.suffix}"
