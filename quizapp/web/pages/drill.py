"""Drills: choose, draw, send; what was found; and every drawing ever made."""

from collections.abc import Mapping
from typing import Any, TypeVar

from flask import (
    Blueprint,
    Response,
    flash,
    get_flashed_messages,
    jsonify,
    redirect,
    request,
    url_for,
)
from flask_wtf.csrf import generate_csrf  # type: ignore[import-untyped] # it ships no types
from werkzeug.wrappers import Response as AnyResponse

from quizapp.diagrams import DiagramError
from quizapp.errors import AnswerError
from quizapp.grading import Level, LevelKind, Strictness
from quizapp.grading.sheet import sheet_values
from quizapp.services import (
    drill_exports,
    drill_help,
    drill_history,
    drill_marking,
    drill_mending,
    drills,
    machines,
)
from quizapp.services.drill_tray import tray
from quizapp.services.drills import Task
from quizapp.web import canvas_config, examined, replays
from quizapp.web.contexts import FieldError
from quizapp.web.drill_contexts import CanvasPage, DrillPage, DrillsPage
from quizapp.web.drill_words import (
    OWN,
    drill_line,
    file_name,
    kinds,
    limits,
    strictnesses,
    task_words,
)
from quizapp.web.fields import Fields, field_error, submitted, whole_number
from quizapp.web.frame import render
from quizapp.web.language import current_language, msgid, say, words
from quizapp.web.visit import now, seed, study

Kind = TypeVar("Kind", LevelKind, Strictness)

PAGE = Blueprint("drill", __name__)
PROPOSED = {
    "size": "4",
    "kind": LevelKind.BLANK_PAGE.value,
    "strictness": Strictness.STANDARD.value,
    "limit": "300",
}
LARGEST = 999
MOST_MINUTES = 600
SECONDS = 60
OPEN = 3
"""Drills begun and not sent that are offered to go on with at first sight."""
LONGEST_REFUSAL = 400
"""Characters of it that travel in a cookie."""
LAST_REVISION = 2**31 - 1
NO_FIELDS: Fields = {}
EXPORTS = {"svg": "image/svg+xml", "json": "application/json"}


@PAGE.get("/drill")
def choose() -> str:
    """Offer what can be drilled."""
    return render(_page({**PROPOSED, **request.args.to_dict()}))


@PAGE.post("/drill")
def begin() -> AnyResponse | tuple[str, int]:
    """Begin a drill, or say what is wrong with the choice."""
    chosen = request.form.to_dict()
    try:
        begun = drills.begin(study(), chosen.get("machine", ""), _level(chosen), seed(), now())
    except AnswerError as error:
        return render(_page(chosen, error)), 422
    return redirect(url_for("drill.draw_on", drill_id=begun), 303)


@PAGE.get("/drill/<drill_id>")
def draw_on(drill_id: str) -> str:
    """Show the canvas, or what was found about the drawing once it was sent."""
    found = drills.task(study(), drill_id, now())
    if not found.is_sent:
        return render(_canvas(found, _refusal(drill_id)))
    return _examined(drill_id)


def _examined(drill_id: str) -> str:
    found = drill_marking.result(study(), drill_id, now())
    others = drill_history.attempts(study(), found.task.machine.id, now())
    return render(examined.page(found, others, _step()))


@PAGE.put("/drill/<drill_id>/drawing")
def save(drill_id: str) -> tuple[Response, int]:
    """Save the drawing, unless another tab is ahead."""
    sent = _sent()
    started_from = sent.get("revision")
    if type(started_from) is not int or not 0 <= started_from <= LAST_REVISION:
        return jsonify(problem="revision"), 400
    changes = sent.get("changes")
    steps = changes if isinstance(changes, list) else []
    try:
        saved = drills.save(study(), drill_id, started_from, sent.get("drawing"), steps, now())
    except AnswerError as error:
        return jsonify(problem=say(error.problem, error.values)), 422
    answer: dict[str, Any] = {
        "revision": saved.task.revision,
        "seconds": saved.task.elapsed,
    }
    if saved.is_taken:
        return jsonify(answer), 200
    answer |= {"drawing": sheet_values(saved.task.sheet), "sent": saved.task.is_sent}
    return jsonify(answer), 409


@PAGE.post("/drill/<drill_id>/labels")
def labels(drill_id: str) -> tuple[Response, int]:
    """Say how labels are understood."""
    texts = _sent().get("labels")
    if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
        return jsonify(problem="labels"), 400
    read = drill_help.read_labels(study(), drill_id, texts, current_language(), now())
    return jsonify(read=read), 200


@PAGE.post("/drill/<drill_id>/tidy")
def tidy(drill_id: str) -> tuple[Response, int]:
    """Say where everything would stand if Graphviz laid it out."""
    try:
        tidied = drill_help.tidy(study(), drill_id, _sent().get("drawing"), now())
    except AnswerError as error:
        return jsonify(problem=say(error.problem, error.values)), 422
    except DiagramError as error:
        return jsonify(problem=str(error)), 503
    return jsonify(places=tidied.places, bends=tidied.bends), 200


@PAGE.post("/drill/<drill_id>/hint")
def hint(drill_id: str) -> Response:
    """Give an arrow away, at the price of counting it as missed."""
    told = drill_help.hint(study(), drill_id, now())
    if told is None:
        return jsonify(says=say(msgid("Every arrow asked for is there already.")))
    return jsonify(
        says=say(
            msgid("%(arrow)s. It counts as missed, so it will be asked again soon."),
            {"arrow": told.in_language(current_language())},
        )
    )


@PAGE.post("/drill/<drill_id>")
def send(drill_id: str) -> AnyResponse | tuple[str, int]:
    """Send the drawing to be examined."""
    fields = submitted()
    drawing = request.form.get("drawing") or None
    try:
        drill_marking.send(study(), drill_id, drawing, fields, now())
    except AnswerError as error:
        refused = field_error(error)
        if not drawing:  # The rows are in the form alone: it comes back with them.
            found = drills.task(study(), drill_id, now())
            return render(_canvas(found, refused, fields)), 422
        # The drawing is saved: the page comes back by itself, so that a reload sends nothing.
        flash(f"{refused.field}\n{refused.words[:LONGEST_REFUSAL]}", drill_id)
    return redirect(url_for("drill.draw_on", drill_id=drill_id), 303)


def _refusal(drill_id: str) -> FieldError | None:
    """Return why the drawing was not sent, if it was refused a moment ago."""
    found = get_flashed_messages(category_filter=[drill_id])
    if not found:
        return None
    field, _, sentence = str(found[-1]).partition("\n")
    return FieldError(field, sentence)


@PAGE.post("/drill/<drill_id>/mend")
def mend(drill_id: str) -> AnyResponse:
    """Begin a drill that asks for what was wrong in another, and nothing else."""
    begun = drill_mending.mend(study(), drill_id, seed(), now())
    return redirect(url_for("drill.draw_on", drill_id=begun), 303)


@PAGE.post("/drill/<drill_id>/discard")
def discard(drill_id: str) -> AnyResponse:
    """Throw away a drill that was not sent; nothing is reviewed."""
    drills.discard(study(), drill_id)
    return redirect(url_for("drill.choose"), 303)


@PAGE.get("/drill/<drill_id>/beside/<other_id>")
def beside(drill_id: str, other_id: str) -> str:
    """Lay two attempts side by side."""
    results = [drill_marking.result(study(), name, now()) for name in (drill_id, other_id)]
    return render(examined.beside(results, now()))


@PAGE.get("/drill/<drill_id>/replay")
def replay(drill_id: str) -> str:
    """Show the drawing as it was after so many steps."""
    return render(replays.page(drill_history.replay(study(), drill_id, _step(), now())))


@PAGE.get("/drill/<drill_id>/drawing.<kind>")
def export(drill_id: str, kind: str) -> Response:
    """Hand out the drawing as a file; raises ``UnknownFormatError``."""
    theme = request.args.get("theme", "light")
    body = drill_exports.export(study(), drill_id, kind, current_language(), theme, now())
    response = Response(body, content_type=f"{EXPORTS[kind]}; charset=utf-8")
    name = f"{file_name(drills.task(study(), drill_id, now()))}.{kind}"
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response


@PAGE.get("/drills")
def history() -> str:
    """List every drawing made of a machine."""
    of = machines.machine_or_first(study(), request.args.get("machine"))
    found = drill_history.attempts(study(), of.id, now())
    lines = tuple(drill_line(item.task, item.headline, now()) for item in found)
    return render(DrillsPage(of, lines))


def _sent() -> Mapping[str, Any]:
    """Return the JSON that was sent, or nothing."""
    try:
        found = request.get_json(silent=True)
    except RecursionError:  # Brackets within brackets, without end.
        return {}
    return found if isinstance(found, dict) else {}


def _level(chosen: Mapping[str, str]) -> Level:
    return Level(
        kind=_one_of(LevelKind, "kind", chosen),
        role=chosen.get("role", ""),
        strictness=_one_of(Strictness, "strictness", chosen),
        limit=_limit(chosen),
        size=_size(chosen.get("size", PROPOSED["size"])),
    )


def _one_of(kind: type[Kind], name: str, chosen: Mapping[str, str]) -> Kind:
    try:
        return kind(chosen.get(name, PROPOSED[name]))
    except ValueError as problem:
        raise AnswerError(name, msgid("Choose one of these.")) from problem


def _limit(chosen: Mapping[str, str]) -> int | None:
    text = chosen.get("limit", "")
    if text == OWN:
        minutes = whole_number(chosen.get("minutes", ""))
        if minutes and minutes <= MOST_MINUTES:
            return minutes * SECONDS
        raise AnswerError("minutes", msgid("Give the minutes, from 1 to 600."))
    limit = whole_number(text)
    if text and limit is None:
        raise AnswerError("limit", msgid("Choose one of these."))
    return limit


def _size(text: str) -> int:
    size = whole_number(text)
    if size and size <= LARGEST:
        return size
    raise AnswerError("size", msgid("Give the number of arrows, 1 or more."))


def _step() -> int | None:
    """Return the step an address names; without one, the last is shown."""
    return whole_number(request.args.get("step", ""))


def _page(chosen: dict[str, str], error: AnswerError | None = None) -> DrillPage:
    known = machines.machines(study())
    unsent = [drill_line(one, None, now()) for one in drill_history.unsent(study(), now())]
    return DrillPage(
        machines=known,
        sizes={machine.id: len(machine.drawn()) for machine in known},
        kinds=kinds(),
        strictnesses=strictnesses(),
        limits=limits(),
        open=tuple(unsent[:OPEN]),
        older=tuple(unsent[OPEN:]),
        field_error=field_error(error) if error else None,
        submitted=chosen,
    )


def _canvas(
    found: Task, error: FieldError | None = None, fields: Fields = NO_FIELDS
) -> CanvasPage:
    return CanvasPage(
        task=found,
        says=task_words(found),
        tray=tuple(
            (words(label.words), label.times)
            for label in tray(found.machine, found.level, found.id)
        ),
        config=canvas_config.config(found, generate_csrf()),
        field_error=error,
        submitted=fields,
    )
