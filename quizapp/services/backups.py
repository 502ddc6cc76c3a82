"""Copy the learner's database."""

from datetime import UTC, datetime
from pathlib import Path

from quizapp.services.study import Study
from quizapp.storage import backup


def back_up(study: Study, target: Path | None, now: datetime) -> Path:
    """Copy the database to ``target``, or beside itself under the instant's name.

    Raises a storage error if the target exists or cannot be written.
    """
    return backup(study.store, target or _beside(study, now))


def _beside(study: Study, now: datetime) -> Path:
    place = study.store.path or Path("quizapp.db")
    instant = now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    return place.parent / "backups" / f"{place.stem}-{instant}{place.suffix}"
