"""A day's review in a real browser: by keys, by touch, in Chinese, with undo."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.answering import answer_by_keys, answer_by_touch, settle
from tests.browser.conftest import HAND, Visit

pytestmark = pytest.mark.browser
QUESTION = "**/questions/*"
"""Where a question is, once its page has said so."""


def done_today(page: Page, served: str) -> str:
    page.goto(served)
    return page.locator("main").inner_text()


def test_ten_questions_are_answered_by_keyboard_alone(visit: Visit, served: str) -> None:
    page = visit("/")
    settle(page)
    page.keyboard.press("Enter")
    page.wait_for_url(QUESTION)
    seen = set()
    for _ in range(10):
        seen.add(page.locator("h1").inner_text())
        answer_by_keys(page)
        page.keyboard.press("Enter")
        page.wait_for_url(QUESTION)
    assert len(seen) > 5
    assert "10" in done_today(page, served)


def test_undo_by_key_takes_the_answer_back(visit: Visit, served: str) -> None:
    page = visit("/review")
    answer_by_keys(page)
    page.keyboard.press("u")
    expect(page.get_by_role("status").first).to_contain_text("counts for nothing")
    assert page.goto(served) is not None
    expect(page.get_by_role("link", name="Start")).to_be_visible()


def test_reloading_a_verdict_counts_nothing_twice(visit: Visit, served: str) -> None:
    page = visit("/review")
    answer_by_keys(page)
    page.reload()
    page.go_back()
    page.go_forward()
    settle(page)
    assert "1 of 132" in done_today(page, served) or "1 of" in done_today(page, served)


def test_the_same_review_goes_by_touch_on_a_phone(visit: Visit, served: str) -> None:
    page = visit("/review", **HAND)
    for _ in range(5):
        answer_by_touch(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= 375
        page.locator("a.primary, button.primary").first.tap()
        page.wait_for_url(QUESTION)
        assert page.evaluate("document.documentElement.scrollWidth") <= 375


def test_the_same_review_goes_in_chinese(visit: Visit) -> None:
    page = visit("/review", locale="zh-CN")
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hans")
    for _ in range(5):
        answer_by_keys(page)
        page.keyboard.press("Enter")
        page.wait_for_url(QUESTION)
    assert "检查" in page.locator("main").inner_text()


def test_the_language_is_switched_on_every_page_and_kept(visit: Visit) -> None:
    page = visit("/machines/tcp")
    page.get_by_role("button", name="中文").click()
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hans")
    page.reload()
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hans")


def test_help_opens_by_key_and_the_keys_can_be_switched_off(visit: Visit, served: str) -> None:
    page = visit("/review")
    settle(page)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    page.goto(f"{served}settings")
    page.locator("input[name=shortcuts]").uncheck()
    page.get_by_role("button", name="Save").click()
    page.goto(f"{served}review")
    settle(page)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_a_question_stays_itself_when_reloaded_and_never_comes_back(visit: Visit) -> None:
    page = visit("/review")
    page.wait_for_url(QUESTION)
    asked = page.locator("[name=attempt_id]").input_value()
    page.reload()
    assert page.locator("[name=attempt_id]").input_value() == asked
    answer_by_keys(page)
    page.go_back()
    page.wait_for_url(f"**/answers/{asked}")
