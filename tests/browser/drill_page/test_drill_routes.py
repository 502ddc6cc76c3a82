"""The whole printed diagram from a blank page by every route, sent: the same mark each time."""

import math

import pytest
from playwright.sync_api import Page

from tests.browser.canvas_page import hand
from tests.browser.canvas_page.conftest import PHONE
from tests.browser.canvas_page.hand import PLACES, figure
from tests.browser.drill_page.conftest import OpenTab
from tests.browser.drill_page.learner import begin, headline, send
from tests.conftest import MACHINES

pytestmark = pytest.mark.browser

STATES, ARROWS = figure(MACHINES["tcp"])


def check(page: Page) -> None:
    """Everything was found right."""
    send(page)
    assert headline(page) == "21 of 21 edges"
    assert page.locator("#verdict").inner_text() == "Every arrow is right."
    assert "11 of 11 states." in page.locator(".remarks").inner_text()
    assert page.locator(".figure").first.locator(".edge--free.right").count() == len(ARROWS)


def test_by_mouse(open_tab: OpenTab) -> None:
    page = open_tab()
    begin(page)
    for name, place in zip(STATES, PLACES, strict=True):
        hand.state_by_mouse(page, name, place)
    for arrow in ARROWS:
        hand.arrow_by_mouse(page, arrow)
    check(page)


def test_by_keyboard_alone(open_tab: OpenTab) -> None:
    page = open_tab()
    begin(page)
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('[data-surface]')"):
            break
    for name in STATES:
        hand.state_by_keyboard(page, name)
    for arrow in ARROWS:
        hand.arrow_by_keyboard(page, arrow)
    page.locator(".canvas-send").focus()
    page.keyboard.press("Enter")
    page.locator("#verdict").wait_for()
    assert headline(page) == "21 of 21 edges"


def test_by_table(open_tab: OpenTab) -> None:
    page = open_tab()
    begin(page)
    for arrow in ARROWS:
        hand.arrow_by_table(page, arrow)
    check(page)


def test_by_pen(open_tab: OpenTab) -> None:
    page = open_tab()
    begin(page)
    page.get_by_role("button", name="Pen", exact=True).click()
    for number, name in enumerate(STATES):
        turn = number / len(STATES) * 2 * math.pi
        at = (460 + 370 * math.cos(turn), 270 + 215 * math.sin(turn))
        hand.state_by_pen(page, name, at)
    for arrow in ARROWS:
        hand.arrow_by_pen(page, arrow)
    check(page)


def test_by_touch_on_a_phone(open_tab: OpenTab) -> None:
    page = open_tab(**PHONE)
    begin(page)
    for name in STATES:
        page.get_by_role("button", name="Add a state").tap()
        hand.name_it(page, name)
    page.get_by_role("button", name="Everything in view").tap()
    page.get_by_role("button", name="Arrow", exact=True).tap()
    for arrow in ARROWS:
        hand.arrow_by_touch(page, arrow)
    check(page)


def test_without_scripts(open_tab: OpenTab) -> None:
    page = open_tab(java_script_enabled=False)
    page.locator("button[name=machine]").first.click()
    for number, arrow in enumerate(ARROWS):
        for name, value in (
            ("from", arrow.tail),
            ("to", arrow.head),
            ("event", arrow.words),
            ("send", "; ".join(arrow.sends)),
        ):
            page.locator(f"input[name={name}]").nth(number).fill(value)
    page.locator(".canvas-send").click()
    assert headline(page) == "21 of 21 edges"


def test_a_label_between_two_close_states_is_within_a_finger_s_reach(open_tab: OpenTab) -> None:
    page = open_tab(**PHONE)
    begin(page, kind="labels", role="client")
    plate = page.locator(".canvas-edge__plate").nth(1).bounding_box()
    assert plate is not None
    at = (plate["x"] + plate["width"] / 2, plate["y"] + plate["height"] / 2)
    dialog = page.locator("[data-label-dialog]")
    hand.tap(page, at)
    hand.tap(page, at)
    dialog.wait_for()
    dialog.get_by_role("option").first.tap()
    dialog.locator("[data-confirm]").tap()
    dialog.wait_for(state="hidden")
    send(page)
    assert page.locator(".verdict__count").inner_text().endswith("of 6 edges")
