import pytest
from hypothesis import given

from quizapp.content.scenarios import CHAPTERS
from quizapp.services import narration
from quizapp.simulator import Kind
from quizapp.simulator.faults import Loss
from quizapp.simulator.script import FAULTS
from tests.conftest import MACHINES
from tests.content.chinese import HALF_WIDTH, has_chinese
from tests.simulator.chance import BY_CHANCE, Values, scripts, told_by_chance
from tests.simulator.stories import IDS, told

NOT_SAID = ("lose", "duplicate", "delay", "flood", "drop", "deliver", "copy", "hold")
"""Faults that show only by what becomes of segments."""


@pytest.mark.parametrize(
    ("seconds", "en", "zh"),
    [
        (0.05, "0.05 s", "0.05 秒"),
        (59.95, "60 s", "60 秒"),
        (90, "90 s", "90 秒"),
        (239.9, "4 min", "4 分钟"),
        (3600, "1 h", "1 小时"),
        (86_400, "1 d", "1 天"),
    ],
)
def test_lengths_of_time(seconds: float, en: str, zh: str) -> None:
    assert (narration.duration(seconds, "en"), narration.duration(seconds, "zh")) == (en, zh)


def test_everything_that_goes_wrong_has_words() -> None:
    assert set(FAULTS) - set(NOT_SAID) == set(narration.FAULTS)
    assert {loss.value for loss in Loss} <= set(narration.LOSSES)


def test_every_chapter_has_its_heading() -> None:
    assert set(narration.CHAPTERS) == set(CHAPTERS)
    assert narration.chapter("queues", "zh") == "队列"


@pytest.mark.parametrize("scenario", IDS)
def test_every_line_can_be_told_in_both_languages(scenario: str) -> None:
    for line in told(scenario).lines:
        assert narration.event(line, "en")
        assert not has_chinese(narration.event(line, "en"))
        if line.kind not in (Kind.CALL, Kind.FAULT):
            assert has_chinese(narration.event(line, "zh"))


@BY_CHANCE
@given(values=scripts())
def test_whatever_happens_is_told_in_one_language_and_its_punctuation(values: Values) -> None:
    for line in told_by_chance(values, MACHINES["tcp"]).lines:
        assert not has_chinese(narration.event(line, "en"))
        for words in (narration.event(line, "zh"), *narration.happening(line, "zh")):
            assert words
            assert not HALF_WIDTH.search(words), words


def test_a_timer_is_never_told_by_its_id() -> None:
    whats = {
        line.what
        for scenario in IDS
        for line in told(scenario).lines
        if line.kind is Kind.TIMEOUT
    }
    assert whats <= set(narration.TIMERS)
