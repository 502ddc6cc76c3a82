"""DOT sources: the one Graphviz lays out for us, and the one a reader takes away."""

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from graphviz import Digraph, escape

from quizapp.diagrams.markup import plain
from quizapp.diagrams.metrics import NODE_HEIGHT, label_size, node_width
from quizapp.diagrams.picture import Edge, Picture

POINTS = 72.0
NODE = {"shape": "box", "fixedsize": "true", "label": ""}
GAP_ROW = 52.0
GAP_PADDING = 8.0
"""The room kept for each edge between nodes that stand side by side."""
GRAPH = {"rankdir": "TB", "nodesep": "0.28", "ranksep": "0.29", "splines": "true"}
SPINE, SIDE = "100", "20"
"""How hard the middle and the sides are pulled straight."""
LINES = {"plain": {}, "heavy": {"penwidth": "2.5"}, "dashed": {"style": "dashed"}}
BOX = (
    '<<TABLE BORDER="0" CELLSPACING="0" CELLPADDING="0" FIXEDSIZE="TRUE" '
    'WIDTH="{width:.0f}" HEIGHT="{height:.0f}"><TR><TD></TD></TR></TABLE>>'
)


def layout_source(picture: Picture) -> str:
    """Return DOT that holds no words at all, only generated ids and the sizes of boxes."""
    graph = Digraph(graph_attr=GRAPH, edge_attr={"dir": "none"}, node_attr=NODE)
    for node in picture.nodes:
        _box(graph, node.id, node_width(node.label), NODE_HEIGHT)
    side_by_side = neighbours(picture)
    _rows(graph, picture, side_by_side)
    weights = _columns(graph, picture)
    places = _places(picture)
    beside = {edge.id for edges in side_by_side.values() for edge in edges}
    for edge in picture.edges:
        if edge.id not in beside:
            weight = weights.pop(frozenset((edge.tail, edge.head)), "1")
            _labelled_edge(graph, edge, places, weight)
    return str(graph.source)


def export_dot(picture: Picture) -> str:
    """Return DOT for a reader's own Graphviz: words, rows and line styles."""
    graph = Digraph(graph_attr={"label": _quoted(picture.title), "nodesep": "0.4"})
    graph.attr("node", shape="box", style="rounded", fontname="Helvetica")
    graph.attr("edge", fontname="Helvetica", fontsize="11")
    for node in picture.nodes:
        graph.node(node.id, label=_quoted(node.label))
    for row in picture.ranks:
        with graph.subgraph() as rank:
            rank.attr(rank="same")
            for node_id in row:
                rank.node(node_id)
    for edge in picture.edges:
        words = _quoted(*edge.label_lines)
        graph.edge(edge.tail, edge.head, label=words, **LINES[edge.line])
    return str(graph.source)


def _quoted(*lines: str) -> Any:
    """Return words as they are: escaped as a whole, or a part could become HTML."""
    return escape("\n".join(map(plain, lines)))


def neighbours(picture: Picture) -> dict[tuple[str, str], list[Edge]]:
    """Return the edges between nodes that stand side by side in a row.

    Graphviz gives their labels no room of their own, so they get a box between the two
    nodes and are drawn straight.
    """
    found: dict[tuple[str, str], list[Edge]] = {
        pair: [] for row in picture.ranks for pair in pairwise(row)
    }
    for edge in picture.edges:
        for pair in ((edge.tail, edge.head), (edge.head, edge.tail)):
            if pair in found:
                found[pair].append(edge)
    return {pair: edges for pair, edges in found.items() if edges}


def gap_id(left: str) -> str:
    """Return the id of the box that stands right of a node."""
    return f"gap_{left}"


def _box(graph: Digraph, name: str, width: float, height: float, **more: str) -> None:
    inches = {"width": f"{width / POINTS:.4f}", "height": f"{height / POINTS:.4f}"}
    graph.node(name, **inches, **more)


def _rows(
    graph: Digraph, picture: Picture, side_by_side: Mapping[tuple[str, str], list[Edge]]
) -> None:
    for row in picture.ranks:
        with graph.subgraph() as rank:
            rank.attr(rank="same")
            for node in row:
                rank.node(node)
            for left, right in pairwise(row):
                edges = side_by_side.get((left, right), [])
                _row_neighbours(rank, left, right, edges)
    for upper, lower in pairwise(picture.ranks):
        graph.edge(upper[0], lower[0], style="invis", weight="0")


def _row_neighbours(rank: Digraph, left: str, right: str, edges: list[Edge]) -> None:
    if not edges:
        rank.edge(left, right, style="invis")
        return
    width = max(label_size(edge)[0] for edge in edges) + 2 * GAP_PADDING
    _box(rank, gap_id(left), width, max(NODE_HEIGHT, GAP_ROW * len(edges)), style="invis")
    rank.edge(left, gap_id(left), style="invis", weight="5")
    rank.edge(gap_id(left), right, style="invis", weight="5")


def _columns(graph: Digraph, picture: Picture) -> dict[frozenset[str], str]:
    """Pull the middles of odd rows, and both sides, into line.

    Return the weights for the edges that can do so themselves.
    """
    joined = {frozenset((edge.tail, edge.head)) for edge in picture.edges}
    wide = [row for row in picture.ranks if len(row) > 1]
    middles = [row[len(row) // 2] for row in picture.ranks if len(row) % 2]
    weights: dict[frozenset[str], str] = {}
    for column, weight in (
        (middles, SPINE),
        ([row[0] for row in wide], SIDE),
        ([row[-1] for row in wide], SIDE),
    ):
        for above, below in pairwise(column):
            if frozenset((above, below)) in joined:
                weights[frozenset((above, below))] = weight
            else:
                graph.edge(above, below, style="invis", weight=weight)
    return weights


def _places(picture: Picture) -> dict[str, tuple[int, int]]:
    return {
        node: (row, place)
        for row, ids in enumerate(picture.ranks)
        for place, node in enumerate(ids)
    }


def _labelled_edge(
    graph: Digraph, edge: Edge, places: Mapping[str, tuple[int, int]], weight: str
) -> None:
    ends = [edge.tail, edge.head]
    if all(end in places for end in ends):
        ends.sort(key=lambda end: places[end])
    width, height = label_size(edge)
    label = BOX.format(width=width, height=height)
    graph.edge(ends[0], ends[1], label=label, id=edge.id, weight=weight)
