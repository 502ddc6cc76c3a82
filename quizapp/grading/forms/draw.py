"""Draw arrows, or write them down row by row: both send the same fields."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import cast

from quizapp.errors import AnswerError
from quizapp.grading.drawing import mark_drawing
from quizapp.grading.form import Fields, asked_to_be_told
from quizapp.grading.rows import find_in_row
from quizapp.grading.spelling import MAX_TYPED, find_value, fold, spellings
from quizapp.grading.values import (
    Answer,
    DrawKey,
    Drawn,
    Edge,
    Form,
    GaveUp,
    Key,
    Spellings,
    Verdict,
)

MAX_ROWS = 150
FIELDS = ("from", "to", "event", "send")
SEPARATOR = ";"
NOTHING = frozenset({"", "nothing", "none", "∅", "无", "不发送", "没有", "什么都不发"})
"""Folded words that say that nothing is sent."""


@dataclass(frozen=True, slots=True)
class _Row:
    """One row as sent, with its number on the page, counted from 1."""

    number: int
    tail: str
    head: str
    event: str
    send: str

    @property
    def texts(self) -> tuple[str, ...]:
        """What was entered, in the order of ``FIELDS``."""
        return self.tail, self.head, self.event, self.send


class Draw:
    """Arrows between given states, marked one by one. Every spelling is understood."""

    form = Form.DRAW

    def read(self, key: Key, fields: Fields) -> Answer:
        """Read the rows; raises ``AnswerError`` naming the row and what is not understood."""
        if asked_to_be_told(fields):
            return GaveUp()
        rows = _rows(fields)
        if not rows:
            raise AnswerError("rows", "Draw at least one arrow, or ask to be told.")
        names = _Names(cast(DrawKey, key))
        return Drawn(tuple(names.edge(row) for row in rows))

    def mark(self, key: Key, answer: Answer) -> Verdict:
        """Mark every arrow; giving up is an empty drawing, so each one counts as missed."""
        edges = () if isinstance(answer, GaveUp) else cast(Drawn, answer).edges
        return mark_drawing(cast(DrawKey, key), edges)


def _rows(fields: Fields) -> tuple[_Row, ...]:
    columns: list[Sequence[str]] = [fields.get(name) or () for name in FIELDS]
    if max(map(len, columns)) > MAX_ROWS:
        raise AnswerError(
            "rows", "That is more than %(most)s arrows: remove some.", most=str(MAX_ROWS)
        )
    lines = enumerate(zip_longest(*columns, fillvalue=""), start=1)
    rows = (_Row(number, *map(str.strip, line)) for number, line in lines)
    return tuple(row for row in rows if any(row.texts))


class _Names:
    """What a key's states, events and segments may be called."""

    def __init__(self, key: DrawKey) -> None:
        self.states = spellings((state, (state,)) for state in key.states)
        self.events, self.segments = key.events, _single(key.segments)

    def edge(self, row: _Row) -> Edge:
        """Read one row; raises ``AnswerError`` if a name in it is missing or unknown."""
        _check(row)
        return Edge(
            tail=_find(self.states, row, "from", row.tail),
            head=_find(self.states, row, "to", row.head),
            event=_find(self.events, row, "event", row.event) if row.event else "",
            sends=self._sends(row),
        )

    def _sends(self, row: _Row) -> tuple[str, ...]:
        words = unicodedata.normalize("NFKC", row.send).split(SEPARATOR)
        found = {
            _find(self.segments, row, "send", word.strip())
            for word in words
            if find_value(self.segments, word) or fold(word) not in NOTHING
        }
        return tuple(sorted(found - NOTHING))


def _single(segments: Spellings) -> Spellings:
    """Return the spellings of single segments, where a value may name several."""
    singles = {
        single.strip() for _, value in segments for single in value.split(SEPARATOR)
    } - NOTHING
    known = (pair for pair in segments if pair[1] in singles | NOTHING)
    return (*known, *((fold(single), single) for single in sorted(singles)))


def _check(row: _Row) -> None:
    """Complain about a row without a state at either end, or with an endless text."""
    number = str(row.number)
    if not row.tail:
        raise AnswerError(
            f"row-{number}-from", "Row %(row)s: choose the state the arrow leaves.", row=number
        )
    if not row.head:
        raise AnswerError(
            f"row-{number}-to", "Row %(row)s: choose the state the arrow leads to.", row=number
        )
    for column, text in zip(FIELDS, row.texts, strict=True):
        if len(text) > MAX_TYPED:
            raise AnswerError(
                f"row-{number}-{column}",
                "Row %(row)s: that is too long to be a name.",
                row=number,
            )


def _find(table: Spellings, row: _Row, column: str, text: str) -> str:
    return find_in_row(table, text, f"row-{row.number}-{column}", row.number)


FORM = Draw()
