from dataclasses import replace

import pytest

from quizapp.grading import Answer, Choice, Form, GaveUp, Selected
from quizapp.questions import Ref
from quizapp.scheduling import Rating
from quizapp.services.records import (
    LONGEST_ANSWER,
    answer_of,
    answer_row,
    asked_of,
    missed,
    scheduled,
    with_answer,
)
from quizapp.services.tokens import Ticket
from quizapp.storage import DamagedRowError, Kind, Learner
from tests.conftest import NOW

REF = Ref("tcp", "listen.syn", "next-state", Form.CHOOSE, 2**53 - 1, 2, "server")
LEARNER = Learner(id="local", created_at=NOW)


@pytest.mark.parametrize(
    ("seconds", "stored"), [(3.5, 3.5), (-1, 0), (0, 0), (90_000, LONGEST_ANSWER)]
)
def test_times_that_cannot_be_are_bounded(seconds: float, stored: float) -> None:
    assert answer_row(Ticket(REF, "a", False), "listen.syn", 1, seconds, NOW).seconds == stored


@pytest.mark.parametrize(
    ("credit", "rating"),
    [(1.0, Rating.GOOD), (0.9, Rating.GOOD), (0.89, Rating.AGAIN), (0.0, Rating.AGAIN)],
)
def test_the_raw_credit_is_kept_beside_its_rating(credit: float, rating: Rating) -> None:
    row = answer_row(Ticket(REF, "a", False), "listen.syn", credit, 1, NOW)
    assert (row.credit, row.rating, row.kind) == (credit, rating, Kind.ANSWER)


@pytest.mark.parametrize(
    ("answer", "form"),
    [(Choice("b"), Form.CHOOSE), (Selected(("a", "c")), Form.SELECT), (GaveUp(), Form.DRAW)],
)
@pytest.mark.parametrize("is_drill", [True, False])
def test_what_was_asked_and_answered_is_read_back(
    answer: Answer, form: Form, is_drill: bool
) -> None:
    ticket = Ticket(REF, "a", is_drill)
    row = with_answer(answer_row(ticket, "listen.syn", 1, 1, NOW), ticket, answer)
    assert asked_of(row) == (REF, is_drill)
    assert answer_of(row, form) == answer


@pytest.mark.parametrize("stored", [{"type": "type"}, {"type": "click", "state": "x"}, 5])
def test_an_answer_nobody_gave_is_damage(stored: object) -> None:
    row = answer_row(Ticket(REF, "a", False), "listen.syn", 1, 1, NOW)
    with pytest.raises(DamagedRowError, match="its answer"):
        answer_of(replace(row, answer=stored), Form.CHOOSE)


@pytest.mark.parametrize("stored", [None, [], {"ref": 1, "drill": True}, {"ref": {}}])
def test_a_question_nobody_asked_is_damage(stored: object) -> None:
    row = answer_row(Ticket(REF, "a", False), "listen.syn", 1, 1, NOW)
    with pytest.raises(DamagedRowError, match="its question"):
        asked_of(replace(row, question=stored))


def test_a_guess_replays_the_answer_as_a_miss() -> None:
    row = answer_row(Ticket(REF, "a", False), "listen.syn", 1, 1, NOW)
    passed = scheduled(LEARNER, row, None, Rating.GOOD)
    guess = missed(LEARNER, passed)
    assert (guess.attempt_id, guess.kind, guess.undoes) == ("guess:a", Kind.GUESS, "a")
    assert guess.before == passed.after
    assert guess.after == scheduled(LEARNER, row, None, Rating.AGAIN).after
    assert (guess.answer, guess.question) == (None, None)
