"""Ask, mark, record: the review of one question after another."""

import random
import secrets
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from msgspec import structs

from quizapp.engine import Machine
from quizapp.errors import TokenError, UnknownAttemptError
from quizapp.grading import Form, answer_form
from quizapp.questions import (
    Question,
    Ref,
    are_siblings,
    build,
    choose_ref,
    evidence_of,
    facts,
    get_fact,
)
from quizapp.questions.catalog import DRAWN_AT_ONCE
from quizapp.scheduling import (
    Because,
    Candidate,
    choose,
    rating_of,
    reason_for,
    rung_of,
)
from quizapp.services.counts import Situation, allow_more, count, look
from quizapp.services.explain import explained
from quizapp.services.records import answer_row, scheduled, with_answer
from quizapp.services.study import Study
from quizapp.services.tokens import Ticket
from quizapp.services.values import Asked, Counts, Marked, Reason, Rest, WhyNow
from quizapp.storage import (
    Kind,
    attempt_rows,
    find_attempt,
    get_or_create_learner,
    load_memories,
    next_due,
    record,
)

ATTEMPT_BYTES = 12
AT_HAND = 16
"""How many cards the queue chooses from."""
A_FEW = 5
"""How many more new facts one asks for at a time."""
ENOUGH_ARROWS = 8
"""Arrows of a diagram to have met before several are asked for in one drawing."""

WHY = {
    Because.NEW: WhyNow.NEW,
    Because.MISSED: WhyNow.MISSED,
    Because.STEP: WhyNow.LEARNING,
    Because.DUE: WhyNow.DUE,
    Because.OVERDUE: WhyNow.OVERDUE,
    Because.EARLY: WhyNow.DUE,
}


def next_question(
    study: Study, now: datetime, seed: int, machine: str | None = None
) -> Asked | Rest:
    """Return the question to ask now, or ``Rest`` if nothing is due.

    Raises ``UnknownMachineError`` for a machine the library does not hold.
    """
    of = study.library.machine(machine) if machine else study.library.first()
    with study.store.reading() as connection:
        learner = get_or_create_learner(connection, now, study.learner_id)
        situation = look(connection, learner, of, now)
        fact = _fact_to_ask(of, situation)
        if fact is None:
            due = next_due(connection, learner.id, of.id, now)
            unmet = sum(known.id not in situation.met for known in facts(of))
            return Rest(of, situation.counts, due, unmet)
        memory = load_memories(connection, learner.id, of.id, [fact]).get(fact)
    found = reason_for(memory, now, learner.calendar)
    ref = choose_ref(of, get_fact(of, fact), rung_of(memory), seed, drawn_at_once=1)
    if ref.form is Form.DRAW:
        ref = _with_others(of, ref, situation.met)
    ticket = new_ticket(ref)
    reason = Reason(WHY[found.because], found.day)
    return put(study, of, ticket, reason, situation.counts, now)


def learn_more(study: Study, now: datetime) -> None:
    """Let the learner meet a few more new facts today."""
    with study.store.writing() as connection:
        learner = get_or_create_learner(connection, now, study.learner_id)
        allow_more(connection, learner, A_FEW, now)


def put(
    study: Study, of: Machine, ticket: Ticket, reason: Reason, counts: Counts, now: datetime
) -> Asked:
    """Return a ticket's question, ready to be shown, with its token."""
    token = study.signer.sign(of, ticket, now)
    return Asked(build(of, ticket.ref), of, token, ticket.attempt_id, reason, counts)


def new_ticket(ref: Ref, *, is_drill: bool = False) -> Ticket:
    """Return a ticket with an attempt id of its own."""
    return Ticket(ref, secrets.token_hex(ATTEMPT_BYTES), is_drill)


def reopen(study: Study, token: str, attempt_id: str, now: datetime) -> Asked:
    """Return the question of a token again, unanswered; raises ``TokenError``."""
    _ticket(study, token, attempt_id, now)
    return shown_again(study, token, now)


def is_answered(study: Study, attempt_id: str) -> bool:
    """Tell whether an attempt was answered before."""
    with study.store.reading() as connection:
        return find_attempt(connection, study.learner_id, attempt_id) is not None


def shown_again(study: Study, token: str, now: datetime) -> Asked:
    """Return the question a token stands for; raises ``TokenError``."""
    of, ticket = _opened(study, token, now)
    with study.store.reading() as connection:
        learner = get_or_create_learner(connection, now, study.learner_id)
        counts = count(connection, learner, of, now)
        memory = load_memories(connection, learner.id, of.id, [ticket.ref.fact])
    reason = reason_for(memory.get(ticket.ref.fact), now, learner.calendar)
    why = WhyNow.DRILL if ticket.is_drill else WHY[reason.because]
    because = Reason(why, reason.day)
    return Asked(build(of, ticket.ref), of, token, ticket.attempt_id, because, counts)


def answer(
    study: Study,
    token: str,
    attempt_id: str,
    fields: Mapping[str, Sequence[str]],
    seconds: float,
    now: datetime,
) -> str:
    """Mark an answer and record it; return its attempt id once it is on the disk.

    The same attempt sent again changes nothing. Raises ``TokenError`` for a token that is
    not the learner's or too old, and ``AnswerError`` for an answer that cannot be read.
    """
    of, ticket = _ticket(study, token, attempt_id, now)
    question = build(of, ticket.ref)
    form = answer_form(ticket.ref.form)
    given = form.read(question.key, fields)
    earned = evidence_of(question, given, form.mark(question.key, given))
    with study.store.writing() as connection:
        learner = get_or_create_learner(connection, now, study.learner_id)
        memories = load_memories(connection, learner.id, of.id, question.facts)
        rows = [
            scheduled(
                learner,
                answer_row(ticket, fact, earned[fact], seconds, now),
                memories.get(fact),
                rating_of(earned[fact]),
            )
            for fact in reviewed(question, memories)
        ]
        rows[0] = with_answer(rows[0], ticket, given)
        record(connection, learner.id, rows)
    return ticket.attempt_id


def reviewed(question: Question, met: Collection[str]) -> tuple[str, ...]:
    """Return the facts an answer is recorded for, the asked one first.

    A drawing reviews every arrow asked for. A list of options is evidence about facts met
    before, but does not introduce the others: that would use up the day's new cards.
    """
    asked = question.ref.fact
    # Two options may show the same fact, as where a state remembers how it was entered.
    others = [fact for fact in dict.fromkeys(question.facts) if fact != asked]
    if question.ref.form is not Form.DRAW:
        others = [fact for fact in others if fact in met]
    return (asked, *others)


def marked(study: Study, attempt_id: str, now: datetime) -> Marked:
    """Return an attempt with its verdict and explanation.

    Raises ``UnknownAttemptError`` for one that was never made.
    """
    with study.store.reading() as connection:
        rows = attempt_rows(connection, study.learner_id, attempt_id)
        if not rows or rows[0].kind is not Kind.ANSWER:
            raise UnknownAttemptError(attempt_id)
        return explained(connection, study, rows, now)


def _fact_to_ask(of: Machine, situation: Situation) -> str | None:
    def are_close(one: str, other: str) -> bool:
        return are_siblings(of, one.partition("/")[2], other.partition("/")[2])

    # The storage has put them in order already, so that no memory but the chosen is loaded.
    ahead = (*situation.due, *situation.new)[:AT_HAND]
    queue = [Candidate(of.id, fact) for fact in ahead]
    found = choose((), queue, situation.latest, are_close, situation.early)
    return found.fact if found else None


def _with_others(of: Machine, ref: Ref, met: Collection[str]) -> Ref:
    """Return a drawing's ref with other arrows to draw: met ones only, once there are many."""
    known = [item.id for item in of.drawn() if item.id in met]
    if len(known) < ENOUGH_ARROWS:
        return ref
    others = [fact for fact in known if fact != ref.fact]
    chosen = random.Random(ref.seed).sample(others, DRAWN_AT_ONCE - 1)
    return structs.replace(ref, size=DRAWN_AT_ONCE, others=tuple(chosen))


def _ticket(study: Study, token: str, attempt_id: str, now: datetime) -> tuple[Machine, Ticket]:
    of, ticket = _opened(study, token, now)
    if ticket.attempt_id != attempt_id:
        raise TokenError(TokenError.FORGED)
    return of, ticket


def _opened(study: Study, token: str, now: datetime) -> tuple[Machine, Ticket]:
    of = study.library.machines.get(study.signer.machine_of(token))
    if of is None:
        raise TokenError(TokenError.STALE)
    return of, study.signer.read(of, token, now)
