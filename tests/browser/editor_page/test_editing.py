"""Undo, redo, change, delete, reload: what one does to arrows once they are drawn."""

import pytest

from tests.browser.editor_page.hand import (
    Arrow,
    arrows,
    by_keyboard,
    by_mouse,
    by_table,
    label,
    middle,
    rows,
    said,
    walk_to,
)

pytestmark = pytest.mark.browser

COIN = Arrow("LOCKED", "OPEN", "coin", ("CLICK",))
CARD = Arrow("LOCKED", "OPEN", "card", ("BEEP", "CLICK"))
PUSH = Arrow("OPEN", "LOCKED", "push")


def sent(*drawn):
    return [arrow.row for arrow in drawn]


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def tool(page, name):
    return page.get_by_role("button", name=name, exact=True)


def test_undo_and_redo_by_keys_go_through_every_step(page):
    for arrow in (COIN, CARD, PUSH):
        by_keyboard(page, arrow)
    press(page, "Control+z")
    assert rows(page) == sent(COIN, CARD)
    press(page, "Control+z", "Control+z", "Control+z")
    assert (rows(page), arrows(page)) == ([], 0)
    press(page, "Control+Shift+z", "Control+y")
    assert (rows(page), arrows(page)) == (sent(COIN, CARD), 2)
    assert said(page) == "Done again. Your arrows: 2."


def test_undo_and_redo_by_buttons_say_when_they_can_do_nothing(page):
    assert tool(page, "Undo").get_attribute("aria-disabled") == "true"
    by_mouse(page, COIN)
    tool(page, "Undo").click()
    assert rows(page) == []
    assert tool(page, "Undo").get_attribute("aria-disabled") == "true"
    tool(page, "Redo").click()
    assert rows(page) == sent(COIN)
    assert tool(page, "Redo").get_attribute("aria-disabled") == "true"


def test_a_new_arrow_ends_what_could_be_redone(page):
    by_keyboard(page, COIN)
    press(page, "Control+z")
    by_keyboard(page, PUSH)
    press(page, "Control+Shift+z")
    assert rows(page) == sent(PUSH)


def test_undo_reaches_changes_made_in_the_rows(page):
    by_table(page, COIN)
    page.locator("[name=event]").first.fill("card")
    page.locator("[name=event]").first.press("Tab")
    assert rows(page)[0][2] == "card"
    tool(page, "Undo").click()
    assert rows(page) == sent(COIN)


def test_undo_in_a_field_is_left_to_the_field(page):
    by_keyboard(page, COIN)
    page.locator("[name=event]").first.focus()
    press(page, "Control+z")
    assert rows(page) == sent(COIN)


def test_undo_works_after_a_click_beside_everything(page):
    by_mouse(page, COIN)
    page.locator("h1").click()
    press(page, "Control+z")
    assert rows(page) == []


def test_e_visits_the_arrows_and_delete_removes_the_one_visited(page):
    for arrow in (COIN, CARD, PUSH):
        by_keyboard(page, arrow)
    walk_to(page, "OPEN")
    press(page, "e")
    assert said(page).startswith("Selected: OPEN to LOCKED: push.")
    press(page, "e", "e", "Delete")
    assert rows(page) == sent(COIN, PUSH)
    assert page.evaluate("document.activeElement.dataset.state") == "LOCKED"


def test_e_without_arrows_says_so(page):
    walk_to(page, "OPEN")
    press(page, "e")
    assert said(page) == "You have not drawn an arrow yet."


def test_enter_on_an_arrow_changes_its_words(page):
    by_keyboard(page, COIN)
    press(page, "e", "Enter")
    label(page, Arrow("LOCKED", "OPEN", "card", ("BEEP",)))
    assert rows(page) == sent(CARD)
    assert page.evaluate("'arrow' in document.activeElement.dataset")


def test_escape_cancels_what_was_started_and_leaves_an_arrow(page):
    by_keyboard(page, COIN)
    walk_to(page, "OPEN")
    press(page, "Enter")
    assert page.locator(".is-source").count() == 1
    press(page, "Escape")
    assert page.locator(".is-source").count() == 0
    press(page, "e", "Escape")
    assert page.evaluate("document.activeElement.dataset.state") == "LOCKED"


def test_cancelling_the_dialog_draws_nothing(page):
    walk_to(page, "LOCKED")
    press(page, "Enter", "Enter", "Escape")
    assert said(page) == "Cancelled."
    assert (rows(page), arrows(page)) == ([], 0)
    assert page.locator(".is-source").count() == 0


def test_a_click_selects_an_arrow_and_a_second_one_changes_it(page):
    by_mouse(page, COIN)
    words = page.locator("[data-arrow] .editor-hit-label")
    words.click()
    assert page.locator("[data-arrow].is-selected").count() == 1
    words.click()
    label(page, Arrow("LOCKED", "OPEN", "card"))
    assert rows(page) == [("LOCKED", "OPEN", "card", "CLICK")]
    tool(page, "Delete").click()
    assert (rows(page), arrows(page)) == ([], 0)


def test_a_drag_that_ends_nowhere_draws_nothing(page):
    x, y = middle(page, "LOCKED")
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 90, y + 30, steps=4)
    assert page.locator(".editor-rubber").get_attribute("d")
    page.mouse.up()
    assert page.locator(".editor-rubber").get_attribute("d") is None
    assert not page.locator("[data-dialog]").is_visible()


def test_what_is_written_in_a_row_is_drawn_and_what_is_removed_there_is_gone(page):
    by_table(page, COIN)
    by_table(page, PUSH)
    assert arrows(page) == 2
    page.get_by_role("button", name="Remove row 1").click()
    assert (rows(page), arrows(page)) == (sent(PUSH), 1)
    assert page.locator("[data-count-of]").inner_text() == "1 drawn, 6 missing"


def test_a_half_written_row_is_kept_but_not_drawn(page):
    page.locator("[name=from]").first.select_option("OPEN")
    assert (rows(page), arrows(page)) == ([("OPEN", "", "", "")], 0)


def test_an_accidental_reload_loses_nothing(page):
    by_keyboard(page, COIN)
    by_keyboard(page, PUSH)
    page.reload()
    assert rows(page) == sent(COIN, PUSH)
    assert arrows(page) == 2
    assert said(page) == "Your drawing was kept: 2 arrows."


def test_what_has_been_sent_is_forgotten(page):
    by_keyboard(page, COIN)
    assert page.evaluate("Object.keys(sessionStorage).length") == 1
    page.get_by_role("button", name="Check").click()
    page.wait_for_url("**/answers/*")
    assert page.evaluate("Object.keys(sessionStorage).length") == 0
