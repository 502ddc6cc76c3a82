"""Drills against quizapp as its user starts it: a real server, which can be killed."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.canvas_page.conftest import DESK, LOST, REFUSED


class Server:
    """A quizapp of the tests' own; after a kill it comes back at the same address."""

    def __init__(self, data: Path) -> None:
        self._data = data
        self._port = 0
        self._process: subprocess.Popen[str] | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    def start(self) -> None:
        environment = {**os.environ, "QUIZAPP_DATA": str(self._data), "TZ": "UTC"}
        command = [sys.executable, "-m", "quizapp", "serve", "--no-open", "--port"]
        self._process = subprocess.Popen(
            [*command, str(self._port)], env=environment, stdout=subprocess.PIPE, text=True
        )
        assert self._process.stdout is not None
        found = re.search(r"http://[^ ]+:(\d+)", self._process.stdout.readline())
        assert found is not None
        self._port = int(found[1])

    def stop(self, by: signal.Signals) -> None:
        assert self._process is not None
        assert self._process.stdout is not None
        self._process.send_signal(by)
        self._process.wait(10)
        self._process.stdout.close()


@pytest.fixture(scope="package")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server for all these tests; each begins drills of its own."""
    started = Server(tmp_path_factory.mktemp("drills"))
    started.start()
    yield started
    started.stop(signal.SIGTERM)


@pytest.fixture(scope="package")
def looks(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """A window for each look: the scripts are fetched once."""
    made: dict[str, BrowserContext] = {}

    def look(**options: Any) -> BrowserContext:
        name = repr(sorted(options.items()))
        if name not in made:
            made[name] = browser.new_context(**{**DESK, "reduced_motion": "reduce", **options})
        return made[name]

    yield look
    for context in made.values():
        context.close()


OpenTab = Callable[..., Page]


@pytest.fixture
def open_tab(looks: Callable[..., BrowserContext], server: Server) -> Iterator[OpenTab]:
    """Open a page; no complaint of the browser is overlooked."""
    tabs: list[Page] = []
    complaints: list[str] = []

    def opened(path: str = "/drill", **options: Any) -> Page:
        tab = looks(**options).new_page()
        tabs.append(tab)
        tab.set_default_timeout(15_000)
        tab.on("console", lambda message: complaints.append(message.text))
        tab.on("pageerror", lambda error: complaints.append(str(error)))
        tab.goto(server.address + path)
        return tab

    yield opened
    for tab in tabs:
        tab.close()
    assert [words for words in complaints if LOST not in words and REFUSED not in words] == []
