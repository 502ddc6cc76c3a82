"""Tables and the queries over them. Frozen values go in and out; rows stay here."""

from sqlalchemy import Connection

from quizapp.storage.cards import (
    load_memories,
    next_due,
    upcoming_candidates,
)
from quizapp.storage.database import Store, open_store
from quizapp.storage.failures import DamagedRowError, PlaceError, SettingError, StorageError
from quizapp.storage.learners import (
    LOCAL_LEARNER,
    Learner,
    find_learner,
    get_or_create_learner,
    raise_limit,
    update_learner,
)
from quizapp.storage.migrate import Upgrade, backup, find_revision, known_revisions, upgrade
from quizapp.storage.restoring import Restored, restore
from quizapp.storage.reviews import (
    UNDO_PREFIX,
    Kind,
    Recorded,
    Review,
    Undone,
    UndoOutcome,
    all_reviews,
    attempt_rows,
    find_attempt,
    last_reviews_of,
    record,
    undo,
)

__all__ = [
    "LOCAL_LEARNER",
    "UNDO_PREFIX",
    "Connection",
    "DamagedRowError",
    "Kind",
    "Learner",
    "PlaceError",
    "Recorded",
    "Restored",
    "Review",
    "SettingError",
    "StorageError",
    "Store",
    "UndoOutcome",
    "Undone",
    "Upgrade",
    "all_reviews",
    "attempt_rows",
    "backup",
    "find_attempt",
    "find_learner",
    "find_revision",
    "get_or_create_learner",
    "known_revisions",
    "last_reviews_of",
    "load_memories",
    "next_due",
    "open_store",
    "raise_limit",
    "record",
    "restore",
    "undo",
    "upcoming_candidates",
    "update_learner",
    "upgrade",
]
