"""Spread the ends of edges along the sides of their nodes, so that no two arrows merge."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import dist

from quizapp.diagrams.curves import Box, Curve, Point, moved_ends, sample
from quizapp.diagrams.picture import Picture

GAP = 18.0
CORNER = 9.0
LOOK_AHEAD = 45.0
"""How far along its curve an edge shows where it is heading."""


@dataclass(frozen=True, slots=True)
class _End:
    edge: str
    start: bool
    at: Point
    towards: Point


def spread_ends(
    picture: Picture, nodes: Mapping[str, Box], routes: Mapping[str, Curve]
) -> dict[str, Curve]:
    """Return the routes, oriented from tail to head, with their ends apart."""
    curves: dict[str, Curve] = {}
    sides: defaultdict[tuple[str, str], list[_End]] = defaultdict(list)
    for edge in picture.edges:
        curve = _oriented(routes[edge.id], nodes[edge.tail], nodes[edge.head])
        curves[edge.id] = curve
        points = sample(curve)
        for node, start in ((edge.tail, True), (edge.head, False)):
            way = points if start else points[::-1]
            end = _End(edge.id, start, way[0], _ahead(way))
            sides[node, _side(nodes[node], end.at)].append(end)
    places: dict[tuple[str, bool], Point] = {}
    for (node, side), ends in sides.items():
        places |= _spread(nodes[node], side, ends)
    return {
        name: moved_ends(curve, places[name, True], places[name, False])
        for name, curve in curves.items()
    }


def _oriented(curve: Curve, tail: Box, head: Box) -> Curve:
    forward = dist(curve[0], tail.centre) + dist(curve[-1], head.centre)
    backward = dist(curve[-1], tail.centre) + dist(curve[0], head.centre)
    return curve if forward <= backward else curve[::-1]


def _ahead(way: Sequence[Point]) -> Point:
    return next((point for point in way if dist(point, way[0]) > LOOK_AHEAD), way[-1])


def _side(box: Box, at: Point) -> str:
    gaps = {
        "top": abs(at[1] - box.y),
        "bottom": abs(at[1] - box.bottom),
        "left": abs(at[0] - box.x),
        "right": abs(at[0] - box.right),
    }
    return min(gaps, key=lambda side: gaps[side])


def _spread(box: Box, side: str, ends: list[_End]) -> dict[tuple[str, bool], Point]:
    axis = 0 if side in ("top", "bottom") else 1
    low, length = (box.x, box.width) if axis == 0 else (box.y, box.height)
    ends = sorted(ends, key=lambda end: (end.towards[axis], end.at[axis]))
    gap = min(GAP, (length - 2 * CORNER) / max(1, len(ends) - 1))
    places = _apart([end.at[axis] for end in ends], gap, low + CORNER, low + length - CORNER)
    fixed = {"top": box.y, "bottom": box.bottom, "left": box.x, "right": box.right}[side]
    return {
        (end.edge, end.start): (place, fixed) if axis == 0 else (fixed, place)
        for end, place in zip(ends, places, strict=True)
    }


def _apart(wishes: list[float], gap: float, low: float, high: float) -> list[float]:
    """Return places in order, near the wishes, at least ``gap`` apart and within bounds."""
    middle = sum(wishes) / len(wishes)
    span = gap * (len(wishes) - 1)
    if all(b - a >= gap for a, b in pairwise(wishes)):
        return [min(max(wish, low), high) for wish in wishes]
    first = min(max(middle - span / 2, low), high - span)
    return [first + gap * number for number in range(len(wishes))]
