"""Comfort for everybody: small screens, fingers, screen readers, dark rooms, Chinese."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.editor_page.conftest import PHONE
from tests.browser.editor_page.hand import (
    Arrow,
    arrows,
    by_keyboard,
    by_touch,
    middle,
    rows,
    walk_to,
)

pytestmark = pytest.mark.browser

COIN = Arrow("LOCKED", "OPEN", "coin", ("CLICK",))
LOOP = Arrow("OPEN", "OPEN", "coin", ("BEEP",))


def violations(page):
    found = Axe().run(page).response["violations"]
    return [(item["id"], [node["html"][:120] for node in item["nodes"]]) for item in found]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("options", [{}, PHONE], ids=["desk", "phone"])
def test_axe_finds_nothing_to_complain_about(open_page, scheme, options):
    page = open_page(machine="tcp", size=4, color_scheme=scheme, **options)
    assert violations(page) == []
    for _ in range(2):
        page.locator(".node").first.focus()
        for key in ("Home", "Enter", "ArrowDown", "Enter"):
            page.keyboard.press(key)
        assert violations(page) == []
        page.keyboard.press("Enter")
    page.keyboard.press("e")
    assert page.locator(".is-selected").count() == 1
    assert violations(page) == []


@pytest.mark.parametrize("machine", ["tcp", "turnstile"])
def test_the_page_is_never_wider_than_a_phone(open_page, machine):
    page = open_page(machine=machine, size=4, **PHONE)
    for _ in range(4):
        page.get_by_role("button", name="Larger").tap()
    assert page.evaluate("document.documentElement.scrollWidth") == 375
    stage = page.locator("[data-stage]")
    assert stage.evaluate("box => box.scrollWidth > box.clientWidth")


def test_everything_to_touch_is_large_enough_for_a_finger(phone):
    by_touch(phone, COIN)
    phone.touchscreen.tap(*centre_of(phone, "[data-arrow] .editor-hit-label"))
    phone.touchscreen.tap(*centre_of(phone, "[data-arrow] .editor-hit-label"))
    sizes = phone.evaluate(
        """() => [...document.querySelectorAll(
            ".editor button, .editor select, .editor input, .editor-dialog button, "
            + ".editor-option, .editor-chip, .editor-combobox"
        )].filter((e) => e.checkVisibility()).map((e) => e.getBoundingClientRect())
        .map(({width, height}) => [Math.round(width), Math.round(height)])"""
    )
    assert len(sizes) > 15
    assert min(min(size) for size in sizes) >= 44


def centre_of(page, selector):
    box = page.locator(selector).first.bounding_box()
    return (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def test_a_finger_beside_a_small_state_still_finds_it(phone):
    middle(phone, "LOCKED")
    node = phone.locator(".node[data-state=LOCKED] .node__box").bounding_box()
    assert node["height"] < 44
    phone.touchscreen.tap(node["x"] + 10, node["y"] + node["height"] / 2 - 21)
    assert phone.locator(".is-source").get_attribute("data-state") == "LOCKED"


def test_a_finger_on_a_state_draws_and_one_beside_it_scrolls(phone):
    prevented = phone.evaluate(
        """() => ["LOCKED", null].map((state) => {
            const diagram = document.querySelector("[data-stage] svg");
            const box = (state ? document.querySelector(`.node[data-state=${state}]`) : diagram)
                .getBoundingClientRect();
            const [x, y] = state ? [box.x + 20, box.y + 10] : [box.x + 3, box.bottom - 3];
            const touch = new Touch({identifier: 1, target: diagram, clientX: x, clientY: y});
            return !diagram.dispatchEvent(new TouchEvent("touchstart", {
                touches: [touch], changedTouches: [touch], cancelable: true, bubbles: true,
            }));
        })"""
    )
    assert prevented == [True, False]


def test_the_list_of_events_raises_no_keyboard_on_a_phone(phone):
    node = centre_of(phone, ".node[data-state=LOCKED]")
    phone.touchscreen.tap(*node)
    phone.touchscreen.tap(*node)
    assert phone.locator("[data-dialog]").is_visible()
    assert phone.evaluate("document.activeElement.tagName") != "INPUT"


def test_states_and_arrows_are_spoken(page):
    by_keyboard(page, COIN)
    by_keyboard(page, LOOP)
    assert page.get_by_role("button", name="State OPEN. Your arrows from it: 1").count() == 1
    loop = page.get_by_role("button", name="Your arrow OPEN to OPEN: coin, snd BEEP")
    assert loop.count() == 1
    assert page.get_by_role("application").count() == 1
    walk_to(page, "LOCKED")
    page.keyboard.press("Enter")
    started = page.get_by_role("button", name="State LOCKED", pressed=True)
    assert started.count() == 1


@pytest.mark.parametrize("machine", ["tcp", "turnstile", "large"])
def test_the_arrow_keys_reach_every_state_from_every_other(open_page, machine):
    page = open_page(machine=machine, size=1)
    reached = page.evaluate(
        """async () => {
            const { neighbour, readingOrder } = await import("/static/drawing/geometry.js");
            const { sceneOf } = await import("/static/editor/picture.js");
            const { boxes } = sceneOf(document.querySelector("[data-stage] svg"));
            const order = readingOrder(boxes);
            const steps = [[1, 0], [-1, 0], [0, 1], [0, -1]];
            const go = (state, [dx, dy]) => neighbour(boxes, state, [dx, dy])
                ?? order[(order.indexOf(state) + dx + dy + order.length) % order.length];
            const seen = (first) => {
                const found = new Set([first]);
                for (const state of found) for (const step of steps) found.add(go(state, step));
                return found.size;
            };
            return order.map((state) => seen(state) - order.length);
        }"""
    )
    assert set(reached) == {0}


def test_chinese_is_complete(open_page):
    page = open_page(locale="zh-CN")
    by_keyboard(page, Arrow("LOCKED", "OPEN", "投币", ("CLICK",)))
    assert rows(page) == [("LOCKED", "OPEN", "投币", "CLICK")]
    for text in page.locator(".editor button, .editor p, .editor dd, .editor legend").all():
        words = text.text_content().strip()
        assert not words.isascii() or not any(map(str.isalpha, words)), words


def test_colours_may_be_forced(open_page):
    page = open_page(forced_colors="active")
    by_keyboard(page, COIN)
    assert arrows(page) == 1


def swipe(page, start, end):
    """Move a real finger over the screen."""
    session = page.context.new_cdp_session(page)
    steps = [
        (start[0] + (end[0] - start[0]) * part / 8, start[1] + (end[1] - start[1]) * part / 8)
        for part in range(9)
    ]
    for kind, at in zip(["touchStart", *["touchMove"] * 8], steps, strict=True):
        points = [{"x": at[0], "y": at[1]}]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def test_a_finger_drags_an_arrow_from_state_to_state(phone):
    phone.locator("[data-stage]").scroll_into_view_if_needed()
    swipe(phone, middle(phone, "LOCKED"), middle(phone, "OPEN"))
    phone.get_by_role("option", name="card", exact=True).tap()
    phone.locator("[data-confirm]").tap()
    assert rows(phone) == [("LOCKED", "OPEN", "card", "")]


def test_a_finger_beside_the_states_scrolls_the_picture(open_page):
    page = open_page(machine="tcp", size=4, **PHONE)
    page.locator("[data-stage]").scroll_into_view_if_needed()
    stage = page.locator("[data-stage]")
    before = stage.evaluate("box => box.scrollLeft")
    box = stage.bounding_box()
    x, y = box["x"] + box["width"] - 30, box["y"] + 12
    swipe(page, (x, y), (x - 140, y))
    page.wait_for_timeout(200)
    assert stage.evaluate("box => box.scrollLeft") > before
    assert not page.locator("[data-dialog]").is_visible()
    assert page.locator(".is-source").count() == 0
