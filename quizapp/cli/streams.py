"""Standard input and output that may be closed, full, or unable to print every sign."""

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from quizapp.errors import QuizappError


class OutputClosedError(QuizappError):
    """Output, or a file, that the system refuses."""

    def __init__(self, problem: OSError) -> None:
        self.problem = problem
        what = problem.filename if isinstance(problem.filename, str) else "The output"
        super().__init__(
            f"{what} cannot be used ({problem.strerror or problem}). "
            "Check the disk, and where the output is sent."
        )


@contextmanager
def forgiving_streams() -> Iterator[None]:
    """Read and write whatever the streams are: a sign that cannot be printed becomes ``?``.

    Raises ``OutputClosedError`` for what the system refuses to write.
    """
    _open_closed()
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        try:
            yield
        finally:
            sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read it has seen enough, as "| head" has.
        _give_up_output()
        sys.exit(1)
    except OSError as problem:
        _give_up_output()
        raise OutputClosedError(problem) from problem


def _open_closed() -> None:
    """Stand in for a stream that whoever started the program closed."""
    if sys.stdin is None:
        sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: SIM115 - open to the end
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - open to the end
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - open to the end


def _give_up_output() -> None:
    """Drop what is still to be written: Python would try again at its end, and complain."""
    with suppress(OSError, ValueError), open(os.devnull, "wb") as nothing:
        os.dup2(nothing.fileno(), sys.stdout.fileno())
