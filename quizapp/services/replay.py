"""Replay a capture: each of its connections through the table."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

from quizapp.content import Library
from quizapp.errors import QuizappError
from quizapp.formats.capture import read_capture
from quizapp.formats.replay_text import Replay, replay_json, replay_text
from quizapp.services.formats import UnknownFormatError
from quizapp.simulator.follow import MACHINE, Connections

REPLAY_FORMATS = ("text", "json")


class UnknownConnectionError(QuizappError):
    """A connection that a capture does not hold."""

    def __init__(self, file: str, number: int, known: int) -> None:
        self.file, self.number, self.known = file, number, known
        held = f"connections 1 to {known}" if known else "no TCP connection"
        super().__init__(f"{file} has no connection {number}; it holds {held}.")


def replay_capture(library: Library, path: Path, connection: int | None = None) -> Replay:
    """Follow a capture's connections, or one of them, numbered from 1.

    Raises ``CaptureError`` or ``UnknownConnectionError``.
    """
    skipped: Counter[str] = Counter()
    connections = Connections(library.machine(MACHINE))
    for packet in read_capture(path, skipped):
        connections.take(packet)
    skipped["to itself"] = connections.to_itself
    skipped["too many"] = connections.left_out
    followed = dict(enumerate(connections.finish(), 1))
    if connection is not None:
        if connection not in followed:
            raise UnknownConnectionError(path.name, connection, len(followed))
        followed = {connection: followed[connection]}
    return Replay(path.name, followed, +skipped)


def replay(
    library: Library, path: Path, connection: int | None, file_format: str, language: str
) -> str:
    """Return a replay as text; raises ``UnknownFormatError`` as well."""
    writers: dict[str, Callable[[Replay, str], str]] = {
        "text": replay_text,
        "json": replay_json,
    }
    if file_format not in writers:
        raise UnknownFormatError(file_format, REPLAY_FORMATS)
    return writers[file_format](replay_capture(library, path, connection), language)
