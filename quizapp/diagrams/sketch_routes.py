"""The curves of a drawing: the same ones that the canvas shows while it is drawn."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import hypot

from quizapp.diagrams.curves import Box, Curve, Point, sample
from quizapp.diagrams.sketch import Sketch, SketchEdge, box_of

LANE = 38.0
"""How far parallel edges keep apart."""
DETOURS = (0.0, 55.0, -55.0, 100.0, -100.0, 160.0, -160.0, 230.0, -230.0)
HIT, DETOUR = 60.0, 0.12
"""What it costs to run through a state, and to go round it."""
CLEAR = 8.0
SAMPLES = 14
HANDLES = (0.28, 0.72)
LOOP_REACH, LOOP_ROUND, LOOP_SPREAD = 50.0, 26.0, 15.0
LOOP_SIDES = ((0, -1), (1, 0), (0, 1), (-1, 0))


def sketch_routes(sketch: Sketch) -> dict[str, Curve]:
    """Return the curve of every edge of a drawing, by its id."""
    boxes = {state.id: box_of(state) for state in sketch.states}
    return {
        edge.id: _route(edge, place, len(group), boxes)
        for group in _groups(sketch)
        for place, edge in enumerate(group)
    }


def lane_offsets(sketch: Sketch) -> dict[str, Point]:
    """Return how far the middle of each edge lies from half way, if nothing is in its way."""
    boxes = {state.id: box_of(state) for state in sketch.states}
    return {
        edge.id: _times(_normal(edge, boxes), _lane(place, len(group)))
        for group in _groups(sketch)
        for place, edge in enumerate(group)
    }


def _groups(sketch: Sketch) -> Iterable[Sequence[SketchEdge]]:
    """Return the edges between the same two states together."""
    groups: dict[tuple[str, ...], list[SketchEdge]] = defaultdict(list)
    for edge in sketch.edges:
        groups[tuple(sorted((edge.tail, edge.head)))].append(edge)
    return groups.values()


def _lane(place: int, count: int) -> float:
    return (place - (count - 1) / 2) * LANE


def _normal(edge: SketchEdge, boxes: Mapping[str, Box]) -> Point:
    """Return the direction of lanes: from the same side, whichever way an edge runs."""
    first, last = sorted((edge.tail, edge.head))
    return _across(boxes[first].centre, boxes[last].centre)


def _route(edge: SketchEdge, place: int, count: int, boxes: Mapping[str, Box]) -> Curve:
    others = [box for name, box in boxes.items() if name not in (edge.tail, edge.head)]
    if edge.tail == edge.head:
        return _loop(edge, place, boxes[edge.tail], others)
    tail, head = boxes[edge.tail], boxes[edge.head]
    lane, across = _lane(place, count), _normal(edge, boxes)
    if any(edge.bend):
        return bowed(tail, head, _moved(_times(across, lane), edge.bend))
    return _clear_bow(tail, head, lane, across, others)


def _clear_bow(
    tail: Box, head: Box, lane: float, across: Point, others: Sequence[Box]
) -> Curve:
    """Return the curve of a lane that runs into the fewest other states."""

    def cost(detour: float) -> float:
        curve = bowed(tail, head, _times(across, lane + detour))
        return abs(detour) * DETOUR + HIT * _hits(curve, others)

    return bowed(tail, head, _times(across, lane + min(DETOURS, key=cost)))


def bowed(tail: Box, head: Box, offset: Point) -> Curve:
    """Return the curve whose middle is moved by a vector from half way between two boxes."""
    (ax, ay), (bx, by) = tail.centre, head.centre
    middle = _moved(((ax + bx) / 2, (ay + by) / 2), offset)
    first, second = _handles(tail.centre, head.centre, offset)
    start, end = tail.border(first), head.border(second)
    if tail.contains(first) or head.contains(second):
        first, second = _handles(start, end, offset)
    return _through((start, first, second, end), middle)


def _handles(start: Point, end: Point, offset: Point) -> tuple[Point, Point]:
    (ax, ay), (bx, by), push = start, end, _times(offset, 4 / 3)
    first, second = (_moved((ax + (bx - ax) * t, ay + (by - ay) * t), push) for t in HANDLES)
    return first, second


def _through(curve: Curve, middle: Point) -> Curve:
    """Return a curve with the same ends whose middle is exactly there."""
    a, b, c, d = curve
    push = [
        (want - (pa + 3 * pb + 3 * pc + pd) / 8) * 4 / 3
        for want, pa, pb, pc, pd in zip(middle, a, b, c, d, strict=True)
    ]
    by = (push[0], push[1])
    return (a, _moved(b, by), _moved(c, by), d)


def _loop(edge: SketchEdge, place: int, box: Box, others: Sequence[Box]) -> Curve:
    middles = _loop_middles(box, place // 4)
    side = place % 4
    if any(edge.bend):
        return _loop_through(box, _moved(middles[side], edge.bend))
    free = [
        middle
        for middle in middles[side:]
        if not place and not _hits(_loop_through(box, middle), others)
    ]
    return _loop_through(box, (free or [middles[side]])[0])


def _loop_middles(box: Box, turn: int) -> list[Point]:
    reach = LOOP_REACH + turn * LOOP_ROUND
    x, y = box.centre
    return [
        (x + dx * (box.width / 2 + reach), y + dy * (box.height / 2 + reach))
        for dx, dy in LOOP_SIDES
    ]


def _loop_through(box: Box, middle: Point) -> Curve:
    (cx, cy), (mx, my) = box.centre, middle
    length = hypot(mx - cx, my - cy) or 1.0
    wx, wy = -(my - cy) / length, (mx - cx) / length
    start, end = (
        box.border((mx + wx * by, my + wy * by)) for by in (-LOOP_SPREAD, LOOP_SPREAD)
    )
    spread = LOOP_SPREAD + min(40.0, length * 0.28)
    x, y = ((8 * m - a - d) / 6 for m, a, d in zip(middle, start, end, strict=True))
    return (
        start,
        (x - wx * spread, y - wy * spread),
        (x + wx * spread, y + wy * spread),
        end,
    )


def _hits(curve: Curve, others: Sequence[Box]) -> int:
    points = sample(curve, SAMPLES)
    return sum(box.count(points, CLEAR) for box in others)


def _across(one: Point, other: Point) -> Point:
    length = hypot(other[0] - one[0], other[1] - one[1]) or 1.0
    return ((other[1] - one[1]) / length, (one[0] - other[0]) / length)


def _times(point: Point, by: float) -> Point:
    return (point[0] * by, point[1] * by)


def _moved(point: Point, by: Point) -> Point:
    return (point[0] + by[0], point[1] + by[1])
