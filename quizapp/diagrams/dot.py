"""DOT sources: the one Graphviz lays out for us, and the one a reader takes away."""

from collections.abc import Iterator
from itertools import pairwise

from graphviz import Digraph  # type: ignore[import-untyped]  # it ships no types

from quizapp.diagrams.metrics import NODE_HEIGHT, label_size, node_width
from quizapp.diagrams.picture import Edge, Picture

POINTS = 72.0
GRAPH = {"rankdir": "TB", "nodesep": "0.28", "ranksep": "0.22", "splines": "true"}
SPINE, SIDE = "100", "20"
"""How hard the middle and the sides are pulled straight."""
BOX = (
    '<<TABLE BORDER="0" CELLSPACING="0" CELLPADDING="0" FIXEDSIZE="TRUE" '
    'WIDTH="{width:.0f}" HEIGHT="{height:.0f}"><TR><TD></TD></TR></TABLE>>'
)


def layout_source(picture: Picture) -> str:
    """Return DOT that holds no words at all, only generated ids and the sizes of boxes."""
    graph = Digraph(graph_attr=GRAPH, edge_attr={"dir": "none"})
    for node in picture.nodes:
        graph.node(
            node.id,
            label="",
            shape="box",
            fixedsize="true",
            width=f"{node_width(node.label) / POINTS:.4f}",
            height=f"{NODE_HEIGHT / POINTS:.4f}",
        )
    _rows(graph, picture)
    places, weights = _places(picture), _weights(picture)
    for edge in picture.edges:
        weight = weights.pop(frozenset((edge.tail, edge.head)), "1")
        _boxed_edge(graph, edge, places, weight)
    return str(graph.source)


def _rows(graph: Digraph, picture: Picture) -> None:
    joined = {frozenset((edge.tail, edge.head)) for edge in picture.edges}
    for ids in picture.ranks:
        with graph.subgraph() as rank:
            rank.attr(rank="same")
            for left, right in pairwise(ids):
                if frozenset((left, right)) not in joined:
                    rank.edge(left, right, style="invis")
            rank.node(ids[0])
    for upper, lower in pairwise(picture.ranks):
        graph.edge(upper[0], lower[0], style="invis", weight="0")
    for column, weight in _columns(picture):
        for above, below in pairwise(column):
            if frozenset((above, below)) not in joined:
                graph.edge(above, below, style="invis", weight=weight)


def _columns(picture: Picture) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield what should stand in one line: the middles of odd rows, and both sides."""
    wide = [row for row in picture.ranks if len(row) > 1]
    yield tuple(row[len(row) // 2] for row in picture.ranks if len(row) % 2), SPINE
    yield tuple(row[0] for row in wide), SIDE
    yield tuple(row[-1] for row in wide), SIDE


def _weights(picture: Picture) -> dict[frozenset[str], str]:
    pairs: dict[frozenset[str], str] = {}
    for column, weight in _columns(picture):
        pairs |= {frozenset(pair): weight for pair in pairwise(column)}
    return pairs


def _places(picture: Picture) -> dict[str, tuple[int, int]]:
    return {
        node: (row, place)
        for row, ids in enumerate(picture.ranks)
        for place, node in enumerate(ids)
    }


def _boxed_edge(
    graph: Digraph, edge: Edge, places: dict[str, tuple[int, int]], weight: str
) -> None:
    ends = [edge.tail, edge.head]
    if all(end in places for end in ends):
        ends.sort(key=lambda end: places[end])
    width, height = label_size(edge)
    label = BOX.format(width=width, height=height)
    graph.edge(ends[0], ends[1], label=label, id=edge.id, weight=weight)
