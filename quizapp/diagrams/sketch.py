"""A drawing of somebody's own: states and arrows where a hand put them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from quizapp.diagrams.curves import Box
from quizapp.diagrams.looks import EdgeLook, NodeLook
from quizapp.diagrams.metrics import NODE_SIZE, text_width
from quizapp.diagrams.picture import Edge, Node, Picture

STATE_HEIGHT = 44.0
STATE_LEAST = 92.0
STATE_PADDING = 30.0


@dataclass(frozen=True, slots=True)
class SketchState:
    """A state as drawn, by its middle."""

    id: str
    name: str
    x: float
    y: float
    look: NodeLook = field(default_factory=NodeLook)


@dataclass(frozen=True, slots=True)
class SketchEdge:
    """An arrow as drawn, between two states' ids."""

    id: str
    tail: str
    head: str
    lines: tuple[str, ...] = ()
    bend: tuple[float, float] = (0.0, 0.0)
    """How far its middle was pulled from where it would run by itself."""
    look: EdgeLook = field(default_factory=EdgeLook)
    says: str = ""
    """The arrow and what is to be said of it, for those who hear the drawing."""


@dataclass(frozen=True, slots=True)
class Sketch:
    """All that lies on a canvas."""

    title: str
    language: str
    states: tuple[SketchState, ...]
    edges: tuple[SketchEdge, ...]


def box_of(state: SketchState) -> Box:
    """Return the box of a state, as large as the canvas draws it."""
    width = max(STATE_LEAST, text_width(state.name, NODE_SIZE) + STATE_PADDING)
    return Box.around((state.x, state.y), width, STATE_HEIGHT)


def picture_of_sketch(sketch: Sketch) -> Picture:
    """Return a drawing as a picture that Graphviz can lay out: nobody's places are kept.

    A node's state is the id on the canvas.
    """
    nodes = {
        state.id: Node(f"s{place}", state.id, state.name)
        for place, state in enumerate(sketch.states)
    }
    return Picture(
        machine="",
        language=sketch.language,
        role=None,
        title=sketch.title,
        description="",
        source="",
        nodes=tuple(nodes.values()),
        edges=tuple(_edges(sketch, nodes)),
        ranks=(),
        legend=(),
    )


def _edges(sketch: Sketch, nodes: Mapping[str, Node]) -> Iterator[Edge]:
    for place, edge in enumerate(sketch.edges):
        first, *rest = edge.lines or ("",)
        yield Edge(
            id=f"e{place}",
            fact=edge.id,
            tail=nodes[edge.tail].id,
            head=nodes[edge.head].id,
            event=first,
            send=rest[0] if rest else "",
        )
