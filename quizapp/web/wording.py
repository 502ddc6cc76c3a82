"""The pages' standing phrases: why a card is asked, what an arrow lacks, how it went."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TypeVar

from quizapp.engine import Reaction
from quizapp.grading import EdgeError, EdgeStatus, GaveUp
from quizapp.services.values import Marked, Reason, WhyNow
from quizapp.web.dates import day_words
from quizapp.web.language import msgid, say

Name = TypeVar("Name", bound=str)

REASONS = {
    WhyNow.NEW: msgid("New"),
    WhyNow.LEARNING: msgid("Just met, once more"),
    WhyNow.MISSED: msgid("You missed this %(day)s"),
    WhyNow.DUE: msgid("Due today"),
    WhyNow.OVERDUE: msgid("Waiting since it fell due %(day)s"),
    WhyNow.DRILL: msgid("Drill"),
}
DATELESS = {
    WhyNow.MISSED: msgid("You missed this last time"),
    WhyNow.OVERDUE: msgid("Overdue"),
}
STATUSES = {
    EdgeStatus.RIGHT: ("✓", msgid("right")),
    EdgeStatus.PARTLY: ("½", msgid("partly right")),
    EdgeStatus.HINTED: ("◐", msgid("known from a hint, so it counts as missed")),
    EdgeStatus.MISSED: ("○", msgid("missed")),
    EdgeStatus.EXTRA: ("✗", msgid("not a transition of this machine")),
    EdgeStatus.NEUTRAL: (
        "·",
        msgid("true, but not in the figure: neither asked for nor counted"),
    ),
}
NOT_COUNTED = msgid("Not counted")
"""Said of an arrow that is there twice, or was there before."""

ERRORS = {  # The status says already that an arrow is missing, or too many.
    EdgeError.REVERSED: msgid("the arrow points the other way"),
    EdgeError.WRONG_TARGET: msgid("it leads to another state"),
    EdgeError.WRONG_SOURCE: msgid("it starts in another state"),
    EdgeError.MISNAMED: msgid("one of its states has another name"),
    EdgeError.NO_EVENT: msgid("the event is missing"),
    EdgeError.WRONG_EVENT: msgid("another event causes it"),
    EdgeError.WRONG_SENDS: msgid("other segments are sent"),
    EdgeError.WRONG_GUARD: msgid("the condition is missing or another one"),
    EdgeError.DUPLICATE: msgid("drawn twice"),
    EdgeError.ALREADY_SHOWN: msgid("was in the diagram already"),
}
REACTIONS = {
    Reaction.MOVES: msgid("moves"),
    Reaction.HANDLED: msgid("stays"),
    Reaction.IGNORED: msgid("ignored"),
    Reaction.ERROR: msgid("error"),
    Reaction.IMPOSSIBLE: msgid("cannot happen"),
}
RECALL = (
    msgid("not asked yet"),
    msgid("below 50%"),
    msgid("50–70%"),
    msgid("70–85%"),
    msgid("85–95%"),
    msgid("above 95%"),
)
"""What each bucket of recall means, by number."""


SETTINGS = {
    "language": msgid("Language"),
    "theme": msgid("Colours"),
    "zone": msgid("Time zone"),
    "rollover_hour": msgid("A new day begins at"),
    "new_per_day": msgid("New cards a day"),
    "retention": msgid("Remember at least"),
    "shortcuts": msgid("Keyboard shortcuts"),
    "interview": msgid("Day of the interview"),
}
"""The settings by name, as their page calls them."""


def lost_words(settings: Sequence[str]) -> str:
    """Name the settings whose stored value cannot be used."""
    return _listed(SETTINGS, settings)


def error_words(errors: Sequence[EdgeError]) -> str:
    """Return what is wrong with an arrow, in one line."""
    return _listed(ERRORS, errors)


def _listed(known: Mapping[Name, str], names: Iterable[Name]) -> str:
    return say(msgid("; ")).join(say(known[name]) for name in names if name in known)


def reason_words(reason: Reason, today: date) -> str:
    """Say why a card is asked now."""
    if reason.on is None:
        return say(DATELESS.get(reason.why, REASONS[reason.why]))
    return say(REASONS[reason.why], {"day": day_words(reason.on, today)})


def outcome_of(marked: Marked) -> str:
    """Name how an answer went, as the stylesheet and the headline know it."""
    if marked.verdict.is_right:
        return "right"
    if isinstance(marked.answer, GaveUp):
        return "told"
    return "partly" if marked.verdict.credit > 0 else "wrong"
