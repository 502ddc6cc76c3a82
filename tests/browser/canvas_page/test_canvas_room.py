"""Room for a whole diagram: words large enough to read, and the window for the canvas."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.canvas_page.conftest import PHONE
from tests.browser.canvas_page.hand import PLACES, figure, zoom
from tests.browser.canvas_page.stub import Drill
from tests.conftest import MACHINES

pytestmark = pytest.mark.browser

LAPTOP = {"viewport": {"width": 1280, "height": 800}}
WORDS = 13
"""How large the words beside an arrow are on a canvas that is neither enlarged nor reduced."""
LEAST = 10
"""Smaller words cannot be read at a glance."""


def whole_figure() -> dict[str, Any]:
    """Return the printed diagram, as wide and high as people draw it."""
    names, arrows = figure(MACHINES["tcp"])
    states = [
        {"id": f"s{place}", "name": name, "x": x * 1.6, "y": y * 1.6}
        for place, (name, (x, y)) in enumerate(zip(names, PLACES, strict=True))
    ]
    edges = [
        {
            "id": f"e{place}",
            "from": f"s{names.index(arrow.tail)}",
            "to": f"s{names.index(arrow.head)}",
            "label": arrow.label,
            "how": "typed",
        }
        for place, arrow in enumerate(arrows)
    ]
    return {"version": 1, "states": states, "edges": edges}


def seen(page: Page) -> int:
    """Return how many states lie on the stage, whole."""
    count: int = page.evaluate(
        """() => {
            const stage = document.querySelector(".canvas-stage").getBoundingClientRect();
            const boxes = [...document.querySelectorAll(".canvas-state__box")]
                .map((box) => box.getBoundingClientRect());
            return boxes.filter((box) => box.left >= stage.left && box.right <= stage.right
                && box.top >= stage.top && box.bottom <= stage.bottom).length;
        }"""
    )
    return count


def out_of_reach(page: Page, selector: str) -> bool:
    """Tell whether neither keys nor a screen reader get there."""
    found: bool = page.locator(selector).evaluate("here => here.closest('[inert]') !== null")
    return found


@pytest.mark.parametrize("look", [LAPTOP, PHONE])
def test_words_can_be_read_from_the_start_and_everything_is_shown_to_who_asks_twice(
    open_page, drill: Drill, look: dict
) -> None:
    drill.drawing = whole_figure()
    page = open_page(**look)
    assert round(zoom(page) * WORDS, 3) >= LEAST
    assert 0 < seen(page) < 11
    fit = page.get_by_role("button", name="Everything in view")
    fit.click()
    expect(page.locator("[data-status]")).to_have_text(re.compile("however small"))
    assert seen(page) == 11
    fit.click()
    expect(page.locator("[data-status]")).to_have_text(re.compile("once more shows everything"))
    assert round(zoom(page) * WORDS, 3) >= LEAST


def test_the_canvas_takes_the_window_and_escape_gives_it_back(open_page, drill: Drill) -> None:
    drill.drawing = whole_figure()
    page = open_page(**LAPTOP)
    before = seen(page)
    page.get_by_role("button", name="Full window").click()
    stage = page.locator(".canvas-stage").bounding_box()
    assert stage is not None
    assert stage["width"] > 1200
    assert stage["height"] > 640
    assert seen(page) > before
    assert out_of_reach(page, ".canvas-send")
    assert not out_of_reach(page, "[data-surface]")
    page.locator(".canvas-board [tabindex='0']").focus()
    page.keyboard.press("n")
    page.keyboard.press("Escape")
    expect(page.locator("[data-name-dialog]")).to_be_hidden()
    expect(page.get_by_role("button", name="Full window", pressed=True)).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Full window", pressed=False)).to_be_visible()
    assert not out_of_reach(page, ".canvas-send")


def test_in_the_full_window_a_phone_still_has_every_tool(open_page, drill: Drill) -> None:
    drill.drawing = whole_figure()
    phone = open_page(**PHONE)
    phone.get_by_role("button", name="Full window").tap()
    for tool in phone.locator(".canvas-drawing button:visible").all():
        box = tool.bounding_box()
        assert box is not None
        assert 0 <= box["x"] <= box["x"] + box["width"] <= 375
        assert 0 <= box["y"] <= box["y"] + box["height"] <= 740
    phone.get_by_role("button", name="Full window").tap()
    assert not out_of_reach(phone, ".canvas-send")
