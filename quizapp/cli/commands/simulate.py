"""Play a scenario."""

from pathlib import Path

import click

from quizapp.cli.opening import language_of_terminal, settings
from quizapp.cli.writing import write_or_print
from quizapp.content import read_library
from quizapp.engine import LANGUAGES
from quizapp.services.pictures import THEMES
from quizapp.services.simulate import FORMATS, find_scenario, listing, simulate


@click.command(
    epilog="\b\nExamples:\n  quizapp simulate --list\n  quizapp simulate normal-close\n"
    "  quizapp simulate normal-close --format svg --theme dark --output close.svg\n"
    "  quizapp simulate lost-final-ack --format pcap --output close.pcap\n"
    "  quizapp simulate my-story.toml --language zh\n\n"
    "docs/SCENARIOS.md says how to write one."
)
@click.argument("scenario", required=False)
@click.option("--list", "lists", is_flag=True, help="List all scenarios and what they teach.")
@click.option("--format", "file_format", type=click.Choice(FORMATS), default="text")
@click.option("--output", type=click.Path(path_type=Path), help="File; default: print.")
@click.option("--theme", type=click.Choice(THEMES), default="light", help="Colours of the SVG.")
@click.option("--language", type=click.Choice(LANGUAGES), default=language_of_terminal)
def command(
    scenario: str | None,
    lists: bool,
    file_format: str,
    output: Path | None,
    theme: str,
    language: str,
) -> None:
    """Play a scenario of two hosts and explain its trace.

    SCENARIO is a name from the list, or a file of your own that ends in .toml.
    """
    library = read_library(settings().content_folder)
    if lists:
        click.echo(listing(library, language), nl=False)
        return
    if scenario is None:
        raise click.UsageError("Name a scenario, or use --list to see them all.")
    found = find_scenario(library, scenario)
    written = simulate(library, found, file_format, language, theme)
    write_or_print(written, output, file_format)
