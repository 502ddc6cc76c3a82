"""Every route by which a whole diagram gets onto a blank canvas."""

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from playwright.sync_api import Page

from tests.browser.canvas_page import hand
from tests.browser.canvas_page.conftest import PHONE
from tests.browser.canvas_page.hand import PLACES, Arrow

Route = Callable[[Page, Sequence[str], Sequence[Arrow]], None]


def by_mouse(page: Page, states: Sequence[str], arrows: Sequence[Arrow]) -> None:
    """Double-click for states, drag for arrows, type the words."""
    for name, place in zip(states, PLACES, strict=True):
        hand.state_by_mouse(page, name, place)
    for arrow in arrows:
        hand.arrow_by_mouse(page, arrow)


def by_keyboard(page: Page, states: Sequence[str], arrows: Sequence[Arrow]) -> None:
    """Reach the canvas with the Tab key, and never leave the keyboard."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('[data-surface]')"):
            break
    for name in states:
        hand.state_by_keyboard(page, name)
        # The next key is for the canvas, so it must have the focus again.
        page.locator("[data-surface]:focus-within").wait_for()
    for arrow in arrows:
        hand.arrow_by_keyboard(page, arrow)


def by_table(page: Page, _states: Sequence[str], arrows: Sequence[Arrow]) -> None:
    """Fill in the table beside the canvas."""
    for arrow in arrows:
        hand.arrow_by_table(page, arrow)


def by_pen(page: Page, states: Sequence[str], arrows: Sequence[Arrow]) -> None:
    """Circle the states, and draw a stroke from one to the other."""
    page.get_by_role("button", name="Pen", exact=True).click()
    for number, name in enumerate(states):
        turn = number / len(states) * 2 * math.pi
        at = (460 + 370 * math.cos(turn), 270 + 215 * math.sin(turn))
        hand.state_by_pen(page, name, at)
    for arrow in arrows:
        hand.arrow_by_pen(page, arrow)


def by_touch(page: Page, states: Sequence[str], arrows: Sequence[Arrow]) -> None:
    """Tap states and arrows on a phone, and choose labels from the lists."""
    for name in states:
        page.get_by_role("button", name="Add a state").tap()
        hand.name_it(page, name)
    # Once shows what one can read; twice, everything; a finger waits until nothing moves.
    for _ in range(2):
        page.get_by_role("button", name="Everything in view").tap()
    page.wait_for_timeout(500)
    page.get_by_role("button", name="Arrow", exact=True).tap()
    for arrow in arrows:
        if arrow.words:
            hand.arrow_by_touch(page, arrow)
        else:
            _bare_arrow_by_touch(page, arrow)


def _bare_arrow_by_touch(page: Page, arrow: Arrow) -> None:
    hand.tap(page, hand.middle(page, arrow.tail))
    hand.tap(page, hand.middle(page, arrow.head))
    dialog = page.locator("[data-label-dialog]")
    dialog.locator("[data-confirm]").tap()
    dialog.wait_for(state="hidden")


ROUTES: Mapping[str, tuple[Route, Mapping[str, Any]]] = {
    "mouse": (by_mouse, {}),
    "keyboard": (by_keyboard, {}),
    "table": (by_table, {}),
    "pen": (by_pen, {}),
    "touch": (by_touch, PHONE),
}
"""Each route, and the window in which it is gone."""
