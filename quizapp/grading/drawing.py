"""Mark a drawing arrow by arrow: which were drawn, how nearly, and what is wrong with each.

A drawing earns ``2 × Σcredit / (demanded + drawn)``: the harmonic mean (F1) of how much of
what was demanded is there and how much of what was drawn is right.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import fsum

from msgspec.structs import replace

from quizapp.grading.level import STANDARD_SHARES, Shares
from quizapp.grading.matching import best_sparse_assignment
from quizapp.grading.names import Names, meant
from quizapp.grading.values import (
    DrawKey,
    Edge,
    EdgeError,
    EdgeMark,
    EdgeStatus,
    RequiredEdge,
    Verdict,
)

WRONG_TARGET, REVERSED, WRONG_SOURCE = 0.4, 0.25, 0.2
"""What is left of an arrow's credit if it does not join the right states."""
MISNAMED = 0.8
"""What is left if it joins them, but one has a name that is no state's."""

NEARLY = 0.5
"""An extra arrow worth more than this for a demanded one weighs only what it lacks."""

_Cell = tuple[str, str, str]
_NAMES: Mapping[str, str] = {}
_SCALE = 1_000_000


@dataclass(frozen=True, slots=True)
class _Arrow:
    """One drawn arrow, and between which states it is meant to be."""

    drawn: Edge
    meant: Edge

    @property
    def is_misnamed(self) -> bool:
        """Tell whether a state at its end has another name."""
        return self.meant is not self.drawn

    def credit(self, required: Edge, shares: Shares) -> float:
        """Return what it is worth for a demanded one."""
        return edge_credit(required, self.meant, shares, misnamed=self.is_misnamed)

    def errors(self, required: Edge, shares: Shares) -> tuple[EdgeError, ...]:
        """Name everything in which it differs from a demanded one."""
        return edge_errors(required, self.meant, shares, misnamed=self.is_misnamed)


@dataclass(frozen=True, slots=True)
class _Sorted:
    """Drawn arrows that are compared with the key, and marks of those that are not."""

    compared: tuple[_Arrow, ...]
    aside: tuple[EdgeMark, ...]


def mark_drawing(
    key: DrawKey,
    drawn: Sequence[Edge],
    shares: Shares = STANDARD_SHARES,
    names: Names = _NAMES,
    hinted: Collection[str] = (),
) -> Verdict:
    """Compare drawn arrows with those demanded; their order does not matter.

    ``names`` are names that are no state's, with the states that are meant. ``hinted`` are the
    facts that were given away: whoever draws them then has as much as somebody who does not.
    """
    arrows = _sort_out(key, [_Arrow(edge, meant(edge, names)) for edge in drawn], shares)
    pairs = _pair(key.required, arrows.compared, shares)
    compared = (
        _demanded(required, arrows.compared[pairs[row]] if row in pairs else None, shares)
        for row, required in enumerate(key.required)
    )
    found = tuple(_told(mark, hinted) for mark in compared)
    taken = set(pairs.values())
    extras = [arrow for place, arrow in enumerate(arrows.compared) if place not in taken]
    credit = _score(key.required, found, extras, shares)
    told = (_extra(key.required, arrow) for arrow in extras)
    return Verdict(credit, (*found, *told, *arrows.aside))


def edge_credit(
    required: Edge, drawn: Edge, shares: Shares = STANDARD_SHARES, *, misnamed: bool = False
) -> float:
    """Return what a drawn arrow is worth for a demanded one, from 0 to 1.

    ``misnamed`` tells that it was drawn to a state of another name.
    """
    share, _ = _placement(required, drawn, misnamed=misnamed)
    if shares.endpoints == 0.0 and share != 1.0:
        return 0.0
    if not share or drawn.event != required.event:
        return share * shares.endpoints
    earned = shares.endpoints + shares.event
    earned += shares.sends * _overlap(required.sends, drawn.sends)
    if drawn.guard == required.guard:
        earned += shares.guard
    # A whole is a whole, however its parts add up.
    return share if earned > 1.0 - 1e-9 else share * earned


def edge_errors(
    required: Edge, drawn: Edge, shares: Shares = STANDARD_SHARES, *, misnamed: bool = False
) -> tuple[EdgeError, ...]:
    """Name everything asked for in which a drawn arrow differs from the demanded one."""
    _, misplaced = _placement(required, drawn, misnamed=misnamed)
    errors = [misplaced] if misplaced else []
    if drawn.event != required.event:
        errors.append(EdgeError.WRONG_EVENT if drawn.event else EdgeError.NO_EVENT)
    is_blank = not drawn.event and not drawn.sends
    if shares.sends and not is_blank and set(drawn.sends) != set(required.sends):
        errors.append(EdgeError.WRONG_SENDS)
    if shares.guard and drawn.guard != required.guard:
        errors.append(EdgeError.WRONG_GUARD)
    return tuple(errors)


def _placement(
    required: Edge, drawn: Edge, *, misnamed: bool
) -> tuple[float, EdgeError | None]:
    same_tail, same_head = drawn.tail == required.tail, drawn.head == required.head
    if same_tail and same_head:
        return (MISNAMED, EdgeError.MISNAMED) if misnamed else (1.0, None)
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


def _sort_out(key: DrawKey, drawn: Sequence[_Arrow], shares: Shares) -> _Sorted:
    """Set aside what is neither demanded nor wrong: repeated, already shown, only in text."""
    demanded = {_cell(item.edge) for item in key.required}
    shown = {_cell(edge) for edge in key.shown} - demanded
    neutral = {
        _cell(item.edge): item for item in key.neutral if _cell(item.edge) not in demanded
    }
    compared: dict[tuple[object, ...], _Arrow] = {}
    aside: list[EdgeMark] = []
    for arrow in sorted(drawn, key=_place):
        identity, cell = _seen(arrow.meant, shares), _cell(arrow.meant)
        if identity in compared:
            aside.append(_aside(arrow, EdgeError.DUPLICATE))
        elif cell in shown:
            aside.append(_aside(arrow, EdgeError.ALREADY_SHOWN))
        elif cell in neutral:
            aside.append(_also_true(neutral[cell], arrow, shares))
        else:
            compared[identity] = arrow
    return _Sorted(tuple(compared.values()), tuple(aside))


def _place(arrow: _Arrow) -> tuple[object, ...]:
    """Return what decides the order: of two alike, the one with the right names is first."""
    edge, drawn = arrow.meant, arrow.drawn
    names = (arrow.is_misnamed, drawn.tail, drawn.head)
    return (*_cell(edge), *names, edge.sends, edge.guard)


def _seen(edge: Edge, shares: Shares) -> tuple[object, ...]:
    """Return what a level looks at in an arrow: two that agree in it are the same arrow."""
    sends = frozenset(edge.sends) if shares.sends else frozenset()
    return (_cell(edge), sends, edge.guard if shares.guard else ())


def _aside(arrow: _Arrow, error: EdgeError) -> EdgeMark:
    return EdgeMark(EdgeStatus.NEUTRAL, 0.0, drawn=arrow.drawn, errors=(error,))


def _also_true(item: RequiredEdge, arrow: _Arrow, shares: Shares) -> EdgeMark:
    errors = arrow.errors(item.edge, shares)
    return EdgeMark(EdgeStatus.NEUTRAL, 0.0, item, arrow.drawn, errors)


def _pair(
    required: Sequence[RequiredEdge], drawn: Sequence[_Arrow], shares: Shares
) -> dict[int, int]:
    """Return which drawn arrow stands for which demanded one, by position."""
    weights: dict[tuple[int, int], int] = {}
    near = _Near(drawn)
    for row, item in enumerate(required):
        for column in near.to(item.edge):
            if weight := _weight(item, drawn[column], shares):
                weights[row, column] = weight
    return dict(best_sparse_assignment(weights))


class _Near:
    """Drawn arrows by the places from which they could stand for a demanded one."""

    def __init__(self, drawn: Sequence[_Arrow]) -> None:
        self._at: dict[tuple[str, ...], list[int]] = {}
        for column, edge in enumerate(arrow.meant for arrow in drawn):
            for place in (
                ("ends", edge.tail, edge.head),
                ("tail", edge.tail, edge.event),
                ("head", edge.head, edge.event),
            ):
                self._at.setdefault(place, []).append(column)

    def to(self, edge: Edge) -> list[int]:
        """Return the positions of all that may be worth something for an arrow."""
        places = (
            ("ends", edge.tail, edge.head),
            ("ends", edge.head, edge.tail),
            ("tail", edge.tail, edge.event),
            ("head", edge.head, edge.event),
        )
        return sorted({column for place in places for column in self._at.get(place, ())})


def _weight(required: RequiredEdge, drawn: _Arrow, shares: Shares) -> int:
    """Return the credit as a whole number, larger by a trifle between the same states.

    The trifle decides between assignments of equal credit, and is too small, over as many
    arrows as a drawing may have, to decide anything else.
    """
    credit = required.weight * drawn.credit(required.edge, shares)
    weight = round(credit * _SCALE) * _SCALE
    edge, other = required.edge, drawn.meant
    between_same_states = other.tail == edge.tail and other.head == edge.head
    return weight + between_same_states


def _demanded(required: RequiredEdge, drawn: _Arrow | None, shares: Shares) -> EdgeMark:
    if drawn is None:
        return EdgeMark(EdgeStatus.MISSED, 0.0, required, errors=(EdgeError.MISSING,))
    credit = drawn.credit(required.edge, shares)
    status = EdgeStatus.RIGHT if credit >= 1.0 else EdgeStatus.PARTLY
    errors = drawn.errors(required.edge, shares)
    return EdgeMark(status, credit, required, drawn.drawn, errors)


def _told(mark: EdgeMark, hinted: Collection[str]) -> EdgeMark:
    """Return a mark, without its credit if a hint gave the arrow away."""
    is_told = mark.credit and mark.required and mark.required.fact in hinted
    return replace(mark, status=EdgeStatus.HINTED, credit=0.0) if is_told else mark


def _extra(required: Sequence[RequiredEdge], arrow: _Arrow) -> EdgeMark:
    cell = _cell(arrow.meant)
    twin = any(_cell(item.edge) == cell for item in required)
    errors = (EdgeError.DUPLICATE, EdgeError.WRONG_SENDS) if twin else (EdgeError.EXTRA,)
    return EdgeMark(EdgeStatus.EXTRA, 0.0, drawn=arrow.drawn, errors=errors)


def _score(
    required: Sequence[RequiredEdge],
    found: Sequence[EdgeMark],
    extras: Sequence[_Arrow],
    shares: Shares,
) -> float:
    demanded = fsum(item.weight for item in required)
    paired = fsum(
        item.weight
        for item, mark in zip(required, found, strict=True)
        if mark.drawn and mark.status is not EdgeStatus.HINTED
    )
    if not shares.endpoints:
        # The arrows are given: whoever leaves a label blank has not drawn less.
        paired = demanded
    burden = fsum(_burden(required, arrow, shares) for arrow in extras)
    total = demanded + paired + burden
    earned = fsum(item.weight * mark.credit for item, mark in zip(required, found, strict=True))
    return 2 * earned / total if total else 1.0


def _burden(required: Sequence[RequiredEdge], arrow: _Arrow, shares: Shares) -> float:
    """Return how much an extra arrow weighs: a whole arrow, unless it is near a demanded one.

    Somebody who draws an arrow with the wrong segments and then again with the right ones
    must not fall below the first attempt, so a near one weighs only what it lacked, and never
    more than the demanded one.
    """
    near = (
        (item.weight, credit)
        for item in required
        if (credit := arrow.credit(item.edge, shares))
    )
    return min(
        (weight * (1.0 - credit if credit > NEARLY else 1.0) for weight, credit in near),
        default=1.0,
    )
