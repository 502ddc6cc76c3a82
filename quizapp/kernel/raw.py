"""Raw segments from outside: a child process does it in a network namespace of its own."""

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from quizapp.errors import QuizappError
from quizapp.kernel.namespace import NotPermittedError
from quizapp.kernel.plan import Seen, Trial, read_seen, trial_values

CHILD = "quizapp.kernel.inside"
ROOT = Path(__file__).parents[2]
PROGRAM = """\
import runpy, sys
sys.path.insert(0, sys.argv[1])
runpy.run_module(sys.argv[2], run_name="__main__")
"""
"""Runs a module of this very installation, whatever the current folder holds."""
DEADLINE = 60.0
"""How long the child may take, in seconds."""


class ChildError(QuizappError):
    """A child process that ended without a result."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(
            f"The process that tries raw segments failed ({reason}). "
            "Run again, or leave them out with --no-raw."
        )


@dataclass(frozen=True, slots=True)
class Run:
    """What was seen in each trial, and which of the kernel's numbers could not be set."""

    seen: tuple[Seen, ...]
    unset: tuple[str, ...]


def see(
    trials: Sequence[Trial], numbers: Mapping[str, int] | None = None, module: str = CHILD
) -> Run:
    """Put trials to the kernel, with some of ``net.ipv4``'s numbers set.

    Raises ``NotPermittedError`` or ``ChildError``.
    """
    if sys.platform != "linux":
        raise NotPermittedError(NotPermittedError.NAMESPACE, f"this is {sys.platform}")
    values = [trial_values(trial) for trial in trials]
    written = json.dumps({"trials": values, "numbers": dict(numbers or {})})
    try:
        ran = subprocess.run(  # noqa: S603 - this very Python, with a module of ours
            [sys.executable, "-I", "-c", PROGRAM, str(ROOT), module],
            input=written,
            capture_output=True,
            text=True,
            timeout=DEADLINE,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as problem:
        raise ChildError(type(problem).__name__) from problem
    try:
        result = json.loads(ran.stdout)
    except ValueError as problem:
        said = ran.stderr.strip().splitlines() or [f"exit status {ran.returncode}"]
        raise ChildError(said[-1]) from problem
    if "refused" in result:
        raise NotPermittedError(**result["refused"])
    return Run(tuple(read_seen(item) for item in result["seen"]), tuple(result["unset"]))
