"""Days and moments in words."""

from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask

from quizapp.services.values import Preferences
from quizapp.web.dates import (
    day_words,
    learner_day,
    percent,
    return_words,
    span_words,
    today_words,
)

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
"""A Monday morning."""
HERE = Preferences()
RETURNS = [
    (timedelta(seconds=5), "in a moment", "马上"),
    (timedelta(minutes=10), "in 10 minutes", "10 分钟后"),
    (timedelta(hours=5), "today at 14:00", "今天 14:00"),
    (timedelta(hours=18), "today at 03:00", "今天 03:00"),
    (timedelta(hours=20), "tomorrow", "明天"),
    (timedelta(days=3), "in 3 days, on Thursday", "3 天后（星期四）"),
    (timedelta(days=9), "in 9 days, on Wed 11 Mar", "9 天后（3月11日周三）"),
]
DAYS = [
    (date(2026, 3, 2), "today", "今天"),
    (date(2026, 3, 1), "yesterday", "昨天"),
    (date(2026, 2, 26), "on Thursday", "星期四"),
    (date(2026, 2, 1), "on 1 Feb", "2月1日"),
    (date(2025, 12, 1), "on 1 Dec 2025", "2025年12月1日"),
]


@pytest.mark.parametrize(("wait", "english", "chinese"), RETURNS)
def test_a_return_is_told_as_one_would_say_it(
    app: Flask, wait: timedelta, english: str, chinese: str
) -> None:
    for language, said in (("en", english), ("zh", chinese)):
        with app.test_request_context(headers={"Accept-Language": language}):
            assert return_words(NOW + wait, NOW, HERE) == said


@pytest.mark.parametrize(
    ("days", "english", "chinese"),
    [
        (0.00721, "10 minutes", "10 分钟"),
        (0.212, "5 hours", "5 小时"),
        (2.3, "2 days", "2 天"),
        (21.0, "3 weeks", "3 周"),
    ],
)
def test_a_span_is_told_in_the_unit_that_suits_it(
    app: Flask, days: float, english: str, chinese: str
) -> None:
    for language, said in (("en", english), ("zh", chinese)):
        with app.test_request_context(headers={"Accept-Language": language}):
            assert span_words(days) == said


@pytest.mark.parametrize(("day", "english", "chinese"), DAYS)
def test_a_past_day_is_told_as_one_would_say_it(
    app: Flask, day: date, english: str, chinese: str
) -> None:
    for language, said in (("en", english), ("zh", chinese)):
        with app.test_request_context(headers={"Accept-Language": language}):
            assert day_words(day, NOW.date()) == said


def test_the_day_is_named_in_the_learners_zone(app: Flask) -> None:
    late = datetime(2026, 3, 2, 23, 0, tzinfo=UTC)
    there = Preferences(zone="Asia/Shanghai", rollover_hour=4)
    with app.test_request_context(headers={"Accept-Language": "en"}):
        assert today_words(late, there) == "Tuesday, 3 March"
    with app.test_request_context(headers={"Accept-Language": "zh"}):
        assert today_words(late, there) == "3月3日 星期二"


def test_after_midnight_it_is_still_the_day_before() -> None:
    assert learner_day(datetime(2026, 3, 3, 3, 59, tzinfo=UTC), HERE) == date(2026, 3, 2)
    assert learner_day(datetime(2026, 3, 3, 4, 0, tzinfo=UTC), HERE) == date(2026, 3, 3)


@pytest.mark.parametrize(
    ("share", "said"),
    [(None, "–"), (0.0, "0%"), (0.001, "<1%"), (0.31, "31%"), (0.999, ">99%"), (1.0, "100%")],
)
def test_a_probability_claims_no_false_certainty(share: float | None, said: str) -> None:
    assert percent(share) == said
