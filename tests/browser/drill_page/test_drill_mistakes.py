"""Ten mistakes in one drawing, made by every route: the same mark, each named on the page."""

import pytest
from playwright.sync_api import Page

from quizapp.grading import Level
from quizapp.grading.examiner import examine
from quizapp.grading.understanding import understand
from tests.browser.canvas_page.hand import Arrow, arrow_by_table
from tests.browser.drill_page.conftest import OpenTab
from tests.browser.drill_page.learner import begin, headline, put, send
from tests.browser.drill_page.routes import ROUTES
from tests.grading.mistakes import TCP, WHOLE, Spoilt, spoilt
from tests.grading.sheets import changed, without

pytestmark = pytest.mark.browser

SEED = 11
SPOILT = spoilt(SEED)
EXPECTED = examine(TCP, Level(), SPOILT.sheet)
SENTENCES = (
    "partly right: the arrow points the other way",
    "partly right: it leads to another state",
    "partly right: it starts in another state",
    "partly right: another event causes it",
    "partly right: the event is missing",
    "partly right: other segments are sent",
    "not a transition of this machine",
    "a state under another name",
    "Not counted: drawn twice",
    "1 arrow is missing",
)
"""How the page calls each of the ten mistakes."""


def by_hand(drawing: Spoilt) -> tuple[list[str], list[Arrow]]:
    """Return states and arrows as a hand draws them."""
    names = {state.id: state.name for state in drawing.sheet.states}
    strokes = {stroke.id: stroke.edge for stroke in understand(TCP, drawing.sheet).strokes}
    arrows = [
        Arrow(
            names[edge.tail],
            names[edge.head],
            said.event,
            TCP.event(said.event).label.en if said.event else "",
            said.sends,
        )
        for edge in drawing.sheet.edges
        for said in (strokes[edge.id],)
    ]
    return list(names.values()), arrows


def told(page: Page) -> str:
    """Return all that is said of the drawing, folded away or not."""
    return " ".join(
        (page.locator("section[aria-labelledby=wrong]").text_content() or "").split()
    )


def statuses(page: Page) -> list[str]:
    """Return how all that is not right is called, but the misnamed state's arrows."""
    lines = page.locator("section[aria-labelledby=wrong] .arrow__status")
    at_the_state = "partly right: one of its states has another name"
    return sorted(
        line
        for line in map(str.strip, lines.all_text_contents())
        if line not in ("right", at_the_state)
    )


@pytest.mark.parametrize("route", list(ROUTES))
def test_ten_mistakes_are_each_named_whatever_the_route(open_tab: OpenTab, route: str) -> None:
    draw, window = ROUTES[route]
    page = open_tab(**window)
    begin(page)
    draw(page, *by_hand(SPOILT))
    send(page)
    assert headline(page) == "16.2 of 21 edges, 1 extra"
    assert statuses(page) == sorted(SENTENCES)
    said = told(page)
    for finding in EXPECTED.findings:
        assert said.count(finding.words.en) == 1


def test_two_states_in_one_box_are_named(open_tab: OpenTab) -> None:
    page = open_tab()
    begin(page)
    merged = WHOLE
    for rule in TCP.drawn():
        if rule.origin == "FIN-WAIT-2":
            merged = changed(merged, rule.id, tail="FIN-WAIT-1")
        if rule.target == "FIN-WAIT-2":
            merged = without(merged, rule.id)
    put(page, merged)
    send(page)
    assert "FIN-WAIT-2" in told(page)


def test_a_mistake_made_by_hand_is_named_and_mended(open_tab: OpenTab) -> None:
    page = open_tab()
    begin(page)
    rule = next(rule for rule in TCP.drawn() if rule.sends == ("ACK",))
    words = TCP.event(rule.event).label.en
    put(page, without(WHOLE, rule.id))
    arrow_by_table(page, Arrow(rule.target, rule.origin, rule.event, words, rule.sends))
    send(page)
    assert "the arrow points the other way" in told(page)
    page.get_by_role("button", name="Mend it yourself").click()
    page.locator("[data-surface]").wait_for()
    arrow_by_table(page, Arrow(rule.origin, rule.target, rule.event, words, rule.sends))
    send(page)
    assert headline(page) == "1 of 1 edges"
    assert page.locator("#verdict").inner_text() == "Every arrow is right."
