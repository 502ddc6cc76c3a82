"""Where the words beside a drawing's arrows stand: the same rule that the canvas follows.

Every label has places to choose from: along its own curve, on both sides, close and farther
off, and on the line itself. A place costs what it hides, and what makes it look another's.
Labels choose in turn, again and again, until none finds a better place.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from math import ceil, dist, hypot
from typing import NamedTuple

from quizapp.diagrams.curves import Box, Curve, Point
from quizapp.diagrams.metrics import LABEL_SIZE, LINE_HEIGHT, text_width
from quizapp.diagrams.sketch import Sketch, SketchEdge, box_of

STOPS = (0.5, 0.44, 0.56, 0.38, 0.62, 0.32, 0.68, 0.26, 0.74, 0.2, 0.8)
"""Where along its curve a label may stand; the middle is best."""
GAP, FAR = 4.0, 14.0
"""How far beside its curve a label stands, at best and at most."""
CLEARER = 6.0
"""Another line must be so much farther away than the own one."""
ALONG, ACROSS, AWAY = 60.0, 9.0, 10.0
"""What it costs to stand away from the middle, on the line, or farther beside it."""
AREA, HIT = 0.5, 20.0
"""What it costs to cover a pixel of a state or of words, and to cover any at all."""
ARROW, NEAR, WRONG, TIP_COST, OWN = 11.0, 2.5, 70.0, 40.0, 4.0
"""What it costs to cover a point of a line or of a tip, or to be near one; nearer than to the
own one."""
TIP, STRIDE = 14.0, 6.0
"""How much of the end of an arrow is its tip, and how close points stand for a line."""
FEWEST, MOST = 12, 160
CELL = 24.0
BEST, SWEEPS, WISHES = 16, 8, 3
"""How many places of each label are compared with those of others, how often, and how many
a label asks others to leave."""
MARK_WIDTH = 18.0


class _Spot(NamedTuple):
    """A point of a line."""

    at: Point
    owner: str
    is_tip: bool


class _Place(NamedTuple):
    """Where words may stand, how far beside their line, and what that costs by itself."""

    box: Box
    gap: float
    cost: float


class _Ground:
    """What words may hide, in a grid of cells so that asking is cheap."""

    def __init__(self, boxes: Sequence[Box], routes: Mapping[str, Curve]) -> None:
        self._boxes = boxes
        self._spots: dict[tuple[int, int], list[_Spot]] = defaultdict(list)
        for owner, curve in routes.items():
            for at in _waypoints(curve):
                cell = (int(at[0] // CELL), int(at[1] // CELL))
                self._spots[cell].append(_Spot(at, owner, dist(at, curve[-1]) < TIP))

    def states_near(self, places: Sequence[_Place]) -> list[Box]:
        """Return the states that words at some of these places would hide."""
        hull = _hull([place.box for place in places])
        return [state for state in self._boxes if state.overlaps(hull)]

    def cost(self, box: Box, owner: str, gap: float) -> float:
        """Return what lines words would hide or confuse so far beside their own, or on it."""
        near = [
            (spot, box.contains(spot.at, 1.0))
            for spot in self._around(box, gap + CLEARER)
            if box.contains(spot.at, max(1.0, gap + CLEARER))
        ]
        others = [(spot, inside) for spot, inside in near if spot.owner != owner]
        is_wrong = gap > 0 and any(
            box.contains(spot.at, gap) and not (inside and spot.is_tip)
            for spot, inside in others
        )
        hidden = sum(_spot_cost(spot, inside, spot.owner == owner) for spot, inside in near)
        return hidden + (WRONG if is_wrong else 0.0)

    def _around(self, box: Box, pad: float) -> Iterator[_Spot]:
        right, bottom = int((box.right + pad) // CELL), int((box.bottom + pad) // CELL)
        for column in range(int((box.x - pad) // CELL), right + 1):
            for row in range(int((box.y - pad) // CELL), bottom + 1):
                yield from self._spots.get((column, row), ())


def label_boxes(sketch: Sketch, routes: Mapping[str, Curve]) -> dict[str, Box]:
    """Return room for the words of each edge that has any, by its id."""
    ground = _Ground([box_of(state) for state in sketch.states], routes)
    sizes = {edge.id: size for edge in sketch.edges if (size := _size(edge))}
    choices = [_choices(name, routes[name], size, ground) for name, size in sizes.items()]
    return dict(zip(sizes, _settled(choices), strict=True))


def label_rows(edge: SketchEdge) -> list[str]:
    """Return the lines of words beside an edge."""
    return [line for line in (*edge.lines, edge.look.note) if line]


def _size(edge: SketchEdge) -> tuple[float, float] | None:
    rows = label_rows(edge)
    count = max(len(rows), bool(edge.look.mark))
    if not count:
        return None
    widths = [text_width(row, LABEL_SIZE) for row in rows] or [0.0]
    if edge.look.mark:
        widths[0] += MARK_WIDTH
    return ceil(max(widths)) + 6.0, count * LINE_HEIGHT + 2.0


def _settled(choices: Sequence[Sequence[_Place]]) -> list[Box]:
    """Return a place for each label, none of which would be better off at another."""
    chosen = [places[0] for places in choices]
    near = _neighbours([_hull([place.box for place in places]) for places in choices])
    for _ in range(SWEEPS):
        before = list(chosen)
        for here, places in enumerate(choices):
            chosen[here] = _cheapest(places, chosen, near[here])
        for here in range(len(choices)):
            _insist(choices, chosen, near, here)
        if all(one is other for one, other in zip(before, chosen, strict=True)):
            break
    return [place.box for place in chosen]


def _hull(boxes: Sequence[Box]) -> Box:
    x, y = min(box.x for box in boxes), min(box.y for box in boxes)
    right, bottom = max(box.right for box in boxes), max(box.bottom for box in boxes)
    return Box(x, y, right - x, bottom - y)


def _neighbours(hulls: Sequence[Box]) -> list[list[int]]:
    """Return for each label those that could get in its way."""
    return [
        [j for j, other in enumerate(hulls) if j != i and hull.overlaps(other)]
        for i, hull in enumerate(hulls)
    ]


def _insist(
    choices: Sequence[Sequence[_Place]],
    chosen: list[_Place],
    near: Sequence[Sequence[int]],
    here: int,
) -> None:
    """Let a label that gave way take a better place, if those in its way do not mind much."""
    for place in choices[here][:WISHES]:
        if place is chosen[here]:
            return
        others = [i for i in near[here] if chosen[i].box.overlaps(place.box)]
        trial, moved = list(chosen), [here, *others]
        trial[here] = place
        for i in others:
            trial[i] = _cheapest(choices[i], trial, near[i])
        before, after = (
            sum(_cost_at(all_[i], all_, near[i]) for i in moved) for all_ in (chosen, trial)
        )
        if after < before - 0.01:
            chosen[:] = trial


def _cheapest(
    places: Sequence[_Place], chosen: Sequence[_Place], near: Sequence[int]
) -> _Place:
    least, best = float("inf"), places[0]
    for place in places:
        if place.cost >= least:
            break
        cost = _cost_at(place, chosen, near)
        if cost < least:
            least, best = cost, place
    return best


def _cost_at(place: _Place, chosen: Sequence[_Place], near: Sequence[int]) -> float:
    return place.cost + sum(_clash(place.box, chosen[i].box) for i in near)


def _choices(
    owner: str, curve: Curve, size: tuple[float, float], ground: _Ground
) -> list[_Place]:
    places = list(_places(curve, size))
    states = ground.states_near(places)
    for i, (box, gap, effort) in enumerate(places):
        hidden = sum(_clash(box, state) for state in states)
        places[i] = _Place(box, gap, effort + hidden + ground.cost(box, owner, gap))
    return sorted(places, key=lambda place: place.cost)[:BEST]


def _spot_cost(spot: _Spot, is_hidden: bool, is_own: bool) -> float:
    if is_hidden:
        return TIP_COST if spot.is_tip else OWN if is_own else ARROW
    return 0.0 if is_own else NEAR


def _places(curve: Curve, size: tuple[float, float]) -> Iterator[_Place]:
    """Yield places to either side of a curve, farther off, and on it, with their effort."""
    width, height = size
    for t in STOPS:
        (x, y), (dx, dy) = _point(curve, t), _direction(curve, t)
        along = abs(t - 0.5) * ALONG
        clear = (abs(dy) * width + abs(dx) * height) / 2
        for reach, gap, effort in (
            (clear + GAP, GAP, 0.0),
            (-clear - GAP, GAP, 0.0),
            (0.0, 0.0, ACROSS),
            (clear + FAR, FAR, AWAY),
            (-clear - FAR, FAR, AWAY),
        ):
            box = Box.around((x - dy * reach, y + dx * reach), width, height)
            yield _Place(box, gap, along + effort)


def _waypoints(curve: Curve) -> list[Point]:
    """Return points along a curve, dense enough that no word slips between two."""
    length = sum(dist(a, b) for a, b in pairwise(curve))
    count = max(FEWEST, min(MOST, ceil(length / STRIDE)))
    return [_point(curve, place / count) for place in range(count + 1)]


def _point(curve: Curve, t: float) -> Point:
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = curve
    u = 1 - t
    p, q, r, s = u**3, 3 * u * u * t, 3 * u * t * t, t**3
    return (p * ax + q * bx + r * cx + s * dx, p * ay + q * by + r * cy + s * dy)


def _direction(curve: Curve, t: float) -> Point:
    (ax, ay), (bx, by) = _point(curve, t - 0.01), _point(curve, t + 0.01)
    length = hypot(bx - ax, by - ay) or 1.0
    return (bx - ax) / length, (by - ay) / length


def _clash(one: Box, other: Box) -> float:
    """Return what it costs that two boxes have something in common."""
    width = min(one.right, other.right) - max(one.x, other.x)
    height = min(one.bottom, other.bottom) - max(one.y, other.y)
    return HIT + AREA * width * height if width > 0 and height > 0 else 0.0
