"""Ten kinds of mistakes, each in a place that a seed chose: every one is named on the page."""

import random
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page

from quizapp.engine import Machine, Transition
from quizapp.grading.sheet import Sheet
from tests.browser.canvas_page.hand import Arrow, arrow_by_table
from tests.browser.drill_page.conftest import OpenTab
from tests.browser.drill_page.learner import begin, headline, put, send
from tests.conftest import MACHINES
from tests.grading.sheets import added, changed, perfect, renamed, without

pytestmark = pytest.mark.browser

TCP = MACHINES["tcp"]
WHOLE = perfect(TCP)
STATES = [state.id for state in TCP.states]
PAIRS = {(rule.origin, rule.target) for rule in TCP.drawn()}


@dataclass(frozen=True)
class Spoilt:
    """A drawing with one mistake, and what must be said of it."""

    sheet: Sheet
    says: tuple[str, ...]
    headline: str = ""


def label(machine: Machine, rule: Transition, event: str = "", sends: str = "") -> str:
    """Return a label as one writes it."""
    words = machine.event(event or rule.event).label.en
    sent = sends or "; ".join(rule.sends)
    return words + (f" / snd {sent}" if sent else "")


def any_rule(rng: random.Random, fits: Callable[[Transition], bool]) -> Transition:
    return rng.choice([rule for rule in TCP.drawn() if fits(rule)])


def reversed_arrow(rng: random.Random) -> Spoilt:
    rule = any_rule(rng, lambda rule: (rule.target, rule.origin) not in PAIRS)
    sheet = changed(WHOLE, rule.id, tail=rule.target, head=rule.origin)
    return Spoilt(sheet, ("the arrow points the other way", rule.origin))


def wrong_target(rng: random.Random) -> Spoilt:
    rule = any_rule(rng, lambda rule: not rule.when)
    heads = [
        name for name in STATES if name != rule.origin and (rule.origin, name) not in PAIRS
    ]
    sheet = changed(WHOLE, rule.id, head=rng.choice(heads))
    return Spoilt(sheet, ("it leads to another state", rule.target))


def wrong_source(rng: random.Random) -> Spoilt:
    rule = any_rule(rng, lambda rule: not rule.when)
    tails = [
        name for name in STATES if name != rule.target and (name, rule.target) not in PAIRS
    ]
    sheet = changed(WHOLE, rule.id, tail=rng.choice(tails))
    return Spoilt(sheet, ("it starts in another state", rule.origin))


def wrong_event(rng: random.Random) -> Spoilt:
    rule = any_rule(rng, lambda rule: True)
    taken = {item.event for item in TCP.drawn() if item.origin == rule.origin}
    event = rng.choice([event.id for event in TCP.events if event.id not in taken])
    return Spoilt(
        changed(WHOLE, rule.id, label=label(TCP, rule, event=event)),
        ("another event causes it", TCP.event(rule.event).label.en),
    )


def missing_event(rng: random.Random) -> Spoilt:
    rule = any_rule(rng, lambda rule: True)
    return Spoilt(changed(WHOLE, rule.id, label=""), ("the event is missing",))


def wrong_segments(rng: random.Random) -> Spoilt:
    rule = any_rule(rng, lambda rule: rule.sends == ("ACK",))
    return Spoilt(
        changed(WHOLE, rule.id, label=label(TCP, rule, sends="RST")),
        ("other segments are sent", "you wrote RST"),
        "20.8 of 21 edges",
    )


def missing_arrow(rng: random.Random) -> Spoilt:
    rule = any_rule(rng, lambda rule: True)
    says = ("1 arrow is missing", TCP.event(rule.event).label.en)
    return Spoilt(without(WHOLE, rule.id), says, "20 of 21 edges")


def extra_arrow(rng: random.Random) -> Spoilt:
    tail, head = rng.choice(
        [(a, b) for a in STATES for b in STATES if a != b and (a, b) not in PAIRS]
    )
    says = ("not a transition of this machine", f"{tail} → {head}: rcv data")
    return Spoilt(
        added(WHOLE, tail, head, f"{TCP.event('segment-data').label.en} / snd ACK"),
        says,
        "21 of 21 edges, 1 extra",
    )


def duplicate(rng: random.Random) -> Spoilt:
    rule = any_rule(rng, lambda rule: True)
    sheet = added(WHOLE, rule.origin, rule.target, label(TCP, rule))
    return Spoilt(sheet, ("drawn twice",), "21 of 21 edges")


def misnamed_state(rng: random.Random) -> Spoilt:
    state = rng.choice(STATES[1:])
    says = ("not a state of this machine", "You drew: NAPPING", "1 state is missing", state)
    return Spoilt(renamed(WHOLE, state, "NAPPING"), says)


MISTAKES = (
    reversed_arrow, wrong_target, wrong_source, wrong_event, missing_event,
    wrong_segments, missing_arrow, extra_arrow, duplicate, misnamed_state,
)  # fmt: skip


def told(page: Page) -> str:
    """Return all that is said of the drawing, folded away or not."""
    return " ".join(
        (page.locator("section[aria-labelledby=wrong]").text_content() or "").split()
    )


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.__name__)
def test_a_mistake_is_named(
    open_tab: OpenTab, mistake: Callable[[random.Random], Spoilt]
) -> None:
    spoilt = mistake(random.Random(mistake.__name__))
    page = open_tab()
    begin(page)
    put(page, spoilt.sheet)
    send(page)
    for words in spoilt.says:
        assert words in told(page)
    if spoilt.headline:
        assert headline(page) == spoilt.headline
    else:
        assert 16 < float(headline(page).split()[0]) < 21


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
