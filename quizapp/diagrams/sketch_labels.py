"""Where the words beside a drawing's arrows stand: the same rule that the canvas follows."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from math import hypot

from quizapp.diagrams.curves import Box, Curve, Point, sample
from quizapp.diagrams.metrics import LABEL_SIZE, LINE_HEIGHT, text_width
from quizapp.diagrams.sketch import Sketch, SketchEdge, box_of

STEPS = 50
STOPS = (25, 21, 29, 17, 33, 13, 37, 9, 41)
"""Where along its curve a label may stand, in steps; the middle is best."""
GAP, FAR = 5.0, 17.0
"""How far beside its curve a label stands, and how far at most."""
MARK_WIDTH = 18.0
TIP = 4
"""How many points at the end of a curve are its tip, which nothing may hide."""
AREA, ARROW, END, OWN = 0.4, 7.0, 40.0, 4.0
"""What it costs to cover a pixel of a state or of words, a point of a line, of a tip."""
ALONG, ACROSS, AWAY = 30.0, 14.0, 6.0
"""What it costs to stand away from the middle, on the line, or far beside it."""
CELL = 24.0


class _Scene:
    """What stands in the way of words, in a grid of cells so that asking is cheap."""

    def __init__(self, boxes: Sequence[Box], routes: Mapping[str, Curve]) -> None:
        self._boxes: dict[tuple[int, int], list[Box]] = defaultdict(list)
        self._points: dict[tuple[int, int], list[tuple[Point, str, bool]]] = defaultdict(list)
        for box in boxes:
            self.add(box)
        for owner, curve in routes.items():
            way = sample(curve, STEPS)
            for place, point in enumerate(way):
                cell = (int(point[0] // CELL), int(point[1] // CELL))
                self._points[cell].append((point, owner, place >= len(way) - TIP))

    def add(self, box: Box) -> None:
        """Add a box that words may not cover."""
        for cell in _cells(box):
            self._boxes[cell].append(box)

    def cost(self, box: Box, owner: str) -> float:
        """Return how much words of an edge would hide in a box."""
        near = {id(other): other for cell in _cells(box) for other in self._boxes.get(cell, ())}
        hidden = AREA * sum(_shared(box, other) for other in near.values())
        for cell in _cells(box):
            for point, of, is_tip in self._points.get(cell, ()):
                if box.contains(point):
                    hidden += END if is_tip else OWN if of == owner else ARROW
        return hidden


def label_boxes(sketch: Sketch, routes: Mapping[str, Curve]) -> dict[str, Box]:
    """Return room for the words of each edge that has any, by its id."""
    scene = _Scene([box_of(state) for state in sketch.states], routes)
    placed: dict[str, Box] = {}
    for edge in sketch.edges:
        size = _size(edge)
        if size is None:
            continue
        placed[edge.id] = _best(edge.id, routes[edge.id], size, scene)
        scene.add(placed[edge.id])
    return placed


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
    return max(widths) + 6.0, count * LINE_HEIGHT + 2.0


def _best(owner: str, curve: Curve, size: tuple[float, float], scene: _Scene) -> Box:
    """Return the place that disturbs least; the easiest are tried first."""
    best_cost, best = float("inf"), Box(0.0, 0.0, *size)
    for effort, box in sorted(_places(curve, size), key=lambda place: place[0]):
        if effort >= best_cost:
            break
        cost = effort + scene.cost(box, owner)
        if cost < best_cost:
            best_cost, best = cost, box
    return best


def _places(curve: Curve, size: tuple[float, float]) -> Iterator[tuple[float, Box]]:
    """Yield places to either side of a curve, farther off, and on it, with their effort."""
    width, height = size
    way = sample(curve, STEPS)
    for stop in STOPS:
        (x, y), (dx, dy) = way[stop], _direction(way[stop - 1], way[stop + 1])
        along = abs(stop / STEPS - 0.5) * ALONG
        clear = (abs(dy) * width + abs(dx) * height) / 2
        for reach, effort in ((clear + GAP, 0.0), (clear + FAR, AWAY)):
            for side in (1, -1):
                at = (x - dy * reach * side, y + dx * reach * side)
                yield along + effort, Box.around(at, width, height)
        yield along + ACROSS, Box.around((x, y), width, height)


def _direction(before: Point, after: Point) -> Point:
    x, y = after[0] - before[0], after[1] - before[1]
    length = hypot(x, y) or 1.0
    return x / length, y / length


def _cells(box: Box) -> list[tuple[int, int]]:
    columns = range(int(box.x // CELL), int(box.right // CELL) + 1)
    rows = range(int(box.y // CELL), int(box.bottom // CELL) + 1)
    return [(column, row) for column in columns for row in rows]


def _shared(one: Box, other: Box) -> float:
    """Return the area two boxes have in common."""
    width = min(one.right, other.right) - max(one.x, other.x)
    height = min(one.bottom, other.bottom) - max(one.y, other.y)
    return width * height if width > 0 and height > 0 else 0.0
