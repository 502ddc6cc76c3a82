"""Changing what is drawn: moving, bending, naming, deleting, many things at once, undo."""

import pytest
from playwright.sync_api import Page

from tests.browser.canvas_page import hand
from tests.browser.canvas_page.hand import (
    Arrow,
    drag,
    drawing,
    focused,
    middle,
    names,
    on_stage,
    rim,
    said,
    state_by_mouse,
    type_label,
    walk_to,
)
from tests.browser.canvas_page.stub import Drill

pytestmark = pytest.mark.browser

OPEN = Arrow("A", "B", "open-active", "active OPEN", ("SYN",))
HOSTILE = "<script>document.title = 'broken'</script>"


@pytest.fixture
def pair(drill: Drill, open_page) -> Page:
    """Two states and an arrow between them."""
    drill.drawing = {
        "version": 1,
        "states": [
            {"id": "s1", "name": "A", "x": 0, "y": 0},
            {"id": "s2", "name": "B", "x": 300, "y": 0},
            {"id": "s3", "name": "C", "x": 300, "y": 200},
        ],
        "edges": [
            {"id": "e4", "from": "s1", "to": "s2", "label": "CLOSE", "how": "typed"},
        ],
    }
    return open_page()


def edge(page: Page, number: int = 0) -> dict:
    return drawing(page)["edges"][number]


def state(page: Page, name: str) -> dict:
    return next(one for one in drawing(page)["states"] if one["name"] == name)


def label_of(page: Page, number: int = 0) -> tuple[float, float]:
    box = page.locator(".canvas-edge__plate").nth(number).bounding_box()
    assert box is not None
    return (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def handle(page: Page, name: str) -> tuple[float, float]:
    box = page.locator(f"[data-handle={name}] .canvas-handle__dot").bounding_box()
    assert box is not None
    return (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def line(page: Page, number: int = 0) -> str:
    found = page.locator(".canvas-edge__line").nth(number).get_attribute("d")
    assert found is not None
    return found


def test_dragging_the_middle_of_a_state_moves_it_onto_the_grid(pair: Page) -> None:
    x, y = middle(pair, "C")
    drag(pair, (x, y), (x + 93, y - 47))
    assert (state(pair, "C")["x"], state(pair, "C")["y"]) == (400, 160)
    assert focused(pair) == "C"
    pair.get_by_role("button", name="Snap to the grid").click()
    x, y = middle(pair, "C")
    drag(pair, (x, y), (x + 7, y))
    assert state(pair, "C")["x"] == 407


def test_an_arrow_follows_its_states(pair: Page) -> None:
    before = line(pair)
    x, y = middle(pair, "B")
    drag(pair, (x, y), (x, y + 100))
    assert line(pair) != before
    pair.keyboard.press("Control+z")
    assert line(pair) == before


def test_dragging_the_middle_of_an_arrow_bends_it(pair: Page) -> None:
    pair.mouse.click(*label_of(pair))
    x, y = handle(pair, "middle")
    drag(pair, (x, y), (x, y + 80))
    assert edge(pair)["bend"] == [0, 80]
    x, y = handle(pair, "middle")
    drag(pair, (x, y), (x, y - 72))
    assert edge(pair)["bend"] == [0, 0]


def test_dragging_an_end_connects_it_elsewhere(pair: Page) -> None:
    pair.mouse.click(*label_of(pair))
    drag(pair, handle(pair, "to"), middle(pair, "C"))
    assert (edge(pair)["from"], edge(pair)["to"]) == ("s1", "s3")
    drag(pair, handle(pair, "from"), middle(pair, "B"))
    assert (edge(pair)["from"], edge(pair)["to"]) == ("s2", "s3")
    drag(pair, handle(pair, "to"), on_stage(pair, 30, 30))
    assert (edge(pair)["from"], edge(pair)["to"]) == ("s2", "s3")


def test_tapping_the_arrow_beside_a_state_and_then_a_state_draws(pair: Page) -> None:
    pair.mouse.click(*middle(pair, "B"))
    pair.mouse.click(*handle(pair, "connect"))
    pair.mouse.click(*middle(pair, "C"))
    type_label(pair, "rcv FIN / snd ACK")
    assert (edge(pair, 1)["from"], edge(pair, 1)["to"]) == ("s2", "s3")


def test_opposite_and_parallel_arrows_and_loops_run_apart(pair: Page) -> None:
    for tail, head in (("B", "A"), ("A", "B"), ("C", "C"), ("C", "C")):
        start = rim(pair, tail)
        pair.mouse.move(*start)
        pair.mouse.down()
        pair.mouse.move(start[0], start[1] + 50, steps=3)
        pair.mouse.move(*middle(pair, head), steps=3)
        pair.mouse.up()
        type_label(pair, "CLOSE")
    nearest = pair.evaluate(
        """() => {
            const paths = [...document.querySelectorAll(".canvas-edge__line")];
            const points = paths.map((path) => [0.4, 0.5, 0.6].map((share) =>
                path.getPointAtLength(path.getTotalLength() * share)));
            let least = Infinity;
            for (const one of points) for (const other of points) if (one !== other)
                for (const a of one) for (const b of other)
                    least = Math.min(least, Math.hypot(a.x - b.x, a.y - b.y));
            return [points.length, least];
        }"""
    )
    assert nearest[0] == 5
    assert nearest[1] > 20


def test_a_double_click_renames_a_state_and_names_stay_different(pair: Page) -> None:
    pair.mouse.dblclick(*middle(pair, "C"))
    dialog = pair.locator("[data-name-dialog]")
    dialog.locator("[data-input]").fill("b")
    pair.keyboard.press("Enter")
    assert dialog.get_by_role("alert").inner_text() == "There is already a state B."
    dialog.locator("[data-input]").fill("LISTEN")
    pair.keyboard.press("Enter")
    assert names(pair) == ["A", "B", "LISTEN"]


def test_deleting_a_state_takes_its_arrows_and_undo_brings_all_back(pair: Page) -> None:
    before = drawing(pair)
    pair.mouse.click(*middle(pair, "A"))
    pair.keyboard.press("Delete")
    assert (names(pair), drawing(pair)["edges"]) == (["B", "C"], [])
    assert said(pair) == "Removed: A."
    pair.keyboard.press("Control+z")
    assert drawing(pair) == before


def test_a_box_around_states_moves_and_deletes_them_together(pair: Page) -> None:
    x, y = middle(pair, "A")
    far = middle(pair, "B")
    drag(pair, (x - 90, y - 60), (far[0] + 90, far[1] + 60))
    assert pair.locator(".canvas-state.is-selected").count() == 2
    drag(pair, middle(pair, "A"), (x, y + 60))
    assert [state(pair, name)["y"] for name in "ABC"] == [60, 60, 200]
    pair.keyboard.press("Delete")
    assert names(pair) == ["C"]
    for _ in range(2):
        pair.keyboard.press("Control+z")
    assert [state(pair, name)["y"] for name in "ABC"] == [0, 0, 200]


def test_shift_click_and_control_a_select_many(pair: Page) -> None:
    pair.mouse.click(*middle(pair, "A"))
    pair.keyboard.down("Shift")
    pair.mouse.click(*middle(pair, "C"))
    pair.keyboard.up("Shift")
    assert pair.locator(".is-selected").count() == 2
    pair.keyboard.press("Control+a")
    assert pair.locator(".is-selected").count() == 4


def test_the_keyboard_bends_reconnects_moves_and_renames(pair: Page) -> None:
    walk_to(pair, "A")
    pair.keyboard.press("e")
    pair.keyboard.press("]")
    assert edge(pair)["bend"] == [0, -20]
    pair.keyboard.press("t")
    walk_to(pair, "C")
    pair.keyboard.press("Enter")
    assert edge(pair)["to"] == "s3"
    walk_to(pair, "B")
    pair.keyboard.press("Alt+ArrowDown")
    pair.keyboard.press("Alt+Shift+ArrowRight")
    assert (state(pair, "B")["x"], state(pair, "B")["y"]) == (301, 20)
    pair.keyboard.press("F2")
    pair.keyboard.type("LISTEN")
    pair.keyboard.press("Enter")
    assert names(pair) == ["A", "LISTEN", "C"]
    walk_to(pair, "C")
    pair.keyboard.press("Delete")
    assert names(pair) == ["A", "LISTEN"]


def test_escape_ends_an_arrow_that_was_started(pair: Page) -> None:
    walk_to(pair, "A")
    pair.keyboard.press("Enter")
    assert said(pair).startswith("From A. Now choose")
    pair.keyboard.press("Escape")
    assert said(pair) == "Cancelled."
    pair.keyboard.press("Enter")
    pair.keyboard.press("Escape")
    assert len(drawing(pair)["edges"]) == 1


def test_tidying_is_one_change(pair: Page) -> None:
    before = drawing(pair)
    pair.get_by_role("button", name="Tidy up").click()
    pair.get_by_text("Tidied up.").wait_for()
    assert [(one["x"], one["y"]) for one in drawing(pair)["states"]] == [
        (0, 0), (220, 0), (440, 0),
    ]  # fmt: skip
    pair.locator("[data-surface]").focus()
    pair.keyboard.press("Control+z")
    assert drawing(pair) == before


def test_hostile_words_are_words(pair: Page) -> None:
    state_by_mouse(pair, HOSTILE, (60, 60))
    drag(pair, rim(pair, "A"), middle(pair, "C"))
    pair.locator("[data-label-dialog] [data-input]").fill(HOSTILE)
    pair.keyboard.press("Enter")
    pair.get_by_role("button", name="Keep my words").wait_for()
    pair.keyboard.press("Enter")
    assert HOSTILE in names(pair)
    assert edge(pair, 1)["label"] == HOSTILE
    shown = "".join(pair.locator(".canvas-edge").nth(1).locator("text").all_text_contents())
    assert shown.replace(" ", "") == HOSTILE.replace(" ", "")
    assert pair.title() != "broken"
    assert pair.locator(".canvas-board script").count() == 0


def test_the_table_renames_reconnects_relabels_and_removes(pair: Page) -> None:
    row = pair.locator("[data-rows] [data-row]").first
    for name, value in (("label", "rcv SYN"), ("to", "c"), ("from", "NEW")):
        row.locator(f"[data-field={name}]").fill(value)
        row.locator(f"[data-field={name}]").press("Enter")
    ends = {one["id"]: one["name"] for one in drawing(pair)["states"]}
    assert (ends[edge(pair)["from"]], ends[edge(pair)["to"]]) == ("NEW", "C")
    assert edge(pair)["label"] == "rcv SYN"
    pair.locator("[data-states] input").first.fill("FIRST")
    pair.keyboard.press("Enter")
    assert "FIRST" in names(pair)
    row.get_by_role("button", name="Remove arrow 1").click()
    assert drawing(pair)["edges"] == []
    pair.get_by_role("button", name="Remove FIRST").click()
    assert "FIRST" not in names(pair)


def test_a_label_that_is_not_understood_is_asked_about(pair: Page, drill: Drill) -> None:
    drag(pair, rim(pair, "A"), middle(pair, "C"))
    dialog = pair.locator("[data-label-dialog]")
    dialog.locator("[data-input]").fill("sneeze")
    pair.keyboard.press("Enter")
    dialog.get_by_text("“sneeze” is no event of this machine.").wait_for()
    assert dialog.is_visible()
    dialog.get_by_role("button", name="CLOSE").click()
    dialog.locator("label:has(input[value=FIN])").click()
    dialog.locator("[data-confirm]").click()
    assert (edge(pair, 1)["how"], edge(pair, 1)["event"], edge(pair, 1)["send"]) == (
        "chosen", "close", "FIN",
    )  # fmt: skip


def test_words_kept_unread_are_marked_everywhere(pair: Page) -> None:
    row = pair.locator("[data-rows] [data-row]").first
    row.locator("[data-field=label]").fill("sneeze")
    row.locator("[data-field=label]").press("Enter")
    row.get_by_text("“sneeze” is no event of this machine.").wait_for()
    assert pair.locator(".canvas-edge.is-unclear").count() == 1
    assert "not understood: 1" in pair.locator("[data-count]").inner_text()


def test_how_typed_words_are_understood_stands_below_them(pair: Page) -> None:
    drag(pair, rim(pair, "A"), middle(pair, "C"))
    dialog = pair.locator("[data-label-dialog]")
    dialog.locator("[data-input]").fill("收到 FIN / 发送 ACK")
    dialog.get_by_text("Understood: rcv FIN / snd ACK").wait_for()
    assert dialog.get_by_role("checkbox", name="ACK", exact=True).is_checked()


def test_zoom_and_fit_keep_the_drawing_in_view(pair: Page) -> None:
    for _ in range(5):
        pair.get_by_role("button", name="Larger").click()
    assert hand.zoom(pair) == pytest.approx(3)
    pair.get_by_role("button", name="Everything in view").click()
    surface = pair.locator("[data-surface]").bounding_box()
    assert surface is not None
    for name in names(pair):
        x, y = middle(pair, name)
        assert surface["x"] < x < surface["x"] + surface["width"]
        assert surface["y"] < y < surface["y"] + surface["height"]


def test_a_wheel_moves_and_with_control_enlarges(pair: Page) -> None:
    x, y = middle(pair, "A")
    pair.mouse.move(x, y)
    pair.mouse.wheel(0, 40)
    pair.wait_for_timeout(60)
    assert middle(pair, "A")[1] == pytest.approx(y - 40, abs=1)
    pair.keyboard.down("Control")
    pair.mouse.wheel(0, -100)
    pair.keyboard.up("Control")
    assert hand.zoom(pair) > 1.2


ASKED_AT_ONCE = """async () => {
    const { Popup } = await import("/static/drawing/popup.js");
    const dialog = document.createElement("dialog");
    dialog.innerHTML = "<button data-cancel>Cancel</button>";
    const popup = new Popup(dialog);
    const first = popup.open();
    popup.close("one");
    const second = popup.open();
    await new Promise((resolve) => setTimeout(resolve, 100));
    popup.close("two");
    return [await first, await second];
}"""


def test_a_dialog_opened_at_once_again_keeps_its_own_answer(pair: Page) -> None:
    assert pair.evaluate(ASKED_AT_ONCE) == ["one", "two"]
