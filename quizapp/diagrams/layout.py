"""The geometry of a picture: Graphviz runs once, and every rendering draws from here."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from quizapp.diagrams.curves import Box, Curve, Point, sample
from quizapp.diagrams.dot import gap_id, layout_source, neighbours
from quizapp.diagrams.engines import TIMEOUT, run_engine
from quizapp.diagrams.failures import GraphvizFailedError, PictureTooLargeError
from quizapp.diagrams.metrics import NODE_HEIGHT, label_size, node_width
from quizapp.diagrams.picture import Picture
from quizapp.diagrams.routes import MARGIN, Surroundings, cross_gap, finish

MAX_NODES, MAX_EDGES, MAX_LABEL = 40, 150, 200
FARTHEST = 100_000.0
"""Points; no picture is that large, and nothing further out is believed."""
UNREADABLE = (
    ArithmeticError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)
"""What reading an answer of the wrong shape runs into: it may be anything at all."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Where everything in a picture stands, in pixels, from the top left corner."""

    width: float
    height: float
    nodes: Mapping[str, Box]
    """By node id."""
    routes: Mapping[str, Curve]
    """By edge id, from the border of the tail to the border of the head."""
    labels: Mapping[str, Box]
    """By edge id: the room kept for the words of an edge."""

    def __hash__(self) -> int:
        """Hash by size: cheap, and the cache holds few layouts."""
        return hash((self.width, self.height))


@lru_cache(maxsize=64)
def lay_out(picture: Picture, engine: Path, *, timeout: float = TIMEOUT) -> Layout:
    """Return the geometry of a picture; the second time from memory.

    Raises ``PictureTooLargeError``, ``GraphvizTimeoutError`` or ``GraphvizFailedError``.
    """
    _check_size(picture)
    answer = run_engine(engine, layout_source(picture), timeout)
    try:
        return _read(picture, json.loads(answer))
    except UNREADABLE as unreadable:
        raise GraphvizFailedError(
            engine.name, f"unreadable answer ({unreadable!s:.100})"
        ) from None


def _check_size(picture: Picture) -> None:
    words = [node.label for node in picture.nodes]
    words += [line for edge in picture.edges for line in edge.label_lines]
    for what, count, limit in (
        ("states", len(picture.nodes), MAX_NODES),
        ("transitions", len(picture.edges), MAX_EDGES),
        ("characters in one label", max(map(len, words), default=0), MAX_LABEL),
    ):
        if count > limit:
            raise PictureTooLargeError(what, count, limit)


def _read(picture: Picture, answer: dict[str, Any]) -> Layout:
    left, low, right, high = map(_near, answer["bb"].split(","))

    def place(text: str) -> Point:
        x, y = map(_near, text.split(","))
        return (x - left + MARGIN, high - y + MARGIN)

    canvas = Box(0.0, 0.0, right - left + 2 * MARGIN, high - low + 2 * MARGIN)
    objects = answer.get("objects", ())
    centres = {item["name"]: place(item["pos"]) for item in objects if "pos" in item}
    nodes = {
        node.id: Box.around(centres[node.id], node_width(node.label), NODE_HEIGHT)
        for node in picture.nodes
    }
    routes, labels = _edges(picture, answer.get("edges", ()), place)
    for (one, other), edges in neighbours(picture).items():
        across = cross_gap(nodes[one], nodes[other], centres[gap_id(one)], edges)
        routes |= {edge: route for edge, (route, _) in across.items()}
        labels |= {edge: label for edge, (_, label) in across.items()}
    routes, labels = finish(picture, Surroundings(canvas, nodes), routes, labels)
    width = max(_rightmost(nodes, routes, labels), default=0.0) + MARGIN
    return Layout(width, canvas.height, nodes, routes, labels)


def _near(text: str) -> float:
    """Return a coordinate; raises ``ValueError`` for one that is nowhere."""
    at = float(text)
    if not abs(at) <= FARTHEST:
        raise ValueError(f"{text} is nowhere")
    return at


def _edges(
    picture: Picture, items: Iterable[dict[str, str]], place: Callable[[str], Point]
) -> tuple[dict[str, Curve], dict[str, Box]]:
    sizes = {edge.id: label_size(edge) for edge in picture.edges}
    drawn = {item["id"]: item for item in items if item.get("id") in sizes}
    routes = {name: tuple(map(place, item["pos"].split())) for name, item in drawn.items()}
    labels = {name: Box.around(place(item["lp"]), *sizes[name]) for name, item in drawn.items()}
    return routes, labels


def _rightmost(
    nodes: Mapping[str, Box], routes: Mapping[str, Curve], labels: Mapping[str, Box]
) -> Iterator[float]:
    yield from (box.right for box in (*nodes.values(), *labels.values()))
    yield from (x for curve in routes.values() for x, _ in sample(curve))
