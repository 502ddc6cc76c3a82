"""Answer whatever question a page shows, by keys alone or by touch."""

from playwright.sync_api import Page


def settle(page: Page) -> None:
    """Wait until the page's scripts listen."""
    page.wait_for_load_state("networkidle")


def answer_by_keys(page: Page) -> None:
    """Choose the first option, or ask to be told, without touching the mouse."""
    settle(page)
    if page.locator("input[name=option]").count():
        page.keyboard.press("1")
        page.keyboard.press("Enter")
    else:
        give_up = page.locator("[name=give_up]")
        give_up.focus()
        page.keyboard.press("Enter")
    page.wait_for_url("**/answers/*")
    settle(page)


def answer_by_touch(page: Page) -> None:
    """Tap the first option, or the button that asks to be told."""
    settle(page)
    options = page.locator("label:has(input[name=option])")
    if options.count():
        options.first.tap()
        page.locator("button.primary[type=submit], form button.primary").first.tap()
    else:
        page.locator("[name=give_up]").tap()
    page.wait_for_url("**/answers/*")
    settle(page)
