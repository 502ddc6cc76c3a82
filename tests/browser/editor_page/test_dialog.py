"""The dialog that asks for the words of an arrow, and what becomes of hostile ones."""

import pytest

from tests.browser.editor_page.hand import Arrow, by_table, label, rows, walk_to
from tests.browser.editor_page.machines import HOSTILE, QUOTES

pytestmark = pytest.mark.browser


@pytest.fixture
def dialog(page):
    walk_to(page, "LOCKED")
    page.keyboard.press("Enter")
    walk_to(page, "OPEN")
    page.keyboard.press("Enter")
    return page


def options(page):
    return page.locator("[data-dialog]").get_by_role("option").all_inner_texts()


def chosen(page):
    return page.locator("[data-dialog]").get_by_role("option", selected=True).all_inner_texts()


def chips(page):
    checked = page.locator("[data-segments] input:checked")
    return checked.evaluate_all("all => all.map((chip) => chip.value)")


def test_it_names_the_arrow_and_offers_every_event(dialog):
    assert dialog.get_by_role("dialog", name="LOCKED → OPEN").is_visible()
    assert options(dialog) == ["coin", "card", "push", "kick", "key"]


@pytest.mark.parametrize(
    ("typed", "left"),
    [("C", ["coin", "card", "kick"]), ("投币", ["coin"]), ("k", ["kick", "key"])],
)
def test_typing_filters_the_list_in_any_language(dialog, typed, left):
    dialog.keyboard.type(typed)
    assert options(dialog) == left
    assert chosen(dialog) == left[:1]


def test_arrow_keys_go_through_the_list_and_enter_takes_one(dialog):
    for key in ("ArrowDown", "ArrowDown", "ArrowDown", "ArrowUp", "Enter"):
        dialog.keyboard.press(key)
    assert dialog.locator("[data-event-input]").input_value() == "card"
    assert not dialog.get_by_role("listbox").is_visible()


def test_an_unknown_event_is_told_and_nothing_is_lost(dialog):
    dialog.locator("[data-event-input]").fill("sneeze")
    dialog.locator("[data-confirm]").click()
    assert dialog.get_by_role("alert").inner_text().startswith("There is no event “sneeze”.")
    assert dialog.get_by_role("dialog").is_visible()
    assert dialog.locator("[data-event-input]").evaluate("e => e === document.activeElement")


def test_an_arrow_may_go_without_an_event(dialog):
    dialog.locator("[data-confirm]").click()
    assert rows(dialog) == [("LOCKED", "OPEN", "", "")]
    assert dialog.locator("[data-arrow] text").text_content() == "no event yet"


def test_nothing_and_segments_exclude_each_other(dialog):
    nothing = dialog.get_by_label("nothing is sent")
    assert chips(dialog) == [""]
    dialog.get_by_label("BEEP").check()
    dialog.get_by_label("CLICK").check()
    assert chips(dialog) == ["BEEP", "CLICK"]
    nothing.check()
    assert chips(dialog) == [""]
    dialog.get_by_label("BEEP").check()
    dialog.get_by_label("BEEP").uncheck()
    assert chips(dialog) == [""]


def test_it_opens_with_the_words_an_arrow_has(page):
    by_table(page, Arrow("LOCKED", "OPEN", "card", ("BEEP", "CLICK")))
    page.locator("[data-arrow] .editor-hit-label").click()
    page.keyboard.press("Enter")
    assert page.locator("[data-event-input]").input_value() == "card"
    assert chips(page) == ["BEEP", "CLICK"]


def test_hostile_names_are_shown_as_text(open_page):
    page = open_page(machine="hostile", size=2)
    page.locator(".node").first.focus()
    for key in ("Home", "Enter", "ArrowDown", "Enter"):
        page.keyboard.press(key)
    assert sorted(options(page)) == sorted([HOSTILE, QUOTES])
    label(page, Arrow("", "", HOSTILE))
    assert {rows(page)[0][0], rows(page)[0][1]} == {HOSTILE, QUOTES}
    assert page.locator("[data-arrow] .edge__event").text_content() == HOSTILE
    by_table(page, Arrow(QUOTES, HOSTILE, "<script>document.title = 1</script>", (QUOTES,)))
    words = page.locator("[data-arrow] .edge__event").all_text_contents()
    assert "<script>document.title = 1</script>" in words
    assert page.locator(".editor img, .editor-dialog img, .editor script").count() == 0
    assert page.title() != "1"
