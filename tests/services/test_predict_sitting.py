"""One sitting: each step is answered once, each answer reviews one card, nothing is lost."""

import pytest

from quizapp.errors import AnswerError
from quizapp.questions import build
from quizapp.scheduling import Rating
from quizapp.services import corrections, lab, predict_sitting
from quizapp.services.lab_run import Play
from quizapp.services.predict import Prediction, Silence, predict
from quizapp.services.predict_sitting import foretold, is_sitting, new_sitting, outlook, verdict
from quizapp.services.review import marked
from quizapp.services.study import Study
from tests.conftest import NOW
from tests.questions.asking import right_fields, wrong_fields
from tests.services.learning import cards, give, reviews
from tests.services.test_lab_run import of

HERE = "0123456789ab"
GIVEN_UP = {"give_up": ["1"]}


def right(study: Study, play: Play, at: int, sitting: str = HERE) -> str:
    asked = outlook(study, play, at, sitting, NOW).asked
    assert asked is not None
    return give(study, asked, right_fields(asked.question), NOW)


def wrong(study: Study, play: Play, at: int, sitting: str = HERE) -> str:
    asked = outlook(study, play, at, sitting, NOW).asked
    assert asked is not None
    return give(study, asked, wrong_fields(asked.question)[0], NOW)


def test_an_answer_reviews_the_card_of_the_fact_that_decides(study: Study) -> None:
    play = of("normal-close")
    right(study, play, 1)
    assert [(row.fact, row.rating) for row in reviews(study)] == [
        ("established.fin", Rating.GOOD)
    ]
    assert set(cards(study)) == {"established.fin"}


def test_a_wrong_answer_brings_the_card_back(study: Study) -> None:
    attempt = wrong(study, of("normal-close"), 1)
    told = verdict(study, of("normal-close"), 2, HERE, NOW)
    assert told is not None
    assert told == marked(study, attempt, NOW)
    assert not told.verdict.is_right
    assert told.right_for is not None
    assert [row.rating for row in reviews(study)] == [Rating.AGAIN]


def test_what_was_answered_is_not_asked_again_in_the_sitting(study: Study) -> None:
    play = of("normal-close")
    right(study, play, 0)
    again = outlook(study, play, 0, HERE, NOW)
    assert (again.asked, again.silence, again.answered) == (None, None, True)
    assert outlook(study, play, 0, new_sitting(), NOW).asked is not None


def test_an_answer_sent_twice_counts_once(study: Study) -> None:
    asked = outlook(study, of("normal-close"), 0, HERE, NOW).asked
    assert asked is not None
    first = give(study, asked, right_fields(asked.question), NOW)
    second = give(study, asked, wrong_fields(asked.question)[0], NOW)
    assert first == second
    assert len(reviews(study)) == 1
    assert [item.is_right for item in foretold(study, of("normal-close"), 7, HERE)] == [True]


def test_a_page_opened_twice_is_one_attempt(study: Study) -> None:
    pages = [outlook(study, of("normal-close"), 0, HERE, NOW).asked for _ in range(2)]
    for asked in pages:
        assert asked is not None
        give(study, asked, right_fields(asked.question), NOW)
    assert len(reviews(study)) == 1


def test_asking_to_be_told_counts_as_missed(study: Study) -> None:
    asked = outlook(study, of("normal-close"), 0, HERE, NOW).asked
    assert asked is not None
    give(study, asked, GIVEN_UP, NOW)
    assert [item.is_right for item in foretold(study, of("normal-close"), 1, HERE)] == [False]


def test_an_empty_answer_is_refused_and_nothing_is_recorded(study: Study) -> None:
    asked = outlook(study, of("normal-close"), 0, HERE, NOW).asked
    assert asked is not None
    with pytest.raises(AnswerError):
        give(study, asked, {}, NOW)
    assert reviews(study) == []
    assert outlook(study, of("normal-close"), 0, HERE, NOW).asked is not None


def test_the_count_is_of_this_sitting_and_run(study: Study) -> None:
    play = of("normal-close")
    right(study, play, 0)
    wrong(study, play, 1)
    right(study, play, 2, "ba9876543210")
    right(study, of("half-close"), 0)
    told = foretold(study, play, play.length, HERE)
    assert [(item.step, item.is_right) for item in told] == [(1, True), (2, False)]
    assert "FIN" in told[1].label.en
    assert foretold(study, play, 1, HERE) == told[:1]


def test_what_was_undone_does_not_count(study: Study) -> None:
    attempt = wrong(study, of("normal-close"), 0)
    corrections.undo(study, attempt, NOW)
    assert foretold(study, of("normal-close"), 7, HERE) == ()
    assert cards(study) == {}


def test_a_fork_keeps_what_was_predicted_before_it(study: Study) -> None:
    play = of("normal-close")
    right(study, play, 0)
    right(study, play, 1)
    fork = lab.act(play, 1, lab.Deed("fault:B:crash", {}))
    assert [item.step for item in foretold(study, fork, fork.length, HERE)] == [1]
    assert verdict(study, fork, 1, HERE, NOW) is not None
    assert verdict(study, fork, 2, HERE, NOW) is None


def test_steps_that_ask_nothing_say_why_and_review_nothing(study: Study) -> None:
    play = of("time-wait-assassination-rfc1337")
    found = [outlook(study, play, at, HERE, NOW) for at in range(play.length + 1)]
    silent = {item.silence for item in found if item.asked is None}
    assert {Silence.OTHERWISE, Silence.END} <= silent
    assert all((item.asked is None) is (item.silence is not None) for item in found)
    assert reviews(study) == []


def test_the_question_is_the_one_the_step_decides(study: Study) -> None:
    play = of("simultaneous-close")
    for at in range(play.length):
        found = predict(play, at)
        asked = outlook(study, play, at, HERE, NOW).asked
        if isinstance(found, Prediction):
            assert asked is not None
            assert asked.question == build(play.machine, found.ref)
        else:
            assert asked is None


def test_steps_that_are_not_there_have_no_verdict(study: Study) -> None:
    assert verdict(study, of("normal-close"), 0, HERE, NOW) is None
    assert verdict(study, of("normal-close"), 99, HERE, NOW) is None
    assert predict_sitting.attempts(of("normal-close"), 0, HERE) == ()


@pytest.mark.parametrize("word", ["", "1", "0123456789aB", HERE + "0", HERE + "\n", "x" * 12])
def test_other_words_name_no_sitting(word: str) -> None:
    assert not is_sitting(word)


def test_every_sitting_has_a_word_of_its_own() -> None:
    words = {new_sitting() for _ in range(20)}
    assert len(words) == 20
    assert all(is_sitting(word) for word in words)
