"""A learner's hand on the canvas: every way to place a state and to draw an arrow."""

import math
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page

from quizapp.engine import Machine


@dataclass(frozen=True)
class Arrow:
    """An arrow to draw, as a learner knows it."""

    tail: str
    head: str
    event: str
    words: str
    sends: tuple[str, ...]

    @property
    def label(self) -> str:
        """The label as one types it."""
        return self.words + (f" / snd {'; '.join(self.sends)}" if self.sends else "")

    @property
    def meaning(self) -> tuple[str, str, str, tuple[str, ...]]:
        """What the arrow says, however it was drawn."""
        return (self.tail, self.head, self.event, self.sends)


def figure(machine: Machine) -> tuple[list[str], list[Arrow]]:
    """Return the states and arrows of a machine's printed diagram."""
    arrows = [
        Arrow(
            rule.origin,
            rule.target,
            rule.event,
            machine.event(rule.event).label.en,
            tuple(rule.sends),
        )
        for rule in machine.drawn()
    ]
    return [state.id for state in machine.states], arrows


PLACES = (
    (400, 40), (400, 140), (180, 220), (640, 220), (400, 300), (180, 380),
    (160, 500), (640, 380), (400, 420), (640, 500), (400, 540),
)  # fmt: skip
"""Where states are put by hand, on the stage."""


def drawing(page: Page) -> dict[str, Any]:
    """Return the drawing that would be sent now."""
    found: dict[str, Any] = page.evaluate(
        "() => JSON.parse(document.querySelector('input[name=drawing]').value)"
    )
    return found


def names(page: Page) -> list[str]:
    """Return the names of the states on the canvas."""
    return [state["name"] for state in drawing(page)["states"]]


def said(page: Page) -> str:
    """Return what was last announced."""
    status = page.locator("[data-status]:not(:empty)")
    status.wait_for()
    return status.inner_text()


def on_stage(page: Page, x: float, y: float) -> tuple[float, float]:
    """Return the point of the screen that lies there on the stage."""
    box = page.locator("[data-surface]").bounding_box()
    assert box is not None
    return (box["x"] + x, box["y"] + y)


def middle(page: Page, name: str) -> tuple[float, float]:
    """Return where a state is on the screen."""
    x, y = page.evaluate(
        """(name) => {
            const found = [...document.querySelectorAll(".canvas-state")]
                .find((state) => state.querySelector("text").textContent === name);
            const box = found.querySelector("rect").getBoundingClientRect();
            return [box.x + box.width / 2, box.y + box.height / 2];
        }""",
        name,
    )
    return (x, y)


def drag(
    page: Page, start: tuple[float, float], end: tuple[float, float], steps: int = 4
) -> None:
    """Drag with the mouse."""
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(*end, steps=steps)
    page.mouse.up()


def rim(page: Page, name: str) -> tuple[float, float]:
    """Return a point on the rim of a state."""
    x, y = middle(page, name)
    return (x + 20, y + 21 * zoom(page))


def zoom(page: Page) -> float:
    """Return how large things are shown."""
    scale: float = page.evaluate(
        "() => document.querySelector('.canvas-world').transform.baseVal.consolidate().matrix.a"
    )
    return scale


def name_it(page: Page, name: str) -> None:
    """Answer the dialog that asks for a name."""
    page.locator("[data-name-dialog] [data-input]").fill(name)
    page.keyboard.press("Enter")
    page.locator("[data-name-dialog]").wait_for(state="hidden")


def type_label(page: Page, label: str) -> None:
    """Answer the dialog that asks for a label by typing."""
    page.locator("[data-label-dialog] [data-input]").fill(label)
    page.keyboard.press("Enter")
    page.locator("[data-label-dialog]").wait_for(state="hidden")


def state_by_mouse(page: Page, name: str, at: tuple[float, float]) -> None:
    """Double-click, then type the name."""
    page.mouse.dblclick(*on_stage(page, *at))
    name_it(page, name)


def arrow_by_mouse(page: Page, arrow: Arrow) -> None:
    """Drag from the rim of one state to the other; for a loop, out and back."""
    start, end = rim(page, arrow.tail), middle(page, arrow.head)
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(start[0] + 6, start[1] + 30, steps=2)
    page.mouse.move(*end, steps=2)
    page.mouse.up()
    type_label(page, arrow.label)


def state_by_keyboard(page: Page, name: str) -> None:
    """Press N and type the name."""
    page.keyboard.press("n")
    page.keyboard.type(name)
    page.keyboard.press("Enter")
    page.locator("[data-name-dialog]").wait_for(state="hidden")


def arrow_by_keyboard(page: Page, arrow: Arrow) -> None:
    """Walk to the state, Enter, walk to the other, Enter, type the label, Enter."""
    walk_to(page, arrow.tail)
    page.keyboard.press("Enter")
    walk_to(page, arrow.head)
    page.keyboard.press("Enter")
    page.keyboard.type(arrow.label)
    page.keyboard.press("Enter")
    page.locator("[data-label-dialog]").wait_for(state="hidden")


def walk_to(page: Page, name: str) -> None:
    """Go to a state with the keyboard alone."""
    if not page.evaluate("document.activeElement.closest('[data-surface]') !== null"):
        page.locator(".canvas-board [tabindex='0']").focus()
    page.keyboard.press("Home")
    for _ in range(50):
        if focused(page) == name:
            return
        page.keyboard.press("PageDown")
    raise AssertionError(f"{name} cannot be reached")


def focused(page: Page) -> str:
    """Return the name of the state that has the focus."""
    found: str = page.evaluate(
        "() => document.activeElement.querySelector?.('.canvas-state__name')?.textContent ?? ''"
    )
    return found


def arrow_by_table(page: Page, arrow: Arrow) -> None:
    """Fill in the blank row."""
    row = page.locator("[data-rows] [data-row]").last
    row.locator("[data-field=from]").fill(arrow.tail)
    row.locator("[data-field=label]").fill(arrow.label)
    row.locator("[data-field=to]").fill(arrow.head)
    row.locator("[data-field=to]").press("Enter")


def tap(page: Page, at: tuple[float, float]) -> None:
    """Tap with a finger."""
    page.touchscreen.tap(*at)


def arrow_by_touch(page: Page, arrow: Arrow) -> None:
    """Tap the one state and the other with the arrow tool, then choose from the lists."""
    tap(page, middle(page, arrow.tail))
    tap(page, middle(page, arrow.head))
    dialog = page.locator("[data-label-dialog]")
    dialog.get_by_role("option", name=arrow.words, exact=True).tap()
    for segment in arrow.sends:
        dialog.locator(f"label:has(input[value='{segment}'])").tap()
    dialog.locator("[data-confirm]").tap()
    dialog.wait_for(state="hidden")


def swipe(page: Page, *fingers: list[tuple[float, float]]) -> None:
    """Move real fingers over the screen, each along its points."""
    session = page.context.new_cdp_session(page)
    for number in range(len(fingers[0])):
        points = [{"x": path[number][0], "y": path[number][1]} for path in fingers]
        kind = "touchMove" if number else "touchStart"
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def between(
    start: tuple[float, float], end: tuple[float, float], steps: int = 6
) -> list[tuple[float, float]]:
    """Return the points on the way."""
    return [
        (
            start[0] + (end[0] - start[0]) * part / steps,
            start[1] + (end[1] - start[1]) * part / steps,
        )
        for part in range(steps + 1)
    ]


def stroke(page: Page, points: list[tuple[float, float]]) -> None:
    """Draw a stroke with a pen."""
    session = page.context.new_cdp_session(page)
    kinds = ["mousePressed", *["mouseMoved"] * (len(points) - 1), "mouseReleased"]
    for kind, (x, y) in zip(kinds, [*points, points[-1]], strict=True):
        event = {"type": kind, "x": x, "y": y, "button": "left", "buttons": 1, "clickCount": 1}
        session.send("Input.dispatchMouseEvent", {**event, "pointerType": "pen"})
    session.detach()


def ring(page: Page, x: float, y: float, radius: float = 45) -> list[tuple[float, float]]:
    """Return the points of a ring drawn on the stage."""
    x, y = on_stage(page, x, y)
    turns = [part / 16 * 2 * math.pi for part in range(17)]
    return [(x + radius * math.cos(t), y + radius * 0.6 * math.sin(t)) for t in turns]


def state_by_pen(page: Page, name: str, at: tuple[float, float]) -> None:
    """Circle a place, then type the name."""
    stroke(page, ring(page, *at))
    name_it(page, name)


def arrow_by_pen(page: Page, arrow: Arrow) -> None:
    """Draw a line from the one state to the other, then type the label."""
    stroke(page, between(middle(page, arrow.tail), middle(page, arrow.head), 12))
    type_label(page, arrow.label)
