"""The lab as people use it: without a mouse, without scripts, on a phone, and backwards."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import HAND, Visit, serving
from tests.browser.test_accessibility import LOOKS, violations

pytestmark = pytest.mark.browser

FORK = "/lab/act?scenario=normal-close&step=2&do=fault:B:crash"
PAGES = (
    "/lab",
    "/lab?q=zebra",
    "/lab/normal-close",
    "/lab/lost-final-ack?step=6",
    "/lab/syn-in-time-wait-bsd?step=99",
    "/lab/accept-queue-full?step=99&c=2",
    "/lab/fresh?machine=tcp&runs-B=Linux",
    FORK,
    "/lab?run=1xx",
)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """One quizapp for all: the lab keeps nothing but what its addresses hold."""
    with serving(tmp_path_factory.mktemp("lab")) as address:
        yield address


def states(page: Page) -> list[str]:
    return page.locator(".host__now").all_inner_texts()


def at(page: Page, step: int) -> None:
    expect(page.locator("[data-lab]")).to_have_attribute("data-step", str(step))


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: "-".join(map(str, look.values()))[:16])
def test_axe_finds_nothing_in_the_lab(visit: Visit, served: str, look: dict) -> None:
    page = visit("/lab", **look)
    for path in PAGES:
        page.goto(served.rstrip("/") + path)
        for part in page.locator("details").all():
            part.evaluate("part => part.open = true")
        assert violations(page) == [], path


@pytest.mark.parametrize("look", [{}, HAND], ids=["desk", "phone"])
def test_the_page_is_never_wider_than_the_screen(visit: Visit, served: str, look: dict) -> None:
    page = visit("/lab", **look)
    for path in PAGES:
        page.goto(served.rstrip("/") + path)
        wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(wide) == 0, path


def test_whatever_is_touched_is_large_enough(visit: Visit, served: str) -> None:
    page = visit("/lab/normal-close?step=1", **HAND)
    for part in page.locator("details").all():
        part.evaluate("part => part.open = true")
    for target in page.locator("main :is(a.button, button, summary, input, select)").all():
        box = target.bounding_box()
        if box is not None:
            assert box["height"] >= 43.5, target.evaluate("it => it.outerHTML")


def test_keys_step_forward_and_back(visit: Visit) -> None:
    page = visit("/lab/normal-close")
    for step, key in enumerate(("n", "ArrowRight", "n"), 1):
        page.keyboard.press(key)
        at(page, step)
    assert states(page) == ["FIN-WAIT-2", "CLOSE-WAIT"]
    page.keyboard.press("p")
    at(page, 2)
    page.keyboard.press("End")
    at(page, 7)
    page.keyboard.press("Home")
    at(page, 0)
    expect(page).to_have_url(re.compile(r"/lab/normal-close\?step=0$"))


def test_back_of_the_browser_is_a_step_back(visit: Visit) -> None:
    page = visit("/lab/normal-close")
    page.get_by_role("link", name="Next step").click()
    at(page, 1)
    page.get_by_role("button", name="ABORT").first.click()
    at(page, 2)
    expect(page.get_by_text("Your own run, forked from")).to_be_visible()
    page.go_back()
    at(page, 1)
    page.go_back()
    at(page, 0)
    page.go_forward()
    at(page, 1)
    page.reload()
    at(page, 1)


def test_a_jump_within_the_page_is_no_step(visit: Visit) -> None:
    page = visit("/lab/normal-close?step=1")
    page.get_by_role("link", name="Act", exact=True).click()
    page.keyboard.press("n")
    at(page, 2)
    page.go_back()
    at(page, 1)
    page.go_back()
    at(page, 1)
    page.go_forward()
    page.go_forward()
    at(page, 2)


def test_a_step_is_announced_and_the_focus_stays(visit: Visit) -> None:
    page = visit("/lab/normal-close")
    page.get_by_role("link", name="Next step").focus()
    page.keyboard.press("Enter")
    at(page, 1)
    expect(page.get_by_role("status")).to_have_text(
        "Step 1. A: CLOSE. A: FIN-WAIT-1, B: ESTABLISHED"
    )
    expect(page.get_by_role("link", name="Next step")).to_be_focused()


def test_at_the_end_the_focus_goes_to_the_way_back(visit: Visit) -> None:
    page = visit("/lab/normal-close?step=6")
    page.get_by_role("link", name="Next step").focus()
    page.keyboard.press("Enter")
    at(page, 7)
    expect(page.get_by_role("link", name="Step back")).to_be_focused()


def test_open_parts_and_the_place_on_the_page_stay(visit: Visit) -> None:
    page = visit("/lab/normal-close?step=1")
    page.get_by_text("What can go wrong").first.click()
    crash = page.get_by_role("button", name="Crash").first
    crash.scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    crash.click()
    at(page, 2)
    expect(page.get_by_role("button", name="Reboot").first).to_be_visible()
    assert abs(page.evaluate("scrollY") - before) < 200


def test_a_click_on_the_ladder_leads_to_its_step(visit: Visit) -> None:
    page = visit("/lab/normal-close?step=7")
    page.locator(".ladder__row").nth(1).locator("text").first.click()
    at(page, 2)


def test_two_fresh_hosts_are_connected_by_hand(visit: Visit) -> None:
    page = visit("/lab")
    page.get_by_role("button", name="Two fresh hosts").click()
    assert states(page) == ["CLOSED", "CLOSED"]
    page.get_by_role("region", name="At B").get_by_text("OPEN (passive)").click()
    at(page, 1)
    page.get_by_role("region", name="At A").get_by_text("OPEN (active)").click()
    at(page, 2)
    page.get_by_role("button", name="Duplicate").click()
    at(page, 3)
    expect(page.locator(".flight")).to_have_count(2)
    page.get_by_role("button", name="Until quiet").click()
    expect(page.locator(".host__now")).to_have_text(["ESTABLISHED", "ESTABLISHED"])


def test_everything_works_without_scripts(visit: Visit) -> None:
    page = visit("/lab/normal-close", java_script_enabled=False)
    page.get_by_role("link", name="Next step").click()
    page.get_by_role("button", name="Drop").click()
    assert "Your own run" in page.content()
    page.get_by_label("Seconds").fill("0.5")
    page.get_by_role("button", name="Wait so long").click()
    assert states(page) == ["FIN-WAIT-1", "ESTABLISHED"]
    page.go_back()
    page.go_back()
    assert page.url.endswith("/lab/normal-close?step=1")


def test_enter_in_a_field_presses_its_own_button_or_none(visit: Visit) -> None:
    page = visit("/lab/fresh?machine=tcp")
    page.get_by_label("Octets to send").first.press("Enter")
    page.get_by_label("Seconds").press("Enter")
    at(page, 1)
    expect(page.get_by_text("10 s: nothing happens").first).to_be_visible()


def test_what_cannot_be_done_opens_the_page_that_says_so(visit: Visit) -> None:
    page = visit("/lab/keepalive-answered")
    page.get_by_label("Seconds").fill("9000000")
    page.evaluate("document.querySelector('input[name=seconds]').removeAttribute('max')")
    page.get_by_role("button", name="Wait so long").click()
    expect(page.get_by_role("heading", name="This run is too long")).to_be_visible()
    page.go_back()
    at(page, 0)
