"""Replay a capture through the table."""

from pathlib import Path

import click

from quizapp.cli.opening import language_of_terminal, settings
from quizapp.content import read_library
from quizapp.engine import LANGUAGES
from quizapp.services.replay import REPLAY_FORMATS, replay


@click.command(
    epilog="\b\nExamples:\n"
    "  tcpdump -i lo -w run.pcap tcp            capture something, in another terminal\n"
    "  quizapp replay run.pcap                  every connection, packet by packet\n"
    "  quizapp replay run.pcap --connection 2   one of them\n"
    "  quizapp replay run.pcapng --format json  for a program\n\n"
    "\b\nReads pcap and pcapng: Ethernet, raw IP, BSD loopback, Linux cooked; IPv4, IPv6.\n"
    "What contradicts the table is marked, and does not change the exit code;\n"
    "a file that cannot be read ends with exit code 1."
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--connection", type=click.IntRange(min=1), help="Only this one, numbered from 1."
)
@click.option("--format", "file_format", type=click.Choice(REPLAY_FORMATS), default="text")
@click.option("--language", type=click.Choice(LANGUAGES), default=language_of_terminal)
def command(file: Path, connection: int | None, file_format: str, language: str) -> None:
    """Follow a capture's TCP connections, packet by packet.

    Shows the states of both sides at each packet.
    """
    library = read_library(settings().content_folder)
    click.echo(replay(library, file, connection, file_format, language), nl=False)
