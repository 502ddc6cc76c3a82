"""A whole printed diagram drawn from a blank page by every route, with the same result."""

import pytest
from playwright.sync_api import Page

from tests.browser.canvas_page import hand
from tests.browser.canvas_page.hand import drawing, figure, names
from tests.browser.canvas_page.stub import Drill

pytestmark = pytest.mark.browser


def check(page: Page, drill: Drill) -> None:
    """The figure is on the canvas; undoing everything and doing it again loses nothing."""
    states, arrows = figure(drill.machine)
    whole = drawing(page)
    assert sorted(names(page)) == sorted(states)
    assert drill.edges(whole) == {arrow.meaning for arrow in arrows}
    assert len(whole["edges"]) == len(arrows) == 21
    page.locator("[data-surface]").evaluate("surface => surface.focus()")
    for _ in range(len(states) + len(arrows) + 20):
        page.keyboard.press("Control+z")
    assert drawing(page) == {"version": 1, "states": [], "edges": []}
    for _ in range(len(states) + len(arrows) + 20):
        page.keyboard.press("Control+Shift+z")
    assert drawing(page) == whole
    page.locator("[data-canvas][data-saved=saved]").wait_for()
    assert drill.drawing == whole


def test_by_table(page: Page, drill: Drill) -> None:
    _, arrows = figure(drill.machine)
    for arrow in arrows:
        hand.arrow_by_table(page, arrow)
    check(page, drill)
