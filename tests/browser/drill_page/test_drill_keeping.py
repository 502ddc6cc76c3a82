"""Nothing is lost and nothing counts twice: a killed server, two tabs, sending again; files."""

import json
import re
import signal
import struct
import time

import pytest
from playwright.sync_api import Page, expect

from tests.browser.canvas_page.conftest import PHONE
from tests.browser.canvas_page.hand import arrow_by_table, drawing, figure
from tests.browser.drill_page.conftest import OpenTab, Server
from tests.browser.drill_page.learner import SAVED, begin, config, headline, put, send
from tests.conftest import MACHINES
from tests.grading.sheets import perfect

pytestmark = pytest.mark.browser

TCP = MACHINES["tcp"]
_, ARROWS = figure(TCP)


def reviews(page: Page, server: Server) -> int:
    """Return how often an arrow was reviewed."""
    page.goto(f"{server.address}/machines/tcp/memory/{TCP.drawn()[0].id}")
    return page.locator(".past__line").count()


def test_a_killed_server_loses_nothing_and_stops_no_clock(
    open_tab: OpenTab, server: Server
) -> None:
    page = open_tab()
    drill = begin(page)
    began = time.time() - config(page)["elapsed"]
    arrow_by_table(page, ARROWS[0])
    page.locator(SAVED).wait_for()
    server.stop(signal.SIGKILL)
    try:
        arrow_by_table(page, ARROWS[1])
        page.locator("[data-canvas][data-saved=unsaved]").wait_for()
        arrow_by_table(page, ARROWS[2])
        before = drawing(page)
    finally:
        server.start()
    page.evaluate("dispatchEvent(new Event('online'))")
    page.locator(SAVED).wait_for()
    page.goto(server.address + drill)
    page.locator(".canvas-edge").first.wait_for()
    assert drawing(page) == before
    assert len(before["edges"]) == 3
    told = config(page)
    assert {edge["id"] for edge in told["drawing"]["edges"]} == {
        edge["id"] for edge in before["edges"]
    }
    assert told["elapsed"] == pytest.approx(time.time() - began, abs=2.0)


def test_a_drawing_ended_by_a_kill_is_offered_again(open_tab: OpenTab, server: Server) -> None:
    page = open_tab()
    drill = begin(page, limit="600")
    put(page, perfect(TCP))
    server.stop(signal.SIGKILL)
    server.start()
    page.goto(f"{server.address}/drill")
    page.locator(f".sheet a[href='{drill}']").click()
    page.locator(".canvas-edge").nth(20).wait_for()
    send(page)
    assert headline(page) == "21 of 21 edges"


def test_sent_twice_is_one_attempt(open_tab: OpenTab, server: Server) -> None:
    page = open_tab()
    before = reviews(page, server)
    drill = begin(page)
    put(page, perfect(TCP))
    page.locator(".canvas-send").dblclick()
    page.locator("#verdict").wait_for()
    page.reload()
    assert headline(page) == "21 of 21 edges"
    page.go_back()
    page.wait_for_load_state()
    if page.locator(".canvas-send").count():
        page.locator(".canvas-send").click()
        page.locator("#verdict").wait_for()
    page.goto(f"{server.address}/drills")
    assert page.locator(f"a[href='{drill}']").count() == 1
    assert reviews(page, server) == before + 1


def test_of_two_tabs_the_one_behind_asks(open_tab: OpenTab) -> None:
    one = open_tab()
    drill = begin(one)
    two = open_tab(drill)
    two.locator("[data-rows]").wait_for()
    arrow_by_table(one, ARROWS[0])
    one.locator(SAVED).wait_for()
    arrow_by_table(two, ARROWS[1])
    two.locator("[data-canvas][data-saved=contested]").wait_for()
    expect(two.get_by_text("Another tab was ahead").first).to_be_visible()


def test_a_tab_left_behind_by_sending_shows_what_was_found(open_tab: OpenTab) -> None:
    one = open_tab()
    drill = begin(one)
    put(one, perfect(TCP))
    two = open_tab(drill)
    two.locator(".canvas-edge").nth(20).wait_for()
    send(one)
    two.locator("#canvas-add-state").fill("MORE")
    two.keyboard.press("Enter")
    two.locator("#verdict").wait_for()
    assert headline(two) == "21 of 21 edges"


def test_an_empty_drawing_says_at_the_top_why_it_was_not_sent(open_tab: OpenTab) -> None:
    page = open_tab(**PHONE)
    begin(page, kind="labels")
    page.locator(".canvas-send").tap()
    expect(page.locator("[data-refused]")).to_be_in_viewport()


def test_a_drawing_is_taken_away_as_a_picture(open_tab: OpenTab) -> None:
    page = open_tab()
    begin(page)
    put(page, perfect(TCP))
    send(page)
    with page.expect_download() as started:
        page.get_by_role("button", name="Save as PNG").click()
    picture = started.value.path().read_bytes()
    assert re.fullmatch(r"tcp-drawing-\d{4}-\d\d-\d\d\.png", started.value.suggested_filename)
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    files = {}
    for kind in ("SVG", "JSON"):
        with page.expect_download() as started:
            page.get_by_role("link", name=f"Save as {kind}").click()
        files[kind] = started.value.path().read_text()
    frame = re.search(r' width="([\d.]+)" height="([\d.]+)"', files["SVG"])
    assert frame is not None
    assert struct.unpack(">II", picture[16:24]) == pytest.approx(
        [2 * float(part) for part in frame.groups()], abs=2
    )
    assert len(json.loads(files["JSON"])["edges"]) == 21
