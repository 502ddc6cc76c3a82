"""The first page."""

from flask import Flask

from quizapp.engine import Machine
from quizapp.grading import Form
from quizapp.services.study import Study
from tests.web.conftest import Clock, Visitor, ask, first_ref, right_fields, sent


def test_the_first_visit_is_welcomed_and_offers_to_start(visitor: Visitor) -> None:
    page = visitor.get("/")
    assert "Draw it from memory." in page.text
    assert page.text.count("<li>You answer short questions") == 1
    assert page.all("a", href="/review")


def test_after_an_answer_the_day_is_counted(
    study: Study, visitor: Visitor, tcp: Machine
) -> None:
    asked = ask(study, first_ref(tcp, Form.CHOOSE))
    visitor.post("/answers", **sent(asked, **right_fields(asked.question)))
    page = visitor.get("/")
    assert "Monday, 2 March" in page.text
    assert "arrows expected right" in page.text
    assert "recall-" in page.text


def test_when_nothing_is_left_the_page_says_when_to_come_back(
    visitor: Visitor, study: Study, tcp: Machine
) -> None:
    visitor.post("/settings", zone="UTC", rollover_hour="4", new_per_day="0", retention="90",
                 theme="auto")  # fmt: skip
    for _ in range(2):  # Through the learning steps of the one card met.
        asked = ask(study, first_ref(tcp, Form.CHOOSE))
        visitor.post("/answers", **sent(asked, **right_fields(asked.question)))
    page = visitor.get("/")
    assert "Done for today" in page.text
    assert "The next card returns" in page.text
    assert page.all("a", href="/drill?machine=tcp")


def test_the_page_is_chinese_for_a_chinese_browser(chinese: Visitor, clock: Clock) -> None:
    assert "凭记忆画出来" in chinese.get("/").text


def test_an_unknown_machine_is_no_page(app: Flask, visitor: Visitor) -> None:
    assert visitor.get("/?machine=nowhere").status == 404


def test_the_day_of_the_interview_is_foretold(
    study: Study, visitor: Visitor, tcp: Machine
) -> None:
    asked = ask(study, first_ref(tcp, Form.CHOOSE))
    visitor.post("/answers", **sent(asked, **right_fields(asked.question)))
    saved = visitor.post("/settings", zone="UTC", rollover_hour="4", new_per_day="5",
                         retention="90", theme="auto", interview="2026-04-01")  # fmt: skip
    assert saved.status == 303
    assert "On 1 April 2026, with no review until then" in visitor.get("/").text
    assert visitor.get("/machines/tcp/memory").all(
        "a", href="/machines/tcp/memory?on=2026-04-01"
    )
    assert visitor.get("/settings").value("interview") == "2026-04-01"


def test_a_day_that_is_none_is_complained_about(visitor: Visitor) -> None:
    page = visitor.post("/settings", zone="UTC", rollover_hour="4", new_per_day="5",
                        retention="90", theme="auto", interview="soon")  # fmt: skip
    assert page.status == 422
    assert page.all("p", id="interview-error")
