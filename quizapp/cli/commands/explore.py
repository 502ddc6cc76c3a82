"""Explore what two endpoints can come to together."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from quizapp.cli.opening import language_of_terminal, settings
from quizapp.cli.writing import write_or_print
from quizapp.content import read_library
from quizapp.engine import LANGUAGES
from quizapp.services.explore import WAY_FORMATS, joint_state, joint_states
from quizapp.services.pictures import THEMES
from quizapp.simulator.exploration import EXAMPLE, MANY, Bounds

FIRST, SECOND = EXAMPLE
STANDARD = Bounds()
BOUNDS = {
    "faults": "Faults of all kinds.",
    "losses": "Segments lost.",
    "duplicates": "Segments doubled, the copy late.",
    "delays": "Segments held back and overtaken.",
    "crashes": "Hosts that crash; they may reboot.",
    "aborts": "ABORT calls.",
    "opens": "OPEN calls, both hosts together.",
    "sends": "SEND calls.",
    "retries": "Retransmissions before a host gives up.",
}
"""The bounds one can set: what each counts."""


def bounded(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command an option for each bound."""
    for name, says in reversed(BOUNDS.items()):
        default = getattr(STANDARD, name)
        most = f" Default: {default if default != MANY else 'as many as faults'}."
        option = click.option(
            f"--{name}", type=click.IntRange(0, MANY), default=default, help=says + most
        )
        command = option(command)
    return command


@click.command(
    epilog=f"\b\nExamples:\n  quizapp explore\n  quizapp explore {FIRST} {SECOND}\n"
    f"  quizapp explore {FIRST} {SECOND} --format svg --output half-open.svg\n"
    f"  quizapp explore {FIRST} {SECOND} --format toml --output half-open.toml\n"
    "  quizapp explore --variant linux --faults 0\n\n"
    "docs/EXPLORE.md explains the bounds, and what is impossible and why."
)
@click.argument("states", nargs=-1, metavar="[STATE-OF-A STATE-OF-B]")
@bounded
@click.option("--variant", metavar="TAG", default="", help="Run as somebody else does: linux.")
@click.option("--format", "file_format", type=click.Choice(WAY_FORMATS), default="text")
@click.option("--output", type=click.Path(path_type=Path), help="File; default: print.")
@click.option("--theme", type=click.Choice(THEMES), default="light", help="Colours of the SVG.")
@click.option("--language", type=click.Choice(LANGUAGES), default=language_of_terminal)
def command(
    states: tuple[str, ...],
    variant: str,
    file_format: str,
    output: Path | None,
    theme: str,
    language: str,
    **bounds: Any,
) -> None:
    """Find what two TCP endpoints can come to, and the shortest way.

    Without states it prints all joint states: which happen by themselves, which only if
    something goes wrong, and which were not met within the bounds. With two it prints a
    shortest trace that ends there.
    """
    library = read_library(settings().content_folder)
    within = Bounds(**bounds)
    if not states:
        text = joint_states(library, within, variant, file_format, language)
        write_or_print(text.encode(), output, file_format)
        return
    if len(states) != len(EXAMPLE):
        raise click.UsageError("Name two states, of A and of B, or none for the whole table.")
    written = joint_state(
        library,
        (states[0], states[1]),
        within,
        variant,
        file_format,
        language,
        theme,
        output.stem if output else "",
    )
    write_or_print(written, output, file_format)
