"""The group of commands: shows help without importing them, and words their errors."""

import importlib
import sys
from typing import Any

import click

from quizapp import __version__
from quizapp.cli.streams import OutputClosedError, forgiving_streams
from quizapp.errors import QuizappError

COMMANDS = {
    "serve": "Start the web app and print its address.",
    "drill": "Review in the terminal: the same cards as in the browser.",
    "export": "Write a machine's diagram as SVG, DOT or JSON.",
    "table": "Print a machine's full transition table.",
    "simulate": "Play a scenario of two hosts and explain its trace.",
    "explore": "Find what two TCP endpoints can come to, and the shortest way.",
    "replay": "Follow a capture's TCP connections, packet by packet.",
    "verify": "Compare the simulator with this machine's own TCP.",
    "endpoint": "Run one TCP endpoint over lines of JSON.",
    "check": "Check content files, and say what is wrong and where.",
    "backup": "Copy the database to a file.",
    "restore": "Put a backup in the place of the database.",
}
"""Every command with the first line of its help."""

EPILOG = """\b
Start here:
  quizapp serve                        study in the browser
  quizapp drill                        study in the terminal
  quizapp export tcp --output tcp.svg  take the diagram with you

Your answers are kept in one file; `quizapp backup` copies it and
`quizapp restore` brings a copy back. The settings are environment variables, which
the help of `quizapp serve` lists.
"""


class Commands(click.Group):
    """A group that imports a command's module only when it is run."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order in which one meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return a command, or ``None`` for a name there is not."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"quizapp.cli.commands.{cmd_name}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands from their first lines alone."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; an error of ours becomes one sentence and exit code 1."""
        try:
            return super().invoke(ctx)
        except QuizappError as problem:
            raise click.ClickException(str(problem)) from problem

    def main(self, *arguments: Any, **options: Any) -> Any:
        """Run from the outside, whatever the streams are."""
        try:
            with forgiving_streams():
                return super().main(*arguments, **options)
        except OutputClosedError as problem:
            click.echo(f"Error: {problem}", err=True)
            sys.exit(1)


@click.group(cls=Commands, epilog=EPILOG, context_settings={"max_content_width": 90})
@click.version_option(__version__, prog_name="quizapp")
def main() -> None:
    """Know a state machine by heart: questions, drawings and spaced repetition."""
