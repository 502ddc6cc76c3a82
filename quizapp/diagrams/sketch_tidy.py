"""A drawing put in order: places as Graphviz finds them, in a shape that suits a screen."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import dist, hypot

from quizapp.diagrams.curves import Box, Curve, Point, sample
from quizapp.diagrams.layout import Layout
from quizapp.diagrams.picture import Picture
from quizapp.diagrams.sketch import Sketch, box_of
from quizapp.diagrams.sketch_routes import bowed, lane_offsets

ROW = 92.0
"""How far rows must be apart: a state, and two lines of words below it."""
SQUASH, STRETCH = 0.7, 1.7
"""How much a layout may be flattened and widened."""
ASPECT = 1.3
"""How much wider than high a canvas is."""
SAME_ROW = 20.0
STEPS = 40
CLEAR = 12.0
HIT, NEAR = 60.0, 5.0
"""What it costs to run into a state, and to run along another arrow, for each point."""
STRAY, BENT = 0.12, 0.2
"""What each pixel costs away from Graphviz's own way, and from a straight line."""
SIDEWAYS = (0.0, 20.0, 40.0, 65.0, 95.0, 130.0, 180.0, 240.0)
ALONG = (0.0, 50.0, -50.0)
SCALES = (1.0, 1.35, 0.6)
CELL = 12.0
MANY = 60
"""Of more arrows than this each chooses its bend only once."""


@dataclass(frozen=True, slots=True)
class Tidied:
    """Where a tidy drawing has its states, and how far each arrow is bent, by id."""

    places: Mapping[str, Point]
    bends: Mapping[str, Point]


def tidied(sketch: Sketch, picture: Picture, layout: Layout) -> Tidied:
    """Return a drawing in order; ``picture`` is the drawing as Graphviz laid it out.

    A node's state is the id on the canvas, and an edge's fact likewise. An arrow that the
    picture lacks is led straight, if nothing is in its way.
    """
    centres = {node.state: layout.nodes[node.id].centre for node in picture.nodes}
    across, down = _scales(list(centres.values()))
    places = {
        name: (round(x * across, 1), round(y * down, 1)) for name, (x, y) in centres.items()
    }
    ways = {
        edge.fact: [(x * across, y * down) for x, y in sample(layout.routes[edge.id])]
        for edge in picture.edges
    }
    states = tuple(
        replace(state, x=places[state.id][0], y=places[state.id][1]) for state in sketch.states
    )
    return Tidied(places, _Bends(replace(sketch, states=states), ways).found())


def _scales(centres: Sequence[Point]) -> Point:
    """Return how much wider and how much flatter a layout should be."""
    xs, ys = sorted({x for x, _ in centres}), sorted({y for _, y in centres})
    rows = [b - a for a, b in pairwise(ys) if b - a > SAME_ROW]
    wide, high = xs[-1] - xs[0], ys[-1] - ys[0]
    down = min(1.0, max(SQUASH, ROW / min(rows))) if rows else 1.0
    across = min(STRETCH, max(1.0, ASPECT * high * down / wide)) if wide else 1.0
    return across, down


class _Bends:
    """Bends that follow Graphviz's ways, off the states and off one another."""

    def __init__(self, sketch: Sketch, ways: Mapping[str, Sequence[Point]]) -> None:
        self._edges = {edge.id: edge for edge in sketch.edges if edge.tail != edge.head}
        self._boxes = {state.id: box_of(state) for state in sketch.states}
        self._lanes = lane_offsets(sketch)
        self._ways = ways
        self._cells: dict[tuple[int, int], set[str]] = defaultdict(set)
        self._covered: dict[str, set[tuple[int, int]]] = defaultdict(set)
        self._offsets: dict[str, Point] = {}

    def found(self) -> dict[str, Point]:
        """Return the bend of each arrow, from where it would run by itself."""
        order = sorted(self._edges, key=self._length)
        for _ in range(1 if len(order) > MANY else 3):
            for name in order:
                self._take_out(name)
                self._put_in(name, self._best(name))
        return {name: self._bend(name) for name in self._edges}

    def _bend(self, name: str) -> Point:
        """Return a whole number of pixels; none at all would let the arrow find its own way."""
        (ox, oy), (lx, ly) = self._offsets[name], self._lanes[name]
        bend = (float(round(ox - lx)), float(round(oy - ly)))
        return bend if any(bend) else (0.0, 1.0)

    def _length(self, name: str) -> tuple[float, str]:
        tail, head = self._ends(name)
        return dist(tail.centre, head.centre), name

    def _ends(self, name: str) -> tuple[Box, Box]:
        edge = self._edges[name]
        return self._boxes[edge.tail], self._boxes[edge.head]

    def _best(self, name: str) -> Point:
        """Return the offset that costs least; the easiest are tried first."""
        least, best = float("inf"), (0.0, 0.0)
        for effort, offset in sorted(self._offers(name)):
            if effort >= least:
                break
            cost = effort + self._trouble(name, offset)
            if cost < least:
                least, best = cost, offset
        return best

    def _offers(self, name: str) -> Iterator[tuple[float, Point]]:
        (ax, ay), (bx, by) = (box.centre for box in self._ends(name))
        length = hypot(bx - ax, by - ay) or 1.0
        dx, dy = (bx - ax) / length, (by - ay) / length
        own = self._wish(name)
        for scale in (*SCALES, 0.0):
            for aside in (*SIDEWAYS, *(-by for by in SIDEWAYS[1:])):
                for along in ALONG:
                    shift = (dy * aside + dx * along, -dx * aside + dy * along)
                    offset = (own[0] * scale + shift[0], own[1] * scale + shift[1])
                    yield STRAY * dist(offset, own) + BENT * hypot(*offset), offset

    def _wish(self, name: str) -> Point:
        """Return how far the middle of Graphviz's way lies from half way between the states."""
        (ax, ay), (bx, by) = (box.centre for box in self._ends(name))
        way = self._ways.get(name, ())
        if not way:
            return 0.0, 0.0
        x, y = min(way, key=lambda at: abs(dist(at, (ax, ay)) - dist(at, (bx, by))))
        return x - (ax + bx) / 2, y - (ay + by) / 2

    def _trouble(self, name: str, offset: Point) -> float:
        edge, points = self._edges[name], self._points(name, offset)
        others = [
            box for state, box in self._boxes.items() if state not in (edge.tail, edge.head)
        ]
        hits = sum(box.count(points, CLEAR) for box in others)
        crowd = sum(map(self._crowd, points[3:-3]))
        return HIT * hits + NEAR * crowd

    def _crowd(self, at: Point) -> int:
        return len(self._cells.get((int(at[0] // CELL), int(at[1] // CELL)), ()))

    def _points(self, name: str, offset: Point) -> list[Point]:
        curve: Curve = bowed(*self._ends(name), offset)
        return sample(curve, STEPS)

    def _put_in(self, name: str, offset: Point) -> None:
        self._offsets[name] = offset
        for x, y in self._points(name, offset)[2:-2]:
            for column in range(int((x - CELL / 2) // CELL), int((x + CELL / 2) // CELL) + 1):
                for row in range(int((y - CELL / 2) // CELL), int((y + CELL / 2) // CELL) + 1):
                    self._cells[column, row].add(name)
                    self._covered[name].add((column, row))

    def _take_out(self, name: str) -> None:
        for cell in self._covered.pop(name, ()):
            self._cells[cell].discard(name)
