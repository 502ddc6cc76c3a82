"""Which of two diagrams is right, and what tells them apart: answered by keys and by mouse."""

from collections.abc import Callable, Iterator
from threading import Thread

import pytest
from playwright.sync_api import Browser, Page, expect
from werkzeug.serving import make_server

from quizapp.config import Settings
from quizapp.grading import Form, TraceKey
from quizapp.questions import Ref
from quizapp.services.study import Study, open_study
from quizapp.services.values import Asked
from quizapp.web import create_app
from tests.browser.conftest import DESK, EXPECTED
from tests.web.conftest import NOW, ask

pytestmark = pytest.mark.browser

Open = Callable[[Asked], Page]


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Study]:
    """A learner's study."""
    opened = open_study(Settings(data=str(tmp_path_factory.mktemp("rivals"))), NOW)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def address(study: Study) -> Iterator[str]:
    """Where the real app answers."""
    app = create_app(study, clock=lambda: NOW, entropy=lambda: 7, hosts=("127.0.0.1",))
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def window(browser: Browser, address: str) -> Iterator[Open]:
    """Open questions in one window; nothing the browser complains of is overlooked."""
    context = browser.new_context(**DESK)
    complaints: list[str] = []
    context.on("console", lambda message: complaints.append(message.text))
    context.on("weberror", lambda error: complaints.append(str(error.error)))

    def opened(asked: Asked) -> Page:
        page = context.new_page()
        page.goto(f"{address}/questions/{asked.token}")
        page.wait_for_load_state("networkidle")
        return page

    yield opened
    context.close()
    assert [words for words in complaints if not words.startswith(EXPECTED)] == []


@pytest.fixture
def asked(study: Study) -> Asked:
    """Two diagrams, one of which is wrong about what LISTEN answers to a SYN."""
    return ask(study, Ref("tcp", "listen.syn", "which-diagram", Form.TRACE, 3))


def key_of(asked: Asked) -> TraceKey:
    """Return what is right."""
    assert isinstance(asked.question.key, TraceKey)
    return asked.question.key


def words(asked: Asked) -> list[str]:
    """Return the shortest run that tells the two apart, as one types it."""
    return [asked.machine.event(event).label.en for event in key_of(asked).shortest]


def other(asked: Asked) -> str:
    """Return the wrong diagram."""
    return next(option for option in key_of(asked).offered if option != key_of(asked).option)


def test_by_keys_alone_the_right_diagram_and_a_run_are_right(
    window: Open, asked: Asked
) -> None:
    page = window(asked)
    page.keyboard.press(str(key_of(asked).offered.index(key_of(asked).option) + 1))
    while not page.evaluate("document.activeElement.name === 'event'"):
        page.keyboard.press("Tab")
    for event in words(asked):
        page.keyboard.type(event)
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/answers/*")
    expect(page.get_by_role("heading", level=1)).to_have_text("Right.")
    expect(page.get_by_label("here they part")).to_have_count(1)


def test_by_mouse_the_wrong_diagram_is_wrong_and_both_are_played(
    window: Open, asked: Asked
) -> None:
    page = window(asked)
    page.locator(f"label.option:has(input[value='{other(asked)}'])").click()
    page.get_by_role("button", name="Check").click()
    page.wait_for_url("**/answers/*")
    expect(page.get_by_role("heading", level=1)).to_have_text("Not this time.")
    expect(page.get_by_label("here they part")).to_have_count(1)
    expect(page.get_by_text("✓ right")).to_have_count(1)


def test_a_slip_is_shown_at_its_row_and_mended_by_mouse(window: Open, asked: Asked) -> None:
    page = window(asked)
    page.locator(f"label.option:has(input[value='{key_of(asked).option}'])").click()
    rows = page.locator("input[name=event]")
    for place, event in enumerate(words(asked)):
        rows.nth(place).fill(event)
    rows.nth(0).fill("no such event")
    page.get_by_role("button", name="Check").click()
    wrong = page.locator("input[name=event][aria-invalid=true]")
    expect(wrong).to_have_value("no such event")
    expect(wrong).to_be_focused()
    expect(page.locator("input[name=option]:checked")).to_have_value(key_of(asked).option)
    wrong.fill(words(asked)[0])
    page.get_by_role("button", name="Check").click()
    page.wait_for_url("**/answers/*")
    expect(page.get_by_role("heading", level=1)).to_have_text("Right.")
