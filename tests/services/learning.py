"""A learner who answers as told, on a real database."""

from datetime import datetime, timedelta

from quizapp.grading import Form
from quizapp.questions import Ref
from quizapp.scheduling import Memory
from quizapp.services.counts import count
from quizapp.services.review import answer, new_ticket, next_question, put
from quizapp.services.study import Study
from quizapp.services.values import Asked, Reason, Rest, WhyNow
from quizapp.storage import (
    Review,
    all_reviews,
    get_or_create_learner,
    load_memories,
)
from tests.questions.asking import Fields, right_fields, wrong_fields

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


def asked_next(study: Study, now: datetime, seed: int = 1) -> Asked:
    """Return the next question; there has to be one."""
    found = next_question(study, now, seed)
    assert not isinstance(found, Rest)
    return found


def asked_for(study: Study, ref: Ref, now: datetime) -> Asked:
    """Return a certain question, as if its turn had come."""
    of = study.library.machine(ref.machine)
    with study.store.reading() as connection:
        learner = get_or_create_learner(connection, now, study.learner_id)
        counts = count(connection, learner, of, now)
    return put(study, of, new_ticket(ref), Reason(WhyNow.DUE), counts, now)


def ref_to(fact: str, slug: str = "next-state", form: Form = Form.CHOOSE, seed: int = 1) -> Ref:
    """Return a ref to a question about a fact of TCP."""
    return Ref("tcp", fact, slug, form, seed)


def give(study: Study, asked: Asked, fields: Fields, now: datetime, seconds: float = 3) -> str:
    """Send an answer; return its attempt id."""
    return answer(study, asked.token, asked.attempt_id, fields, seconds, now)


def give_right(study: Study, asked: Asked, now: datetime) -> str:
    """Send the right answer."""
    return give(study, asked, right_fields(asked.question), now)


def give_wrong(study: Study, asked: Asked, now: datetime) -> str:
    """Send a wrong answer."""
    return give(study, asked, wrong_fields(asked.question)[0], now)


def reviews(study: Study) -> list[Review]:
    """Return every row stored, oldest first."""
    with study.store.reading() as connection:
        return list(all_reviews(connection, study.learner_id))


def cards(study: Study) -> dict[str, Memory]:
    """Return every card stored, by fact."""
    with study.store.reading() as connection:
        return load_memories(connection, study.learner_id, "tcp")
