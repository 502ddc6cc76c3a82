"""Write a diagram to a file."""

from pathlib import Path

import click

from quizapp.cli.opening import language_of_terminal, settings
from quizapp.cli.writing import write_or_print
from quizapp.content import read_library
from quizapp.engine import LANGUAGES
from quizapp.services.pictures import EXPORT_FORMATS, THEMES, export_machine


@click.command(
    epilog="\b\nExamples:\n  quizapp export tcp --output tcp.svg\n"
    "  quizapp export tcp --role client --theme dark --language zh --output client.svg\n"
    "  quizapp export tcp --format dot --output -"
)
@click.argument("machine")
@click.option("--format", "file_format", type=click.Choice(EXPORT_FORMATS), default="svg")
@click.option(
    "--output", type=click.Path(path_type=Path), required=True, help="File; - prints."
)
@click.option("--role", help="Only one role's part: client, server, …")
@click.option("--theme", type=click.Choice(THEMES), default="light")
@click.option("--language", type=click.Choice(LANGUAGES), default=language_of_terminal)
def command(
    machine: str, file_format: str, output: Path, role: str | None, theme: str, language: str
) -> None:
    """Write a machine's diagram as SVG, DOT or JSON."""
    chosen = settings()
    of = read_library(chosen.content_folder).machine(machine)
    text = export_machine(of, chosen.graphviz, file_format, language, role, theme)
    write_or_print(text.encode(), output, file_format)
