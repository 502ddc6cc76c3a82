"""What a form sent, read without deciding anything."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from flask import request

from quizapp.web.contexts import FieldError
from quizapp.web.language import say

Fields = Mapping[str, Sequence[str]]
LONGEST = 3600.0
"""Seconds after which somebody has gone for a walk."""
MOST_DIGITS = 6
"""No field asks for a million of anything, and reading many digits takes long."""


class Complaint(Protocol):
    """An error that names a field and carries a sentence to translate."""

    field: str
    problem: str
    values: dict[str, str]


def submitted() -> dict[str, list[str]]:
    """Return every field of the form with all its values."""
    return {name: request.form.getlist(name) for name in request.form}


def seconds() -> float:
    """Return how long the learner took, as far as the browser could tell."""
    try:
        taken = float(request.form.get("seconds", ""))
    except ValueError:
        return 0.0
    return min(max(taken, 0.0), LONGEST) if taken == taken else 0.0


def whole_number(text: str) -> int | None:
    """Return the number from 0 to 999,999 that a text writes in plain digits, or ``None``."""
    is_one = text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS
    return int(text) if is_one else None


def field_error(complaint: Complaint) -> FieldError:
    """Return a complaint in the language of the page."""
    return FieldError(complaint.field, say(complaint.problem, complaint.values))
