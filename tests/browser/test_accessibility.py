"""No page has a violation that axe finds: both themes, both languages, desk and phone."""

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from quizapp.config import Settings
from quizapp.services.study import open_study
from tests.browser.answering import answer_by_keys
from tests.browser.conftest import HAND, Visit
from tests.drawing_asked import drawing_asked

pytestmark = pytest.mark.browser

PAGES = (
    "/",
    "/review",
    "/drill",
    "/drills",
    "/machines",
    "/machines/tcp",
    "/machines/tcp?role=client",
    "/machines/tcp/memory",
    "/machines/tcp/memory/listen.syn",
    "/lab/normal-close?step=1&predict=0123456789ab",
    "/settings",
    "/no-such-page",
)
# Each theme, each language and each width once.
LOOKS = (
    {"color_scheme": "light"},
    {"color_scheme": "dark", "locale": "zh-CN", **HAND},
)


def violations(page: object) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{item['id']}: {item['nodes'][0]['html'][:120]}" for item in found]


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: "-".join(map(str, look.values()))[:16])
def test_axe_finds_nothing_on_any_page(
    visit: Visit, served: str, tmp_path: Path, look: dict
) -> None:
    page = visit("/", **look)
    with closing(open_study(Settings(data=str(tmp_path)), datetime.now(UTC))) as study:
        drawing = drawing_asked(study, 4)
    for path in (*PAGES, drawing):
        page.goto(served.rstrip("/") + path)
        assert violations(page) == [], path
    page.goto(f"{served}review")
    answer_by_keys(page)
    assert violations(page) == []
