"""The diagram's memory on any day, and each arrow's own page."""

import re

import pytest

from quizapp.engine import Machine
from quizapp.services.drill import start
from quizapp.services.study import Study
from tests.conftest import NOW
from tests.services.learning import DAY, asked_for, give_right, give_wrong, ref_to
from tests.web.conftest import Clock, Visitor

MEMORY = "/machines/tcp/memory"


@pytest.fixture
def learned(study: Study, clock: Clock) -> None:
    """The whole diagram drawn once, and one arrow missed a day later."""
    give_right(study, start(study, "tcp", 21, "", 1, NOW), NOW)
    give_wrong(study, asked_for(study, ref_to("listen.syn"), NOW + DAY), NOW + DAY)
    clock.turn(days=3)


def test_nothing_learned_yet_is_an_invitation(visitor: Visitor) -> None:
    page = visitor.get(MEMORY)
    assert "No arrow has been asked yet" in page.text
    assert page.all("a", href="/review?machine=tcp")


@pytest.mark.usefixtures("learned")
def test_every_arrow_leads_to_its_card(visitor: Visitor, tcp: Machine) -> None:
    links = visitor.get(MEMORY).all("a", **{"class": "edge-link"})
    assert [link["href"] for link in links] == [
        f"{MEMORY}/{transition.id}" for transition in tcp.drawn()
    ]
    for link in links:
        assert visitor.get(link["href"]).status == 200


@pytest.mark.usefixtures("learned")
def test_the_number_falls_as_the_day_moves_on(visitor: Visitor) -> None:
    expected = [
        float(re.findall(r"<strong>([\d.]+) of 21", visitor.get(f"{MEMORY}?on={day}").text)[0])
        for day in ("2026-03-05", "2026-03-20", "2026-05-20")
    ]
    assert expected == sorted(expected, reverse=True)
    assert expected[0] > expected[-1]


@pytest.mark.usefixtures("learned")
def test_a_past_day_is_told_in_the_past(visitor: Visitor) -> None:
    page = visitor.get(f"{MEMORY}?on=2026-03-02")
    assert "What you could have drawn" in page.text
    assert "2 March 2026" in page.text


@pytest.mark.usefixtures("learned")
@pytest.mark.parametrize("day", ["", "yesterday", "9999-99-99", "2999-01-01", "0001-01-01"])
def test_any_day_is_answered_with_a_page(visitor: Visitor, day: str) -> None:
    assert visitor.get(f"{MEMORY}?on={day}").status == 200


@pytest.mark.parametrize(
    ("ahead", "day"), [("7", "2026-03-09"), ("-1", "2026-03-01"), ("x", None), ("9" * 30, None)]
)
def test_the_slider_goes_to_its_day(visitor: Visitor, ahead: str, day: str | None) -> None:
    page = visitor.get(f"{MEMORY}/days?ahead={ahead}")
    assert page.response.headers["Location"] == MEMORY + (f"?on={day}" if day else "")


@pytest.mark.usefixtures("learned")
def test_a_card_shows_its_reviews_and_when_it_returns(visitor: Visitor) -> None:
    page = visitor.get(f"{MEMORY}/listen.syn")
    assert "It is asked again in a moment." in page.text
    assert page.text.count('class="past__line ') == 2
    assert page.text.index("past__line--wrong") < page.text.index("past__line--right")
    assert "RFC 9293" in page.text


def test_ask_me_now_asks_about_that_very_arrow(visitor: Visitor, tcp: Machine) -> None:
    page = visitor.follow(visitor.get(f"{MEMORY}/listen.syn/ask"))
    assert page.status == 200
    assert tcp.event("segment-syn").meaning.en in page.text or "LISTEN" in page.text


@pytest.mark.parametrize(
    "path", [f"{MEMORY}/no.such", f"{MEMORY}/no.such/ask", "/machines/udp/memory"]
)
def test_what_does_not_exist_is_no_page(visitor: Visitor, path: str) -> None:
    assert visitor.get(path).status == 404


@pytest.mark.usefixtures("learned")
def test_the_pages_are_chinese_for_a_chinese_browser(chinese: Visitor) -> None:
    assert "最薄弱的转移" in chinese.get(MEMORY).text
    assert "复习记录" in chinese.get(f"{MEMORY}/listen.syn").text
