"""The first page: what is due, what is new, and the diagram as remembered."""

from flask import Blueprint, request

from quizapp.services.today import today
from quizapp.services.values import Today
from quizapp.web.contexts import TodayPage
from quizapp.web.dates import percent, return_words
from quizapp.web.frame import render
from quizapp.web.pictures import recall_figure, recall_legend
from quizapp.web.visit import now, preferences, study

PAGE = Blueprint("today", __name__)


@PAGE.get("/")
def show() -> str:
    """Show the learner's day."""
    return render(_page(today(study(), now(), request.args.get("machine"))))


def _page(day: Today) -> TodayPage:
    due = day.next_due
    return TodayPage(
        today=day,
        figure=recall_figure(day.machine, day.recall),
        legend=recall_legend(),
        next_due=return_words(due, now(), preferences()) if due else "",
        every=percent(day.recall.every),
    )
