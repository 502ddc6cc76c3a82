"""How strokes of people are read: ``python -m benchmarks.strokes FOLDER``.

The suite reads strokes made from seeds; these are recorded. FOLDER holds raw drawings of
Quick, Draw! (Google, CC BY 4.0), one ``<word>.ndjson`` for each word; it is not part of this
project. Only drawings of one stroke count, and what they mean here follows from the word:

- circle, square, hexagon, octagon, on an empty board: a state. That game stops the hand as soon
  as it has guessed, so a figure whose ends lie far apart was never finished and is left out.
- line, between two states: an arrow from the one to the other.
- zigzag, made as large as a state and laid across it: the state is struck out. Asked for a
  zigzag, some draw a flash of lightning: those that turn back too seldom are left out.
"""

import argparse
import json
import math
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from benchmarks.canvas import served
from tests.browser.canvas_page.stub import Drill
from tests.browser.conftest import FLAGS
from tests.browser.strokes import Case, Meaning
from tests.browser.strokes_hand import Sample
from tests.browser.strokes_page import Reading, confusion, read_all, shares
from tests.conftest import MACHINES

WIDE, HIGH = 120.0, 44.0
"""A state's box, in pixels."""
SCRATCH = 1.4
"""How much longer than a state a scratch across it is made."""
GAP = 0.25
"""How far apart the ends of a finished figure may be, as a share of its size."""
TURNS, BACK = 4, 0.15
"""How often a zigzag must turn back at least, and by which share of its size."""
ENOUGH = 0.97

Points = list[tuple[float, float]]
Asked = tuple[Points, list[dict[str, Any]], Meaning]


def main() -> int:
    """Read all strokes, print how many were read right; return 1 if too few were."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.strokes",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    cases = [case for word in WORDS for case in _cases(folder / f"{word}.ndjson")]
    if not cases:
        print(f"{folder}: no drawing of {', '.join(WORDS)}; --help says what belongs there")
        return 1
    with _page() as page:
        readings = read_all(page, cases)
    return _tell(readings)


def _tell(readings: list[Reading]) -> int:
    for kind, share in shares(readings).items():
        seen = ", ".join(f"{n} {as_}" for as_, n in confusion(readings)[kind].most_common())
        print(f"{kind:<10}{share:8.1%}   read as {seen}")
    right = sum(reading.is_right for reading in readings)
    print(f"{right} of {len(readings)} right: {right / len(readings):.1%}, aim {ENOUGH:.0%}")
    return int(right < ENOUGH * len(readings))


@contextmanager
def _page() -> Iterator[Page]:
    with served(Drill(MACHINES["tcp"])) as address, sync_playwright() as playwright:
        path = shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        page = browser.new_page()
        page.goto(address)
        yield page
        browser.close()


def _cases(path: Path) -> Iterator[Case]:
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    for number, line in enumerate(lines):
        stroke = _only_stroke(line)
        asked = WORDS[path.stem](stroke) if stroke else None
        if asked is not None:
            points, states, meaning = asked
            scene = {"states": states, "edges": []}
            name = f"{path.stem} {number}"
            yield Case(name, _samples(points), scene, {}, {**meaning, "group": path.stem})


def _only_stroke(line: str) -> Points:
    """Return the points of a drawing of one stroke; of others, and of half a line, none."""
    try:
        drawn = json.loads(line)
    except json.JSONDecodeError:  # A file cut short in the middle of a drawing.
        return []
    strokes = drawn["drawing"] if drawn["recognized"] else []
    return list(zip(*strokes[0][:2], strict=True)) if len(strokes) == 1 else []


def _samples(points: Points) -> list[Sample]:
    return [{"x": x, "y": y, "t": 8.0 * i, "p": 0.5} for i, (x, y) in enumerate(points)]


def _extent(points: Points) -> tuple[float, float, float, float]:
    """Return the left, the top, the width and the height of a stroke."""
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)


def _state(name: str, x: float, y: float) -> dict[str, Any]:
    return {"id": name, "x": x - WIDE / 2, "y": y - HIGH / 2, "w": WIDE, "h": HIGH}


def _figure(points: Points) -> Asked | None:
    x, y, w, h = _extent(points)
    if math.dist(points[0], points[-1]) > GAP * max(w, h):
        return None
    return points, [], {"kind": "state", "box": {"x": x, "y": y, "w": w, "h": h}}


def _line(points: Points) -> Asked | None:
    """Lay a line between two states, so that it runs from border to border."""
    (x, y), (u, v) = points[0], points[-1]
    length = math.hypot(u - x, v - y)
    if not length:
        return None
    across, down = (u - x) / length, (v - y) / length
    out = min(WIDE / 2 / max(abs(across), 1e-9), HIGH / 2 / max(abs(down), 1e-9))
    states = [
        _state("a", x - across * out, y - down * out),
        _state("b", u + across * out, v + down * out),
    ]
    return points, states, {"kind": "edge", "from": "a", "to": "b", "middle": None, "bend": 0}


def _zigzag(points: Points) -> Asked | None:
    if max(_turns(axis) for axis in zip(*points, strict=True)) < TURNS:
        return None
    scale = SCRATCH * WIDE / max(_extent(points)[2:])
    smaller = [(x * scale, y * scale) for x, y in points]
    x, y, w, h = _extent(smaller)
    states = [_state("a", x + w / 2, y + h / 2)]
    return smaller, states, {"kind": "scribble", "states": ["a"], "edges": []}


def _turns(values: tuple[float, ...]) -> int:
    """Count how often a walk along one axis turns back by more than a little."""
    least = BACK * (max(values) - min(values))
    turns, heading, far = 0, 0, values[0]
    for value in values:
        moved = value - far
        if heading * moved >= 0 and (heading or abs(moved) > least):
            heading, far = heading or (1 if moved > 0 else -1), value
        elif heading and abs(moved) > least:
            turns, heading, far = turns + 1, -heading, value
    return turns


WORDS: dict[str, Callable[[Points], Asked | None]] = {
    "circle": _figure,
    "square": _figure,
    "hexagon": _figure,
    "octagon": _figure,
    "line": _line,
    "zigzag": _zigzag,
}
"""What is asked of the reader when somebody drew a word."""


if __name__ == "__main__":
    sys.exit(main())
