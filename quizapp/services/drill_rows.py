"""A drawing that was written down row by row instead of being drawn."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from msgspec.structs import replace

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

    A row for an arrow that was given without a label is that arrow's label. Raises
    ``AnswerError`` for a row without a state at either end, or out of bounds.
    """
    rows = list(_rows(fields))
    states = {state.name: state for state in given.states}
    for name in (name for row in rows for name in (row.tail, row.head)):
        states.setdefault(name, _placed(name, len(states)))
    edges = {edge.id: edge for edge in given.edges}
    for row in rows:
        edge = _edge(row, states[row.tail].id, states[row.head].id, edges.values())
        edges[edge.id] = edge
    sheet = Sheet(states=tuple(states.values()), edges=tuple(edges.values()))
    return read_sheet(write_sheet(sheet))


def _edge(row: _Row, tail: str, head: str, edges: Iterable[SheetEdge]) -> SheetEdge:
    """Return the arrow of a row: one that waits for its label, or else a new one."""
    new = SheetEdge(f"row{row.number}", tail, head)
    waiting = (edge for edge in edges if edge.given and not (edge.event or edge.label))
    here = next((edge for edge in waiting if (edge.tail, edge.head) == (tail, head)), new)
    return replace(here, event=row.event, send=row.send)


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
