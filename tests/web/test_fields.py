"""What a form sent, read without deciding anything."""

import pytest
from flask import Flask

from quizapp.errors import AnswerError
from quizapp.web.fields import field_error, seconds, submitted


@pytest.mark.parametrize(
    ("sent", "read"),
    [("2.5", 2.5), ("", 0.0), ("x", 0.0), ("-3", 0.0), ("nan", 0.0), ("inf", 3600.0)],
)
def test_seconds_are_what_could_be_true(app: Flask, sent: str, read: float) -> None:
    with app.test_request_context(method="POST", data={"seconds": sent}):
        assert seconds() == read


def test_all_values_of_a_field_are_kept(app: Flask) -> None:
    with app.test_request_context(method="POST", data={"option": ["a", "c"]}):
        assert submitted() == {"option": ["a", "c"]}


def test_a_complaint_is_translated_before_it_is_filled_in(app: Flask) -> None:
    complaint = AnswerError(
        "text",
        "“%(text)s” is not a name I know. Nothing was counted: try again.",
        text="100%",
    )
    with app.test_request_context(headers={"Accept-Language": "zh"}):
        assert field_error(complaint).words == "不认识“100%”。这次没有计分，请再试一次。"
