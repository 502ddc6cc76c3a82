"""Print a machine's table."""

import click

from quizapp.cli.opening import language_of_terminal, settings
from quizapp.content import read_library
from quizapp.engine import LANGUAGES
from quizapp.services.tables import TABLE_FORMATS, table


@click.command(
    epilog="\b\nExamples:\n  quizapp table tcp\n  quizapp table tcp --format csv > tcp.csv\n"
    "  quizapp table tcp --format matrix > tcp.md     events down, states across"
)
@click.argument("machine")
@click.option("--format", "file_format", type=click.Choice(TABLE_FORMATS), default="text")
@click.option("--language", type=click.Choice(LANGUAGES), default=language_of_terminal)
def command(machine: str, file_format: str, language: str) -> None:
    """Print a machine's full transition table: every state with every event."""
    of = read_library(settings().content_folder).machine(machine)
    click.echo(table(of, file_format, language), nl=False)
