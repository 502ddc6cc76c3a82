"""Notice that the SQLite file a store has open was deleted, moved or replaced.

SQLite goes on writing to a file that has no name any more: every answer would be confirmed,
and gone with the process.
"""

import os
from pathlib import Path

from quizapp.storage.failures import (
    DiskFailureError,
    LostDatabaseError,
    LostJournalError,
    ReplacedDatabaseError,
)


class Presence:
    """Remembers which file a path named when it was opened; asking costs a microsecond."""

    def __init__(self, path: Path) -> None:
        self._path, self._journal = str(path), f"{path}-wal"
        self._file = self._identity()

    def require(self) -> None:
        """Raise a ``PlaceError`` unless the path still names the file that was opened."""
        if self._identity() != self._file:
            raise ReplacedDatabaseError(self._path)

    def require_journal(self) -> None:
        """Raise ``LostJournalError`` if the file that new rows go to has no name any more.

        Ask it inside a transaction, which keeps that file in being.
        """
        try:
            os.stat(self._journal)
        except FileNotFoundError as problem:
            raise LostJournalError(self._path) from problem
        except OSError as problem:
            raise DiskFailureError(self._path) from problem

    def _identity(self) -> tuple[int, int]:
        try:
            found = os.stat(self._path)
        except (FileNotFoundError, NotADirectoryError) as problem:
            raise LostDatabaseError(self._path) from problem
        except OSError as problem:
            raise DiskFailureError(self._path) from problem
        return found.st_dev, found.st_ino
