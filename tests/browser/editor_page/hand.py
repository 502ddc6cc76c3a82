"""A learner's hand: the four ways to draw an arrow, and what is then in the form."""

from dataclasses import dataclass

from playwright.sync_api import Locator, Page

Row = tuple[str, str, str, str]


@dataclass(frozen=True)
class Arrow:
    """An arrow to draw, with its event's label and its segments."""

    tail: str
    head: str
    event: str = ""
    sends: tuple[str, ...] = ()

    @property
    def row(self) -> Row:
        """The row that is sent."""
        return (self.tail, self.head, self.event, "; ".join(self.sends))


def rows(page: Page) -> list[Row]:
    """Return the rows that would be sent now, without blank ones."""
    sent = page.evaluate(
        """() => {
            const data = new FormData(document.querySelector("[data-editor]").closest("form"));
            return ["from", "to", "event", "send"].map((name) => data.getAll(name));
        }"""
    )
    return [row for row in zip(*sent, strict=True) if any(row)]


def arrows(page: Page) -> int:
    """Return how many arrows the learner has in the picture."""
    return page.locator("[data-arrow]").count()


def said(page: Page) -> str:
    """Return what was last announced."""
    status = page.locator("[data-status]:not(:empty)")
    status.wait_for()
    return status.inner_text()


def middle(page: Page, state: str) -> tuple[float, float]:
    """Return where a state is on the screen, after scrolling to it."""
    node = page.locator(".node").and_(page.locator(f"[data-state={state}]"))
    node.scroll_into_view_if_needed()
    box = node.locator(".node__box").bounding_box()
    assert box is not None
    return (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def label(page: Page, arrow: Arrow) -> None:
    """Answer the dialog with mouse and keyboard."""
    page.locator("[data-event-input]").fill(arrow.event)
    for segment in arrow.sends:
        page.get_by_label(segment, exact=True).and_(page.locator("[type=checkbox]")).check()
    page.locator("[data-confirm]").click()
    page.locator("[data-dialog]").wait_for(state="hidden")


def by_mouse(page: Page, arrow: Arrow) -> None:
    """Drag from state to state; for a loop, out of the state and back."""
    page.locator("[data-stage]").scroll_into_view_if_needed()
    (x, y), end = middle(page, arrow.tail), middle(page, arrow.head)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 5, y + 70, steps=3)
    page.mouse.move(*end, steps=4)
    page.mouse.up()
    label(page, arrow)


def by_touch(page: Page, arrow: Arrow) -> None:
    """Tap the one state, then the other, then the event and the segments in the lists."""
    page.touchscreen.tap(*middle(page, arrow.tail))
    page.touchscreen.tap(*middle(page, arrow.head))
    page.get_by_role("option", name=arrow.event, exact=True).tap()
    for segment in arrow.sends:
        page.locator(f"[data-segments] label:has(input[value='{segment}'])").tap()
    page.locator("[data-confirm]").tap()
    page.locator("[data-dialog]").wait_for(state="hidden")


def by_keyboard(page: Page, arrow: Arrow) -> None:
    """Walk with the arrow keys, start, walk, end; type the event, step to the segments."""
    keyboard = page.keyboard
    walk_to(page, arrow.tail)
    keyboard.press("Enter")
    walk_to(page, arrow.head)
    keyboard.press("Enter")
    keyboard.type(arrow.event)
    keyboard.press("Enter")
    chips = page.locator("[data-segments] input").evaluate_all("all => all.map((c) => c.value)")
    place = 0
    for segment in arrow.sends:
        for _ in range(chips.index(segment) - place):
            keyboard.press("ArrowRight")
        place = chips.index(segment)
        keyboard.press("Space")
    keyboard.press("Enter")
    page.locator("[data-dialog]").wait_for(state="hidden")


def walk_to(page: Page, state: str) -> None:
    """Go to a state with the arrow keys alone."""
    if not page.evaluate("document.activeElement.matches('.node')"):
        page.locator(".editor-tool").last.focus()
        page.keyboard.press("Tab")
    page.keyboard.press("Home")
    for _ in range(60):
        here = page.evaluate("document.activeElement.dataset.state")
        if here == state:
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"{state} cannot be reached")


def by_table(page: Page, arrow: Arrow) -> None:
    """Fill in the first blank row."""
    row = page.locator("[data-row]").nth(len(rows(page)))
    fill_in(row, arrow)
    row.locator("[name=send]").press("Enter")


def fill_in(row: Locator, arrow: Arrow) -> None:
    """Fill in one row."""
    row.locator("[name=from]").select_option(arrow.tail)
    row.locator("[name=to]").select_option(arrow.head)
    row.locator("[name=event]").fill(arrow.event)
    row.locator("[name=send]").fill("; ".join(arrow.sends))
