"""A Chromium of the system, and quizapp as its user starts it."""

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
DESK = {"viewport": {"width": 1280, "height": 900}}
HAND = {"viewport": {"width": 375, "height": 740}, "has_touch": True, "is_mobile": True}

EXPECTED = "Failed to load resource: the server responded with a status of 4"
"""What a browser says of a page that refuses an answer, or is not there: no fault."""

Visit = Callable[..., Page]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A Chromium of the system."""
    path = shutil.which("chromium")
    if path is None:
        pytest.skip("needs Chromium: install it, for example with `apt-get install chromium`")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield started
        started.close()


@contextmanager
def serving(data: Path) -> Iterator[str]:
    """Start quizapp as its user starts it; yield its address."""
    environment = {**os.environ, "QUIZAPP_DATA": str(data), "TZ": "UTC"}
    command = [sys.executable, "-m", "quizapp", "serve", "--port", "0", "--no-open"]
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        found = re.search(r"http://[^ ]+", process.stdout.readline())
        assert found is not None
        yield found[0]
        process.send_signal(signal.SIGTERM)
        process.wait(10)


@pytest.fixture
def served(tmp_path: Path) -> Iterator[str]:
    """The address of a quizapp of the test's own."""
    with serving(tmp_path) as address:
        yield address


@pytest.fixture
def visit(browser: Browser, served: str) -> Iterator[Visit]:
    """Open a page in a window of its own; nothing the browser complains of is overlooked."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def opened(path: str = "/", **options: object) -> Page:
        context = browser.new_context(**{**DESK, **options})
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(served.rstrip("/") + path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert [words for words in complaints if not words.startswith(EXPECTED)] == []
