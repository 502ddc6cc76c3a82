"""Draw edges no layout knows, such as a learner's: simple curves between the boxes."""

from collections import Counter
from collections.abc import Mapping, Sequence
from math import copysign, hypot

from quizapp.diagrams.curves import Box, Curve, sample
from quizapp.diagrams.fragments import Ink, Place, arrow_markup, marked_lines, text_markup
from quizapp.diagrams.layout import Layout
from quizapp.diagrams.looks import FreeEdge
from quizapp.diagrams.markup import safe
from quizapp.diagrams.metrics import LABEL_SIZE, LINE_HEIGHT, text_width
from quizapp.diagrams.picture import Picture

BENDS = (26.0, -26.0, 60.0, -60.0, 110.0, -110.0, 170.0, -170.0)
"""How far a curve may bow out, in pixels; the first that misses all other boxes wins."""
LABEL_STOPS = (10, 8, 12, 6, 14, 4, 16)
"""Where a label may stand, in twentieths of its curve; the middle is best."""
MARK_WIDTH = 16.0
LOOP = 44.0
"""How far a loop reaches out."""
STEP = 30.0
"""How much further each parallel edge bows out."""


def free_markup(picture: Picture, layout: Layout, edges: Sequence[FreeEdge], ink: Ink) -> str:
    """Return the markup of free edges; those between unknown states are left out."""
    boxes = {node.state: layout.nodes[node.id] for node in picture.nodes}
    canvas = Box(0.0, 0.0, layout.width, layout.height)
    taken = [*layout.nodes.values(), *layout.labels.values()]
    seen: Counter[frozenset[str]] = Counter()
    drawn = []
    for edge in edges:
        ends = frozenset((edge.tail_state, edge.head_state))
        if boxes.keys() >= ends:
            route = free_route(
                boxes, canvas, edge.tail_state, edge.head_state, parallel=seen[ends]
            )
            drawn.append(_markup(edge, route, taken, ink))
            seen[ends] += 1
    return "".join(drawn)


def free_route(
    boxes: Mapping[str, Box], canvas: Box, tail: str, head: str, *, parallel: int = 0
) -> Curve:
    """Return a curve from one state to another that keeps clear of the other states.

    ``parallel`` counts the edges already drawn between the two.
    """
    if tail == head:
        return _loop(boxes[tail], canvas, parallel)
    first, last = sorted((tail, head))
    others = [box for state, box in boxes.items() if state not in (tail, head)]
    bend = min(
        BENDS, key=lambda bend: _hits(_bow(boxes[first], boxes[last], bend), canvas, others)
    )
    curve = _bow(boxes[first], boxes[last], bend + copysign(STEP * parallel, bend))
    return curve if tail == first else curve[::-1]


def _hits(curve: Curve, canvas: Box, boxes: Sequence[Box]) -> int:
    points = sample(curve)
    outside = len(points) - canvas.count(points)
    return outside + sum(box.count(points, 6) for box in boxes)


def _loop(box: Box, canvas: Box, parallel: int) -> Curve:
    reach = LOOP + STEP * parallel
    fits = box.right + reach < canvas.right
    x, y = (box.right if fits else box.x), box.centre[1]
    out = x + reach if fits else x - reach
    high, low = y - 9 - reach / 2, y + 9 + reach / 2
    return ((x, y - 9), (out, high), (out, low), (x, y + 9))


def _bow(tail: Box, head: Box, bend: float) -> Curve:
    a, b = tail.centre, head.centre
    length = hypot(b[0] - a[0], b[1] - a[1]) or 1.0
    across = ((b[1] - a[1]) / length * bend * 4 / 3, (a[0] - b[0]) / length * bend * 4 / 3)
    handles = [
        (a[0] + (b[0] - a[0]) * t + across[0], a[1] + (b[1] - a[1]) * t + across[1])
        for t in (0.3, 0.7)
    ]
    return (tail.border(handles[0]), handles[0], handles[1], head.border(handles[1]))


def _markup(edge: FreeEdge, curve: Curve, taken: list[Box], ink: Ink) -> str:
    words = marked_lines(_said(edge), edge.look.mark)
    width = max((text_width(line, LABEL_SIZE) for line in _said(edge)), default=0.0)
    box = _label_box(edge, curve, width, LINE_HEIGHT * len(words), taken)
    taken.append(box)
    place = Place(box.centre[0], box.y + LINE_HEIGHT * 0.8, "middle")
    lines = "".join(
        text_markup(line, place, "edge__event", ink, row=row) for row, line in enumerate(words)
    )
    css = f" {safe(edge.look.css)}" if edge.look.css else ""
    ends = f'data-tail="{safe(edge.tail_state)}" data-head="{safe(edge.head_state)}"'
    return (
        f'<g class="edge edge--free{css}" {ends}>{arrow_markup(curve, "plain", ink)}{lines}</g>'
    )


def _said(edge: FreeEdge) -> list[str]:
    lines = list(edge.label_lines) if edge.look.label else []
    return [line for line in (*lines, edge.look.note) if line]


def _label_box(
    edge: FreeEdge, curve: Curve, width: float, height: float, taken: Sequence[Box]
) -> Box:
    """Return room for a label on its curve, where it covers as little as possible."""
    width += MARK_WIDTH
    if edge.tail_state == edge.head_state:
        middle = sample(curve, 2)[1]
        outwards = copysign(width / 2, curve[1][0] - curve[0][0])
        return Box.around((middle[0] + outwards, middle[1]), width, height)
    way = sample(curve, 20)
    boxes = [Box.around(way[at], width, height) for at in LABEL_STOPS]
    return min(boxes, key=lambda box: sum(box.overlaps(other) for other in taken))
