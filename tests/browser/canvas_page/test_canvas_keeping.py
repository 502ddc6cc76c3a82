"""Nothing is lost: killed server, closed tab, second tab, refused save; and the clock."""

import json
import time

import pytest
from playwright.sync_api import Page, expect

from tests.browser.canvas_page.conftest import Host
from tests.browser.canvas_page.hand import drawing, names, state_by_mouse
from tests.browser.canvas_page.stub import Drill

pytestmark = pytest.mark.browser


def saved(page: Page, status: str = "saved") -> None:
    page.locator(f"[data-canvas][data-saved={status}]").wait_for()


def add(page: Page, name: str) -> None:
    page.locator("#canvas-add-state").fill(name)
    page.keyboard.press("Enter")


def test_every_change_is_saved_with_what_changed(page: Page, drill: Drill) -> None:
    add(page, "A")
    saved(page)
    add(page, "B")
    page.get_by_role("button", name="Undo").click()
    saved(page)
    assert drill.drawing == drawing(page)
    assert [change["what"] for change in drill.changes] == ["add-state", "add-state", "undo"]
    assert drill.changes[0]["states"][0]["name"] == "A"
    assert drill.changes[2]["gone"] == ["s2"]
    assert 0 < drill.changes[0]["at"] < 60


def test_a_killed_server_loses_nothing(open_page, host: Host, drill: Drill) -> None:
    page = open_page()
    add(page, "A")
    saved(page)
    host.kill()
    try:
        add(page, "B")
        saved(page, "unsaved")
        assert "Kept on this device" in page.locator(".canvas-saved").inner_text()
        add(page, "C")
        before = drawing(page)
        page.get_by_role("button", name="Send the drawing").click()
        expect(page.locator("[data-status]")).to_contain_text("Not sent: no connection.")
    finally:
        host.start()
    page.evaluate("dispatchEvent(new Event('online'))")
    saved(page)
    assert drill.drawing == before
    assert [change["states"][0]["name"] for change in drill.changes] == ["A", "B", "C"]


def test_a_tab_closed_without_a_server_is_resumed(open_page, host: Host, drill: Drill) -> None:
    page = open_page()
    host.kill()
    try:
        add(page, "A")
        saved(page, "unsaved")
        page.close()
    finally:
        host.start()
    assert drill.drawing["states"] == []
    again = open_page()
    assert names(again) == ["A"]
    saved(again)
    assert drill.drawing == drawing(again)
    add(again, "B")
    assert [state["id"] for state in drawing(again)["states"]] == ["s1", "s2"]


def test_closing_a_tab_at_once_still_saves(open_page, drill: Drill) -> None:
    page = open_page()
    add(page, "A")
    page.close(run_before_unload=True)
    deadline = time.monotonic() + 5
    while not drill.drawing["states"] and time.monotonic() < deadline:
        time.sleep(0.02)
    assert [state["name"] for state in drill.drawing["states"]] == ["A"]


def test_a_second_tab_is_noticed_and_one_chooses(open_page, drill: Drill) -> None:
    first, second = open_page(), open_page()
    add(first, "A")
    saved(first)
    saved(second, "contested")
    second.get_by_role("button", name="Show the other one").click()
    assert names(second) == ["A"]
    add(second, "B")
    saved(second)
    saved(first, "contested")
    first.get_by_role("button", name="Keep this one").click()
    saved(first)
    assert drill.drawing == drawing(first)
    assert names(first) == ["A"]


def test_another_device_that_was_ahead_is_noticed(page: Page, drill: Drill) -> None:
    add(page, "A")
    saved(page)
    other = {**drill.drawing, "states": [{"id": "s1", "name": "OTHER", "x": 0, "y": 0}]}
    drill.drawing, drill.revision = other, drill.revision + 4
    add(page, "B")
    saved(page, "contested")
    page.get_by_role("button", name="Send the drawing").click()
    expect(page.locator("[data-status]")).to_contain_text("first choose")
    page.get_by_role("button", name="Show the other one").click()
    assert names(page) == ["OTHER"]
    page.locator("[data-surface]").focus()
    page.keyboard.press("Control+z")
    assert names(page) == ["A", "B"]
    saved(page)
    assert [state["name"] for state in drill.drawing["states"]] == ["A", "B"]


def test_a_save_whose_answer_was_lost_is_no_quarrel(open_page, drill: Drill) -> None:
    page = open_page()
    page.route("**/save", lambda route: (route.fetch(), route.abort()))
    add(page, "A")
    saved(page, "unsaved")
    page.unroute("**/save")
    saved(page)
    assert drill.revision == 1


def test_a_refusal_is_told(page: Page, drill: Drill) -> None:
    drill.refuses = 413
    add(page, "A")
    saved(page, "refused")
    drill.refuses = 0
    saved(page)
    assert names(page) == ["A"]


@pytest.mark.parametrize("waits", [False, True], ids=["at once", "when saved"])
def test_sending_sends_the_drawing_once_saved(page: Page, drill: Drill, waits: bool) -> None:
    state_by_mouse(page, "A", (100, 100))
    if waits:
        saved(page)
    before = drawing(page)
    with page.expect_navigation():
        page.get_by_role("button", name="Send the drawing").click()
    assert json.loads(drill.sent["drawing"][0]) == before
    assert set(drill.sent) == {"csrf_token", "drawing"}
    assert drill.drawing == before


def test_without_script_the_rows_are_the_form(browser, host: Host, drill: Drill) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(host.address(drill.name))  # type: ignore[attr-defined]
    row = page.locator("fieldset").first
    for name, value in (("from", "A"), ("to", "B"), ("event", "CLOSE"), ("send", "FIN")):
        row.locator(f"[name={name}]").fill(value)
    page.get_by_role("button", name="Send the drawing").click()
    assert drill.sent["from"][:2] == ["A", ""]
    assert drill.sent["event"][0] == "CLOSE"
    assert "drawing" not in drill.sent
    context.close()


def test_the_clock_counts_from_the_servers_and_can_be_hidden(open_page, drill: Drill) -> None:
    drill.started -= 60
    page = open_page()
    clock = page.locator("[data-clock]")
    assert clock.inner_text() in {"4:00 left", "3:59 left", "3:58 left"}
    page.get_by_role("button", name="Show the clock").click()
    assert not clock.is_visible()
    drill.started -= 600
    page.reload()
    assert not clock.is_visible()
    page.get_by_role("button", name="Show the clock").click()
    assert clock.inner_text().endswith("over time")
    page.close()


def test_time_without_a_limit_is_counted_up(open_page, drill: Drill) -> None:
    drill.limit = None
    drill.started -= 65
    assert open_page().locator("[data-clock]").inner_text().startswith("1:0")


def test_a_hint_is_shown_and_said(page: Page) -> None:
    page.get_by_role("button", name="Hint").click()
    page.get_by_role("alert").get_by_text("One arrow leaves LISTEN").wait_for()
