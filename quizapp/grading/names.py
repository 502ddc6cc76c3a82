"""Find out which state is meant by a box whose name is no state's.

Somebody who knows every arrow of a state but not what it is called made one mistake, not as
many as the state has arrows. Names that the machine has are never taken for others.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from quizapp.grading.understanding import STRANGER
from quizapp.grading.values import DrawKey, Edge

FEWEST_ARROWS = 2
"""Arrows from which a box is known by what it does, whatever it is called."""

Names = Mapping[str, str]
"""The state meant by each of those names."""

_Cell = tuple[str, str, str]


def find_names(key: DrawKey, drawn: Sequence[Edge]) -> Names:
    """Return which state is meant by each name that the machine does not have.

    That is decided by the arrows at the box alone, so that whatever else is drawn changes
    nothing: most of them must be right if it is that state, and fewer if it is another.
    """
    at = _arrows_at(drawn)
    if not at:
        return {}
    right = {_cell(edge) for edge in (*(item.edge for item in key.required), *key.shown)}
    claims: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for name, cells in at.items():
        state, fit = _best(_fits(right, name, cells))
        if fit >= FEWEST_ARROWS and 2 * fit > len(cells):
            claims[state].append((fit, name))
    return {max(found)[1]: state for state, found in claims.items()}


def meant(edge: Edge, names: Names) -> Edge:
    """Return an arrow between the states that are meant."""
    tail, head = names.get(edge.tail, edge.tail), names.get(edge.head, edge.head)
    return (
        edge if (tail, head) == (edge.tail, edge.head) else replace(edge, tail=tail, head=head)
    )


def _arrows_at(drawn: Iterable[Edge]) -> dict[str, set[_Cell]]:
    """Return the arrows that speak for each unknown name: those with nothing else unknown."""
    at: dict[str, set[_Cell]] = defaultdict(set)
    for edge in drawn:
        unknown = {end for end in (edge.tail, edge.head) if end.startswith(STRANGER)}
        if len(unknown) == 1 and edge.event:
            at[unknown.pop()].add(_cell(edge))
    return at


def _fits(right: set[_Cell], name: str, cells: set[_Cell]) -> Counter[str]:
    """Count for each state the arrows that would be right if it had that name."""
    return Counter(
        state
        for cell in right
        for state in {cell[0], cell[1]}
        if _called(cell, state, name) in cells
    )


def _called(cell: _Cell, state: str, name: str) -> _Cell:
    tail, head, event = cell
    return (name if tail == state else tail, name if head == state else head, event)


def _best(fits: Counter[str]) -> tuple[str, int]:
    """Return the state that fits best, with how well; none if two fit as well."""
    (first, most), (_, next_best) = (*fits.most_common(2), ("", 0), ("", 0))[:2]
    return (first, most) if most > next_best else ("", 0)


def _cell(edge: Edge) -> _Cell:
    return edge.tail, edge.head, edge.event
