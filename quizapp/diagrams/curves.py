"""Cubic Bézier curves and boxes: the little geometry that drawing a diagram needs."""

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import dist

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

    def contains(self, point: Point, margin: float = 0.0) -> bool:
        """Tell whether a point lies inside, or within ``margin`` of it."""
        return (
            self.x - margin < point[0] < self.right + margin
            and self.y - margin < point[1] < self.bottom + margin
        )

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


def sample(curve: Curve, steps: int = 12) -> list[Point]:
    """Return points along a curve, both ends included."""
    points = [curve[0]]
    for piece in segments(curve):
        points.extend(split(piece, step / steps)[0][-1] for step in range(1, steps + 1))
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


def _between(a: Point, b: Point, at: float) -> Point:
    return (a[0] + (b[0] - a[0]) * at, a[1] + (b[1] - a[1]) * at)


def _plus(a: Point, b: Point) -> Point:
    return (a[0] + b[0], a[1] + b[1])


def _minus(a: Point, b: Point) -> Point:
    return (a[0] - b[0], a[1] - b[1])
