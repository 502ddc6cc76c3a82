"""Mark a drawing arrow by arrow: which were drawn, how nearly, and what is wrong with each.

A drawing earns ``2 × Σcredit / (demanded + drawn)``: the harmonic mean (F1) of how much of
what was demanded is there and how much of what was drawn is right.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import fsum

from quizapp.grading.matching import best_assignment
from quizapp.grading.values import (
    DrawKey,
    Edge,
    EdgeError,
    EdgeMark,
    EdgeStatus,
    RequiredEdge,
    Verdict,
)

ENDPOINTS, EVENT, SENDS = 0.5, 0.3, 0.2
"""What the parts of an arrow are worth; the last counts only if the event is right."""

WRONG_TARGET, REVERSED, WRONG_SOURCE = 0.4, 0.25, 0.2
"""What is left of an arrow's credit if it does not join the right states."""

_Cell = tuple[str, str, str]
_SCALE = 1_000_000


@dataclass(frozen=True, slots=True)
class _Sorted:
    """Drawn arrows that are compared with the key, and marks of those that are not."""

    compared: tuple[Edge, ...]
    aside: tuple[EdgeMark, ...]


def mark_drawing(key: DrawKey, drawn: Sequence[Edge]) -> Verdict:
    """Compare drawn arrows with those demanded; their order does not matter."""
    arrows = _sort_out(key, drawn)
    pairs = _pair(key.required, arrows.compared)
    found = tuple(
        _demanded(required, arrows.compared[pairs[row]] if row in pairs else None)
        for row, required in enumerate(key.required)
    )
    taken = set(pairs.values())
    extras = tuple(
        _extra(key.required, edge)
        for column, edge in enumerate(arrows.compared)
        if column not in taken
    )
    credit = _score(key.required, found, extras)
    return Verdict(credit, (*found, *extras, *arrows.aside))


def edge_credit(required: Edge, drawn: Edge) -> float:
    """Return what a drawn arrow is worth for a demanded one, from 0 to 1."""
    share, _ = _placement(required, drawn)
    if not share or drawn.event != required.event:
        return share * ENDPOINTS
    return share * (ENDPOINTS + EVENT + SENDS * _overlap(required.sends, drawn.sends))


def edge_errors(required: Edge, drawn: Edge) -> tuple[EdgeError, ...]:
    """Name everything in which a drawn arrow differs from the demanded one."""
    _, misplaced = _placement(required, drawn)
    errors = [misplaced] if misplaced else []
    if drawn.event != required.event:
        errors.append(EdgeError.WRONG_EVENT if drawn.event else EdgeError.NO_EVENT)
    if set(drawn.sends) != set(required.sends):
        errors.append(EdgeError.WRONG_SENDS)
    return tuple(errors)


def _placement(required: Edge, drawn: Edge) -> tuple[float, EdgeError | None]:
    same_tail, same_head = drawn.tail == required.tail, drawn.head == required.head
    if same_tail and same_head:
        return 1.0, None
    if drawn.tail == required.head and drawn.head == required.tail:
        return REVERSED, EdgeError.REVERSED
    if drawn.event != required.event:
        return 0.0, None
    if same_tail:
        return WRONG_TARGET, EdgeError.WRONG_TARGET
    return (WRONG_SOURCE, EdgeError.WRONG_SOURCE) if same_head else (0.0, None)


def _overlap(one: Iterable[str], other: Iterable[str]) -> float:
    """Return the share two sets have in common; two empty sets are the same."""
    first, second = set(one), set(other)
    return len(first & second) / len(first | second) if first or second else 1.0


def _cell(edge: Edge) -> _Cell:
    return edge.tail, edge.head, edge.event


def _sort_out(key: DrawKey, drawn: Sequence[Edge]) -> _Sorted:
    """Set aside what is neither demanded nor wrong: repeated, already shown, only in text."""
    demanded = {_cell(item.edge) for item in key.required}
    shown = {_cell(edge) for edge in key.shown} - demanded
    neutral = {
        _cell(item.edge): item for item in key.neutral if _cell(item.edge) not in demanded
    }
    compared: dict[tuple[_Cell, frozenset[str]], Edge] = {}
    aside: list[EdgeMark] = []
    for edge in sorted(drawn, key=lambda edge: (*_cell(edge), edge.sends)):
        identity = (_cell(edge), frozenset(edge.sends))
        if identity in compared:
            aside.append(_aside(edge, EdgeError.DUPLICATE))
        elif _cell(edge) in shown:
            aside.append(_aside(edge, EdgeError.ALREADY_SHOWN))
        elif _cell(edge) in neutral:
            aside.append(_also_true(neutral[_cell(edge)], edge))
        else:
            compared[identity] = edge
    return _Sorted(tuple(compared.values()), tuple(aside))


def _aside(edge: Edge, error: EdgeError) -> EdgeMark:
    return EdgeMark(EdgeStatus.NEUTRAL, 0.0, drawn=edge, errors=(error,))


def _also_true(item: RequiredEdge, edge: Edge) -> EdgeMark:
    errors = edge_errors(item.edge, edge)
    return EdgeMark(EdgeStatus.NEUTRAL, 0.0, required=item, drawn=edge, errors=errors)


def _pair(required: Sequence[RequiredEdge], drawn: Sequence[Edge]) -> dict[int, int]:
    """Return which drawn arrow stands for which demanded one, by position."""
    weights = [[_weight(item.edge, edge) for edge in drawn] for item in required]
    return {row: column for row, column in best_assignment(weights) if weights[row][column]}


def _weight(required: Edge, drawn: Edge) -> int:
    """Return the credit as a whole number, larger by a trifle between the same states.

    The trifle decides between assignments of equal credit, and is too small, over as many
    arrows as a drawing may have, to decide anything else.
    """
    credit = round(edge_credit(required, drawn) * _SCALE) * _SCALE
    between_same_states = drawn.tail == required.tail and drawn.head == required.head
    return credit + between_same_states


def _demanded(required: RequiredEdge, drawn: Edge | None) -> EdgeMark:
    if drawn is None:
        return EdgeMark(EdgeStatus.MISSED, 0.0, required, errors=(EdgeError.MISSING,))
    credit = edge_credit(required.edge, drawn)
    status = EdgeStatus.RIGHT if credit >= 1.0 else EdgeStatus.PARTLY
    return EdgeMark(status, credit, required, drawn, edge_errors(required.edge, drawn))


def _extra(required: Sequence[RequiredEdge], edge: Edge) -> EdgeMark:
    twin = any(_cell(item.edge) == _cell(edge) for item in required)
    errors = (EdgeError.DUPLICATE, EdgeError.WRONG_SENDS) if twin else (EdgeError.EXTRA,)
    return EdgeMark(EdgeStatus.EXTRA, 0.0, drawn=edge, errors=errors)


def _score(
    required: Sequence[RequiredEdge], found: Sequence[EdgeMark], extras: Sequence[EdgeMark]
) -> float:
    paired = sum(mark.drawn is not None for mark in found)
    burden = fsum(_burden(required, mark) for mark in extras)
    total = len(required) + paired + burden
    return 2 * fsum(mark.credit for mark in found) / total if total else 1.0


def _burden(required: Sequence[RequiredEdge], mark: EdgeMark) -> float:
    """Return how much an extra arrow weighs: a whole arrow, unless it is a near twin.

    Somebody who draws an arrow with the wrong segments and then again with the right ones
    must not fall below the first attempt, so a twin weighs only what it lacked.
    """
    edge = mark.drawn
    if edge is None or EdgeError.DUPLICATE not in mark.errors:
        return 1.0
    twins = (item.edge for item in required if _cell(item.edge) == _cell(edge))
    return 1.0 - max(edge_credit(twin, edge) for twin in twins)
