"""Bring a backup back."""

from pathlib import Path

import click

from quizapp.cli.opening import clock, settings
from quizapp.services.backups import bring_back


@click.command(
    epilog="\b\nExamples:\n  quizapp restore ~/before-the-holiday.db\n\n"
    "Stop quizapp serve first. What stood there before is kept in the folder backups."
)
@click.argument("file", type=click.Path(path_type=Path))
def command(file: Path) -> None:
    """Put a backup in the place of the database.

    Nothing is changed unless FILE is a sound copy of a database of quizapp's and nobody has
    the present one open, which is itself kept in the folder ``backups`` beside it.
    """
    done = bring_back(settings(), file, clock())
    click.echo(f"Restored {done.path} from {file}.")
    if done.before:
        click.echo(f"What was there before is in {done.before}.")
