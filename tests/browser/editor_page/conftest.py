"""The real app with machines to draw, and pages that complain about every complaint."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from werkzeug.serving import make_server

from quizapp.config import Settings
from quizapp.content import Library
from quizapp.services.study import Study, open_study
from quizapp.web import create_app
from tests.browser.editor_page.machines import hostile, large
from tests.conftest import MACHINES
from tests.drawing_asked import drawing_asked

REFUSED = "422 (UNPROCESSABLE ENTITY)"
"""What a browser says of an answer that could not be read: no fault of the page."""

OpenPage = Callable[..., Page]


@pytest.fixture(scope="session")
def study(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Study]:
    """A study of the machines to draw."""
    data: Path = tmp_path_factory.mktemp("editor")
    opened = open_study(Settings(data=str(data)), datetime.now(UTC))
    machines = {**MACHINES, "hostile": hostile(), "large": large()}
    yield replace(opened, library=Library(machines))
    opened.close()


@pytest.fixture(scope="session")
def address(study: Study) -> Iterator[str]:
    """Where the real app answers."""
    app = create_app(
        study,
        clock=lambda: datetime.now(UTC),
        entropy=lambda: 7,
        hosts=("127.0.0.1",),
    )
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="session")
def windows(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """A window for each look, whose scripts are fetched once; drafts are each tab's own."""
    made: dict[str, BrowserContext] = {}

    def window(**options: object) -> BrowserContext:
        name = repr(sorted(options.items()))
        if name not in made:
            made[name] = browser.new_context(**options)
        return made[name]

    yield window
    for context in made.values():
        context.close()


@pytest.fixture
def open_page(
    windows: Callable[..., BrowserContext], address: str, study: Study
) -> Iterator[OpenPage]:
    """Open a drawing in a tab of its own; no complaint of the browser is overlooked."""
    tabs: list[Page] = []
    complaints: list[str] = []

    def opened(machine: str = "turnstile", size: int = 7, **options: object) -> Page:
        page = windows(**{"viewport": {"width": 1280, "height": 900}, **options}).new_page()
        tabs.append(page)
        page.set_default_timeout(10_000)
        page.set_default_navigation_timeout(30_000)
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(address + drawing_asked(study, size, machine))
        return page

    yield opened
    for tab in tabs:
        tab.close()
    assert [words for words in complaints if REFUSED not in words] == []


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """The turnstile without its arrows, on a desk."""
    return open_page()


PHONE = {
    "viewport": {"width": 375, "height": 740},
    "has_touch": True,
    "is_mobile": True,
    "device_scale_factor": 2,
}


@pytest.fixture
def phone(open_page: OpenPage) -> Page:
    """The turnstile without its arrows, on a phone."""
    return open_page(**PHONE)
