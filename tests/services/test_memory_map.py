"""The diagram's memory, in the past, now and ahead; and one card's history."""

from datetime import date, datetime

import pytest

from quizapp.errors import UnknownMachineError
from quizapp.questions.facts import UnknownFactError
from quizapp.services.corrections import undo
from quizapp.services.drill import start
from quizapp.services.memory_map import (
    AHEAD,
    FEWEST_DRAWINGS,
    WEAKEST,
    ask_now,
    card_history,
    memory_map,
)
from quizapp.services.review import marked
from quizapp.services.study import Study
from quizapp.services.today import today
from tests.conftest import NOW
from tests.services.learning import (
    DAY,
    MINUTE,
    asked_for,
    cards,
    give_right,
    give_wrong,
    ref_to,
)

TODAY = date(2026, 3, 2)


def _draw_all(study: Study, now: datetime, seed: int = 1) -> str:
    return give_right(study, start(study, "tcp", 21, "", seed, now), now)


def test_today_is_what_the_first_page_shows(study: Study) -> None:
    _draw_all(study, NOW)
    later = NOW + 5 * DAY
    found = memory_map(study, "tcp", None, later)
    assert found.on == found.today == TODAY + 5 * DAY
    assert found.recall == today(study, later).recall


def test_the_past_is_what_was_known_then(study: Study) -> None:
    _draw_all(study, NOW)
    give_wrong(study, asked_for(study, ref_to("listen.syn"), NOW + 3 * DAY), NOW + 3 * DAY)
    now = NOW + 9 * DAY
    before = memory_map(study, "tcp", TODAY + 2 * DAY, now)
    after = memory_map(study, "tcp", TODAY + 3 * DAY, now)
    chance = {
        found.on: next(edge for edge in found.recall.edges if edge.fact == "listen.syn")
        for found in (before, after)
    }
    assert chance[before.on].probability == pytest.approx(
        before.recall.edges[0].probability, abs=0.2
    )
    assert chance[before.on].probability > 0.5
    assert chance[after.on].probability == 0.0


def test_an_answer_taken_back_was_never_known(study: Study) -> None:
    attempt = give_right(study, asked_for(study, ref_to("listen.syn"), NOW), NOW)
    undo(study, attempt, NOW + MINUTE)
    found = memory_map(study, "tcp", TODAY, NOW + 4 * DAY)
    assert {edge.probability for edge in found.recall.edges} == {None}
    assert found.weakest == ()


def test_the_forecast_falls_and_ends(study: Study) -> None:
    _draw_all(study, NOW)
    expected = [
        memory_map(study, "tcp", TODAY + ahead * DAY, NOW).recall.expected
        for ahead in (1, 10, 60)
    ]
    assert expected == sorted(expected, reverse=True)
    assert expected[0] > expected[-1]
    far = memory_map(study, "tcp", date(2999, 1, 1), NOW)
    assert far.on == far.last == TODAY + AHEAD


def test_a_day_before_the_first_review_is_taken_for_the_first(study: Study) -> None:
    _draw_all(study, NOW)
    found = memory_map(study, "tcp", date(1970, 1, 1), NOW + 3 * DAY)
    assert found.on == found.first == TODAY


def test_the_weakest_come_first_and_are_few(study: Study) -> None:
    _draw_all(study, NOW)
    give_wrong(study, asked_for(study, ref_to("listen.syn"), NOW + DAY), NOW + DAY)
    weakest = memory_map(study, "tcp", None, NOW + 2 * DAY).weakest
    chances = [item.recall.probability for item in weakest]
    assert len(weakest) == WEAKEST
    assert weakest[0].recall.fact == "listen.syn"
    assert chances == sorted(chances)


def test_predictions_are_held_against_drawings(study: Study) -> None:
    for day in range(3):
        _draw_all(study, NOW + day * DAY, seed=day)
    taken_back = _draw_all(study, NOW + 3 * DAY)
    undo(study, taken_back, NOW + 3 * DAY + MINUTE)
    give_right(study, start(study, "tcp", 2, "", 1, NOW + 4 * DAY), NOW + 4 * DAY)
    found = memory_map(study, "tcp", None, NOW + 5 * DAY).calibration
    assert [(item.right, item.asked) for item in found.drawings] == [(21, 21)] * 3
    assert found.drawings[0].expected == 0.0
    assert 0 < found.drawings[2].expected <= 21
    assert found.missing == FEWEST_DRAWINGS - 3
    assert found.error == pytest.approx(sum(21 - item.expected for item in found.drawings) / 3)


def test_a_card_tells_its_history_newest_first(study: Study) -> None:
    right = give_right(study, asked_for(study, ref_to("listen.syn"), NOW), NOW)
    wrong = give_wrong(study, asked_for(study, ref_to("listen.syn"), NOW + DAY), NOW + DAY)
    undo(study, wrong, NOW + DAY + MINUTE)
    found = card_history(study, "tcp", "listen.syn", NOW + 2 * DAY)
    assert [(item.kind, item.passed, item.attempt_id) for item in found.reviews] == [
        ("undo", None, wrong),
        ("answer", False, wrong),
        ("answer", True, right),
    ]
    assert found.memory == cards(study)["listen.syn"]
    assert found.explanation.source.section == "3.10.7.2"
    assert "LISTEN" in found.label.en


def test_a_card_never_asked_says_so(study: Study) -> None:
    found = card_history(study, "tcp", "listen.syn", NOW)
    assert (found.memory, found.reviews, found.recall.probability) == (None, (), None)


def test_a_fact_can_be_asked_at_once_and_counts(study: Study) -> None:
    asked = ask_now(study, "tcp", "listen.syn", 3, NOW)
    assert asked.question.ref.fact == "listen.syn"
    attempt = give_right(study, asked, NOW)
    assert marked(study, attempt, NOW).is_drill
    assert cards(study)["listen.syn"].reps == 1


def test_asking_twice_with_the_same_seed_is_the_same_question(study: Study) -> None:
    one, other = (ask_now(study, "tcp", "listen.syn", 3, NOW) for _ in range(2))
    assert one.question == other.question
    assert one.attempt_id != other.attempt_id


def test_what_does_not_exist_is_refused(study: Study) -> None:
    with pytest.raises(UnknownMachineError):
        memory_map(study, "udp", None, NOW)
    for call in (card_history, lambda *args: ask_now(*args[:3], 1, args[3])):
        with pytest.raises(UnknownFactError):
            call(study, "tcp", "nothing.such", NOW)
