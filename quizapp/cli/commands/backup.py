"""Copy the database."""

from pathlib import Path

import click

from quizapp.cli.opening import clock, opened, settings
from quizapp.services.backups import back_up

EPILOG = """\b
Examples:
  quizapp backup
  quizapp backup ~/before-the-holiday.db

quizapp restore brings a copy back.
"""


def _named(_context: click.Context, _item: click.Parameter, file: Path | None) -> Path | None:
    """Refuse an empty name, which would stand for a folder."""
    if file is not None and not file.name:
        raise click.BadParameter("name a file.")
    return file


@click.command(epilog=EPILOG)
@click.argument("file", required=False, type=click.Path(path_type=Path), callback=_named)
def command(file: Path | None) -> None:
    """Copy the database to a file.

    Without FILE, to the folder ``backups`` beside the database. The app may go on running.
    An existing file is never overwritten.
    """
    with opened(settings()) as study:
        made = back_up(study, file, clock())
        click.echo(f"Copied {study.store.place} to {made}.")
