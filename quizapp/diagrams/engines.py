"""Find a Graphviz and run it, with limits on time and size; knows nothing of machines."""

import os
import shutil
import signal
import subprocess
import sysconfig
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from tempfile import TemporaryFile
from threading import Thread
from typing import IO

from quizapp.diagrams.failures import (
    GraphvizFailedError,
    GraphvizMissingError,
    GraphvizTimeoutError,
)

TIMEOUT = 10.0
"""Seconds; the largest picture allowed needs about one."""
MOST_BYTES = 8_000_000
"""The longest answer that is read; the largest picture allowed needs a tenth."""
MOST_WORDS = 300
"""The longest complaint that is passed on."""
GRACE = 1.0
"""Seconds that a program whose answer is complete, or that was killed, has to end."""


def find_engines(preference: str = "auto") -> tuple[Path, ...]:
    """Return the layout programs to try: the system's ``dot``, the one bundled as a wheel.

    ``preference`` is ``auto`` (the system's first, if there is one), ``system`` or
    ``bundled``. Raises ``GraphvizMissingError``, with the remedy.
    """
    finders: dict[str, tuple[Callable[[], Path | None], ...]] = {
        "auto": (_system, _bundled), "system": (_system,), "bundled": (_bundled,),
    }  # fmt: skip
    found = tuple(engine for find in finders.get(preference, ()) if (engine := find()))
    if not found:
        raise GraphvizMissingError(preference)
    return found


def find_engine(preference: str = "auto") -> Path:
    """Return the layout program to try first; raises ``GraphvizMissingError``."""
    return find_engines(preference)[0]


def run_engine(engine: Path, source: str, timeout: float = TIMEOUT) -> str:
    """Return the geometry of a DOT source as Graphviz's JSON.

    Raises ``GraphvizTimeoutError`` or ``GraphvizFailedError``.
    """
    with TemporaryFile() as given, TemporaryFile() as complaints:
        given.write(source.encode())
        given.seek(0)
        try:
            answer, code = _run(engine, given, complaints, timeout)
        except OSError as failed:
            raise GraphvizFailedError(engine.name, str(failed)) from failed
        if code:
            complaints.seek(0)
            said = complaints.read(MOST_BYTES).decode(errors="replace").strip()
            raise GraphvizFailedError(engine.name, said[:MOST_WORDS])
    return answer.decode(errors="replace")


def _run(
    engine: Path, given: IO[bytes], complaints: IO[bytes], timeout: float
) -> tuple[bytes, int]:
    """Return what a program printed, and its exit code."""
    command = [str(engine), "-Kdot", "-Tjson0"]
    with _started(command, given, complaints) as process:
        taken: list[bytes] = []
        # Read beside, as a program may neither end nor say anything.
        reader = Thread(target=_read, args=(process.stdout, taken), daemon=True)
        reader.start()
        reader.join(timeout)
        if not taken:
            raise GraphvizTimeoutError(timeout)
        if len(taken[0]) > MOST_BYTES:
            raise GraphvizFailedError(engine.name, "its answer has no end")
        try:
            return taken[0], process.wait(GRACE)
        except subprocess.TimeoutExpired:
            raise GraphvizTimeoutError(timeout) from None


def _read(output: IO[bytes] | None, taken: list[bytes]) -> None:
    if output is not None:
        with output:
            taken.append(output.read(MOST_BYTES + 1))


@contextmanager
def _started(
    command: list[str], given: IO[bytes], complaints: IO[bytes]
) -> Iterator[subprocess.Popen[bytes]]:
    """Start a program in a group of its own; whatever is left of the group is killed."""
    process = subprocess.Popen(  # noqa: S603 - a program of our own choosing, and no shell
        command, stdin=given, stdout=subprocess.PIPE, stderr=complaints, start_new_session=True
    )
    try:
        yield process
    finally:
        # Not asked whether it runs: its number is ours until its end has been seen.
        if process.returncode is None:
            _kill(process)


def _kill(process: subprocess.Popen[bytes]) -> None:
    if hasattr(os, "killpg"):
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait(GRACE)


def _system() -> Path | None:
    found = shutil.which("dot")
    return Path(found) if found else None


@cache
def _bundled() -> Path | None:
    found = shutil.which("graphviz-pure", path=sysconfig.get_path("scripts"))
    return Path(found) if found else None
