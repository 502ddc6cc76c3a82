import pytest

from quizapp.errors import UnknownMachineError
from quizapp.grading import DrawKey, EdgeStatus, Form
from quizapp.questions import Shows
from quizapp.services.drill import start
from quizapp.services.drills import EmptyRoleError
from quizapp.services.review import marked, reopen
from quizapp.services.study import Study
from quizapp.services.values import Asked, WhyNow
from tests.conftest import NOW
from tests.questions.asking import drawing_fields
from tests.services.learning import cards, give, give_right, reviews


def _key(asked: Asked) -> DrawKey:
    assert isinstance(asked.question.key, DrawKey)
    return asked.question.key


@pytest.mark.parametrize(
    ("size", "role", "missing"),
    [(1, "", 1), (4, "", 4), (21, "", 21), (99, "", 21), (0, "", 1), (99, "client", 6)],
)
def test_as_many_arrows_are_missing_as_there_are_to_draw(
    study: Study, size: int, role: str, missing: int
) -> None:
    asked = start(study, "tcp", size, role, 1, NOW)
    assert len(_key(asked).required) == missing
    assert (asked.question.ref.form, asked.question.ref.size) == (Form.DRAW, missing)
    assert asked.question.shows is Shows.REST
    assert asked.reason.why == WhyNow.DRILL


def test_a_drill_reviews_every_arrow_asked_for(study: Study) -> None:
    asked = start(study, "tcp", 5, "", 1, NOW)
    attempt = give_right(study, asked, NOW)
    found = marked(study, attempt, NOW)
    assert len(found.changes) == len(reviews(study)) == 5
    assert {change.fact for change in found.changes} == set(asked.question.facts)
    assert all(change.passed for change in found.changes)
    assert set(cards(study)) == set(asked.question.facts)
    assert found.is_drill


def test_every_arrow_is_rated_by_its_own_mark(study: Study) -> None:
    asked = start(study, "tcp", 3, "", 1, NOW)
    right, *_ = _key(asked).required
    found = marked(study, give(study, asked, drawing_fields([right.edge]), NOW), NOW)
    passed = {change.fact: change.passed for change in found.changes}
    assert passed == {fact: fact == right.fact for fact in asked.question.facts}
    statuses = sorted(mark.status for mark in found.edges)
    assert statuses == [EdgeStatus.MISSED, EdgeStatus.MISSED, EdgeStatus.RIGHT]


def test_giving_up_a_drill_misses_every_arrow(study: Study) -> None:
    asked = start(study, "tcp", 4, "", 1, NOW)
    found = marked(study, give(study, asked, {"give_up": ["1"]}, NOW), NOW)
    assert [change.passed for change in found.changes] == [False] * 4
    assert found.edges == ()


def test_a_drill_stays_a_drill_when_reopened(study: Study) -> None:
    asked = start(study, "tcp", 2, "server", 1, NOW)
    again = reopen(study, asked.token, asked.attempt_id, NOW)
    assert (again.question, again.reason.why) == (asked.question, WhyNow.DRILL)


def test_the_seed_chooses_the_arrows(study: Study) -> None:
    chosen = {start(study, "tcp", 3, "", seed, NOW).question.hidden for seed in range(10)}
    assert len(chosen) > 5
    assert start(study, "tcp", 3, "", 4, NOW).question == (
        start(study, "tcp", 3, "", 4, NOW).question
    )


def test_a_role_without_arrows_is_refused(study: Study) -> None:
    with pytest.raises(EmptyRoleError, match="no arrows to draw for 'juggler'"):
        start(study, "tcp", 3, "juggler", 1, NOW)
    with pytest.raises(UnknownMachineError):
        start(study, "turnstile", 3, "", 1, NOW)
    assert reviews(study) == []
