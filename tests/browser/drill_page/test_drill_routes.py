"""The whole printed diagram from a blank page by every route, sent: the same mark each time."""

import pytest
from playwright.sync_api import Page

from tests.browser.canvas_page import hand
from tests.browser.canvas_page.conftest import PHONE
from tests.browser.canvas_page.hand import figure
from tests.browser.drill_page.conftest import OpenTab
from tests.browser.drill_page.learner import begin, headline, send
from tests.browser.drill_page.routes import ROUTES
from tests.conftest import MACHINES

pytestmark = pytest.mark.browser

STATES, ARROWS = figure(MACHINES["tcp"])


def send_by_keyboard(page: Page) -> None:
    """Send the drawing without a pointer."""
    page.locator(".canvas-send").focus()
    page.keyboard.press("Enter")
    page.locator("#verdict").wait_for()


def check(page: Page) -> None:
    """Everything was found right."""
    assert headline(page) == "21 of 21 edges"
    assert page.locator("#verdict").inner_text() == "Every arrow is right."
    assert "11 of 11 states." in page.locator(".remarks").inner_text()
    assert page.locator(".figure").first.locator(".edge--free.right").count() == len(ARROWS)


@pytest.mark.parametrize("route", list(ROUTES))
def test_the_whole_diagram_gets_the_same_mark(open_tab: OpenTab, route: str) -> None:
    draw, window = ROUTES[route]
    page = open_tab(**window)
    begin(page)
    draw(page, STATES, ARROWS)
    (send_by_keyboard if route == "keyboard" else send)(page)
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


def test_labels_are_put_back_from_their_list(open_tab: OpenTab) -> None:
    page = open_tab()
    begin(page, kind="place-labels", role="client")
    tray = page.locator(".tray li").all_inner_texts()
    assert "passive OPEN" not in " ".join(tray)
    page.locator("[data-surface]").focus()
    page.keyboard.press("e")
    page.keyboard.press("Enter")
    dialog = page.locator("[data-label-dialog]")
    offered = dialog.get_by_role("option").all_inner_texts()
    assert offered == [line.partition(" × ")[0] for line in tray]
    dialog.get_by_role("option", name="active OPEN / snd SYN", exact=True).click()
    dialog.locator("[data-confirm]").click()
    dialog.wait_for(state="hidden")
    (given,) = [edge for edge in hand.drawing(page)["edges"] if edge["event"]]
    assert (given["event"], given["how"]) == ("active OPEN / snd SYN", "chosen")
    ends = {state["id"]: state["name"] for state in hand.drawing(page)["states"]}
    is_right = (ends[given["from"]], ends[given["to"]]) == ("CLOSED", "SYN-SENT")
    send(page)
    assert headline(page) == f"{int(is_right)} of 6 edges"
