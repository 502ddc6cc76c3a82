"""Put an answer's verdict, its explanation and its effect on the cards into one value."""

from collections.abc import Sequence
from datetime import datetime

from quizapp.engine import Machine, Text
from quizapp.errors import UnknownAttemptError
from quizapp.grading import GaveUp, answer_form
from quizapp.questions import (
    STATE_PREFIX,
    Question,
    build,
    describe_answer,
    fact_label,
    right_for,
)
from quizapp.questions.catalog import UnknownQuestionTypeError, question_kind
from quizapp.questions.evidence import right_values
from quizapp.questions.facts import UnknownFactError, find_fact
from quizapp.scheduling import Rating
from quizapp.services.corrections import are_unchanged
from quizapp.services.counts import count
from quizapp.services.records import answer_of, asked_of, guess_id
from quizapp.services.study import Study
from quizapp.services.values import CardChange, Explanation, Marked
from quizapp.storage import (
    UNDO_PREFIX,
    Connection,
    DamagedRowError,
    Review,
    attempt_rows,
    get_or_create_learner,
)


def explained(
    connection: Connection, study: Study, rows: Sequence[Review], now: datetime
) -> Marked:
    """Return everything there is to say about an attempt's rows.

    Raises ``UnknownAttemptError`` if what was asked is no longer part of the content.
    """
    of, question, is_drill = _asked(study, rows)
    given = answer_of(rows[0], question.ref.form)
    verdict = answer_form(question.ref.form).mark(question.key, given)
    right = right_values(of, question, given)
    guesses = attempt_rows(connection, study.learner_id, guess_id(rows[0].attempt_id))
    is_undone = bool(
        attempt_rows(connection, study.learner_id, UNDO_PREFIX + rows[0].attempt_id)
    )
    latest = {**{row.fact: row for row in rows}, **{row.fact: row for row in guesses}}
    # A fact may have left the content since; it was answered all the same.
    known = [fact for fact in latest if find_fact(of, fact)]
    return Marked(
        attempt_id=rows[0].attempt_id,
        question=question,
        machine=of,
        answer=given,
        verdict=verdict,
        yours=describe_answer(of, question, given),
        right=right[0],
        also=right[1:],
        right_for=None if verdict.is_right else right_for(of, question, given),
        explanations=tuple(explanation(of, fact) for fact in known),
        changes=tuple(change(of, latest[fact]) for fact in known),
        edges=() if isinstance(given, GaveUp) else verdict.edges,
        guessed=bool(guesses) and not is_undone,
        undone=is_undone,
        can_undo=not is_undone
        and are_unchanged(connection, study.learner_id, tuple(latest.values())),
        counts=count(
            connection, get_or_create_learner(connection, now, study.learner_id), of, now
        ),
        is_drill=is_drill,
    )


def _asked(study: Study, rows: Sequence[Review]) -> tuple[Machine, Question, bool]:
    ref, is_drill = asked_of(rows[0])
    of = study.library.machines.get(ref.machine)
    if of is None:
        raise UnknownAttemptError(rows[0].attempt_id)
    try:
        if ref.form not in {form for _, form in question_kind(ref.type).offers}:
            raise DamagedRowError("a review", f"{ref.type} is not asked in the form {ref.form}")
        return of, build(of, ref), is_drill
    except (UnknownFactError, UnknownQuestionTypeError) as problem:
        raise UnknownAttemptError(rows[0].attempt_id) from problem


def explanation(of: Machine, fact: str) -> Explanation:
    """Return why a fact is so, and where that is to be read."""
    label = fact_label(of, fact)
    if fact.startswith(STATE_PREFIX):
        state = of.state(fact.removeprefix(STATE_PREFIX))
        why = Text(
            en=f"{state.id}: {state.meaning.en}", zh=f"{state.id}\uff1a{state.meaning.zh}"
        )
        return Explanation(fact, label, why, state.source, ())
    outcome = of.outcome(fact)
    return Explanation(fact, label, outcome.why, outcome.source, of.variants_of(fact))


def change(of: Machine, row: Review) -> CardChange:
    """Return what one answer did to one card; raises ``DamagedRowError``."""
    after = row.after
    if after is None:
        raise DamagedRowError("a review", "the memory after it is missing")
    return CardChange(
        fact=row.fact,
        label=fact_label(of, row.fact),
        passed=row.rating is not Rating.AGAIN,
        credit=row.credit or 0.0,
        due=after.due,
    )
