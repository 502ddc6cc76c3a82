"""Comfort for everybody: fingers, pens, screen readers, dark rooms, Chinese, levels."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.canvas_page import hand
from tests.browser.canvas_page.conftest import DESK, PHONE
from tests.browser.canvas_page.hand import (
    between,
    drawing,
    middle,
    name_it,
    names,
    on_stage,
    ring,
    said,
    stroke,
    swipe,
    tap,
    type_label,
    walk_to,
)
from tests.browser.canvas_page.stub import Drill

pytestmark = pytest.mark.browser

PAIR = {
    "version": 1,
    "states": [
        {"id": "s1", "name": "LISTEN", "x": 0, "y": 0},
        {"id": "s2", "name": "CLOSED", "x": 60, "y": 200},
    ],
    "edges": [
        {"id": "e3", "from": "s1", "to": "s2", "label": "CLOSE", "how": "typed"},
        {"id": "e4", "from": "s2", "to": "s2", "label": "sneeze", "how": "typed"},
    ],
}


def violations(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{item['id']}: {item['nodes'][0]['html'][:120]}" for item in found]


LOOKS = [
    {**DESK, "color_scheme": "light", "locale": "en"},
    {**DESK, "color_scheme": "dark", "locale": "zh-CN"},
    {**PHONE, "color_scheme": "dark", "locale": "en"},
    {**PHONE, "color_scheme": "light", "locale": "zh-CN"},
]


@pytest.mark.parametrize("look", [LOOKS[0], LOOKS[2]], ids=["light", "phone-dark"])
def test_axe_finds_nothing(open_page, drill: Drill, look: dict) -> None:
    drill.drawing = PAIR
    page = open_page(**look)
    page.locator(".canvas-edge.is-unclear").wait_for()
    assert violations(page) == []
    walk_to(page, "LISTEN")
    page.keyboard.press("e")
    page.keyboard.press("Enter")
    page.keyboard.type("sneeze")
    page.keyboard.press("Enter")
    page.locator("[data-label-dialog].is-unclear").wait_for()
    assert violations(page) == []
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    assert page.locator("[data-name-dialog]").is_visible()
    assert violations(page) == []


def test_chinese_is_complete(open_page, drill: Drill) -> None:
    drill.language = "zh"
    page = open_page(locale="zh-CN")
    texts = page.locator(
        ".canvas button, .canvas p, .canvas dd, .canvas h2, .canvas label, .canvas-dialog label"
    )
    for text in texts.all_text_contents():
        words = text.strip()
        isnt_name = words not in names_of(drill)
        assert not (words and words.isascii() and words.isalpha() and isnt_name), words
    assert page.get_by_role("button", name="撤销").count() == 1


def names_of(drill: Drill) -> set[str]:
    return {state.id for state in drill.machine.states} | set(drill.machine.segments())


def test_the_page_is_never_wider_than_a_phone(phone: Page) -> None:
    assert phone.evaluate("document.documentElement.scrollWidth") == 375


def test_everything_to_touch_is_large_enough_for_a_finger(open_page, drill: Drill) -> None:
    drill.drawing = PAIR
    phone = open_page(**PHONE)
    tap(phone, middle(phone, "LISTEN"))
    tap(phone, middle(phone, "LISTEN"))
    phone.locator("[data-name-dialog]").wait_for()
    sizes = phone.evaluate(
        """() => [...document.querySelectorAll(
            ".canvas button, .canvas input, .canvas-dialog button, .canvas-dialog input, "
            + ".canvas-option, .canvas summary"
        )].filter((e) => e.checkVisibility()).map((e) => e.getBoundingClientRect())
        .map(({width, height}) => [Math.round(width), Math.round(height)])"""
    )
    assert len(sizes) > 30
    assert min(min(size) for size in sizes) >= 44


def test_a_finger_places_moves_and_pans(phone: Page) -> None:
    for _ in range(2):
        tap(phone, on_stage(phone, 180, 200))
    name_it(phone, "A")
    assert names(phone) == ["A"]
    x, y = middle(phone, "A")
    swipe(phone, between((x, y), (x + 60, y + 80)))
    assert middle(phone, "A") == pytest.approx((x + 60, y + 80), abs=11)
    x, y = middle(phone, "A")
    start = on_stage(phone, 40, 70)
    swipe(phone, between(start, (start[0] + 40, start[1] - 40)))
    assert middle(phone, "A") == pytest.approx((x + 40, y - 40), abs=12)
    assert len(drawing(phone)["states"]) == 1


def test_two_fingers_enlarge_and_move(open_page, drill: Drill) -> None:
    drill.drawing = PAIR
    phone = open_page(**PHONE)
    x, y = on_stage(phone, 180, 200)
    before = hand.zoom(phone)
    swipe(
        phone,
        between((x - 30, y), (x - 90, y)),
        between((x + 30, y), (x + 90, y)),
    )
    assert hand.zoom(phone) == pytest.approx(min(3, before * 3), rel=0.2)
    assert drawing(phone)["states"] == [{**state} for state in PAIR["states"]]


def test_a_finger_draws_with_the_arrow_tool_and_by_the_handle(open_page, drill: Drill) -> None:
    drill.drawing = PAIR
    phone = open_page(**PHONE)
    phone.get_by_role("button", name="Arrow", exact=True).tap()
    swipe(phone, between(middle(phone, "CLOSED"), middle(phone, "LISTEN")))
    phone.locator("[data-label-dialog] [data-confirm]").tap()
    assert len(drawing(phone)["edges"]) == 3
    phone.get_by_role("button", name="Move", exact=True).tap()
    tap(phone, middle(phone, "LISTEN"))
    box = phone.locator("[data-handle=connect] circle").first.bounding_box()
    assert box is not None
    assert box["width"] >= 44
    tap(phone, (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2))
    tap(phone, middle(phone, "CLOSED"))
    phone.locator("[data-label-dialog] [data-confirm]").tap()
    assert len(drawing(phone)["edges"]) == 4


def test_a_pen_draws_states_and_arrows_and_scribbles_them_away(page: Page) -> None:
    page.get_by_role("button", name="Pen", exact=True).click()
    for name, x in (("A", 200), ("B", 560)):
        stroke(page, ring(page, x, 200))
        name_it(page, name)
    stroke(page, between(middle(page, "A"), middle(page, "B"), 16))
    type_label(page, "CLOSE / snd FIN")
    edge = drawing(page)["edges"][0]
    assert (edge["from"], edge["to"], edge["label"]) == ("s1", "s2", "CLOSE / snd FIN")
    x, y = middle(page, "A")
    zigzag = [(x - 60 + 12 * n, y + (28 if n % 2 else -28)) for n in range(11)]
    stroke(page, zigzag)
    assert names(page) == ["B"]
    page.keyboard.press("Control+z")
    assert names(page) == ["A", "B"]
    stroke(page, between(on_stage(page, 300, 400), on_stage(page, 380, 470)))
    assert said(page).startswith("Close the ring for a state")
    stroke(page, between(middle(page, "A"), on_stage(page, 380, 470), 12))
    expect(page.locator("[data-status]")).to_have_text(re.compile("That line reaches no state"))
    assert len(drawing(page)["edges"]) == 1


def test_states_and_arrows_are_spoken(open_page, drill: Drill) -> None:
    drill.drawing = PAIR
    page = open_page()
    assert page.get_by_role("button", name="State LISTEN. Arrows from it: 1").count() == 1
    assert page.get_by_role("button", name="LISTEN to CLOSED: CLOSE").count() == 1
    page.get_by_role("button", name="CLOSED to CLOSED: sneeze. Not understood yet").wait_for()
    assert page.get_by_role("application").count() == 1


def test_the_focus_is_always_seen(open_page, drill: Drill) -> None:
    drill.drawing = PAIR
    page = open_page()
    walk_to(page, "CLOSED")
    widths = page.locator(".canvas-state__box").evaluate_all(
        "all => all.map((box) => parseFloat(getComputedStyle(box).strokeWidth))"
    )
    assert sorted(widths) == [1.4, 4]


@pytest.mark.parametrize(
    ("kind", "states", "draws", "labels"),
    [
        ("labels", False, False, True),
        ("missing-edges", False, True, False),
        ("states-given", False, True, False),
    ],
)
def test_a_level_keeps_what_it_gave(
    open_page, drill: Drill, kind: str, states: bool, draws: bool, labels: bool
) -> None:
    given = {
        name: [{**one, "given": True} for one in PAIR[name]] for name in ("states", "edges")
    }
    drill.drawing, drill.level = {"version": 1, **given}, {"kind": kind}
    page = open_page()
    walk_to(page, "LISTEN")
    page.keyboard.press("n")
    assert page.locator("[data-name-dialog]").is_visible() is states
    page.keyboard.press("Delete")
    page.keyboard.press("e")
    page.keyboard.press("Delete")
    assert len(drawing(page)["states"]) == len(drawing(page)["edges"]) == 2
    page.keyboard.press("Enter")
    assert page.locator("[data-label-dialog]").is_visible() is labels
    if labels:
        type_label(page, "rcv SYN")
        assert drawing(page)["edges"][0]["label"] == "rcv SYN"
    blank = page.locator("[data-rows] [data-row='']")
    assert (blank.count() == 1) is draws
    assert all(one["given"] for one in drawing(page)["edges"])


def test_the_whiteboard_look_is_the_same_each_time(open_page, drill: Drill) -> None:
    drill.drawing = PAIR
    page = open_page()
    straight = page.locator(".canvas-edge__line").first.get_attribute("d")
    toggle = page.get_by_role("button", name="Whiteboard look")
    toggle.click()
    rough = page.locator(".canvas-edge__line").first.get_attribute("d")
    page.reload()
    assert page.locator(".canvas-edge__line").first.get_attribute("d") == rough
    assert rough != straight
    page.get_by_role("button", name="Whiteboard look").click()
    assert page.locator(".canvas-edge__line").first.get_attribute("d") == straight


def test_colours_may_be_forced_and_print_works(open_page, drill: Drill) -> None:
    drill.drawing = PAIR
    page = open_page(forced_colors="active")
    walk_to(page, "LISTEN")
    page.emulate_media(media="print")
    assert not page.locator(".canvas-tools").is_visible()
    assert page.locator("[data-surface]").is_visible()
