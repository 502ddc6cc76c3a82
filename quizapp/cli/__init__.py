"""The command line: one module per command, imported only when its command runs."""

from quizapp.cli.group import main

__all__ = ["main"]
