"""What a form sent, read without deciding anything."""

import pytest
from flask import Flask

from quizapp.errors import AnswerError
from quizapp.web.fields import field_error, seconds, submitted, whole_number


@pytest.mark.parametrize(
    ("sent", "read"),
    [("2.5", 2.5), ("", 0.0), ("x", 0.0), ("-3", 0.0), ("nan", 0.0), ("inf", 3600.0)],
)
def test_seconds_are_what_could_be_true(app: Flask, sent: str, read: float) -> None:
    with app.test_request_context(method="POST", data={"seconds": sent}):
        assert seconds() == read


@pytest.mark.parametrize(
    ("text", "number"), [("0", 0), ("7", 7), ("007", 7), ("999999", 999_999)]
)
def test_plain_digits_are_a_number(text: str, number: int) -> None:
    assert whole_number(text) == number


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "-1",
        "+1",
        "1.0",
        "1e3",
        "1_000",
        " 7",
        "0x7",
        "²",
        "٣",
        "９",
        "1000000",
        "9" * 5000,
    ],
)
def test_what_is_no_number_in_plain_digits_is_none(text: str) -> None:
    assert whole_number(text) is None


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
