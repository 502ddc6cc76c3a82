from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from quizapp.errors import UnknownAttemptError
from quizapp.grading import Form
from quizapp.questions import Ref
from quizapp.scheduling import Rating
from quizapp.services.corrections import LaterReviewError, guessed, undo
from quizapp.services.records import guess_id
from quizapp.services.review import marked
from quizapp.services.study import Study
from quizapp.storage import Kind
from tests.conftest import NOW
from tests.services.learning import (
    MINUTE,
    asked_for,
    asked_next,
    cards,
    give,
    give_right,
    give_wrong,
    ref_to,
    reviews,
)

SOON, LATER = NOW + timedelta(seconds=20), NOW + 20 * MINUTE
Correct = Callable[[Study, str, datetime], None]


def test_undoing_a_first_answer_makes_its_card_new_again(study: Study) -> None:
    asked = asked_next(study, NOW)
    attempt = give_right(study, asked, NOW)
    undo(study, attempt, SOON)
    assert cards(study) == {}
    found = marked(study, attempt, SOON)
    assert (found.undone, found.can_undo, found.guessed) == (True, False, False)
    assert asked_next(study, SOON).counts.new_left == asked.counts.new_left


def test_undoing_a_later_answer_restores_the_card(study: Study) -> None:
    give_right(study, asked_for(study, ref_to("listen.syn"), NOW), NOW)
    before = cards(study)
    attempt = give_wrong(study, asked_for(study, ref_to("listen.syn"), LATER), LATER)
    assert cards(study) != before
    undo(study, attempt, LATER + MINUTE)
    assert cards(study) == before


def test_reviews_are_only_ever_added(study: Study) -> None:
    attempt = give_right(study, asked_next(study, NOW), NOW)
    first = reviews(study)
    undo(study, attempt, SOON)
    assert reviews(study)[:1] == first
    assert [row.kind for row in reviews(study)] == [Kind.ANSWER, Kind.UNDO]


def test_undoing_twice_changes_nothing_more(study: Study) -> None:
    attempt = give_right(study, asked_next(study, NOW), NOW)
    undo(study, attempt, SOON)
    undo(study, attempt, LATER)
    assert len(reviews(study)) == 2


def test_a_guess_is_scheduled_as_missed(study: Study) -> None:
    attempt = give_right(study, asked_next(study, NOW), NOW)
    (known,) = cards(study).values()
    guessed(study, attempt, SOON)
    (missed,) = cards(study).values()
    assert known.due == NOW + 10 * MINUTE
    assert missed.due == NOW + MINUTE
    assert missed.reps == known.reps
    found = marked(study, attempt, SOON)
    assert found.guessed
    assert [change.passed for change in found.changes] == [False]
    assert found.verdict.is_right


def test_a_guess_of_a_learned_card_is_a_lapse(study: Study) -> None:
    now = NOW
    for seed in range(3):
        asked = asked_for(study, ref_to("listen.syn", seed=seed), now)
        attempt = give_right(study, asked, now)
        now = cards(study)["listen.syn"].due + MINUTE
    guessed(study, attempt, now)
    assert cards(study)["listen.syn"].lapses == 1


def test_guessing_twice_is_one_guess(study: Study) -> None:
    attempt = give_right(study, asked_next(study, NOW), NOW)
    guessed(study, attempt, SOON)
    once = cards(study)
    guessed(study, attempt, LATER)
    assert cards(study) == once
    assert [row.kind for row in reviews(study)] == [Kind.ANSWER, Kind.GUESS]


def test_a_wrong_answer_called_a_guess_stays_as_it_was(study: Study) -> None:
    attempt = give_wrong(study, asked_next(study, NOW), NOW)
    before = cards(study)
    guessed(study, attempt, SOON)
    assert cards(study) == before
    assert len(reviews(study)) == 1


def test_undoing_a_guessed_answer_takes_both_back(study: Study) -> None:
    give_right(study, asked_for(study, ref_to("listen.syn"), NOW), NOW)
    before = cards(study)
    attempt = give_right(study, asked_for(study, ref_to("listen.syn"), LATER), LATER)
    guessed(study, attempt, LATER)
    undo(study, attempt, LATER + MINUTE)
    assert cards(study) == before
    found = marked(study, attempt, LATER + MINUTE)
    assert (found.undone, found.guessed, found.can_undo) == (True, False, False)


def test_only_the_arrows_that_were_right_are_missed_by_a_guess(study: Study) -> None:
    ref = Ref("tcp", "listen.syn", "missing-edges", Form.DRAW, 1, 3)
    asked = asked_for(study, ref, NOW)
    edge = asked.question.key.required[0].edge  # type: ignore[union-attr]
    fields = {
        "from": [edge.tail],
        "to": [edge.head],
        "event": [edge.event],
        "send": ["; ".join(edge.sends)],
    }
    attempt = give(study, asked, fields, NOW)
    guessed(study, attempt, SOON)
    rows = [row for row in reviews(study) if row.attempt_id == guess_id(attempt)]
    (drawn,) = rows
    assert drawn.rating is Rating.AGAIN
    assert drawn.fact == asked.question.key.required[0].fact  # type: ignore[union-attr]
    undo(study, attempt, LATER)
    assert cards(study) == {}


@pytest.mark.parametrize("correct", [undo, guessed])
def test_an_answer_whose_card_was_reviewed_since_stands(study: Study, correct: Correct) -> None:
    first = give_right(study, asked_for(study, ref_to("listen.syn"), NOW), NOW)
    give_right(study, asked_for(study, ref_to("listen.syn"), LATER), LATER)
    before, rows = cards(study), reviews(study)
    assert not marked(study, first, LATER).can_undo
    with pytest.raises(LaterReviewError, match="reviewed again since"):
        correct(study, first, LATER + MINUTE)
    assert (cards(study), reviews(study)) == (before, rows)


def test_a_guessed_answer_reviewed_since_stands_as_guessed(study: Study) -> None:
    first = give_right(study, asked_for(study, ref_to("listen.syn"), NOW), NOW)
    guessed(study, first, SOON)
    give_right(study, asked_for(study, ref_to("listen.syn"), LATER), LATER)
    before, rows = cards(study), reviews(study)
    with pytest.raises(LaterReviewError):
        undo(study, first, LATER + MINUTE)
    assert (cards(study), reviews(study)) == (before, rows)


@pytest.mark.parametrize("correct", [undo, guessed])
@pytest.mark.parametrize("prefix", ["", "undo:", "guess:"])
def test_only_answers_can_be_corrected(study: Study, correct: Correct, prefix: str) -> None:
    attempt = give_right(study, asked_next(study, NOW), NOW)
    guessed(study, attempt, SOON)
    undo(study, attempt, SOON)
    name = f"{prefix}{attempt}" if prefix else "never"
    with pytest.raises(UnknownAttemptError):
        correct(study, name, LATER)
    assert len(reviews(study)) == 4


def test_an_answer_taken_back_cannot_be_called_a_guess(study: Study) -> None:
    attempt = give_right(study, asked_next(study, NOW), NOW)
    undo(study, attempt, SOON)
    with pytest.raises(LaterReviewError):
        guessed(study, attempt, LATER)
    assert cards(study) == {}
