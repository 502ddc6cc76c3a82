"""Find a Graphviz and run it, with a limit on time; knows nothing of machines."""

import shutil
import subprocess
import sysconfig
from pathlib import Path

from quizapp.diagrams.failures import (
    GraphvizFailedError,
    GraphvizMissingError,
    GraphvizTimeoutError,
)

TIMEOUT = 10.0
"""Seconds; the largest picture allowed needs about one."""


def find_engine(preference: str = "auto") -> Path:
    """Return the layout program: the system's ``dot``, or the one bundled as a wheel.

    ``preference`` is ``auto`` (the system's if there is one), ``system`` or ``bundled``.
    Raises ``GraphvizMissingError``, with the remedy.
    """
    finders = {"auto": (_system, _bundled), "system": (_system,), "bundled": (_bundled,)}
    for find in finders.get(preference, ()):
        engine = find()
        if engine is not None:
            return engine
    raise GraphvizMissingError(preference)


def run_engine(engine: Path, source: str, timeout: float = TIMEOUT) -> str:
    """Return the geometry of a DOT source as Graphviz's JSON.

    Raises ``GraphvizTimeoutError`` or ``GraphvizFailedError``.
    """
    command = [str(engine), "-Kdot", "-Tjson0"]
    try:
        done = subprocess.run(  # noqa: S603 - a program of our own choosing, and no shell
            command, input=source.encode(), capture_output=True, timeout=timeout, check=True
        )
    except subprocess.TimeoutExpired:
        raise GraphvizTimeoutError(timeout) from None
    except subprocess.CalledProcessError as failed:
        complaint = failed.stderr.decode(errors="replace").strip()
        raise GraphvizFailedError(engine.name, complaint) from failed
    except OSError as failed:
        raise GraphvizFailedError(engine.name, str(failed)) from failed
    return done.stdout.decode(errors="replace")


def _system() -> Path | None:
    found = shutil.which("dot")
    return Path(found) if found else None


def _bundled() -> Path | None:
    found = shutil.which("graphviz-pure", path=sysconfig.get_path("scripts"))
    return Path(found) if found else None
