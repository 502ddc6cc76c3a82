"""Pages for what goes wrong: each says what happened and what to do next."""

from dataclasses import dataclass

from flask import Flask
from flask_wtf.csrf import CSRFError  # type: ignore[import-untyped] # it ships no types
from werkzeug.exceptions import HTTPException

from quizapp.diagrams import UnknownRoleError
from quizapp.diagrams.standalone import UnknownThemeError
from quizapp.errors import QuizappError, TokenError, UnknownAttemptError, UnknownMachineError
from quizapp.questions import UnknownFactError
from quizapp.services.corrections import LaterReviewError
from quizapp.services.drills import EmptyRoleError, UnknownDrillError
from quizapp.services.formats import UnknownFormatError
from quizapp.web.contexts import FailurePage
from quizapp.web.frame import render
from quizapp.web.language import msgid, say
from quizapp.web.visit import assume_preferences


@dataclass(frozen=True, slots=True)
class Words:
    """What a failure page says."""

    title: str
    advice: str


FORGED = Words(
    msgid("This question cannot be answered any more"),
    msgid(
        "It was changed on the way, is too old, or belongs to somebody else. "
        "Nothing was counted. Go on with the next question."
    ),
)
STALE = Words(
    msgid("This form is no longer valid"),
    msgid(
        "It was opened before the program was restarted, or cookies are switched off. "
        "Nothing was changed. Go back, reload the page and send it again."
    ),
)
STANDS = Words(
    msgid("This answer stands"),
    msgid("One of its cards was reviewed again since, so it can no longer be changed."),
)
STOPPED = Words(
    msgid("The program could not do that"),
    msgid("Nothing was changed. When the cause is out of the way, try again."),
)
MISSING = Words(
    msgid("There is no such page"),
    msgid(
        "The address may be mistyped, or what it showed is gone. Everything starts at Today."
    ),
)
OTHER = Words(
    msgid("That request was not understood"),
    msgid("Nothing was changed. Go back, or start again at Today."),
)
BY_STATUS = {
    404: MISSING,
    413: Words(
        msgid("That answer is too large"),
        msgid("Nothing was counted. Go back and send a smaller one."),
    ),
    421: Words(
        msgid("quizapp does not answer under this name"),
        msgid("Open the address that was printed when the program started."),
    ),
    500: Words(
        msgid("Something went wrong inside the program"),
        msgid(
            "Answers already marked are safe. Go back and try again; if it happens again, "
            "the window the program runs in shows what to report."
        ),
    ),
}

UNKNOWN = (
    EmptyRoleError,
    UnknownDrillError,
    UnknownFactError,
    UnknownFormatError,
    UnknownRoleError,
    UnknownThemeError,
)
"""What an address may name that is not there."""


def install(app: Flask) -> None:
    """Answer every failure with a page."""
    app.register_error_handler(CSRFError, _stale)
    app.register_error_handler(HTTPException, _by_status)
    app.register_error_handler(TokenError, _forged)
    app.register_error_handler(UnknownMachineError, _missing)
    app.register_error_handler(UnknownAttemptError, _missing)
    for unknown in UNKNOWN:
        app.register_error_handler(unknown, _missing)
    app.register_error_handler(LaterReviewError, _stands)
    app.register_error_handler(QuizappError, _stopped)


def _failure(status: int, words: Words, detail: str = "") -> tuple[str, int]:
    page = FailurePage(say(words.title), say(words.advice), detail)
    return render(page), status


def _stale(_error: CSRFError) -> tuple[str, int]:
    return _failure(400, STALE)


def _forged(_error: TokenError) -> tuple[str, int]:
    return _failure(400, FORGED)


def _missing(_error: QuizappError) -> tuple[str, int]:
    return _failure(404, MISSING)


def _stands(_error: LaterReviewError) -> tuple[str, int]:
    return _failure(409, STANDS)


def _stopped(error: QuizappError) -> tuple[str, int]:
    assume_preferences()
    return _failure(503, STOPPED, str(error))


def _by_status(error: HTTPException) -> tuple[str, int]:
    status = error.code or 500
    if status == 500:
        assume_preferences()
    return _failure(status, BY_STATUS.get(status, OTHER))
