"""The first page: what is due, what is new, and the diagram as remembered."""

from flask import Blueprint, request

from quizapp.services.today import today
from quizapp.services.values import Today
from quizapp.web.contexts import TodayPage
from quizapp.web.dates import long_day, percent, return_words, today_words
from quizapp.web.frame import render
from quizapp.web.language import msgid, say
from quizapp.web.pictures import machine_figure, recall_figure, recall_legend
from quizapp.web.visit import now, preferences, study
from quizapp.web.wording import lost_words

PAGE = Blueprint("today", __name__)


@PAGE.get("/")
def show() -> str:
    """Show the learner's day."""
    return render(_page(today(study(), now(), request.args.get("machine"))))


def _page(day: Today) -> TodayPage:
    due = day.next_due
    if day.is_first_visit:
        figure, legend = machine_figure(day.machine, "")
    else:
        figure, legend = recall_figure(day.machine, day.recall), recall_legend()
    return TodayPage(
        today=day,
        figure=figure,
        legend=legend,
        date=today_words(now(), preferences()),
        next_due=return_words(due, now(), preferences()) if due else "",
        every=percent(day.recall.every),
        interview=_interview(day),
        lost=lost_words(preferences().lost),
    )


def _interview(day: Today) -> str:
    on = preferences().interview
    if day.interview is None or on is None or day.is_first_visit:
        return ""
    return say(
        msgid("On %(day)s, with no review until then: %(expected)s; all of them: %(every)s."),
        {
            "day": long_day(on),
            "expected": f"{day.interview.expected:.1f}",
            "every": percent(day.interview.every),
        },
    )
