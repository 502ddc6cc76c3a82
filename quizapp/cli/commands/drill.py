"""Review in the terminal."""

import secrets
import time
from collections.abc import Sequence

import click

from quizapp.cli.asking import ask, verdict_lines
from quizapp.cli.opening import clock, language_of_terminal, opened, settings
from quizapp.engine import LANGUAGES, Text
from quizapp.errors import AnswerError
from quizapp.services.drill import start
from quizapp.services.preferences import preferences
from quizapp.services.review import answer, marked, next_question
from quizapp.services.study import Study
from quizapp.services.values import Asked, Rest
from quizapp.web.language import read_translations

SEED_BITS = 53
REST = Text(
    en="Nothing is due. Come back later, or drill with --missing 3.",
    zh="现在没有要复习的。请稍后再来，或用 --missing 3 练习画图。",
)


@click.command(
    epilog="\b\nExamples:\n  quizapp drill\n  quizapp drill tcp --count 5\n"
    "  quizapp drill tcp --missing 4 --role client\n\n"
    "Answer with a letter (or several), a name, or, for a drawing, lines like\n\n"
    "\b\n  STATE -> STATE : event / segments\n\n"
    "An empty answer asks to be told; Ctrl+C ends, and keeps what you answered."
)
@click.argument("machine", required=False)
@click.option("--count", type=click.IntRange(1), default=20, help="Questions at most.")
@click.option("--missing", type=click.IntRange(1), help="Draw this many missing edges instead.")
@click.option("--role", default="", help="Only one role's part of the diagram.")
@click.option("--language", type=click.Choice(LANGUAGES), default=language_of_terminal)
def command(
    machine: str | None, count: int, missing: int | None, role: str, language: str
) -> None:
    """Review in the terminal: the same cards as in the browser."""
    with opened(settings()) as study:
        name = machine or study.library.first().id
        if missing is not None:
            asked = start(study, name, missing, role, secrets.randbits(SEED_BITS), clock())
            _put(study, asked, language)
            return
        for _ in range(count):
            now = clock()
            found = next_question(study, now, secrets.randbits(SEED_BITS), name)
            if isinstance(found, Rest):
                click.echo(REST.in_language(language))
                return
            _put(study, found, language)


def _put(study: Study, asked: Asked, language: str) -> None:
    """Ask until the answer can be read, then say how it was marked."""
    began = time.monotonic()
    while True:
        fields: dict[str, Sequence[str]] = ask(asked, language)
        try:
            attempt = answer(
                study, asked.token, asked.attempt_id, fields, time.monotonic() - began, clock()
            )
        except AnswerError as problem:
            click.secho(_complaint(problem, language), fg="yellow")
            continue
        zone = preferences(study).zone
        for line in verdict_lines(marked(study, attempt, clock()), language, zone):
            click.echo(line)
        return


def _complaint(problem: AnswerError, language: str) -> str:
    """Say in a language why an answer cannot be read."""
    said = read_translations(language).gettext(problem.problem)
    return said % problem.values if problem.values else said
