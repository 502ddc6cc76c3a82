"""What a learner does around the canvas: begin a drill, send it, read what was found."""

import json
from typing import Any
from urllib.parse import urljoin, urlsplit

from msgspec.structs import replace
from playwright.sync_api import Page

from quizapp.grading.sheet import Sheet, write_sheet
from tests.browser.canvas_page.hand import PLACES

SAVED = "[data-canvas][data-saved=saved]"


def begin(page: Page, **chosen: str) -> str:
    """Begin a drill as chosen on the form; return its path."""
    page.goto(urljoin(page.url, "/drill"))
    form = page.locator("form.sheet").first
    for name, value in chosen.items():
        form.locator(f"input[name={name}][value='{value}']").check(force=True)
    form.locator("button[name=machine]").click()
    page.wait_for_url("**/drill/drill-*")
    page.locator("[data-surface]").wait_for()
    return urlsplit(page.url).path


def put(page: Page, sheet: Sheet) -> None:
    """Lay a whole drawing on the canvas: save it as the canvas does, and open it."""
    status = page.evaluate(
        """async (drawing) => {
            const { urls, csrf, revision } =
                JSON.parse(document.querySelector("[data-config]").dataset.config);
            const answer = await fetch(urls.save, {
                method: "PUT",
                headers: { "Content-Type": "application/json", "X-CSRF-Token": csrf },
                body: JSON.stringify({ revision, drawing, changes: [] }),
            });
            return answer.status;
        }""",
        json.loads(write_sheet(_placed(sheet))),
    )
    assert status == 200
    page.reload()
    page.locator(".canvas-edge").first.wait_for()


def _placed(sheet: Sheet) -> Sheet:
    """Return a drawing whose states stand where a hand puts them."""
    states = tuple(
        replace(state, x=float(x), y=float(y))
        for state, (x, y) in zip(sheet.states, PLACES, strict=False)
    )
    return replace(sheet, states=states)


def send(page: Page) -> None:
    """Send the drawing and wait for what was found."""
    page.locator(".canvas-send").click()
    page.locator("#verdict").wait_for()


def headline(page: Page) -> str:
    """Return how much of what was asked is there."""
    return page.locator(".verdict__count").inner_text()


def config(page: Page) -> dict[str, Any]:
    """Return what the canvas was told."""
    found: dict[str, Any] = page.evaluate(
        "JSON.parse(document.querySelector('[data-config]').dataset.config)"
    )
    return found


def fits(page: Page) -> bool:
    """Tell whether nothing sticks out of the window."""
    found: bool = page.evaluate(
        "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    )
    return found
