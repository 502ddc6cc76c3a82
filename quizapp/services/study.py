"""The opened program: the machines, the learner's database, and the key that signs."""

import os
import secrets
import tempfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from quizapp.config import Settings, shipped
from quizapp.content import Library, read_library
from quizapp.errors import QuizappError
from quizapp.services.tokens import Signer
from quizapp.storage import LOCAL_LEARNER, Store, get_or_create_learner, open_store, upgrade

KEY_FILE = "secret.key"
KEY_BYTES = 32


class DataFolderError(QuizappError):
    """A data folder that cannot be used."""

    def __init__(self, folder: Path, reason: str) -> None:
        self.folder, self.reason = folder, reason
        super().__init__(
            f"The folder {folder} cannot be used ({reason}). "
            "Make it writable, or name another with QUIZAPP_DATA."
        )


@dataclass(frozen=True, slots=True)
class Study:
    """Everything a service needs; opened once, closed at the end."""

    library: Library
    store: Store
    signer: Signer
    secret: bytes
    graphviz: str = "auto"
    learner_id: str = LOCAL_LEARNER

    def close(self) -> None:
        """Close the database."""
        self.store.close()


def open_study(settings: Settings, now: datetime, zone: str = "UTC") -> Study:
    """Read the content, open and upgrade the database, create the learner if there is none.

    Raises ``ContentError``, ``DataFolderError`` or a storage error, each saying what to do.
    """
    library = read_library(settings.content_folder)
    secret = _secret(settings.data_folder)
    store = open_store(settings.database_address)
    try:
        upgrade(store, shipped("migrations"), now)
        with store.writing() as connection:
            learner = get_or_create_learner(connection, now, zone=zone)
    except QuizappError:
        store.close()
        raise
    signer = Signer(secret, learner.id)
    return Study(library, store, signer, secret, settings.graphviz, learner.id)


def _secret(folder: Path) -> bytes:
    """Return the installation's key, made at the first start; only its owner may read it."""
    path = folder / KEY_FILE
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if path.exists():
            return _whole(path)
        _place_key(path)
        return _whole(path)
    except OSError as problem:
        raise DataFolderError(folder, problem.strerror or str(problem)) from problem


def _place_key(path: Path) -> None:
    """Write a key elsewhere first: a full disk must not leave half of one behind."""
    handle, name = tempfile.mkstemp(dir=path.parent)
    made = Path(name)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(secrets.token_bytes(KEY_BYTES))
            out.flush()
            os.fsync(out.fileno())
        made.replace(path)
    finally:
        made.unlink(missing_ok=True)


def _whole(path: Path) -> bytes:
    secret = path.read_bytes()
    if len(secret) < KEY_BYTES:
        raise DataFolderError(path.parent, f"{path.name} is damaged: delete it")
    return secret
