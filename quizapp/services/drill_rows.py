"""A drawing that was written down row by row instead of being drawn."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from quizapp.errors import AnswerError
from quizapp.grading.sheet import Sheet, SheetEdge, SheetState, read_sheet, write_sheet

COLUMNS = ("from", "to", "event", "send")
WIDTH, HEIGHT, PER_ROW = 220.0, 130.0, 4
"""Where states stand that have no place of their own."""


@dataclass(frozen=True, slots=True)
class _Row:
    number: int
    tail: str
    head: str
    event: str
    send: str


def written_sheet(given: Sheet, fields: Mapping[str, Sequence[str]]) -> Sheet:
    """Return a drawing from the rows of a form, beside what was given.

    Raises ``AnswerError`` for a row without a state at either end, or out of bounds.
    """
    rows = list(_rows(fields))
    states = {state.name: state for state in given.states}
    for name in (name for row in rows for name in (row.tail, row.head)):
        states.setdefault(name, _placed(name, len(states)))
    edges = [
        SheetEdge(
            id=f"row{row.number}",
            tail=states[row.tail].id,
            head=states[row.head].id,
            event=row.event,
            send=row.send,
        )
        for row in rows
    ]
    sheet = Sheet(states=tuple(states.values()), edges=(*given.edges, *edges))
    return read_sheet(write_sheet(sheet))


def _rows(fields: Mapping[str, Sequence[str]]) -> Iterator[_Row]:
    columns = [fields.get(name, ()) for name in COLUMNS]
    lines = enumerate(zip_longest(*columns, fillvalue=""), start=1)
    for row in (_Row(number, *map(str.strip, line)) for number, line in lines):
        if not any((row.tail, row.head, row.event, row.send)):
            continue
        if not row.tail or not row.head:
            raise AnswerError(
                f"row-{row.number}-{'to' if row.tail else 'from'}",
                "Row %(row)s: name both states, where the arrow leaves and where it leads.",
                row=str(row.number),
            )
        yield row


def _placed(name: str, place: int) -> SheetState:
    x, y = place % PER_ROW * WIDTH, place // PER_ROW * HEIGHT
    return SheetState(f"s{place + 1}", name, x, y)
