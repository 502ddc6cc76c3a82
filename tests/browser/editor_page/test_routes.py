"""The four ways of drawing send the same rows and earn the same marks."""

import pytest

from tests.browser.editor_page.conftest import PHONE
from tests.browser.editor_page.hand import (
    Arrow,
    arrows,
    by_keyboard,
    by_mouse,
    by_table,
    by_touch,
    fill_in,
    rows,
)

pytestmark = pytest.mark.browser

DRAWING = [
    Arrow("LOCKED", "OPEN", "coin", ("CLICK",)),
    Arrow("LOCKED", "OPEN", "card", ("BEEP", "CLICK")),
    Arrow("OPEN", "LOCKED", "push"),
    Arrow("BROKEN", "OFF", "kick"),
    Arrow("OPEN", "OPEN", "coin", ("BEEP",)),
]
"""Parallel and opposite arrows, one with the wrong event, and a loop."""

ROUTES = {
    "mouse": (by_mouse, {}),
    "touch": (by_touch, PHONE),
    "keyboard": (by_keyboard, {}),
    "table": (by_table, {}),
}


MARKS = ["right", "right", "right", "missed", "missed", "partly", "missed", "extra"]
"""What becomes of the seven arrows asked for, and of the loop."""


def marked(page):
    """Send the drawing; return the status of each arrow in the verdict."""
    page.get_by_role("button", name="Check").click()
    page.wait_for_url("**/answers/*")
    arrows = page.locator(".arrow").evaluate_all("all => all.map((arrow) => arrow.className)")
    return [name.removeprefix("arrow arrow--") for name in arrows]


@pytest.mark.parametrize("route", ROUTES)
def test_every_route_sends_the_same_rows_draws_them_and_earns_the_same(open_page, route):
    draw, options = ROUTES[route]
    page = open_page(**options)
    for arrow in DRAWING:
        draw(page, arrow)
    assert rows(page) == [arrow.row for arrow in DRAWING]
    assert arrows(page) == len(DRAWING)
    assert marked(page) == MARKS


def test_without_scripts_the_rows_earn_the_same(open_page):
    page = open_page(java_script_enabled=False)
    for place, arrow in enumerate(DRAWING):
        fill_in(page.locator("[data-row]").nth(place), arrow)
    assert marked(page) == MARKS


def test_without_scripts_there_are_rows_enough_and_nothing_that_does_not_work(open_page):
    page = open_page(java_script_enabled=False)
    assert page.locator("[data-row]").count() == 9
    assert not page.get_by_role("button", name="Undo").is_visible()
    assert page.locator(".diagram").is_visible()


def test_a_row_that_is_not_understood_is_shown_beside_its_field_and_nothing_is_lost(open_page):
    page = open_page()
    by_table(page, DRAWING[0])
    by_table(page, Arrow("OPEN", "LOCKED", "psuh"))
    page.get_by_role("button", name="Check").click()
    page.wait_for_selector(".is-live [aria-invalid]")
    field = page.locator("[aria-invalid]")
    assert field.input_value() == "psuh"
    assert field.evaluate("field => field === document.activeElement")
    complaint = page.locator(f"[id='{field.get_attribute('aria-describedby')}']").inner_text()
    assert "Row 2" in complaint
    assert "push" in complaint
    assert rows(page)[0] == DRAWING[0].row
    field = page.locator("[name=event]").nth(1)
    field.fill("push")
    field.press("Enter")
    assert page.locator("[aria-invalid]").count() == 0
    assert arrows(page) == 2
