"""The standing phrases cover everything the services can say."""

from datetime import date
from inspect import getmembers

import pytest
from flask import Flask

from quizapp.engine import Reaction
from quizapp.grading import EdgeError, EdgeStatus
from quizapp.services.values import Reason, WhyNow
from quizapp.web.wording import (
    ERRORS,
    REACTIONS,
    REASONS,
    STATUSES,
    error_words,
    lost_words,
    reason_words,
)

TODAY = date(2026, 3, 5)
WHYS = [value for name, value in getmembers(WhyNow) if name.isupper()]


@pytest.mark.parametrize("why", WHYS)
@pytest.mark.parametrize("on", [None, date(2026, 3, 3)])
def test_every_reason_has_words_with_and_without_a_day(
    app: Flask, why: str, on: date | None
) -> None:
    with app.test_request_context(headers={"Accept-Language": "en"}):
        said = reason_words(Reason(why, on), TODAY)
    assert said
    assert "%" not in said


def test_a_missed_card_names_the_day(app: Flask) -> None:
    with app.test_request_context(headers={"Accept-Language": "en"}):
        said = reason_words(Reason(WhyNow.MISSED, date(2026, 3, 3)), TODAY)
    assert said == "You missed this on Tuesday"


def test_every_kind_of_finding_has_words() -> None:
    assert set(REASONS) == set(WHYS)
    assert set(STATUSES) == set(EdgeStatus)
    assert set(ERRORS) == set(EdgeError) - {EdgeError.MISSING, EdgeError.EXTRA}
    assert set(REACTIONS) == set(Reaction)


def test_errors_stand_in_one_line_without_what_the_status_says(app: Flask) -> None:
    errors = (EdgeError.REVERSED, EdgeError.WRONG_SENDS, EdgeError.MISSING)
    with app.test_request_context(headers={"Accept-Language": "en"}):
        said = error_words(errors)
    assert said == "the arrow points the other way; other segments are sent"


def test_lost_settings_are_named_as_their_page_calls_them(app: Flask) -> None:
    with app.test_request_context(headers={"Accept-Language": "zh"}):
        assert lost_words(["theme", "no-more", "zone"]) == "外观；时区"
