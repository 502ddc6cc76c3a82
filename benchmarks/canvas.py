"""How smoothly the largest drawing moves: ``python -m benchmarks.canvas [--help]``.

Real Chromium, real page, a real press of the mouse; then one move a frame, as a hand makes
them, while the time from frame to frame and the work inside it are taken. Here everything is
painted in software: a computer with a graphics card has more room.
"""

import argparse
import logging
import shutil
import statistics
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from tempfile import TemporaryDirectory
from threading import Thread
from typing import Any

from playwright.sync_api import Page, sync_playwright
from werkzeug.serving import make_server

from quizapp.config import Settings
from quizapp.services.study import open_study
from quizapp.web import create_app
from tests.browser.canvas_page.stub import Drill, install
from tests.browser.conftest import FLAGS
from tests.conftest import MACHINES

FRAME = 1000 / 60
FRAMES = 240
WATCH = """async ({ frames, kind }) => {
    const surface = document.querySelector("[data-surface]");
    const box = surface.getBoundingClientRect();
    const [gaps, works] = [[], []];
    const channel = new MessageChannel();
    let last = performance.now();
    for (let frame = 0; frame < frames; frame += 1) {
        const turn = (frame / 60) * Math.PI;
        const at = {
            clientX: box.x + box.width / 2 + Math.sin(turn) * box.width * 0.3,
            clientY: box.y + box.height / 2 + Math.sin(turn * 1.7) * box.height * 0.3,
            pointerId: 1, pointerType: "mouse", isPrimary: true, bubbles: true, buttons: 1,
        };
        surface.dispatchEvent(new PointerEvent("pointermove", at));
        const before = performance.now();
        const now = await new Promise((resolve) => requestAnimationFrame(resolve));
        const done = await new Promise((resolve) => {
            channel.port1.onmessage = () => resolve(performance.now());
            channel.port2.postMessage(0);
        });
        gaps.push(now - last);
        works.push(done - Math.max(before, now));
        last = now;
    }
    return { gaps: gaps.slice(5), works: works.slice(5) };
}"""


def large(states: int, edges: int) -> dict[str, Any]:
    """Return a drawing as large as one may be."""
    columns = 8
    ends = [(place % states, (place + 1 + place // states) % states) for place in range(edges)]
    return {
        "version": 1,
        "states": [
            {
                "id": f"s{n}",
                "name": f"STATE-{n}",
                "x": n % columns * 210,
                "y": n // columns * 150,
            }
            for n in range(states)
        ],
        "edges": [
            {
                "id": f"e{number}",
                "from": f"s{tail}",
                "to": f"s{head}",
                "label": f"event {number} / snd ACK",
                "how": "typed",
                "bend": [0, 0],
            }
            for number, (tail, head) in enumerate(ends)
        ],
    }


@contextmanager
def served(drill: Drill) -> Iterator[str]:
    """Serve one drill; give its address."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    with TemporaryDirectory(prefix="quizapp-bench-") as folder:
        study = open_study(Settings(data=folder), datetime.now(UTC))
        app = create_app(
            study, clock=lambda: datetime.now(UTC), entropy=lambda: 7, hosts=("127.0.0.1",)
        )
        install(app, {"large": drill})
        server = make_server("127.0.0.1", 0, app, threaded=True)
        thread = Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/stub/large"
        finally:
            server.shutdown()
            thread.join()
            server.server_close()
            study.close()


def start(page: Page, kind: str) -> None:
    """Press where a gesture of that kind begins."""
    if kind == "pan":
        page.keyboard.down("Space")
        page.locator("[data-surface]").focus()
        box = page.locator("[data-surface]").bounding_box()
        assert box is not None
        page.mouse.move(box["x"] + 5, box["y"] + 5)
        page.mouse.down(button="middle")
    else:
        box = page.locator(".canvas-state__box").nth(20).bounding_box()
        assert box is not None
        page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        page.mouse.down()
    page.mouse.move(300, 400)


def measure(page: Page, kind: str) -> str:
    """Return one line of figures for one kind of gesture."""
    start(page, kind)
    taken = page.evaluate(WATCH, {"frames": FRAMES, "kind": kind})
    page.mouse.up(button="middle" if kind == "pan" else "left")
    gaps, works = sorted(taken["gaps"]), sorted(taken["works"])
    dropped = sum(max(0, round(gap / FRAME) - 1) for gap in gaps)
    return (
        f"{kind:<14}{statistics.median(gaps):8.1f}{at(gaps, 0.95):8.1f}{dropped:9}"
        f"{statistics.median(works):10.1f}{at(works, 0.95):8.1f}"
    )


def at(values: list[float], share: float) -> float:
    """Return the value below which that share lies."""
    return values[min(len(values) - 1, int(len(values) * share))]


def main() -> None:
    """Measure dragging and moving the window, and print the figures."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.canvas", description=__doc__)
    parser.add_argument("--states", type=int, default=40)
    parser.add_argument("--edges", type=int, default=150)
    asked = parser.parse_args()
    drill = Drill(MACHINES["tcp"], drawing=large(asked.states, asked.edges))
    with served(drill) as address, sync_playwright() as playwright:
        path = shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        page = browser.new_page(viewport={"width": 1360, "height": 900})
        page.goto(address)
        page.locator(".canvas-state").nth(asked.states - 1).wait_for()
        page.wait_for_timeout(500)
        print(f"{asked.states} states, {asked.edges} edges; milliseconds, {FRAMES} frames each")
        print(f"{'':<14}{'frame':>8}{'p95':>8}{'dropped':>9}{'work':>10}{'p95':>8}")
        for kind in ("drag a state", "pan"):
            print(measure(page, kind))
        browser.close()


if __name__ == "__main__":
    main()
