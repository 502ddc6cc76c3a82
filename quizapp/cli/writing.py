"""Where a command's result goes: a file, or the terminal if it is text."""

import sys
from pathlib import Path

import click

from quizapp.errors import QuizappError

BINARY = ("pcap",)
"""Formats that a terminal cannot show."""


class WritingError(QuizappError):
    """A result that cannot go where it should."""


def write_or_print(written: bytes, output: Path | None, file_format: str) -> None:
    """Write a result to a file, or print it if none is named; raises ``WritingError``."""
    if output is None or str(output) == "-":
        _print(written, file_format)
    else:
        _write(written, output)


def _write(written: bytes, output: Path) -> None:
    try:
        output.write_bytes(written)
    except OSError as problem:
        reason = problem.strerror or str(problem)
        raise WritingError(
            f"{output} cannot be written ({reason}). Choose another --output."
        ) from problem
    click.echo(f"Wrote {output} ({len(written):,} bytes).")


def _print(written: bytes, file_format: str) -> None:
    if file_format in BINARY and sys.stdout.isatty():
        raise WritingError("A capture is no text. Name a file: --output story.pcap.")
    click.echo(written, nl=False)
