"""Where the states stand that a drawing lacks: near their neighbours, out of the way."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import product
from math import hypot
from statistics import fmean

Point = tuple[float, float]
Pair = tuple[str, str]

ROOM = (170.0, 96.0)
"""From the middle of one state to the next, sideways and down: room for a label between."""
STEP = (85.0, 48.0)
REACH = 9
"""How many steps away a place is looked for."""
TRIED = 16
"""How many of the nearest free places are compared."""
HALF = (66.0, 30.0)
"""Half of what a box covers."""
CROSSED = 90.0
"""What it costs, as a distance, that an arrow runs through a box."""
WIDER, HIGHER = 0.8, 0.3
"""What it costs that the whole becomes wider or higher, for each unit of it."""
SAMPLES = 12


def ghost_places(
    missing: Sequence[str], pairs: Collection[Pair], drawn: Mapping[str, Point]
) -> dict[str, Point]:
    """Return a place for each missing state.

    ``pairs`` are the states that arrows join, ``drawn`` the places that are taken. What has the
    most neighbours in place already comes first, and is put into the middle between them.
    """
    places = dict(drawn)
    waiting = list(missing)
    while waiting:
        name = max(waiting, key=lambda one: len(_neighbours(one, pairs, places)))
        waiting.remove(name)
        beside = _neighbours(name, pairs, places)
        places[name] = _free_place(_middle(beside, places), beside, pairs, places)
    return {name: places[name] for name in missing}


def _neighbours(name: str, pairs: Collection[Pair], places: Mapping[str, Point]) -> set[str]:
    ends = {end for pair in pairs if name in pair for end in pair}
    return {end for end in ends if end != name and end in places}


def _middle(beside: Collection[str], places: Mapping[str, Point]) -> Point:
    """Return the middle between some states; below everything if there are none."""
    if beside:
        return _mean([places[name] for name in beside])
    x, _ = _mean(list(places.values()) or [(0.0, 0.0)])
    return x, max((y for _, y in places.values()), default=0.0) + ROOM[1]


def _mean(points: Sequence[Point]) -> Point:
    return fmean(x for x, _ in points), fmean(y for _, y in points)


def _free_place(
    wish: Point, beside: Collection[str], pairs: Collection[Pair], places: Mapping[str, Point]
) -> Point:
    """Return the best of the free places around the one wished for."""
    taken = list(places.values())
    lines = [(places[one], places[two]) for one, two in pairs if {one, two} <= places.keys()]
    ends = [places[name] for name in beside]

    def cost(place: Point) -> float:
        crossed = sum(_hits(line, place) for line in lines)
        hidden = sum(_hits((place, end), box) for end in ends for box in taken if box != end)
        return _distance(wish, place) + CROSSED * (crossed + hidden) + _growth(place, taken)

    free = (place for place in _around(wish) if all(_is_apart(place, one) for one in taken))
    near = sorted(free, key=lambda place: _distance(wish, place))[:TRIED]
    below = (wish[0], max((y for _, y in taken), default=0.0) + ROOM[1])
    return min(near, key=cost, default=below)


def _around(wish: Point) -> Iterator[Point]:
    steps = range(-REACH, REACH + 1)
    for right, down in product(steps, steps):
        yield wish[0] + right * STEP[0], wish[1] + down * STEP[1]


def _is_apart(one: Point, other: Point) -> bool:
    return abs(one[0] - other[0]) >= ROOM[0] or abs(one[1] - other[1]) >= ROOM[1]


def _distance(one: Point, other: Point) -> float:
    return hypot(one[0] - other[0], one[1] - other[1])


def _growth(place: Point, taken: Sequence[Point]) -> float:
    """Return what it costs that the whole would reach as far as a place."""
    costs = 0.0
    for axis, price in ((0, WIDER), (1, HIGHER)):
        along = [point[axis] for point in taken] or [place[axis]]
        costs += price * max(0.0, place[axis] - max(along), min(along) - place[axis])
    return costs


def _hits(line: tuple[Point, Point], middle: Point) -> bool:
    """Tell whether a line runs through the box around a point, its own ends apart."""
    (x0, y0), (x1, y1) = line
    return any(
        abs(x0 + part * (x1 - x0) - middle[0]) < HALF[0]
        and abs(y0 + part * (y1 - y0) - middle[1]) < HALF[1]
        for part in (number / SAMPLES for number in range(1, SAMPLES))
    )
