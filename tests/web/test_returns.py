"""When cards return, in words."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask

from quizapp.engine import Text
from quizapp.services.values import CardChange
from quizapp.web.returns import return_lines
from tests.conftest import NOW


@pytest.fixture(autouse=True)
def _english(app: Flask) -> Iterator[None]:
    with app.test_request_context(headers={"Accept-Language": "en"}):
        yield


def change(fact: str, days: float, *, passed: bool = True) -> CardChange:
    return CardChange(fact, Text.same(fact), passed, 1.0, NOW + timedelta(days=days))


def test_cards_of_one_moment_share_a_line_and_the_first_come_first() -> None:
    lines = return_lines([change("late", 3), change("a", 1), change("b", 1, passed=False)])
    assert [line.cards for line in lines] == [(("✓", "a"), ("✗", "b")), (("✓", "late"),)]
    assert lines[0].returns == "tomorrow"


def test_without_cards_there_are_no_lines() -> None:
    assert return_lines([]) == ()
