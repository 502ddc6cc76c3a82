"""Every page of a drill on a phone, a tablet and a desk, in both languages and themes."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.browser.canvas_page.conftest import PHONE
from tests.browser.drill_page.conftest import OpenTab, Server
from tests.browser.drill_page.learner import begin, fits, put, send
from tests.browser.test_accessibility import violations
from tests.conftest import MACHINES
from tests.grading.sheets import changed, perfect, without

pytestmark = pytest.mark.browser

TCP = MACHINES["tcp"]
TABLET = {"viewport": {"width": 820, "height": 1100}, "has_touch": True, "is_mobile": True}
LOOKS = {
    "desk": {"color_scheme": "light"},
    "phone": {**PHONE, "color_scheme": "dark", "locale": "zh-CN"},
    "tablet": {**TABLET, "color_scheme": "dark"},
}
FIRST, LAST = TCP.drawn()[0].id, TCP.drawn()[-1].id


def pages(page: Page, server: Server) -> Iterator[str]:
    """Show one page after the other; yield what each is."""
    yield "choose"
    first = begin(page)
    yield "canvas, empty"
    page.locator("[data-surface]").focus()
    page.keyboard.press("n")
    page.locator("dialog[open]").wait_for()
    yield "dialog"
    page.keyboard.press("Escape")
    put(page, without(changed(perfect(TCP), FIRST, label="?!"), LAST))
    yield "canvas, drawn"
    send(page)
    yield "examination"
    second = begin(page, kind="states-given").removeprefix("/drill/")
    put(page, perfect(TCP))
    send(page)
    for path in (
        f"{first}/beside/{second}",
        f"{first}/replay?step=1",
        "/drills",
        "/machines/tcp/memory",
        f"/machines/tcp/memory/{FIRST}",
    ):
        page.goto(server.address + path)
        yield path


@pytest.mark.parametrize("look", list(LOOKS))
def test_every_page_fits_and_axe_finds_nothing(
    open_tab: OpenTab, server: Server, look: str
) -> None:
    page = open_tab(**LOOKS[look])
    for name in pages(page, server):
        assert fits(page), name
        if look != "tablet":
            assert violations(page) == [], name
