"""The memory of the diagram, by slider, by click and by key."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.answering import answer_by_keys
from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser

MEMORY = "/machines/tcp/memory"


def test_the_slider_shows_its_day_as_soon_as_it_is_let_go(visit: Visit) -> None:
    page = visit(MEMORY)
    page.get_by_label("Days from today").press("End")
    expect(page).to_have_url(re.compile(r"\?on=\d{4}-\d\d-\d\d"))
    expect(page.get_by_role("heading", level=1)).to_have_text("What you would still draw")


def test_an_arrow_leads_to_its_card_and_to_a_question(visit: Visit) -> None:
    page = visit("/review")
    answer_by_keys(page)
    page.goto(page.url.split("/answers")[0] + MEMORY)
    page.locator("a.edge-link").first.focus()
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Ask me now").click()
    expect(page).to_have_url(re.compile("/questions/"))
