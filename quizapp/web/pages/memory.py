"""The diagram's memory on any day, and every arrow's own page."""

from collections.abc import Iterator
from datetime import date, timedelta

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from quizapp.services import memory_map
from quizapp.services.memory_map import Calibration, CardHistory, MemoryMap, PastReview
from quizapp.web.contexts import CardPage, DrawingLine, MemoryPage, ReviewLine, WeakLine
from quizapp.web.dates import (
    day_words,
    learner_day,
    long_day,
    percent,
    return_words,
    span_words,
)
from quizapp.web.frame import render
from quizapp.web.language import msgid, say, words
from quizapp.web.pages.review import to_question
from quizapp.web.pictures import recall_figure, recall_legend
from quizapp.web.visit import now, preferences, seed, study
from quizapp.web.wording import RECALL

PAGE = Blueprint("memory", __name__, url_prefix="/machines/<slug>/memory")
JUMPS = (
    (0, msgid("Today")),
    (7, msgid("In a week")),
    (30, msgid("In a month")),
)
INTERVIEW = msgid("The interview")
REVIEWED = {
    True: ("✓", "right", msgid("right")),
    False: ("✗", "wrong", msgid("not recalled")),
    None: ("↶", "undone", msgid("taken back")),
}
CLOSE = 1.0
"""Predictions off by less than an arrow a drawing are called good."""


@PAGE.get("")
def read(slug: str) -> str:
    """Show the diagram's memory on a day."""
    day = memory_map.memory_map(study(), slug, _day(request.args.get("on", "")), now())
    return render(_page(day))


@PAGE.get("/days")
def go(slug: str) -> Response:
    """Go to the day so many days from today: what the slider sends."""
    try:
        ahead = timedelta(days=int(request.args.get("ahead", "0")))
        on = (learner_day(now(), preferences()) + ahead).isoformat()
    except (ValueError, OverflowError):
        on = None
    return redirect(url_for("memory.read", slug=slug, on=on))


@PAGE.get("/<fact>")
def card(slug: str, fact: str) -> str:
    """Show everything about one card."""
    return render(_card(memory_map.card_history(study(), slug, fact, now())))


@PAGE.get("/<fact>/ask")
def ask(slug: str, fact: str) -> Response:
    """Ask about one fact, whether or not it is due."""
    return to_question(memory_map.ask_now(study(), slug, fact, seed(), now()))


def _day(text: str) -> date | None:
    """Return the day an address names; one that cannot be read is today."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _page(day: MemoryMap) -> MemoryPage:
    slug = day.machine.id
    return MemoryPage(
        machine=day.machine,
        day=day,
        figure=recall_figure(
            day.machine,
            day.recall,
            lambda fact: url_for("memory.card", slug=slug, fact=fact),
        ),
        legend=recall_legend(),
        date=long_day(day.on),
        every=percent(day.recall.every),
        shortcuts=tuple(_jumps(day)),
        weakest=tuple(
            WeakLine(
                item.recall.fact,
                words(item.label),
                percent(item.recall.probability),
                f"recall-{item.recall.bucket}",
            )
            for item in day.weakest
        ),
        drawings=_drawings(day),
        verdict=_verdict(day.calibration),
    )


def _jumps(day: MemoryMap) -> Iterator[tuple[str, str, bool]]:
    """Yield days to go to: today and a few ahead, and the interview if it is to come."""
    days = [(day.today + timedelta(days=ahead), label) for ahead, label in JUMPS]
    interview = preferences().interview
    if interview and day.today < interview <= day.last:
        days.append((interview, INTERVIEW))
    for on, label in days:
        yield on.isoformat(), say(label), on == day.on


def _drawings(day: MemoryMap) -> tuple[DrawingLine, ...]:
    return tuple(
        DrawingLine(
            day_words(item.on, day.today), f"{item.expected:.1f}", item.right, item.asked
        )
        for item in reversed(day.calibration.drawings)
    )


def _verdict(found: Calibration) -> str:
    """Say what the predictions were worth, once there are enough drawings to tell."""
    if found.missing:
        return say(
            msgid(
                "After %(missing)s more drawings this page says how good its predictions are."
            ),
            {"missing": found.missing},
        )
    if abs(found.error) < CLOSE:
        return say(msgid("The predictions are good: off by less than one arrow a drawing."))
    if found.error > 0:
        return say(
            msgid("You draw better than predicted, by %(arrows)s arrows a drawing."),
            {"arrows": f"{found.error:.1f}"},
        )
    return say(
        msgid("The predictions promise too much, by %(arrows)s arrows a drawing."),
        {"arrows": f"{-found.error:.1f}"},
    )


def _card(found: CardHistory) -> CardPage:
    due = found.recall.due
    return CardPage(
        card=found,
        share=percent(found.recall.probability),
        bucket=say(RECALL[found.recall.bucket]),
        returns=return_words(due, now(), preferences()) if due else "",
        reviews=tuple(map(_review, found.reviews)),
    )


def _review(past: PastReview) -> ReviewLine:
    glyph, css, label = REVIEWED[past.passed]
    today = learner_day(now(), preferences())
    holds = ""
    if past.stability is not None and past.passed is not None:
        holds = say(msgid("holds for %(time)s"), {"time": span_words(past.stability)})
    return ReviewLine(
        when=day_words(learner_day(past.at, preferences()), today),
        glyph=glyph,
        css=css,
        words=say(label),
        attempt_id=past.attempt_id,
        holds=holds,
    )
