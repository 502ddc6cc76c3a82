"""Compare with the TCP of this machine."""

import click

from quizapp.cli.opening import language_of_terminal, settings
from quizapp.content import read_library
from quizapp.engine import LANGUAGES
from quizapp.services.verify import verify
from quizapp.services.verify_text import report_json, report_text

REPORTS = ("text", "json")


@click.command(
    epilog="\b\nExamples:\n"
    "  quizapp verify                  sockets on loopback, then raw segments\n"
    "  quizapp verify --no-raw         the sockets alone\n"
    "  quizapp verify --all            every trial, not only examples\n"
    "  quizapp verify --format json    for a program\n\n"
    "\b\nUses the loopback interface only, and for raw segments a network namespace of its\n"
    "own; needs no privileges. The exit code is 1 if a difference is not explained.\n"
    "docs/VERIFY.md shows a whole run, and what each difference means."
)
@click.option("--raw/--no-raw", default=True, help="Whether to try raw segments.")
@click.option("--all", "show_all", is_flag=True, help="Show every trial.")
@click.option("--format", "file_format", type=click.Choice(REPORTS), default="text")
@click.option("--language", type=click.Choice(LANGUAGES), default=language_of_terminal)
@click.pass_context
def command(
    ctx: click.Context, raw: bool, show_all: bool, file_format: str, language: str
) -> None:
    """Compare the simulator with this machine's own TCP.

    Makes real connections, reads the states that the kernel shows, and does the same in the
    simulator, step by step; then puts segments of every kind to sockets in every state.
    """
    report = verify(read_library(settings().content_folder), raw=raw)
    if file_format == "json":
        click.echo(report_json(report, language), nl=False)
    else:
        click.echo(report_text(report, language, show_all=show_all), nl=False)
    if not report.is_explained:
        ctx.exit(1)
