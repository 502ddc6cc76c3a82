"""What goes wrong gets a page that says what to do next."""

import pytest
from flask import Flask

from quizapp.errors import QuizappError
from quizapp.services.corrections import LaterReviewError
from tests.web.conftest import Visitor


class BrokenError(QuizappError):
    """Something outside the program."""


def _boom(app: Flask, error: Exception) -> None:
    def view() -> str:
        raise error

    app.add_url_rule("/boom", view_func=view)


@pytest.mark.parametrize(
    "path", ["/nowhere", "/machines/nowhere", "/machines/tcp?role=nobody", "/answers/none"]
)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_does_not_exist_is_a_page_in_both_languages(
    app: Flask, path: str, language: str
) -> None:
    page = Visitor(app.test_client(), language).get(path)
    assert page.status == 404
    assert {"en": "There is no such page", "zh": "没有这个页面"}[language] in page.text
    assert page.all("a", href="/review")


def test_a_fault_of_ours_shows_no_trace(app: Flask) -> None:
    _boom(app, ValueError("a secret of the program"))
    app.config["PROPAGATE_EXCEPTIONS"] = False
    page = Visitor(app.test_client()).get("/boom")
    assert page.status == 500
    assert "Something went wrong inside the program" in page.text
    assert "secret" not in page.text
    assert "Traceback" not in page.text


def test_what_the_program_can_explain_is_explained(app: Flask) -> None:
    _boom(app, BrokenError("The disk is full. Make room."))
    page = Visitor(app.test_client()).get("/boom")
    assert page.status == 503
    assert "The disk is full. Make room." in page.text


def test_an_answer_that_cannot_be_changed_any_more_is_said_to_stand(app: Flask) -> None:
    _boom(app, LaterReviewError())
    page = Visitor(app.test_client()).get("/boom")
    assert page.status == 409
    assert "This answer stands" in page.text


def test_a_wrong_method_is_a_page(visitor: Visitor) -> None:
    page = visitor.get("/language")
    assert page.status == 405
    assert "not understood" in page.text
