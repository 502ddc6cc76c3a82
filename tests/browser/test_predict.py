"""Predict mode as people use it: keys, mouse, touch, without scripts, and backwards."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.answering import settle
from tests.browser.conftest import HAND, Visit
from tests.browser.test_accessibility import LOOKS, violations

pytestmark = pytest.mark.browser

HERE = "0123456789ab"
STEP = f"/lab/normal-close?step=1&predict={HERE}"
TOLD = re.compile(rf"/lab/normal-close\?step=2&predict={HERE}&told=1$")


def focused(page: Page) -> str:
    """Return the words of what has the focus."""
    return page.evaluate("document.activeElement.innerText").strip()


def test_a_step_is_predicted_by_keys_alone(visit: Visit) -> None:
    page = visit(STEP)
    settle(page)
    assert focused(page).startswith("In ESTABLISHED, the peer's FIN arrives.")
    page.keyboard.press("2")
    page.keyboard.press("Enter")
    expect(page).to_have_url(TOLD)
    settle(page)
    assert focused(page) in ("Right.", "Not this time.")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(rf"step=2&predict={HERE}$"))
    settle(page)
    assert focused(page).startswith("In FIN-WAIT-1")
    page.keyboard.press("p")
    expect(page.get_by_text("You have predicted the next step already.")).to_be_visible()
    settle(page)
    page.keyboard.press("n")
    expect(page).to_have_url(TOLD)


def test_a_story_is_predicted_by_mouse_from_its_page_to_its_end(visit: Visit) -> None:
    page = visit("/lab/linger-zero")
    page.get_by_role("link", name="Predict each step").click()
    for _ in range(20):
        settle(page)
        if page.get_by_role("link", name="Predict the next story").count():
            break
        if page.locator("#prediction").count():
            page.locator("label.option").first.click()
            page.locator("#prediction").get_by_role("button", name="Check").click()
        else:
            page.locator(".foretell").get_by_role("link", name="Next").click()
    expect(page.locator(".foretell__count")).to_have_text(re.compile("^[0-2] of 2 predicted$"))
    expect(page.get_by_role("heading", level=1)).to_have_text("SO_LINGER 0: close by RST")
    page.get_by_role("link", name="Predict the next story").click()
    expect(page).to_have_url(re.compile(r"/lab/(?!linger-zero)[a-z0-9-]+\?step=0&predict="))


def test_a_step_is_predicted_by_touch(visit: Visit) -> None:
    page = visit(STEP, **HAND)
    settle(page)
    page.locator("label.option").nth(1).tap()
    page.locator(".transport").get_by_role("button", name="Check").tap()
    expect(page).to_have_url(TOLD)
    page.locator(".transport").get_by_role("link", name="Next step").tap()
    expect(page.locator("#prediction")).to_be_visible()
    page.get_by_role("button", name="I don’t know").tap()
    expect(page.get_by_role("heading", name="Here is the answer.")).to_be_visible()


def test_everything_works_without_scripts(visit: Visit) -> None:
    page = visit(STEP, java_script_enabled=False)
    page.locator("#prediction").get_by_role("button", name="Check").click()
    expect(page.get_by_role("alert")).to_be_visible()
    page.locator("label.option").first.click()
    page.locator("#prediction").get_by_role("button", name="Check").click()
    expect(page).to_have_url(TOLD)


def test_back_and_reload_are_harmless(visit: Visit) -> None:
    page = visit(STEP)
    settle(page)
    page.keyboard.press("1")
    page.keyboard.press("Enter")
    expect(page).to_have_url(TOLD)
    page.reload()
    expect(page.locator(".foretell__count")).to_have_text(re.compile("^[01] of 1 predicted$"))
    page.go_back()
    page.reload()
    expect(page.get_by_text("You have predicted the next step already.")).to_be_visible()


def test_nothing_chosen_is_said_beside_the_options(visit: Visit) -> None:
    page = visit(STEP)
    settle(page)
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_be_visible()
    settle(page)
    assert page.url.endswith(STEP)
    page.keyboard.press("1")
    page.keyboard.press("Enter")
    expect(page).to_have_url(TOLD)


def test_a_press_is_asked_about_first(visit: Visit) -> None:
    page = visit("/lab")
    page.get_by_role("button", name="An open connection").click()
    page.get_by_role("link", name="Predict each step").click()
    expect(page.get_by_text("Do something below")).to_be_visible()
    page.get_by_role("region", name="At A").get_by_role("button", name="CLOSE").click()
    expect(page.locator("#prediction .reason")).to_have_text("Predict the next step at A")
    assert page.locator(".host__now").all_inner_texts() == ["ESTABLISHED", "ESTABLISHED"]
    page.get_by_role("button", name="I don’t know").click()
    expect(page.locator(".host__now").first).to_have_text("FIN-WAIT-1")


def test_the_time_an_answer_took_is_sent(visit: Visit) -> None:
    page = visit(STEP)
    settle(page)
    page.keyboard.press("1")
    with page.expect_request("**/lab/predict") as sent:
        page.keyboard.press("Enter")
    seconds = re.search(r"seconds=([\d.]+)", sent.value.post_data or "")
    assert seconds is not None
    assert float(seconds[1]) > 0


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: "-".join(map(str, look.values()))[:16])
def test_axe_finds_nothing_while_asking_telling_and_at_the_end(
    visit: Visit, served: str, look: dict
) -> None:
    page = visit(STEP, **look)
    settle(page)
    assert violations(page) == []
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_be_visible()
    assert violations(page) == []
    page.locator("[name=give_up]").click()
    expect(page).to_have_url(TOLD)
    assert violations(page) == []
    for path in (f"/lab/lost-final-ack?step=3&predict={HERE}", STEP.replace("=1", "=7")):
        page.goto(served.rstrip("/") + path)
        assert violations(page) == [], path
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(wide) == 0


def test_whatever_is_touched_is_large_enough(visit: Visit) -> None:
    page = visit(STEP, **HAND)
    for target in page.locator("main :is(a.button, button, .option):visible").all():
        box = target.bounding_box()
        if box is not None:
            assert box["height"] >= 43.5, target.evaluate("it => it.outerHTML")
