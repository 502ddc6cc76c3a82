"""When cards return, in words."""

from collections.abc import Sequence

from quizapp.services.values import CardChange
from quizapp.web.contexts import ReturnLine
from quizapp.web.dates import return_words
from quizapp.web.language import words
from quizapp.web.visit import now, preferences


def return_lines(changes: Sequence[CardChange]) -> tuple[ReturnLine, ...]:
    """Group cards by when they return, so that a drawing of many arrows stays short."""
    lines: dict[str, list[tuple[str, str]]] = {}
    for change in sorted(changes, key=lambda change: change.due):
        when = return_words(change.due, now(), preferences())
        sign = "✓" if change.passed else "✗"
        lines.setdefault(when, []).append((sign, words(change.label)))
    return tuple(ReturnLine(when, tuple(cards)) for when, cards in lines.items())
