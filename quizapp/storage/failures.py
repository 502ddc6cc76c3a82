"""What can be wrong with a database; each error names the place and the remedy."""

from quizapp.errors import QuizappError


class StorageError(QuizappError):
    """Anything wrong with the database; nothing was changed."""


class PlaceError(StorageError):
    """Something wrong with one database, named by its path or its address."""

    problem = "cannot be used. Check the address"

    def __init__(self, place: str, detail: str = "") -> None:
        self.place, self.detail = place, detail
        because = f" ({detail})" if detail else ""
        super().__init__(f"The database {place} {self.problem}{because}.")


class BadAddressError(PlaceError):
    """An address that names no database quizapp can use."""

    problem = (
        "has an address quizapp cannot use; give the path of a file, or an address such as "
        "postgresql://user@host/name"
    )


class MissingDatabaseError(PlaceError):
    """A file that was to be there already."""

    problem = "does not exist; check the path, or start quizapp once to create it"


class NotSQLiteError(PlaceError):
    """A file that is something else than a SQLite database."""

    problem = (
        "is not a SQLite file and was left as it is; choose another path, "
        "or restore your database from a backup"
    )


class ForeignDatabaseError(PlaceError):
    """A SQLite file that belongs to another program."""

    problem = "belongs to another program and was left as it is; choose another path"


class NewerDatabaseError(PlaceError):
    """A database at a revision this program does not know."""

    problem = (
        "was written by a newer quizapp and was left as it is; install the newest quizapp, "
        "or restore a backup of before"
    )


class OutdatedDatabaseError(PlaceError):
    """A database whose tables do not fit this program."""

    problem = (
        "does not have the tables this quizapp expects; start quizapp again to upgrade it, "
        "or restore a backup"
    )


class ReadOnlyError(PlaceError):
    """A file or folder that may not be written."""

    problem = "cannot be written; allow writing to the file and its folder, or choose another"


class ForbiddenError(PlaceError):
    """A database server that does not allow its user what quizapp needs."""

    problem = (
        "does not allow its user to read, write or make tables, and nothing was saved; make "
        "that user the database's owner, or name another user"
    )


class EncodingError(PlaceError):
    """A database on a server that cannot hold every letter."""

    problem = (
        "cannot hold all letters and nothing was saved; make a database with ENCODING 'UTF8' "
        "and name that one"
    )


class DiskFullError(PlaceError):
    """A disk without room."""

    problem = "has no room left and nothing was saved; free some disk space and try again"


class DiskFailureError(PlaceError):
    """A disk that does not read or write as it should."""

    problem = (
        "could not be read or written and nothing was saved; check that its disk is "
        "connected, sound and not full, then try again"
    )


class BusyDatabaseError(PlaceError):
    """A database another process keeps locked."""

    problem = (
        "is locked by another program and nothing was saved; close that program, or wait, "
        "and try again"
    )


class CorruptDatabaseError(PlaceError):
    """A file whose content contradicts itself."""

    problem = "is damaged; restore the newest copy from the folder backups beside it"


class LostDatabaseError(PlaceError):
    """A file that went away while it was open."""

    problem = (
        "was deleted or moved away while quizapp was using it, and nothing was saved; put it "
        "back, or stop quizapp and restore a backup"
    )


class ReplacedDatabaseError(PlaceError):
    """A file in whose place another one stands, while it was open."""

    problem = (
        "was replaced by another file while quizapp was using it, and nothing was saved; stop "
        "quizapp, delete the files ending in -wal and -shm beside it, and start quizapp again"
    )


class LostJournalError(PlaceError):
    """A file whose companion, which holds the newest rows, was deleted."""

    problem = (
        "lost the file ending in -wal beside it while quizapp was using it, and nothing was "
        "saved; stop quizapp, which puts its content in order, and start it again"
    )


class UnreachableDatabaseError(PlaceError):
    """A database server that cannot be reached, or refuses."""

    problem = "cannot be reached; check that its server runs and that the address is right"


class MissingDriverError(PlaceError):
    """A kind of database whose driver is not installed."""

    problem = "needs a driver that is not installed; run pip install 'quizapp[postgresql]'"


class UpgradeFailedError(PlaceError):
    """An upgrade that was taken back."""

    problem = (
        "could not be upgraded and was left as it was; keep using the quizapp you had, "
        "and report this"
    )


class HeldDatabaseError(PlaceError):
    """A database to be replaced that somebody has open."""

    problem = (
        "is in use, perhaps by quizapp serve, and was left as it is; stop that program and "
        "try again"
    )


class SameFileError(PlaceError):
    """A database to be restored from itself."""

    problem = "cannot be restored from itself; name a backup"


class BackupExistsError(PlaceError):
    """A backup that would overwrite a file."""

    problem = "was not copied, as the target exists; choose a name that is free"


class BackupUnsupportedError(PlaceError):
    """A backup of a database that is not a file."""

    problem = "is not a file and cannot be copied; use the tool of its server, such as pg_dump"


class DamagedRowError(StorageError):
    """Something stored that no program of ours can have stored."""

    def __init__(self, what: str, problem: str) -> None:
        self.what, self.problem = what, problem
        super().__init__(
            f"In the database {what} cannot be read ({problem}); restore the newest copy from "
            "the folder backups beside it."
        )


class SettingError(StorageError):
    """A learner's setting outside what is allowed."""

    def __init__(self, setting: str, value: object, allowed: str) -> None:
        self.setting, self.value, self.allowed = setting, value, allowed
        super().__init__(f"The setting {setting} cannot be {value!r}; choose {allowed}.")


class UnknownLearnerError(StorageError):
    """A learner the database does not have."""

    def __init__(self, learner: str) -> None:
        self.learner = learner
        super().__init__(f"There is no learner {learner!r}; create one first.")


class BrokenAttemptError(StorageError):
    """An attempt that is not one attempt: no rows, or rows that contradict each other."""

    def __init__(self, problem: str) -> None:
        self.problem = problem
        super().__init__(
            f"An attempt cannot be recorded: {problem}. Send one row for each fact, "
            "all of one attempt."
        )
