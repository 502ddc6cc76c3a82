"""How the finding about one arrow of a drawing is shown: a sign, words, and a look."""

from dataclasses import dataclass

from quizapp.diagrams import EdgeLook
from quizapp.grading import EdgeError, EdgeStatus
from quizapp.grading.findings import Marked
from quizapp.web.language import msgid, say
from quizapp.web.wording import NOT_COUNTED, STATUSES, error_words

WRONG = "wrong"
"""An arrow that was given, with a label that is worth nothing."""

UNREAD = msgid("what is written beside it was not understood")


@dataclass(frozen=True, slots=True)
class Sign:
    """How a finding is shown."""

    css: str
    glyph: str
    words: str


def sign_of(item: Marked) -> Sign:
    """Return how a finding is shown; a given arrow without its label is no half success."""
    mark = item.mark
    if mark.status is EdgeStatus.PARTLY and not mark.credit:
        if mark.drawn and not mark.drawn.event and not unread_label(item):
            return Sign(EdgeStatus.MISSED.value, "○", say(msgid("not labelled")))
        return Sign(WRONG, "✗", say(msgid("wrong")))
    glyph, words = STATUSES[mark.status]
    return Sign(mark.status.value, glyph, say(words))


def sign_look(item: Marked) -> EdgeLook:
    """Return how an arrow on the drawing looks."""
    sign = sign_of(item)
    return EdgeLook(css=sign.css, mark=sign.glyph, spoken=sign.words)


def sign_words(item: Marked) -> str:
    """Return a finding in words, with what is wrong."""
    mark, sign = item.mark, sign_of(item)
    if sign.css == EdgeStatus.MISSED.value:
        return sign.words
    if mark.status is EdgeStatus.NEUTRAL and mark.errors:
        return _with_errors(say(NOT_COUNTED), mark.errors)
    return _with_errors(sign.words, mark.errors, is_unread=bool(unread_label(item)))


def unread_label(item: Marked) -> str:
    """Return what was written beside an arrow and not understood; empty if nothing was."""
    is_read = item.mark.drawn is None or item.mark.drawn.event
    return "" if is_read or item.stroke is None else item.stroke.label


def is_misnamed(item: Marked) -> bool:
    """Tell whether nothing is wrong with an arrow but the name of a state at its end."""
    return item.mark.errors == (EdgeError.MISNAMED,)


def was_given(item: Marked) -> bool:
    """Tell whether a finding is about an arrow that the level had put there, whole."""
    given = item.stroke is not None and item.stroke.given
    return given and EdgeError.ALREADY_SHOWN in item.mark.errors


def _with_errors(words: str, errors: tuple[EdgeError, ...], *, is_unread: bool = False) -> str:
    wrong = error_words(errors)
    if is_unread:
        others = error_words([one for one in errors if one is not EdgeError.NO_EVENT])
        wrong = say(msgid("; ")).join(filter(None, (others, say(UNREAD))))
    return words + say(msgid(": ")) + wrong if wrong else words
