"""Cubic Bézier curves and boxes: the little geometry that drawing a diagram needs."""

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import dist

STEP = 12.0
CLEARANCE = 5.0
SMOOTHINGS = (30, 20, 14, 9, 5, 2)
"""Rounds of averaging, the calmest first."""

Point = tuple[float, float]
Curve = tuple[Point, ...]
"""One start point, then three points for each cubic segment."""


@dataclass(frozen=True, slots=True)
class Box:
    """An upright rectangle, by its top left corner and its size."""

    x: float
    y: float
    width: float
    height: float

    @classmethod
    def around(cls, centre: Point, width: float, height: float) -> "Box":
        """Make a box by its centre."""
        return cls(centre[0] - width / 2, centre[1] - height / 2, width, height)

    @property
    def centre(self) -> Point:
        """The middle of the box."""
        return (self.x + self.width / 2, self.y + self.height / 2)

    @property
    def right(self) -> float:
        """The right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.y + self.height

    def border(self, towards: Point) -> Point:
        """Return where the line from the middle to a point leaves the box."""
        x, y = self.centre
        dx, dy = towards[0] - x, towards[1] - y
        reach = max(abs(dx) / (self.width / 2), abs(dy) / (self.height / 2), 0.001)
        return (x + dx / reach, y + dy / reach)

    def inset(self, by: float) -> "Box":
        """Return the box with its left and right edges moved inwards."""
        return Box(self.x + by, self.y, self.width - 2 * by, self.height)

    def contains(self, point: Point, margin: float = 0.0) -> bool:
        """Tell whether a point lies inside, or within ``margin`` of it."""
        return (
            self.x - margin < point[0] < self.right + margin
            and self.y - margin < point[1] < self.bottom + margin
        )

    def count(self, points: Iterable[Point], margin: float = 0.0) -> int:
        """Count the points inside, or within ``margin`` of it; much used, hence flat."""
        left, right = self.x - margin, self.x + self.width + margin
        top, bottom = self.y - margin, self.y + self.height + margin
        return sum(1 for x, y in points if left < x < right and top < y < bottom)

    def overlaps(self, other: "Box") -> bool:
        """Tell whether two boxes share more than an edge."""
        return (
            self.x < other.right
            and other.x < self.right
            and self.y < other.bottom
            and other.y < self.bottom
        )


def segments(curve: Curve) -> Iterable[Curve]:
    """Yield the cubic pieces of a curve, four points each."""
    for start in range(0, len(curve) - 3, 3):
        yield curve[start : start + 4]


def split(piece: Sequence[Point], at: float) -> tuple[Curve, Curve]:
    """Cut one cubic piece in two, by de Casteljau's construction."""
    left, right = [piece[0]], [piece[-1]]
    points = list(piece)
    while len(points) > 1:
        points = [_between(a, b, at) for a, b in itertools.pairwise(points)]
        left.append(points[0])
        right.append(points[-1])
    return tuple(left), tuple(reversed(right))


@cache
def _weights(steps: int) -> tuple[tuple[float, float, float, float], ...]:
    """Return how much each of a piece's four points counts, at even steps along it."""
    places = [step / steps for step in range(1, steps + 1)]
    return tuple(
        ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3) for t in places
    )


def sample(curve: Curve, steps: int = 12) -> list[Point]:
    """Return points along a curve, both ends included; much used, hence by formula."""
    points, weights = [curve[0]], _weights(steps)
    for (ax, ay), (bx, by), (cx, cy), (dx, dy) in segments(curve):
        points.extend(
            (p * ax + q * bx + r * cx + s * dx, p * ay + q * by + r * cy + s * dy)
            for p, q, r, s in weights
        )
    return points


def shortened(curve: Curve, by: float) -> Curve:
    """Return a curve that stops a distance before its end, to leave room for an arrow."""
    end = curve[-1]
    while len(curve) > 4 and dist(curve[-4], end) <= by:
        curve = curve[:-3]
    last = curve[-4:]
    low, high = 0.0, 1.0
    for _ in range(20):
        middle = (low + high) / 2
        far = dist(split(last, middle)[0][-1], end) > by
        low, high = (middle, high) if far else (low, middle)
    return curve[:-4] + split(last, low)[0]


def moved_ends(curve: Curve, start: Point, end: Point) -> Curve:
    """Return a curve with new ends, each handle moved with its end."""
    points = list(curve)
    points[1] = _plus(points[1], _minus(start, points[0]))
    points[-2] = _plus(points[-2], _minus(end, points[-1]))
    points[0], points[-1] = start, end
    return tuple(points)


def smoothed(curve: Curve, obstacles: Sequence[Box], kept: Sequence[Box] = ()) -> Curve:
    """Return a curve without kinks, as smooth as the boxes around it allow.

    Boxes the curve passes too closely already are no obstacles, but ``kept`` ones are: the
    smooth curve comes no nearer to them.
    """
    way = _even(sample(curve), STEP)
    field = _bounds(way)
    free = [box for box in obstacles if box.overlaps(field) and not _hits(way, [box])]
    for rounds in SMOOTHINGS:
        calm = _averaged(way, rounds)
        if not _hits(calm, free) and _hits(calm, kept) <= _hits(way, kept):
            return _through(calm)
    return _through(way)


def _hits(way: Sequence[Point], obstacles: Sequence[Box]) -> int:
    """Count the points of a way, without its ends, that come too close to a box."""
    inner = way[2:-2]
    return sum(box.count(inner, CLEARANCE) for box in obstacles)


def _bounds(way: Sequence[Point]) -> Box:
    """Return the box round a way, which no smoothing can leave."""
    xs, ys = zip(*way, strict=True)
    width, height = max(xs) - min(xs), max(ys) - min(ys)
    return Box(
        min(xs) - CLEARANCE, min(ys) - CLEARANCE, width + 2 * CLEARANCE, height + 2 * CLEARANCE
    )


def _even(points: Sequence[Point], step: float) -> list[Point]:
    """Return points at equal distances along a polyline, both ends included."""
    lengths = [dist(a, b) for a, b in pairwise(points)]
    count = max(4, round(sum(lengths) / step))
    stride = sum(lengths) / count
    even, walked, target = [points[0]], 0.0, stride
    for (a, b), length in zip(pairwise(points), lengths, strict=True):
        while len(even) < count and walked + length >= target and length:
            even.append(_between(a, b, (target - walked) / length))
            target += stride
        walked += length
    return [*even[:count], points[-1]]


def _averaged(points: list[Point], rounds: int) -> list[Point]:
    for _ in range(rounds):
        inner = [
            ((a[0] + 2 * b[0] + c[0]) / 4, (a[1] + 2 * b[1] + c[1]) / 4)
            for a, b, c in zip(points, points[1:], points[2:], strict=False)
        ]
        points = [points[0], *inner, points[-1]]
    return points


def _through(points: Sequence[Point], every: int = 3) -> Curve:
    """Return a smooth curve (Catmull-Rom) through each third point."""
    knots = [*points[:-2:every], points[-1]]
    padded = [knots[0], *knots, knots[-1]]
    curve = [knots[0]]
    for before, a, b, after in zip(padded, knots, knots[1:], padded[3:], strict=False):
        curve += [
            (a[0] + (b[0] - before[0]) / 6, a[1] + (b[1] - before[1]) / 6),
            (b[0] - (after[0] - a[0]) / 6, b[1] - (after[1] - a[1]) / 6),
            b,
        ]
    return tuple(curve)


def _between(a: Point, b: Point, at: float) -> Point:
    return (a[0] + (b[0] - a[0]) * at, a[1] + (b[1] - a[1]) * at)


def _plus(a: Point, b: Point) -> Point:
    return (a[0] + b[0], a[1] + b[1])


def _minus(a: Point, b: Point) -> Point:
    return (a[0] - b[0], a[1] - b[1])
