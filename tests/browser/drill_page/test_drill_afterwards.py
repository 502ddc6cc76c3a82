"""What comes after drawing: a refusal that passes, a mending, a making that plays."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from quizapp.grading.sheet import Sheet
from tests.browser.canvas_page.conftest import PHONE
from tests.browser.canvas_page.hand import Arrow, arrow_by_table, names, state_by_keyboard
from tests.browser.drill_page.conftest import OpenTab, Server
from tests.browser.drill_page.learner import begin, headline, put, send
from tests.conftest import MACHINES
from tests.grading.sheets import perfect, without

pytestmark = pytest.mark.browser

TCP = MACHINES["tcp"]


def arrow(fact: str) -> Arrow:
    """Return a transition as a hand draws it."""
    rule = next(rule for rule in TCP.drawn() if rule.id == fact)
    words = TCP.event(rule.event).label.en
    return Arrow(rule.origin, rule.target, rule.event, words, rule.sends)


def forgetting(state: str) -> Sheet:
    """Return the whole drawing without a state."""
    at_it = [rule.id for rule in TCP.drawn() if state in (rule.origin, rule.target)]
    sheet = without(perfect(TCP), *at_it)
    states = tuple(item for item in sheet.states if item.name != state)
    return Sheet(states=states, edges=sheet.edges)


def saved(page: Page) -> None:
    page.locator("[data-canvas][data-saved=saved]").wait_for()


def test_a_refusal_goes_with_the_next_change_and_a_reload_sends_nothing(
    open_tab: OpenTab,
) -> None:
    page = open_tab()
    begin(page)
    sent: list[str] = []
    for change in ("reload", "state"):
        page.locator(".canvas-send").click()
        page.locator("[data-refused]").wait_for()
        page.locator("[data-surface]").wait_for()
        if change == "reload":
            page.on("request", lambda one: sent.append(one.method))
            page.reload()
            page.locator("[data-surface]").wait_for()
            assert "POST" not in sent
        else:
            page.locator("[data-surface]").focus()
            state_by_keyboard(page, "LISTEN")
        page.locator("[data-refused]").wait_for(state="detached")


def test_a_forgotten_state_is_placed_anew_in_ones_own_drawing(open_tab: OpenTab) -> None:
    page = open_tab()
    begin(page)
    put(page, forgetting("CLOSING"))
    send(page)
    page.get_by_role("button", name="Mend it yourself").click()
    page.locator("[data-surface]").wait_for()
    assert (
        page.locator("h1")
        .inner_text()
        .startswith("Missing from TCP connection: arrows 2, states 1.")
    )
    assert len(names(page)) == 10
    page.locator("[data-surface]").focus()
    state_by_keyboard(page, "CLOSING")
    for fact in ("fin-wait-1.fin", "closing.ack-of-fin"):
        arrow_by_table(page, arrow(fact))
    send(page)
    assert headline(page) == "2 of 2 edges"
    assert "as a whole" not in page.locator(".remarks").inner_text()


def test_the_making_plays_pauses_and_plays_again(open_tab: OpenTab) -> None:
    page = open_tab()
    drill = begin(page)
    page.locator("[data-surface]").focus()
    for name in ("LISTEN", "CLOSED", "SYN-SENT"):
        state_by_keyboard(page, name)
    saved(page)
    page.goto(f"{page.url}/replay?step=0")
    page.locator("h1").focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Pause").wait_for()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Play", exact=True).click()
    page.get_by_role("button", name="Play again").wait_for()
    assert page.locator(".figure .node__box").count() == 3
    assert page.locator("#step").input_value() == page.locator("#step").get_attribute("max")
    assert urlsplit(page.url).path == f"{drill}/replay"


def test_on_a_phone_the_drawing_fits_until_it_is_to_be_larger(
    open_tab: OpenTab, server: Server
) -> None:
    page = open_tab(**PHONE)
    drill = begin(page)
    put(page, forgetting("CLOSING"))
    send(page)
    scroller = page.locator(".figure__scroll").first
    wider = "one => [one.scrollWidth > one.clientWidth, one.scrollLeft]"
    assert scroller.evaluate(wider) == [False, 0]
    page.get_by_label("Larger drawings").check()
    assert scroller.evaluate(wider) == [True, 0]
    page.goto(server.address + drill)
    for name in ("The machine", "Your drawing"):
        assert page.locator(".run__name", has_text=name).first.is_visible()
