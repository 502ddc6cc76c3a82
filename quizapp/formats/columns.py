"""Text in the columns of a terminal, where a Chinese sign takes two."""

from collections.abc import Sequence

from quizapp.engine.text import is_wide


def columns_of(text: str) -> int:
    """Return how many columns a terminal gives to a text.

    >>> columns_of("SYN"), columns_of("收到 SYN")
    (3, 8)
    """
    if text.isascii():
        return len(text)
    return sum(1 + is_wide(sign) for sign in text)


def padded(text: str, columns: int) -> str:
    """Fill a text up with spaces to a number of columns; a longer one stays as it is."""
    return text + " " * (columns - columns_of(text))


def widths_of(rows: Sequence[Sequence[str]]) -> list[int]:
    """Return how many columns each cell of a row needs.

    Raises ``ValueError`` for rows of unequal length.
    """
    return [max(map(columns_of, cells)) for cells in zip(*rows, strict=True)]


def aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return rows as lines whose cells stand below one another."""
    widths = widths_of(rows)
    return ["  ".join(map(padded, cells, widths)).rstrip() for cells in rows]
