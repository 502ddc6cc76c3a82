"""The mark that makes a class a question type."""

from collections.abc import Iterable
from typing import Any, TypeVar

Marked = TypeVar("Marked", bound=type[Any])
_registered: list[type[Any]] = []


def question_type(kind: Marked) -> Marked:
    """Put a class into the catalogue."""
    _registered.append(kind)
    return kind


def registered() -> Iterable[type[Any]]:
    """Return every marked class in the order of import."""
    return tuple(_registered)
