"""State names set apart in running text, as the standard prints them."""

import re
from functools import lru_cache

from flask import Flask
from markupsafe import Markup, escape

from quizapp.engine import Machine, Text
from quizapp.web.language import words


def install(app: Flask) -> None:
    """Give templates the filter ``names``."""
    app.jinja_env.filters["names"] = name_markup


def name_markup(text: Text | str, machine: Machine) -> Markup:
    """Return a text with every state name set apart; all else is escaped."""
    sentence = text if isinstance(text, str) else words(text)
    pieces = _pattern(machine).split(sentence)
    return Markup("").join(
        Markup('<b class="state">{}</b>').format(piece) if place % 2 else escape(piece)
        for place, piece in enumerate(pieces)
    )


@lru_cache(maxsize=64)
def _pattern(machine: Machine) -> re.Pattern[str]:
    longest_first = sorted((state.id for state in machine.states), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])({'|'.join(map(re.escape, longest_first))})(?![\w-])", re.A)
