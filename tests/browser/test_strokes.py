"""Freehand strokes are read as they were meant, at once, and nothing makes the reader fail."""

import math
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from werkzeug.serving import make_server

from quizapp.config import Settings
from quizapp.services.study import open_study
from quizapp.web import create_app
from tests.browser.strokes import HELD_OUT, cases
from tests.browser.strokes_page import FUZZ, Reading, confusion, read_all, shares

pytestmark = pytest.mark.browser

ENOUGH = 0.97

STATES = [
    {"id": "a", "x": 0, "y": 0, "w": 100, "h": 44},
    {"id": "b", "x": 300, "y": 0, "w": 100, "h": 44},
]
EDGE = {"id": "ab", "points": [[100, 22], [200, 22], [300, 22]]}
SCENE = {"states": STATES, "edges": [EDGE]}
BARE = {"states": STATES, "edges": []}

Points = list[tuple[float, float]]


@pytest.fixture(scope="module")
def page(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """A page of the real app; what it complains of is not overlooked."""
    data: Path = tmp_path_factory.mktemp("strokes")
    study = open_study(Settings(data=str(data)), datetime.now(UTC))
    app = create_app(
        study, clock=lambda: datetime.now(UTC), entropy=lambda: 7, hosts=("127.0.0.1",)
    )
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    opened = browser.new_page()
    complaints: list[str] = []
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.goto(f"http://127.0.0.1:{server.server_port}/")
    yield opened
    opened.close()
    server.shutdown()
    thread.join()
    server.server_close()
    study.close()
    assert complaints == []


@pytest.fixture(scope="module")
def readings(page: Page) -> list[Reading]:
    """Every stroke of the set that no threshold was tuned on, read in one call."""
    return read_all(page, cases(HELD_OUT))


def test_every_kind_is_read_right(readings: list[Reading]) -> None:
    assert len(readings) >= 300
    poor = {kind: share for kind, share in shares(readings).items() if share < ENOUGH}
    assert poor == {}, confusion(readings)
    assert sum(reading.is_right for reading in readings) >= ENOUGH * len(readings)


def test_nothing_makes_the_reader_fail(page: Page) -> None:
    kinds = page.evaluate(FUZZ, 10_000)
    assert sum(kinds.values()) == 10_000
    assert set(kinds) <= {"state", "edge", "arrowhead", "scribble", "enclose", "tap", "none"}
    assert len(kinds) >= 4


def read(page: Page, points: Points, scene: object = None, **options: object) -> dict[str, Any]:
    """Read one stroke made by hand."""
    script = """async ([points, scene, options]) => {
        const { recognise } = await import("/static/canvas/strokes/recognise.js");
        return recognise(points.map(([x, y]) => ({ x, y })), scene, options);
    }"""
    result: dict[str, Any] = page.evaluate(script, [points, scene or BARE, options])
    return result


def line(*corners: tuple[float, float]) -> Points:
    """Return a path along some corners, in steps."""
    steps = [i / 20 for i in range(20)]
    pairs = pairwise(corners)
    path = [(a + (c - a) * t, b + (d - b) * t) for (a, b), (c, d) in pairs for t in steps]
    return [*path, corners[-1]]


def ring(x: float, y: float, radius: float, part: float = 1) -> Points:
    """Return a part of a circle."""
    angles = [i * math.tau * part / 60 for i in range(61)]
    return [(x + radius * math.cos(a), y + radius * math.sin(a)) for a in angles]


def test_a_circle_around_nothing_is_a_state(page: Page) -> None:
    result = read(page, ring(200, 200, 50))
    assert result["kind"] == "state"
    assert [round(result[key] / 5) * 5 for key in "xywh"] == [150, 150, 100, 100]


def test_a_circle_around_states_encloses_them(page: Page) -> None:
    assert read(page, ring(200, 22, 260))["states"] == ["a", "b"]


@pytest.mark.parametrize(("part", "kind"), [(0.85, "state"), (0.7, "none")])
def test_a_circle_may_be_open_by_a_seventh_but_not_by_a_third(
    page: Page, part: float, kind: str
) -> None:
    assert read(page, ring(200, 200, 50, part))["kind"] == kind


def test_a_straight_line_is_an_edge_without_a_bend(page: Page) -> None:
    result = read(page, line((95, 25), (306, 20)))
    assert (result["kind"], result["from"], result["to"]) == ("edge", "a", "b")
    assert result["via"] is None


def test_a_bow_is_an_edge_through_its_middle(page: Page) -> None:
    result = read(page, line((95, 25), (200, -60), (306, 20)))
    assert result["kind"] == "edge"
    assert math.dist(result["via"], (200, -60)) < 12


def test_a_hook_is_the_head_of_its_edge(page: Page) -> None:
    result = read(page, line((95, 25), (300, 22), (286, 12)))
    assert (result["to"], result["headed"]) == ("b", True)


@pytest.mark.parametrize(("x", "back", "reverse"), [(300, 288, False), (100, 112, True)])
def test_a_head_by_itself_belongs_to_the_last_edge(
    page: Page, x: float, back: float, reverse: bool
) -> None:
    result = read(page, line((back, 12), (x, 22), (back, 32)), SCENE)
    assert (result["kind"], result["edge"], result["reverse"]) == ("arrowhead", "ab", reverse)


@pytest.mark.parametrize("options", [{"since": 60_000}, {"lastEdge": None}])
def test_a_head_long_after_its_edge_is_none(page: Page, options: dict[str, object]) -> None:
    stroke = line((288, 12), (300, 22), (288, 32))
    assert read(page, stroke, SCENE, **options)["kind"] != "arrowhead"


def test_a_line_to_nowhere_says_so(page: Page) -> None:
    result = read(page, line((50, 40), (60, 240)))
    assert (result["kind"], result["reason"]) == ("none", "no-target")


def test_a_zigzag_over_an_edge_deletes_it_alone(page: Page) -> None:
    points = [(160 + 10 * i, 22 + (25 if i % 2 else -25)) for i in range(8)]
    result = read(page, line(*points), SCENE)
    assert (result["kind"], result["states"], result["edges"]) == ("scribble", [], ["ab"])


def test_four_long_passes_through_a_name_delete_its_state(page: Page) -> None:
    result = read(page, line((2, 12), (96, 16), (4, 22), (98, 26), (2, 32)))
    assert (result["kind"], result["states"], result["edges"]) == ("scribble", ["a"], [])


def test_a_scribble_over_much_deletes_all_of_it(page: Page) -> None:
    points = [(27 * i - 10, 22 + (30 if i % 2 else -30)) for i in range(17)]
    result = read(page, line(*points), SCENE)
    assert (result["states"], result["edges"]) == (["a", "b"], ["ab"])


def test_a_scribble_over_nothing_is_none(page: Page) -> None:
    points = [(160 + 10 * i, 300 + (25 if i % 2 else -25)) for i in range(8)]
    result = read(page, line(*points), SCENE)
    assert (result["kind"], result["reason"]) == ("none", "scribble")


@pytest.mark.parametrize(
    ("x", "y", "on"), [(50, 20, {"state": "a"}), (200, 25, {"edge": "ab"}), (200, 300, None)]
)
def test_a_dot_is_a_tap_on_what_lies_there(page: Page, x: float, y: float, on: object) -> None:
    result = read(page, [(x, y)], SCENE)
    assert (result["kind"], result["on"]) == ("tap", on)


def test_sizes_are_those_of_the_screen(page: Page) -> None:
    small = ring(200, 200, 12)
    assert read(page, small)["kind"] == "none"
    assert read(page, small, zoom=3)["kind"] == "state"


def test_no_points_are_none(page: Page) -> None:
    result = read(page, [])
    assert (result["kind"], result["reason"]) == ("none", "empty")


def test_a_hundred_thousand_points_are_one_stroke(page: Page) -> None:
    script = """async () => {
        const { recognise } = await import("/static/canvas/strokes/recognise.js");
        const points = Array.from({ length: 1e5 }, (_, i) => ({
            x: 200 + 60 * Math.cos(i / 15915), y: 200 + 40 * Math.sin(i / 15915),
        }));
        return recognise(Object.freeze(points), {}).kind;
    }"""
    assert page.evaluate(script) == "state"


ROUGH = """async ([points, seed]) => {
    const { rough } = await import("/static/canvas/strokes/rough.js");
    return rough(points, seed);
}"""


def test_rough_lines_are_the_same_for_the_same_seed(page: Page) -> None:
    path = [[0, 0], [100, 0], [100, 80]]
    first, again, other = (page.evaluate(ROUGH, [path, seed]) for seed in (1, 1, 2))
    assert first == again != other


def test_rough_lines_stay_near_their_path_and_keep_its_ends(page: Page) -> None:
    one, two = page.evaluate(ROUGH, [[[0, 0], [200, 0]], 5])
    assert one != two
    assert [one[0], one[-1], two[0], two[-1]] == [[0, 0], [200, 0]] * 2
    assert all(0 <= x <= 200 and abs(y) < 2 for x, y in one + two)
