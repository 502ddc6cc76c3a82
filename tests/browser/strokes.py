"""Strokes with what they mean: made from seeds, so that nothing is stored and all can be seen.

`cases(seeds)` makes one round of every kind (36 strokes) for each seed. Seeds below 1000 were
looked at while the thresholds were chosen; HELD_OUT was not: whoever changes a threshold
because of a stroke of HELD_OUT must choose new seeds for it.
"""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from random import Random
from typing import Any

from tests.browser.strokes_hand import Path, Point, Sample, draw, even, some_hand
from tests.browser.strokes_shapes import (
    LETTERS,
    Box,
    border,
    bow,
    centre,
    coil,
    hull,
    letter,
    loop,
    own_stroke_head,
    ring,
    same_stroke_head,
    snake,
    spiral,
    zigzag,
)

HELD_OUT = range(91_001, 91_031)
"""Seeds that nobody looked at while choosing the thresholds; tune with others, from 1."""

WIDTH, HEIGHT = 1200, 860

Meaning = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Case:
    """A stroke on a scene, and how it should be read."""

    name: str
    stroke: list[Sample]
    scene: dict[str, Any]
    options: dict[str, Any]
    meaning: Meaning

    @property
    def kind(self) -> str:
        """What it is counted as."""
        return str(self.meaning.get("group", self.meaning["kind"]))


class Crowded(Exception):  # noqa: N818
    """There is no room on this board for what was to be drawn; another is tried."""


@dataclass(slots=True)
class Board:
    """A whiteboard with states and edges, to draw on."""

    rng: Random
    states: list[Box] = field(default_factory=list)
    edges: list[tuple[int, int, Path]] = field(default_factory=list)

    def scene(self) -> dict[str, Any]:
        """Return what the recogniser is told."""
        states = [{"id": f"s{i}", **box} for i, box in enumerate(self.states)]
        edges = [
            {"id": f"e{i}", "points": [list(p) for p in path[::4]] + [list(path[-1])]}
            for i, (_, _, path) in enumerate(self.edges)
        ]
        return {"states": states, "edges": edges}

    def pair(self, most: float = 420) -> tuple[int, int]:
        """Return two states that see each other."""
        for _ in range(200):
            a, b = self.rng.sample(range(len(self.states)), 2)
            if self._sees(a, b, most):
                return a, b
        raise Crowded

    def _sees(self, a: int, b: int, most: float) -> bool:
        ends = [centre(self.states[a]), centre(self.states[b])]
        if math.dist(*ends) >= most:
            return False
        others = [box for i, box in enumerate(self.states) if i not in (a, b)]
        return not any(near(box, p, 12) for p in even(ends, 12) for box in others)

    def free(self, w: float, h: float, pad: float, without_edges: bool = False) -> Box:
        """Return a place where nothing is."""
        while True:
            box = {
                "x": self.rng.uniform(0, WIDTH - w),
                "y": self.rng.uniform(0, HEIGHT - h),
                "w": w,
                "h": h,
            }
            clear = not any(meets(box, state, pad) for state in self.states)
            paths = [path for _, _, path in self.edges] if without_edges else []
            if clear and not any(near(box, p, pad) for path in paths for p in path):
                return box
            w, h = w * 0.995, h * 0.995


def near(box: Box, point: Point, pad: float) -> bool:
    """Tell whether a point lies in a widened box."""
    x, y = point
    return (
        box["x"] - pad < x < box["x"] + box["w"] + pad
        and box["y"] - pad < y < box["y"] + box["h"] + pad
    )


def meets(a: Box, b: Box, pad: float) -> bool:
    """Tell whether two boxes come closer than `pad`."""
    across = a["x"] < b["x"] + b["w"] + pad and b["x"] < a["x"] + a["w"] + pad
    return across and a["y"] < b["y"] + b["h"] + pad and b["y"] < a["y"] + a["h"] + pad


def board(rng: Random, most_edges: int = 6) -> Board:
    """Return a board of some states in loose rows, with some edges."""
    columns, rows = rng.choice([(4, 4), (5, 4), (4, 5), (3, 3)])
    made = Board(rng)
    for i in range(columns * rows):
        if rng.random() < 0.3:
            continue
        w, h = rng.uniform(80, min(165, WIDTH / columns - 70)), rng.uniform(36, 58)
        x = (i % columns + 0.5) * WIDTH / columns + rng.uniform(-22, 22) - w / 2
        y = (i // columns + 0.5) * HEIGHT / rows + rng.uniform(-30, 30) - h / 2
        made.states.append({"x": x, "y": y, "w": w, "h": h})
    if len(made.states) < 5:
        raise Crowded
    for _ in range(rng.randint(2, most_edges)):
        a, b = made.pair(600)
        if all({a, b} != {c, d} for c, d, _ in made.edges):
            path = connection(made, a, b, rng.choice([0, 0, 20, -35]), (0, 0))
            made.edges.append((a, b, path))
    return made


def connection(made: Board, a: int, b: int, bend: float, out: tuple[float, float]) -> Path:
    """Return a bow from state to state; `out` says how far its ends lie outside."""
    tail, head = made.states[a], made.states[b]
    (ax, ay), (bx, by) = centre(tail), centre(head)
    far = math.dist((ax, ay), (bx, by))
    side = (
        (ax + bx) / 2 + 2 * bend * (by - ay) / far,
        (ay + by) / 2 - 2 * bend * (bx - ax) / far,
    )
    return bow(border(tail, side, out[0]), border(head, side, out[1]), bend)


def _ends(rng: Random) -> tuple[float, float]:
    deep = rng.choice([-13, -13, -13, -20])
    return rng.uniform(deep, 17), rng.uniform(deep, 17)


def _overlap(rng: Random) -> float:
    return rng.choice(
        [0.0, rng.uniform(-0.12, 0.0), rng.uniform(-0.06, 0.06), rng.uniform(0, 0.16)]
    )


def a_state(made: Board, rng: Random) -> tuple[Path, Meaning]:
    box = made.free(rng.uniform(48, 170), rng.uniform(34, 120), rng.uniform(14, 30))
    if rng.random() < 0.2:
        made.states.clear()
        made.edges.clear()
    overlap = _overlap(rng) if rng.random() < 0.9 else rng.uniform(0.9, 1.15)
    return ring(box, rng, overlap), {"kind": "state", "box": box}


def an_edge(made: Board, rng: Random) -> tuple[Path, Meaning]:
    a, b = made.pair()
    far = math.dist(centre(made.states[a]), centre(made.states[b]))
    bend = rng.choice([0.0, 0.0, rng.uniform(-0.3, 0.3) * far])
    path = connection(made, a, b, bend, _ends(rng))
    meaning = {"kind": "edge", "from": f"s{a}", "to": f"s{b}", "middle": path[20], "bend": bend}
    if rng.random() < 0.12:
        path = snake(path[0], path[-1], rng.uniform(8, 25))
        meaning["middle"] = None
    return path, meaning


def a_headed_edge(made: Board, rng: Random) -> tuple[Path, Meaning]:
    path, meaning = an_edge(made, rng)
    headed = [*path, *same_stroke_head(path, rng)]
    return headed, {**meaning, "group": "edge with head", "headed": True}


def a_loop(made: Board, rng: Random) -> tuple[Path, Meaning]:
    i = rng.randrange(len(made.states))
    path, apex = loop(made.states[i], rng, rng.uniform(26, 75), _ends(rng))
    meaning = {
        "kind": "edge",
        "group": "self-loop",
        "from": f"s{i}",
        "to": f"s{i}",
        "middle": apex,
    }
    if rng.random() < 0.35:
        path = [*path, *same_stroke_head(path, rng)]
    return path, {**meaning, "bend": 99}


def an_arrowhead(made: Board, rng: Random) -> tuple[Path, Meaning]:
    _, _, path = made.edges[-1]
    reverse = rng.random() < 0.3
    drawn = own_stroke_head(path[::-1] if reverse else path, rng)
    edge = f"e{len(made.edges) - 1}"
    return drawn, {"kind": "arrowhead", "edge": edge, "reverse": reverse}


def a_scribble_on_a_state(made: Board, rng: Random) -> tuple[Path, Meaning]:
    i = rng.randrange(len(made.states))
    box = made.states[i]
    x, y = centre(box)
    middle = x + rng.uniform(-0.12, 0.12) * box["w"], y + rng.uniform(-0.15, 0.15) * box["h"]
    long, wide = box["w"] * rng.uniform(0.6, 1.15), box["h"] * rng.uniform(0.7, 1.4)
    path = _scratch(middle, long, wide, rng, rng.uniform(-0.35, 0.35))
    may = [f"e{n}" for n, (a, b, _) in enumerate(made.edges) if i in (a, b)]
    meaning = {
        "kind": "scribble",
        "group": "scribble on state",
        "states": [f"s{i}"],
        "edges": [],
    }
    return path, {**meaning, "may": may}


def a_scribble_on_an_edge(made: Board, rng: Random) -> tuple[Path, Meaning]:
    n = rng.randrange(len(made.edges))
    _, _, line = made.edges[n]
    at = rng.randrange(14, 27)
    angle = math.atan2(line[at + 1][1] - line[at][1], line[at + 1][0] - line[at][0])
    far = math.dist(line[0], line[-1])
    long, wide = min(far * 0.5, rng.uniform(28, 90)), rng.uniform(24, 52)
    path = _scratch(line[at], long, wide, rng, angle + rng.uniform(-0.4, 0.4))
    others = [p for m, (_, _, other) in enumerate(made.edges) if m != n for p in even(other, 4)]
    touched = any(math.dist(p, q) < 12 for p in even(path, 6) for q in others)
    if touched or any(near(box, p, 4) for box in made.states for p in path):
        raise Crowded
    meaning = {
        "kind": "scribble",
        "group": "scribble on edge",
        "states": [],
        "edges": [f"e{n}"],
    }
    return path, meaning


def _scratch(middle: Point, long: float, wide: float, rng: Random, angle: float) -> Path:
    if rng.random() < 0.2:
        return coil(middle, long, wide, rng.uniform(3.2, 6), angle)
    passes = rng.randint(5, 12)
    if rng.random() < 0.25:
        return zigzag(middle, wide, long, max(5, passes - 3), angle + math.pi / 2)
    return zigzag(middle, long, wide, passes, angle)


def a_lasso(made: Board, rng: Random) -> tuple[Path, Meaning]:
    first = rng.choice(made.states)
    ordered = sorted(made.states, key=lambda box: math.dist(centre(box), centre(first)))
    chosen = ordered[: rng.randint(1, min(4, len(ordered)))]
    pad = rng.uniform(9, 26)
    corners = [
        (box["x"] + u * (box["w"] + 2 * pad) - pad, box["y"] + v * (box["h"] + 2 * pad) - pad)
        for box in chosen
        for u in (0, 1)
        for v in (0, 1)
    ]
    way = hull(corners)
    others = [box for box in made.states if box not in chosen]
    outline = even([*way, way[0]], 3)
    rest = [p for box in others for p in [centre(box)]]
    if any(near(box, p, 8) for box in others for p in outline) or _any_inside(way, rest):
        raise Crowded
    start, overlap = rng.randrange(len(outline)), _overlap(rng)
    count = round(len(outline) * (1 + overlap))
    step = rng.choice([-1, 1])
    path = [outline[(start + step * i) % len(outline)] for i in range(count)]
    states = sorted(f"s{made.states.index(box)}" for box in chosen)
    return path, {"kind": "enclose", "states": states}


def _any_inside(way: Path, points: Path) -> bool:
    around = list(zip(way, way[1:] + way[:1], strict=True))

    def is_inside(p: Point) -> bool:
        sides = {
            (b[0] - a[0]) * (p[1] - a[1]) > (b[1] - a[1]) * (p[0] - a[0]) for a, b in around
        }
        return len(sides) == 1

    return any(is_inside(p) for p in points)


def a_tap(made: Board, rng: Random) -> tuple[Path, Meaning]:
    where = rng.choice(["state", "edge", "nothing"])
    if where == "state":
        i = rng.randrange(len(made.states))
        box, on = made.states[i], {"state": f"s{i}"}
        at = (
            box["x"] + rng.uniform(0.1, 0.9) * box["w"],
            box["y"] + rng.uniform(0.15, 0.85) * box["h"],
        )
    elif where == "edge":
        n = rng.randrange(len(made.edges))
        at, on = made.edges[n][2][rng.randrange(12, 29)], {"edge": f"e{n}"}
        others = [
            p for m, (_, _, path) in enumerate(made.edges) if m != n for p in even(path, 4)
        ]
        if any(math.dist(at, p) < 14 for p in others) or any(
            near(b, at, 10) for b in made.states
        ):
            raise Crowded
    else:
        at, on = centre(made.free(40, 40, 10, without_edges=True)), None
    path = [(at[0] + rng.uniform(-1.2, 1.2), at[1] + rng.uniform(-1.2, 1.2)) for _ in range(3)]
    return path, {"kind": "tap", "on": on}


def a_letter(made: Board, rng: Random) -> tuple[Path, Meaning]:
    size = rng.uniform(16, 130)
    box = made.free(size * rng.uniform(0.6, 1.0), size, 32, without_edges=True)
    name = rng.choice(sorted(LETTERS))
    return letter(name, box), {"kind": "none", "what": name}


def a_small_ring(made: Board, rng: Random) -> tuple[Path, Meaning]:
    box = made.free(rng.uniform(10, 20), rng.uniform(10, 24), 32, without_edges=True)
    return ring(box, rng, rng.uniform(-0.08, 0.08)), {"kind": "none", "what": "small o"}


def a_stray_line(made: Board, rng: Random) -> tuple[Path, Meaning]:
    at = centre(made.free(30, 30, 50, without_edges=True))
    if rng.random() < 0.5:
        ends = at, centre(made.free(30, 30, 50))
    else:
        box = rng.choice(made.states)
        ends = border(box, at, rng.uniform(-10, 12)), at
    if math.dist(*ends) < 75:
        raise Crowded
    path = bow(ends[0], ends[1], rng.uniform(-0.15, 0.15) * math.dist(*ends))
    return rng.choice([path, path[::-1]]), {"kind": "none", "what": "line"}


def a_spiral(made: Board, rng: Random) -> tuple[Path, Meaning]:
    box = made.free(170, 170, 10, without_edges=True)
    path = spiral(centre(box), box["w"] / 2, rng.uniform(3.2, 9))
    return rng.choice([path, path[::-1]]), {"kind": "none", "what": "spiral"}


def a_wave(made: Board, rng: Random) -> tuple[Path, Meaning]:
    box = made.free(rng.uniform(60, 220), 60, 24, without_edges=True)
    kind = rng.choice(["wave", "scribble", "coil"])
    at, w, h = centre(box), box["w"] * 0.9, rng.uniform(12, 45)
    if kind == "coil":
        return coil(at, w, h, rng.uniform(3, 6), 0), {"kind": "none", "what": kind}
    return zigzag(at, w, h, rng.randint(4, 12), 0), {"kind": "none", "what": kind}


def a_slip(made: Board, rng: Random) -> tuple[Path, Meaning]:
    box = rng.choice(made.states)
    size = rng.uniform(14, box["h"] * 0.7)
    x = box["x"] + rng.uniform(0.2, 0.8) * (box["w"] - size)
    place = {"x": x, "y": box["y"] + (box["h"] - size) / 2, "w": size, "h": size}
    name = rng.choice(["S", "C", "check", "L", "2", "7", "?", "V"])
    return letter(name, place), {"kind": "none", "what": f"{name} in a state"}


def an_open_shape(made: Board, rng: Random) -> tuple[Path, Meaning]:
    box = made.free(rng.uniform(60, 150), rng.uniform(50, 120), 32, without_edges=True)
    return ring(box, rng, rng.uniform(-0.6, -0.34)), {"kind": "none", "what": "open"}


Drawer = Callable[[Board, Random], tuple[Path, Meaning]]

DRAWERS: list[tuple[Drawer, int]] = [
    (a_state, 4),
    (an_edge, 4),
    (a_headed_edge, 3),
    (a_loop, 3),
    (an_arrowhead, 3),
    (a_scribble_on_a_state, 2),
    (a_scribble_on_an_edge, 2),
    (a_lasso, 3),
    (a_tap, 2),
    (a_letter, 4),
    (a_small_ring, 1),
    (a_stray_line, 1),
    (a_spiral, 1),
    (a_wave, 1),
    (a_slip, 1),
    (an_open_shape, 1),
]
"""Who draws, and how often in a round."""


def cases(seeds: Iterable[int], roughness: float = 1.0) -> list[Case]:
    """Return all strokes of some seeds."""
    return [
        _case(drawer, Random(f"{seed}/{drawer.__name__}/{turn}"), roughness)
        for seed in seeds
        for drawer, turns in DRAWERS
        for turn in range(turns)
    ]


def _case(drawer: Drawer, rng: Random, roughness: float) -> Case:
    while True:
        try:
            made = board(rng)
            path, meaning = drawer(made, rng)
        except Crowded:
            continue
        return _drawn(drawer, made, path, meaning, rng, roughness)


def _drawn(
    drawer: Drawer, made: Board, path: Path, meaning: Meaning, rng: Random, roughness: float
) -> Case:
    stroke = draw(path, some_hand(rng, roughness), rng)
    zoom = rng.choice([1, 1, 1, 0.5, 0.8, 2])
    options: dict[str, Any] = rng.choice(
        [{}, {"zoom": zoom, "pointer": "pen", "since": rng.uniform(100, 4000)}, {"zoom": zoom}]
    )
    return Case(
        drawer.__name__,
        *zoomed(stroke, made.scene(), options.get("zoom", 1)),
        options,
        meaning,
    )


def zoomed(
    stroke: list[Sample], scene: dict[str, Any], zoom: float
) -> tuple[list[Sample], dict[str, Any]]:
    """Return what was seen on the screen in the units of the canvas."""
    samples = [{**p, "x": p["x"] / zoom, "y": p["y"] / zoom} for p in stroke]
    states = [_divided(state, zoom) for state in scene["states"]]
    edges = [
        {"id": edge["id"], "points": [[x / zoom, y / zoom] for x, y in edge["points"]]}
        for edge in scene["edges"]
    ]
    return samples, {"states": states, "edges": edges}


def _divided(values: dict[str, Any], zoom: float) -> dict[str, Any]:
    """Return a box or a result with its coordinates divided."""
    divided = {key: values[key] / zoom for key in "xywh" if key in values}
    if values.get("via"):
        divided["via"] = [value / zoom for value in values["via"]]
    return {**values, **divided}


def judge(case: Case, result: dict[str, Any]) -> bool:
    """Tell whether a stroke was read as it was meant, in every detail."""
    meaning = case.meaning
    seen = _divided(result, 1 / case.options.get("zoom", 1))
    return seen["kind"] == meaning["kind"] and JUDGES[meaning["kind"]](meaning, seen)


def _is_same_place(meaning: Meaning, result: dict[str, Any]) -> bool:
    a, b = meaning["box"], result
    w = min(a["x"] + a["w"], b["x"] + b["w"]) - max(a["x"], b["x"])
    h = min(a["y"] + a["h"], b["y"] + b["h"]) - max(a["y"], b["y"])
    common = max(0, w) * max(0, h)
    return bool(common > 0.6 * (a["w"] * a["h"] + b["w"] * b["h"] - common))


def _is_same_edge(meaning: Meaning, result: dict[str, Any]) -> bool:
    ends = (result["from"], result["to"]) == (meaning["from"], meaning["to"])
    return ends and _is_same_bend(meaning, result["via"])


def _is_same_bend(meaning: Meaning, via: list[float] | None) -> bool:
    middle: Point | None = meaning["middle"]
    bend = abs(float(meaning["bend"]))
    if middle is None:
        return True
    if via is None:
        return bend < 16
    return math.dist(middle, via) <= max(18.0, 0.4 * bend)


def _is_same_head(meaning: Meaning, result: dict[str, Any]) -> bool:
    return all(meaning[key] == result[key] for key in ("edge", "reverse"))


def _is_same_scribble(meaning: Meaning, result: dict[str, Any]) -> bool:
    """Edges of a state that goes may be named as well: they go with it."""
    edges, may = set(meaning["edges"]), set(meaning.get("may", []))
    is_same = bool(meaning["states"] == result["states"])
    return is_same and edges <= set(result["edges"]) <= edges | may


JUDGES: dict[str, Callable[[Meaning, dict[str, Any]], bool]] = {
    "state": _is_same_place,
    "edge": _is_same_edge,
    "arrowhead": _is_same_head,
    "scribble": _is_same_scribble,
    "enclose": lambda meaning, result: set(result["states"]) == set(meaning["states"]),
    "tap": lambda meaning, result: bool(result["on"] == meaning["on"]),
    "none": lambda meaning, result: True,
}
"""What must agree, for each kind."""
