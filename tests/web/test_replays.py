"""The page of a drawing being made again."""

from collections.abc import Iterator

import pytest
from flask import Flask

from quizapp.engine import Machine
from quizapp.grading import Level
from quizapp.services.drill_history import Film
from quizapp.services.drills import begin, task
from quizapp.services.study import Study
from quizapp.web.replays import page
from tests.conftest import NOW
from tests.services.test_drill_marking import Hand


@pytest.fixture(autouse=True)
def _english(app: Flask) -> Iterator[None]:
    with app.test_request_context(headers={"Accept-Language": "en"}):
        yield


@pytest.mark.parametrize(
    ("what", "says"),
    [("", "The beginning"), ("add-edge", "an arrow drawn"), ("juggle", "a change")],
)
def test_a_step_is_told_in_words(study: Study, tcp: Machine, what: str, says: str) -> None:
    found = task(study, begin(study, "tcp", Level(), 1, NOW), NOW)
    film = Film(found, 3, 9, 75.2, what, Hand(tcp).sheet(tcp.drawn()[:2]))
    shown = page(film)
    assert (shown.says, shown.at, shown.step, shown.steps) == (says, "1:15", 3, 9)
    assert shown.figure.svg.count("edge--free") == 2
