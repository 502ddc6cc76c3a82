"""From Graphviz's curves to calm ones: ends apart along the sides of nodes, kinks gone."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import atan2, dist

from quizapp.diagrams.curves import CLEARANCE, Box, Curve, Point, moved_ends, sample, smoothed
from quizapp.diagrams.dot import GAP_ROW
from quizapp.diagrams.metrics import label_size
from quizapp.diagrams.picture import Edge, Picture

MARGIN = 10.0
"""The space around a picture."""
GAP = 18.0
"""The distance between the ends of edges along a side, where there is room."""
CORNER = 6.0
"""How far ends keep from the corners."""
NEARLY = 14.0
"""Ends no further out of line than this are put in line…"""
DETOUR = 1.1
"""…if the curve between them is hardly longer than a straight line."""
TOUCH = 3.0
"""How far a line may reach into the blank border of a label's box."""
SHIFTS = (0.0, -12.0, 12.0, -24.0, 24.0)
"""How far a label may slide along its edge to find room."""
REACH = max(SHIFTS)
"""Lines further above or below a label than this cannot matter to it."""
LOOK_AHEAD = 180.0
"""How far along its curve an edge shows where it is heading."""


@dataclass(frozen=True, slots=True)
class _End:
    edge: str
    start: bool
    at: Point
    towards: Point


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What curves and labels must keep clear of."""

    canvas: Box
    nodes: Mapping[str, Box]


def finish(
    picture: Picture,
    around: Surroundings,
    routes: Mapping[str, Curve],
    labels: Mapping[str, Box],
) -> tuple[dict[str, Curve], dict[str, Box]]:
    """Return routes from tail to head, apart and smooth, and the labels close to them."""
    raw = {
        edge.id: _oriented(routes[edge.id], around.nodes[edge.tail], around.nodes[edge.head])
        for edge in picture.edges
    }
    loops = {edge.id for edge in picture.edges if edge.tail == edge.head}
    places = _ends_apart(picture, around.nodes, raw)
    apart = {
        name: moved_ends(curve, *_level(curve, places[name, True], places[name, False]))
        for name, curve in raw.items()
        if name not in loops
    }
    calm = raw | {name: _smooth(name, curve, around, labels) for name, curve in apart.items()}
    _, unhappy = _settle(around, calm, labels)
    for name in apart.keys() & unhappy:
        calm[name] = _smooth(name, apart[name], around, labels, spare_own=True)
    return calm, _settle(around, calm, labels)[0]


def _smooth(
    name: str,
    curve: Curve,
    around: Surroundings,
    labels: Mapping[str, Box],
    *,
    spare_own: bool = False,
) -> Curve:
    obstacles = [*around.nodes.values()]
    obstacles += [box for label, box in labels.items() if label != name]
    own = [labels[name].inset(CLEARANCE + TOUCH)] if spare_own else []
    return smoothed(curve, obstacles, own)


def _ends_apart(
    picture: Picture, nodes: Mapping[str, Box], curves: Mapping[str, Curve]
) -> dict[tuple[str, bool], Point]:
    sides: defaultdict[tuple[str, str], list[_End]] = defaultdict(list)
    for edge in picture.edges:
        if edge.tail == edge.head:
            continue
        points = sample(curves[edge.id])
        for node, start in ((edge.tail, True), (edge.head, False)):
            way = points if start else points[::-1]
            end = _End(edge.id, start, way[0], _ahead(way))
            sides[node, _side(nodes[node], end.at)].append(end)
    places: dict[tuple[str, bool], Point] = {}
    for (node, side), ends in sides.items():
        places |= _spread(nodes[node], side, ends)
    return places


def _level(curve: Curve, start: Point, end: Point) -> tuple[Point, Point]:
    """Return the ends of a nearly straight, nearly upright or level curve exactly so."""
    way = sample(curve)
    if sum(dist(a, b) for a, b in pairwise(way)) > DETOUR * dist(way[0], way[-1]):
        return start, end
    x, y = (start[0] + end[0]) / 2, (start[1] + end[1]) / 2
    if abs(start[1] - end[1]) < NEARLY:
        return (start[0], y), (end[0], y)
    if abs(start[0] - end[0]) < NEARLY:
        return (x, start[1]), (x, end[1])
    return start, end


def _settle(
    around: Surroundings, routes: Mapping[str, Curve], labels: Mapping[str, Box]
) -> tuple[dict[str, Box], list[str]]:
    """Move each label up to its own edge, where that hits nothing; name those that clash."""
    settled, unhappy = dict(labels), []
    ways = {name: sample(curve, 6) for name, curve in routes.items()}
    lines = sorted((at for way in ways.values() for at in way), key=_y_of)
    for name, box in labels.items():
        others = [settled[other] for other in labels if other != name]
        places = _snug(box, ways[name], around.canvas)
        low = bisect_left(lines, box.y - REACH, key=_y_of)
        near = lines[low : bisect_left(lines, box.bottom + REACH, key=_y_of)]
        settled[name], clashes = _best(
            places, around.canvas, [*around.nodes.values(), *others], near
        )
        if clashes:
            unhappy.append(name)
    return settled, unhappy


def _y_of(at: Point) -> float:
    return at[1]


def _snug(box: Box, way: Sequence[Point], canvas: Box) -> Iterator[Box]:
    """Yield places for a label: close to its edge on its own side, the other, or as it is.

    A label on the outer border tries the inner side first, which makes the picture smaller.
    """
    middle = min(way, key=lambda at: abs(at[1] - box.centre[1]))
    outermost = box.right > canvas.right - MARGIN - TOUCH
    sides = (True, False) if middle[0] < box.centre[0] and not outermost else (False, True)
    for right in sides:
        for shift in SHIFTS:
            low = replace(box, y=box.y + shift)
            beside = [x for x, y in way if low.y < y < low.bottom]
            if beside and max(beside) - min(beside) < box.width:
                yield replace(low, x=max(beside) + 1 if right else min(beside) - box.width - 1)
    yield box


def _best(
    places: Iterable[Box], canvas: Box, others: Sequence[Box], lines: Sequence[Point]
) -> tuple[Box, int]:
    """Return the first place that hits nothing, or the one that hits least."""
    scored: dict[Box, int] = {}
    for place in places:
        scored[place] = _clashes(place, canvas, others, lines)
        if not scored[place]:
            return place, 0
    best = min(scored, key=lambda place: scored[place])
    return best, scored[best]


def _clashes(place: Box, canvas: Box, others: Sequence[Box], lines: Sequence[Point]) -> int:
    overlaps = sum(place.overlaps(box) for box in others)
    outside = not (
        canvas.contains((place.x, place.y)) and canvas.contains((place.right, place.bottom))
    )
    text = place.inset(TOUCH)
    return (overlaps + outside) * 1000 + text.count(lines)


def cross_gap(
    left: Box, right: Box, middle: Point, edges: Sequence[Edge]
) -> dict[str, tuple[Curve, Box]]:
    """Return straight routes, and room for labels, between two nodes side by side."""
    routes: dict[str, tuple[Curve, Box]] = {}
    y = middle[1] - GAP_ROW * (len(edges) - 1) / 2
    for edge in edges:
        ends = ((left.right, left.centre[1]), (right.x, right.centre[1]))
        xs = (left.right + 30, middle[0] - 30, middle[0], middle[0] + 30, right.x - 30)
        waist = ((x, y) for x in xs)
        curve = (ends[0], *waist, ends[1])
        width, _ = label_size(edge)
        routes[edge.id] = (curve, Box(middle[0] - width / 2, y - 20, width, GAP_ROW))
        y += GAP_ROW
    return routes


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
    ends = sorted(ends, key=lambda end: _turn(end, box, side))
    gap = min(GAP, (length - 2 * CORNER) / max(1, len(ends) - 1))
    places = _apart([end.at[axis] for end in ends], gap, low + CORNER, low + length - CORNER)
    fixed = {"top": box.y, "bottom": box.bottom, "left": box.x, "right": box.right}[side]
    return {
        (end.edge, end.start): (place, fixed) if axis == 0 else (fixed, place)
        for end, place in zip(ends, places, strict=True)
    }


def _turn(end: _End, box: Box, side: str) -> float:
    """Return the angle at which an edge leaves, growing along the side."""
    x, y = end.towards[0] - box.centre[0], end.towards[1] - box.centre[1]
    out, along = {"top": (-y, x), "bottom": (y, x), "left": (-x, y), "right": (x, y)}[side]
    return atan2(along, out)


def _apart(wishes: list[float], gap: float, low: float, high: float) -> list[float]:
    """Return places in order, near the wishes, at least ``gap`` apart and within bounds."""
    middle = sum(wishes) / len(wishes)
    span = gap * (len(wishes) - 1)
    if all(b - a >= gap for a, b in pairwise(wishes)):
        return [min(max(wish, low), high) for wish in wishes]
    first = min(max(middle - span / 2, low), high - span)
    return [first + gap * number for number in range(len(wishes))]
