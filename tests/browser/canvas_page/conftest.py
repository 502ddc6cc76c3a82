"""The real app with the canvas on a page, a server that can be killed, and honest browsers."""

import itertools
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from quizapp.config import Settings
from quizapp.services.study import open_study
from quizapp.web import create_app
from tests.browser.canvas_page.stub import Drill, install
from tests.conftest import MACHINES

LOST = "net::ERR"
"""What a browser says when nobody answers: no fault of the page."""
REFUSED = "Failed to load resource: the server responded with a status of 4"

DESK = {"viewport": {"width": 1360, "height": 900}}
PHONE = {
    "viewport": {"width": 375, "height": 740},
    "has_touch": True,
    "is_mobile": True,
    "device_scale_factor": 2,
}

numbers = itertools.count(1)


class Silent(WSGIRequestHandler):
    """Answers without writing a log."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None: ...


class Host:
    """A server on a port of its own, which can be killed and started again."""

    def __init__(self, app: Any, drills: dict[str, Drill]) -> None:
        self.app, self.drills = app, drills
        self.port = 0
        self._server: BaseWSGIServer | None = None
        self._thread: Thread | None = None

    def start(self) -> None:
        self._server = make_server(
            "127.0.0.1", self.port, self.app, threaded=True, request_handler=Silent
        )
        self.port = self._server.server_port
        self._thread = Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02})
        self._thread.start()

    def kill(self) -> None:
        assert self._server is not None
        assert self._thread is not None
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def address(self, name: str) -> str:
        return f"http://127.0.0.1:{self.port}/stub/{name}"


@pytest.fixture(scope="session")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    """The real app, with a drill's routes in memory."""
    study = open_study(Settings(data=str(tmp_path_factory.mktemp("canvas"))), datetime.now(UTC))
    app = create_app(
        study, clock=lambda: datetime.now(UTC), entropy=lambda: 7, hosts=("127.0.0.1",)
    )
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = 3600
    drills: dict[str, Drill] = {}
    install(app, drills)
    started = Host(app, drills)
    started.start()
    yield started
    started.kill()
    study.close()


@pytest.fixture
def drill(host: Host) -> Drill:
    """A blank page for the machine most learn first."""
    made = Drill(MACHINES["tcp"])
    made.name = f"drill-{next(numbers)}"  # type: ignore[attr-defined]
    host.drills[made.name] = made  # type: ignore[attr-defined]
    return made


OpenPage = Callable[..., Page]


@pytest.fixture(scope="session")
def windows(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """A window for each look, shared by the tests: the modules are fetched once."""
    made: dict[str, BrowserContext] = {}

    def window(**options: Any) -> BrowserContext:
        name = repr(sorted(options.items()))
        if name not in made:
            made[name] = browser.new_context(**{**DESK, "reduced_motion": "reduce", **options})
        return made[name]

    yield window
    for context in made.values():
        context.close()


@pytest.fixture
def open_page(
    windows: Callable[..., BrowserContext], host: Host, drill: Drill
) -> Iterator[OpenPage]:
    """Open the drill; no complaint of the browser is overlooked."""
    pages: list[Page] = []
    complaints: list[str] = []

    def opened(**options: Any) -> Page:
        page = windows(**options).new_page()
        pages.append(page)
        page.set_default_timeout(8_000)
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(host.address(drill.name))  # type: ignore[attr-defined]
        return page

    yield opened
    for page in pages:
        page.close()
    assert [words for words in complaints if LOST not in words and REFUSED not in words] == []


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """A blank page on a desk."""
    return open_page()


@pytest.fixture
def phone(open_page: OpenPage) -> Page:
    """A blank page on a phone."""
    return open_page(**PHONE)
