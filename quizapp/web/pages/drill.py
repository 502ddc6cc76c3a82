"""Drills: draw a part of a diagram from memory, beside the schedule."""

from flask import Blueprint, request
from werkzeug.wrappers import Response

from quizapp.errors import AnswerError
from quizapp.services import drill, machines
from quizapp.web.contexts import DrillPage
from quizapp.web.fields import field_error
from quizapp.web.frame import render
from quizapp.web.language import msgid
from quizapp.web.pages.review import to_question
from quizapp.web.visit import now, seed, study

PAGE = Blueprint("drill", __name__, url_prefix="/drill")
PROPOSED = "4"
LARGEST = 999
DIGITS = 6


@PAGE.get("")
def choose() -> str:
    """Offer what can be drilled."""
    return render(_page({"size": PROPOSED, **request.args.to_dict()}))


@PAGE.get("/draw")
def draw() -> Response | tuple[str, int]:
    """Start a drill, or say what is wrong with the choice."""
    chosen = request.args.to_dict()
    try:
        size = _size(chosen.get("size", PROPOSED))
        slug, role = chosen.get("machine", ""), chosen.get("role", "")
        asked = drill.start(study(), slug, size, role, seed(), now())
    except AnswerError as error:
        return render(_page(chosen, error)), 422
    return to_question(asked)


def _size(text: str) -> int:
    if text.isdecimal() and len(text) <= DIGITS and 1 <= int(text) <= LARGEST:
        return int(text)
    raise AnswerError("size", msgid("Give the number of arrows, 1 or more."))


def _page(chosen: dict[str, str], error: AnswerError | None = None) -> DrillPage:
    known = machines.machines(study())
    return DrillPage(
        machines=known,
        sizes={machine.id: len(machine.drawn()) for machine in known},
        field_error=field_error(error) if error else None,
        submitted=chosen,
    )
