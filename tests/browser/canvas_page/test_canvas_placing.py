"""Words at their own arrows, free places for states, pens where the states are given."""

from itertools import combinations
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from quizapp.diagrams.sketch import Sketch, SketchEdge, SketchState, box_of
from quizapp.diagrams.sketch_labels import label_boxes
from quizapp.diagrams.sketch_routes import sketch_routes
from tests.browser.canvas_page.conftest import PHONE
from tests.browser.canvas_page.hand import (
    drawing,
    middle,
    on_stage,
    ring,
    said,
    stroke,
    tap,
    zoom,
)
from tests.browser.canvas_page.stub import Drill
from tests.browser.canvas_page.test_canvas_room import whole_figure

pytestmark = pytest.mark.browser

PLACED = """async ({ states, edges, lines }) => {
    const { Layout } = await import("/static/canvas/layout.js");
    const { waypoints } = await import("/static/canvas/placing.js");
    const layout = new Layout((edge) => lines[edge.id]);
    layout.take({ states, edges: edges.map((edge) => ({ ...edge, bend: [0, 0] })) });
    const ways = new Map([...layout.edges].map(([id, { curve }]) => [id, waypoints(curve)]));
    const far = ({ x, y, w, h }, points) => Math.min(...points.map(([px, py]) => Math.hypot(
        Math.max(x - px, 0, px - x - w), Math.max(y - py, 0, py - y - h))));
    return [...layout.edges].map(([id, { label }]) => {
        const others = [...ways].filter(([other]) => other !== id).map(([, way]) => way);
        const { x, y, w, h } = label;
        const nearest = Math.min(...others.map((way) => far(label, way)));
        return { id, box: [x, y, w, h], own: far(label, ways.get(id)), nearest };
    });
}"""


def sketch_of(figure: dict[str, Any], lines: dict[str, tuple[str, ...]]) -> Sketch:
    """Return the same drawing as the server knows it."""
    states = tuple(
        SketchState(one["id"], one["name"], one["x"], one["y"]) for one in figure["states"]
    )
    edges = tuple(
        SketchEdge(one["id"], one["from"], one["to"], lines[one["id"]])
        for one in figure["edges"]
    )
    return Sketch("", "en", states, edges)


def test_every_word_of_the_figure_stands_at_its_own_arrow_and_where_the_server_puts_it(
    page: Page,
) -> None:
    figure = whole_figure()
    lines = {one["id"]: tuple(one["label"].split(" / ")) for one in figure["edges"]}
    found = page.evaluate(PLACED, {**figure, "lines": lines})
    assert [one["id"] for one in found if one["nearest"] < one["own"]] == []
    sketch = sketch_of(figure, lines)
    boxes = label_boxes(sketch, sketch_routes(sketch))
    for one in found:
        box = boxes[one["id"]]
        assert one["box"] == pytest.approx([box.x, box.y, box.width, box.height], abs=0.5)
    everything = [*boxes.values(), *map(box_of, sketch.states)]
    assert not any(one.overlaps(other) for one, other in combinations(everything, 2))


def test_a_state_named_in_a_row_gets_a_place_of_its_own(page: Page) -> None:
    for name in ("A-STATE-WITH-A-LONG-NAME", "ANOTHER-STATE-WITH-SUCH-A-NAME", "C"):
        row = page.locator("[data-rows] [data-row]").last
        row.locator("[data-field=from]").fill(name)
        row.locator("[data-field=to]").fill(f"{name}-2")
        row.locator("[data-field=to]").press("Enter")
    states = [
        SketchState(one["id"], one["name"], one["x"], one["y"])
        for one in drawing(page)["states"]
    ]
    assert len(states) == 6
    assert not any(one.overlaps(other) for one, other in combinations(map(box_of, states), 2))


def test_a_ring_at_a_given_state_is_a_loop_and_a_zigzag_over_words_deletes_their_arrow(
    open_page, drill: Drill
) -> None:
    given = [
        {"id": f"s{n}", "name": f"S{n}", "x": 260 * n, "y": 0, "given": True} for n in range(2)
    ]
    drill.drawing = {
        "version": 1,
        "states": given,
        "edges": [{"id": "e5", "from": "s0", "to": "s1", "label": "CLOSE", "how": "typed"}],
    }
    drill.level = {"kind": "states-given"}
    page = open_page()
    page.get_by_role("button", name="Pen", exact=True).click()
    box = page.locator(".canvas-edge__plate").bounding_box()
    assert box is not None
    x, y, w, h = box["x"], box["y"], box["width"], box["height"]
    stroke(page, [(x + w * n / 10, y + (h if n % 2 else 0)) for n in range(11)])
    assert drawing(page)["edges"] == []
    assert said(page) == "Removed: S0 to S1: CLOSE."
    x, y = middle(page, "S1")
    corner = on_stage(page, 0, 0)
    stroke(
        page, ring(page, x - corner[0] + 46 * zoom(page), y - corner[1] - 34 * zoom(page), 34)
    )
    dialog = page.locator("[data-label-dialog]")
    expect(dialog.get_by_role("heading")).to_have_text("S1 → S1")
    dialog.locator("[data-input]").fill("CLOS")
    assert "CLOSE" in dialog.get_by_role("option").first.inner_text()


def test_a_finger_types_at_once_where_no_names_are_on_offer(open_page, drill: Drill) -> None:
    drill.offers = False
    phone = open_page(**PHONE)
    for _ in range(2):
        tap(phone, on_stage(phone, 180, 200))
    expect(phone.locator("[data-name-dialog] [data-input]")).to_be_focused()
