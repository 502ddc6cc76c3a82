"""The rows an answer leaves behind, and how they are read back."""

from dataclasses import replace
from datetime import datetime

import msgspec

from quizapp.grading import Answer, Form, GaveUp
from quizapp.questions import Ref
from quizapp.scheduling import Memory, Rating, card_key, rating_of
from quizapp.services.tokens import Ticket
from quizapp.storage import DamagedRowError, Kind, Learner, Review

GUESS_PREFIX = "guess:"
LONGEST_ANSWER = 3600.0
"""Seconds after which an answer's time says nothing any more."""


def guess_id(attempt_id: str) -> str:
    """Return the attempt id under which an answer is called a guess."""
    return GUESS_PREFIX + attempt_id


def answer_row(
    ticket: Ticket, fact: str, credit: float, seconds: float, now: datetime
) -> Review:
    """Return the row for one fact of an answer, its memories still to be filled in."""
    ref = ticket.ref
    return Review(
        attempt_id=ticket.attempt_id,
        machine=ref.machine,
        fact=fact,
        at=now,
        question_type=ref.type,
        form=ref.form.value,
        seed=ref.seed,
        rating=rating_of(credit),
        credit=credit,
        seconds=min(max(seconds, 0.0), LONGEST_ANSWER),
    )


def with_answer(row: Review, ticket: Ticket, answer: Answer) -> Review:
    """Return a row that also holds what was asked and answered."""
    asked = {"ref": msgspec.to_builtins(ticket.ref), "drill": ticket.is_drill}
    return replace(row, question=asked, answer=msgspec.to_builtins(answer))


def scheduled(learner: Learner, row: Review, before: Memory | None, rating: Rating) -> Review:
    """Return a row with the memory before and after a rating."""
    key = card_key(row.machine, row.fact)
    after = learner.scheduler.review(before, rating, row.at, card_key=key)
    return replace(row, before=before, after=after, rating=rating)


def missed(learner: Learner, row: Review) -> Review:
    """Return the row that calls a passed answer a guess: as if it had been missed."""
    replayed = scheduled(learner, row, row.before, Rating.AGAIN)
    return replace(
        replayed,
        attempt_id=guess_id(row.attempt_id),
        kind=Kind.GUESS,
        before=row.after,
        question=None,
        answer=None,
        undoes=row.attempt_id,
    )


def asked_of(row: Review) -> tuple[Ref, bool]:
    """Return what an answer's first row says was asked, and whether in a drill.

    Raises ``DamagedRowError`` for what no answer leaves behind.
    """
    try:
        return msgspec.convert(row.question["ref"], Ref), bool(row.question["drill"])
    except (msgspec.ValidationError, TypeError, KeyError) as problem:
        raise DamagedRowError("a review", f"its question: {problem}") from problem


def answer_of(row: Review, form: Form) -> Answer:
    """Return what an answer's first row says was answered in a form.

    Raises ``DamagedRowError`` for what no answer leaves behind.
    """
    try:
        given: Answer = msgspec.convert(row.answer, Answer)
    except msgspec.ValidationError as problem:
        raise DamagedRowError("a review", f"its answer: {problem}") from problem
    if not isinstance(given, GaveUp) and msgspec.to_builtins(given)["type"] != form:
        raise DamagedRowError("a review", f"its answer does not suit the form {form!r}")
    return given
