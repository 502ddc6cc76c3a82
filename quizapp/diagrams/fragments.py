"""Ready-made pieces of SVG for each node and edge of a layout, made once and reused."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import dist

from quizapp.diagrams.curves import Box, Curve, Point, sample, shortened
from quizapp.diagrams.layout import Layout
from quizapp.diagrams.looks import EdgeLook, NodeLook
from quizapp.diagrams.markup import number, path_data, point, safe
from quizapp.diagrams.metrics import LABEL_SIZE, LINE_HEIGHT, NODE_SIZE
from quizapp.diagrams.picture import Edge, Picture

ARROW_LENGTH = {"heavy": 12.0}
STROKES = {
    "plain": 'stroke-width="1.3"',
    "heavy": 'stroke-width="2.8"',
    "dashed": 'stroke-width="1.6" stroke-dasharray="6 4"',
}
LEVEL = 8.0
"""An edge that climbs no more than this below its label carries it like a shelf."""
BASELINE = 0.35
"""How far below its middle a line of text stands, in ems."""


@dataclass(frozen=True, slots=True)
class Ink:
    """The colours of a drawing; ``currentColor`` leaves them to the page."""

    text: str = "currentColor"
    line: str = "currentColor"
    box: str = "none"
    border: str = "currentColor"
    muted: str = "currentColor"
    heavy: str = "currentColor"
    dashed: str = "currentColor"

    def of_line(self, line: str) -> str:
        """Return the colour of a line style."""
        return {"heavy": self.heavy, "dashed": self.dashed}.get(line, self.line)


@dataclass(frozen=True, slots=True)
class Place:
    """Where the lines beside an edge stand: the first one's baseline, and the alignment."""

    x: float
    y: float
    anchor: str
    skip: float = 0.0
    """More room below the first line, where the edge itself passes."""


@dataclass(frozen=True, slots=True)
class EdgeFragment:
    """The unchanging markup of one edge."""

    edge: Edge
    opening: str
    """Up to the classes, which a look may extend."""
    drawing: str
    """From the end of the classes to the arrow."""
    place: Place
    first: str
    """The event, escaped."""
    rest: str
    """The elements of all further lines."""
    sentence: str


@dataclass(frozen=True, slots=True)
class NodeFragment:
    """The unchanging markup of one node."""

    state: str
    drawing: str
    name: str
    number: str
    order: int
    box: Box
    label: str


@dataclass(frozen=True, slots=True)
class Fragments:
    """All pieces of a picture in a layout."""

    nodes: tuple[NodeFragment, ...]
    edges: tuple[EdgeFragment, ...]


@lru_cache(maxsize=64)
def fragments_of(picture: Picture, layout: Layout, ink: Ink) -> Fragments:
    """Return the pieces of a picture; the second time from memory."""
    order = {node: n for n, node in enumerate(_reading_order(picture, layout), start=1)}
    nodes = tuple(
        _node(node.state, node.label, order[node.id], layout.nodes[node.id], ink)
        for node in picture.nodes
    )
    edges = tuple(
        _edge(edge, layout.routes[edge.id], layout.labels[edge.id], ink)
        for edge in picture.edges
    )
    return Fragments(nodes, edges)


def arrow_markup(curve: Curve, line: str, ink: Ink) -> str:
    """Return the line of an edge and its tip."""
    length = ARROW_LENGTH.get(line, 9.5)
    shaft = shortened(curve, length)
    tip = tip_data(shaft[-1], curve[-1], length * 0.4)
    colour = ink.of_line(line)
    return (
        f'<path class="edge__line" d="{path_data(shaft)}" fill="none" '
        f'stroke="{colour}" {STROKES[line]}/>'
        f'<path class="edge__tip" d="{tip}" fill="{colour}"/>'
    )


def tip_data(base: Point, tip: Point, half: float) -> str:
    """Return the outline of an arrow's tip."""
    length = dist(base, tip) or 1.0
    across = ((tip[1] - base[1]) / length * half, (base[0] - tip[0]) / length * half)
    left = (base[0] + across[0], base[1] + across[1])
    right = (base[0] - across[0], base[1] - across[1])
    return f"M{point(tip)}L{point(left)}L{point(right)}Z"


def text_markup(words: str, place: Place, css: str, ink: Ink, *, row: int = 0) -> str:
    """Return one line beside an edge; ``words`` are markup already."""
    y = number(place.y + row * LINE_HEIGHT + (place.skip if row else 0.0))
    colour = ink.text if css == "edge__event" else ink.muted
    return (
        f'<text class="{css}" x="{number(place.x)}" y="{y}" text-anchor="{place.anchor}" '
        f'font-size="{LABEL_SIZE:g}" fill="{colour}">{words}</text>'
    )


def lines_markup(lines: Mapping[str, str], place: Place, ink: Ink) -> str:
    """Return the lines below the first, each with its class."""
    rows = enumerate(lines.items(), start=1)
    return "".join(text_markup(safe(words), place, css, ink, row=n) for n, (css, words) in rows)


def marked_lines(lines: Sequence[str], mark: str) -> list[str]:
    """Return lines beside an edge as markup, its mark before the first."""
    words = [safe(line) for line in lines]
    if mark:
        words[:1] = [f'<tspan class="edge__mark">{safe(mark)}</tspan> {"".join(words[:1])}']
    return words


def place_beside(curve: Curve, box: Box, lines: int) -> Place:
    """Return where lines stand in their box: close to the edge they belong to."""
    rows = box.height / LINE_HEIGHT
    top = max(0.0, (rows - 1 - lines) / 2) + 0.25
    y = box.y + (top + 0.5) * LINE_HEIGHT + BASELINE * LABEL_SIZE
    way = sample(curve)
    above = [at[1] for at in way if box.x < at[0] < box.right]
    if above and max(above) - min(above) < LEVEL and box.y < above[0] < box.bottom:
        return Place(box.centre[0], above[0] - 6, "middle", skip=6)
    beside = min(way, key=lambda at: abs(at[1] - box.centre[1]))
    if beside[0] <= box.x + 6:
        return Place(box.x + 6, y, "start")
    if beside[0] >= box.right - 6:
        return Place(box.right - 6, y, "end")
    return Place(box.centre[0], y, "middle")


def _edge(edge: Edge, route: Curve, box: Box, ink: Ink) -> EdgeFragment:
    place = place_beside(route, box, len(edge.label_lines))
    rest = {"edge__guard": edge.guard, "edge__send": edge.send}
    return EdgeFragment(
        edge=edge,
        opening=f'<g class="edge edge--{edge.line}',
        drawing=f'" data-fact="{safe(edge.fact)}">{arrow_markup(route, edge.line, ink)}',
        place=place,
        first=safe(edge.event),
        rest=lines_markup({css: words for css, words in rest.items() if words}, place, ink),
        sentence=safe(edge.sentence),
    )


def _node(state: str, label: str, order: int, box: Box, ink: Ink) -> NodeFragment:
    x, y = box.centre
    text = (
        f'x="{number(x)}" y="{number(y + BASELINE * NODE_SIZE)}" text-anchor="middle" '
        f'font-size="{NODE_SIZE:g}"'
    )
    return NodeFragment(
        state=state,
        drawing=(
            f'<rect class="node__box" x="{number(box.x)}" y="{number(box.y)}" '
            f'width="{number(box.width)}" height="{number(box.height)}" rx="9" '
            f'fill="{ink.box}" stroke="{ink.border}" stroke-width="1.5"/>'
        ),
        name=f'<text class="node__name" {text} fill="{ink.text}" font-weight="600">'
        f"{safe(label)}</text>",
        number=f'<text class="node__number" {text} fill="{ink.muted}">{order}</text>',
        order=order,
        box=box,
        label=safe(label),
    )


def _reading_order(picture: Picture, layout: Layout) -> Sequence[str]:
    def place(node: str) -> tuple[float, float]:
        box = layout.nodes[node]
        return (box.y, box.x)

    return sorted((node.id for node in picture.nodes), key=place)


def edge_markup(piece: EdgeFragment, look: EdgeLook, ink: Ink) -> str:
    """Return one edge as a group, with what its look adds."""
    css = f" {safe(look.css)}" if look.css else ""
    mark = f'<tspan class="edge__mark">{safe(look.mark)}</tspan> ' if look.mark else ""
    words = f"{mark}{piece.first}" if look.label else mark
    first = text_markup(words, piece.place, "edge__event", ink) if words else ""
    rest = piece.rest if look.label else ""
    note = ""
    if look.note:
        row = len(piece.edge.label_lines) if look.label else 1
        note = text_markup(safe(look.note), piece.place, "edge__note", ink, row=row)
    return _linked(piece, look, f"{piece.opening}{css}{piece.drawing}{first}{rest}{note}</g>")


def _linked(piece: EdgeFragment, look: EdgeLook, markup: str) -> str:
    """Return an edge's markup, within a link if its look has one."""
    if not look.link:
        return markup
    said = f"{piece.sentence} ({safe(look.spoken)})" if look.spoken else piece.sentence
    return f'<a class="edge-link" href="{safe(look.link)}" aria-label="{said}">{markup}</a>'


def node_markup(piece: NodeFragment, look: NodeLook, words: str, attributes: str = "") -> str:
    """Return one node as a group; ``words`` and ``attributes`` are markup already."""
    css = f" {safe(look.css)}" if look.css else ""
    mark = ""
    if look.mark:
        x, y = number(piece.box.right + 2), number(piece.box.y - 2)
        mark = (
            f'<text class="node__mark" x="{x}" y="{y}" text-anchor="middle" '
            f'font-size="{LABEL_SIZE:g}" fill="currentColor">{safe(look.mark)}</text>'
        )
    return (
        f'<g class="node{css}" data-state="{safe(piece.state)}"{attributes}>'
        f"{piece.drawing}{words}{mark}</g>"
    )
