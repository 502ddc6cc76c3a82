"""A whole printed diagram drawn from a blank page by every route, with the same result."""

import math

import pytest
from playwright.sync_api import Page

from tests.browser.canvas_page import hand
from tests.browser.canvas_page.hand import PLACES, drawing, figure, names
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


def test_by_mouse(page: Page, drill: Drill) -> None:
    states, arrows = figure(drill.machine)
    for name, place in zip(states, PLACES, strict=True):
        hand.state_by_mouse(page, name, place)
    for arrow in arrows:
        hand.arrow_by_mouse(page, arrow)
    check(page, drill)


def test_by_keyboard_alone(page: Page, drill: Drill) -> None:
    states, arrows = figure(drill.machine)
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('[data-surface]')"):
            break
    for name in states:
        hand.state_by_keyboard(page, name)
    for arrow in arrows:
        hand.arrow_by_keyboard(page, arrow)
    check(page, drill)


def test_by_table(page: Page, drill: Drill) -> None:
    _, arrows = figure(drill.machine)
    for arrow in arrows:
        hand.arrow_by_table(page, arrow)
    check(page, drill)


def test_by_pen(page: Page, drill: Drill) -> None:
    states, arrows = figure(drill.machine)
    page.get_by_role("button", name="Pen", exact=True).click()
    for number, name in enumerate(states):
        turn = number / len(states) * 2 * math.pi
        at = (460 + 370 * math.cos(turn), 270 + 215 * math.sin(turn))
        hand.state_by_pen(page, name, at)
    for arrow in arrows:
        hand.arrow_by_pen(page, arrow)
    check(page, drill)


def test_by_touch(phone: Page, drill: Drill) -> None:
    states, arrows = figure(drill.machine)
    for name in states:
        phone.locator(".canvas-tray__state", has_text=name).first.tap()
    phone.get_by_role("button", name="Everything in view").tap()
    phone.get_by_role("button", name="Arrow", exact=True).tap()
    for arrow in arrows:
        hand.arrow_by_touch(phone, arrow)
    check(phone, drill)
