"""A question, its answer, and the verdict."""

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from quizapp.errors import AnswerError
from quizapp.grading import Form
from quizapp.questions import trial_of
from quizapp.services import corrections, drills, review
from quizapp.services.values import Asked, Marked, Rest
from quizapp.web.contexts import QuestionPage, RestPage, VerdictPage
from quizapp.web.dates import learner_day, return_words
from quizapp.web.drawings import count_words, edge_lines
from quizapp.web.fields import Fields, field_error, seconds, submitted
from quizapp.web.frame import render, return_to
from quizapp.web.pictures import question_figure, verdict_figure, verdict_legend
from quizapp.web.returns import return_lines
from quizapp.web.trials import rival_figures
from quizapp.web.visit import now, preferences, seed, study
from quizapp.web.wording import outcome_of, reason_words

PAGE = Blueprint("review", __name__)
NO_FIELDS: Fields = {}
TAKES_A_WHILE = (Form.DRAW, Form.TRACE)
"""Forms whose questions are shown at an address of their own from the start."""


@PAGE.get("/review")
def ask() -> str | Response:
    """Ask the next question, or say that the day is done."""
    found = review.next_question(study(), now(), seed(), request.args.get("machine"))
    if isinstance(found, Rest):
        return render(_rest(found))
    if found.question.ref.form in TAKES_A_WHILE:
        return to_question(found)
    return render(question_page(found))


@PAGE.post("/review/more")
def more() -> Response:
    """Ask a few more new facts today than the settings say."""
    review.learn_more(study(), now())
    return redirect(url_for("review.ask", machine=request.form.get("machine") or None), 303)


@PAGE.get("/questions/<token>")
def question(token: str) -> str | Response:
    """Show the question of a token: a drawing keeps its address, so a reload loses nothing."""
    asked = review.shown_again(study(), token, now())
    if review.is_answered(study(), asked.attempt_id):
        return redirect(url_for("review.verdict", attempt_id=asked.attempt_id))
    return render(question_page(asked))


@PAGE.post("/answers")
def answer() -> Response | tuple[str, int]:
    """Mark an answer, or ask the same question again beside what was wrong with it."""
    token, attempt = request.form.get("token", ""), request.form.get("attempt_id", "")
    try:
        answered = review.answer(study(), token, attempt, submitted(), seconds(), now())
    except AnswerError as error:
        asked = review.reopen(study(), token, attempt, now())
        return render(question_page(asked, error)), 422
    return redirect(url_for("review.verdict", attempt_id=answered), 303)


@PAGE.get("/answers/<attempt_id>")
def verdict(attempt_id: str) -> str | Response:
    """Show how an answer was marked; a drawing of one's own has a page of its own."""
    if attempt_id.startswith(drills.PREFIX):
        return redirect(url_for("drill.draw_on", drill_id=attempt_id))
    return render(_verdict(review.marked(study(), attempt_id, now())))


@PAGE.post("/answers/<attempt_id>/undo")
def undo(attempt_id: str) -> Response:
    """Take an answer back."""
    corrections.undo(study(), attempt_id, now())
    return redirect(url_for("review.verdict", attempt_id=attempt_id), 303)


@PAGE.post("/answers/<attempt_id>/guessed")
def guessed(attempt_id: str) -> Response:
    """Count a right answer as a guess."""
    corrections.guessed(study(), attempt_id, now())
    return redirect(url_for("review.verdict", attempt_id=attempt_id), 303)


def to_question(asked: Asked) -> Response:
    """Send the browser to the address of a question that takes a while."""
    return redirect(url_for("review.question", token=asked.token), 303)


def question_page(asked: Asked, error: AnswerError | None = None) -> QuestionPage:
    """Return the page that asks a question, with what was wrong with the last try."""
    address = url_for("review.question", token=asked.token)
    return_to(address)
    return QuestionPage(
        asked=asked,
        address=address,
        form=asked.question.ref.form.value,
        reason=reason_words(asked.reason, learner_day(now(), preferences())),
        figure=question_figure(asked),
        figures=rival_figures(asked),
        field_error=field_error(error) if error else None,
        submitted=submitted() if error else NO_FIELDS,
    )


def _rest(rest: Rest) -> RestPage:
    due = rest.next_due
    words_due = return_words(due, now(), preferences()) if due else ""
    more = min(rest.unmet, review.A_FEW)
    return RestPage(machine=rest.machine, counts=rest.counts, more=more, next_due=words_due)


def _verdict(marked: Marked) -> VerdictPage:
    return VerdictPage(
        marked=marked,
        outcome=outcome_of(marked),
        figure=verdict_figure(marked),
        legend=verdict_legend(marked),
        count=count_words(marked.edges),
        edges=edge_lines(marked.machine, marked.edges),
        trial=trial_of(marked.machine, marked.question, marked.answer),
        returns=return_lines(marked.changes),
    )
