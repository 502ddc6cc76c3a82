"""The lab: play two hosts and the wire between them, step by step; the address holds it all."""

from dataclasses import replace

from flask import Blueprint, Response, redirect, request
from markupsafe import Markup
from werkzeug.wrappers import Response as BaseResponse

from quizapp.content.library import UnknownScenarioError
from quizapp.errors import AnswerError
from quizapp.services import lab, lab_export, review
from quizapp.services.formats import UnknownFormatError
from quizapp.services.lab_actions import FORGED
from quizapp.services.lab_code import LONG, CodeError
from quizapp.services.lab_run import LongRunError, Play, RunError
from quizapp.services.lab_values import Moment
from quizapp.services.ladders import flag_words
from quizapp.services.predict_sitting import is_sitting, new_sitting
from quizapp.simulator.reading import ScriptError
from quizapp.simulator.script import HOSTS
from quizapp.web.fields import seconds, submitted
from quizapp.web.frame import render, return_to
from quizapp.web.lab_contexts import LabFailurePage, LabPage, LabWelcomePage, Place
from quizapp.web.lab_figures import host_figure
from quizapp.web.language import current_language, msgid, say
from quizapp.web.predicting import foresight, stop_after
from quizapp.web.visit import now, study

PAGE = Blueprint("lab", __name__, url_prefix="/lab")
KINDS = {
    "svg": "image/svg+xml; charset=utf-8",
    "pcap": "application/vnd.tcpdump.pcap",
    "json": "application/json; charset=utf-8",
    "toml": "application/toml; charset=utf-8",
}
FAILED = msgid("This run cannot be played")
TOO_LONG = msgid("This run is too long")
GO_BACK = msgid("Nothing was changed. Go back and do something else, or begin again.")
DAMAGED = msgid("Its address was cut off or changed on the way. Copy it again, whole.")


@PAGE.get("")
def own() -> str:
    """Show a run of one's own, or the way in."""
    code = request.args.get("run", "")
    if not code:
        return _welcome()
    return _shown(lab.from_code(study().library, code), _place(run=code))


@PAGE.get("/<name>")
def scenario(name: str) -> str:
    """Show a scenario at one of its steps."""
    play = lab.from_scenario(study().library, name)
    return _shown(play, _place(scenario=name))


@PAGE.get("/act")
def act() -> BaseResponse:
    """Do something after a step; what came after is replaced."""
    deed = lab.Deed(request.args.get("do", ""), request.args, _connection() or 1)
    at = _step()
    before = _play()
    play = lab.act(before, at, deed)
    return _to(play, stop_after(play, at) if _sitting() else max(at, play.length))


@PAGE.get("/predict")
def predict() -> BaseResponse:
    """Begin a sitting in predict mode at a step."""
    _play()
    return redirect(replace(_asked_from(), sitting=new_sitting()).at(_step()), 303)


@PAGE.post("/predict")
def foretell() -> BaseResponse | tuple[str, int]:
    """Mark a prediction, then show what really happens."""
    play, place = _play(), _asked_from()
    token, attempt = request.form.get("token", ""), request.form.get("attempt_id", "")
    try:
        review.answer(study(), token, attempt, submitted(), seconds(), now())
    except AnswerError as error:
        return_to(place.at(_step()))
        return _shown(play, place, error), 422
    return redirect(place.at(_step() + 1, told=True), 303)


@PAGE.get("/fresh")
def fresh() -> BaseResponse:
    """Begin with two hosts to which nothing has happened."""
    machine = study().library.machine(request.args.get("machine", ""))
    return _to(lab.fresh(machine, is_open="open" in request.args, runs=_runs()), 0)


@PAGE.get("/runs")
def runs() -> BaseResponse:
    """Play the same steps with hosts that follow somebody's variants."""
    return _to(lab.otherwise(_play(), _runs()), _step())


@PAGE.get("/file.<kind>")
def export(kind: str) -> Response:
    """Hand out a run, up to a step, as a file."""
    theme = request.args.get("theme", "light")
    play, step = _play(), _step()
    body = lab_export.export(play, step, kind, current_language(), theme)
    name = lab_export.file_name(play, kind)
    response = Response(body, content_type=KINDS[kind])
    response.headers.set("Content-Disposition", "attachment", filename=f"{name}.{kind}")
    return response


@PAGE.errorhandler(RunError)
@PAGE.errorhandler(ScriptError)
def _failed(error: RunError | ScriptError) -> tuple[str, int]:
    title = TOO_LONG if isinstance(error, LongRunError) else FAILED
    advice = DAMAGED if isinstance(error, CodeError) else GO_BACK
    return render(LabFailurePage(say(title), say(advice), str(error))), 400


@PAGE.errorhandler(UnknownScenarioError)
@PAGE.errorhandler(UnknownFormatError)
def _missing(error: UnknownScenarioError | UnknownFormatError) -> tuple[str, int]:
    title, advice = msgid("There is no such scenario"), msgid("All there are stand in the lab.")
    return render(LabFailurePage(say(title), say(advice), str(error))), 404


def _welcome() -> str:
    library, wanted = study().library, request.args.get("q", "")
    machines = lab.machines(library)
    return render(
        LabWelcomePage(
            machines=machines,
            stacks={machine.id: lab.stacks(machine) for machine in machines},
            chapters=lab.chapters(library, current_language(), wanted),
            wanted=wanted,
        )
    )


def _shown(play: Play, place: Place, error: AnswerError | None = None) -> str:
    step = max(0, min(_step(), play.length))
    predicts = foresight(play, step, place, told="told" in request.args, error=error)
    connection = place.connection or (predicts.connection if predicts else None)
    title = predicts.heading if predicts else ""
    title = title or lab.title(play, current_language())
    moment = lab.moment(play, step, current_language(), connection, title)
    first, second = (host_figure(play.machine, host) for host in moment.hosts)
    return render(
        LabPage(
            moment=moment,
            title=title,
            place=place,
            figures=(first, second),
            stacks=lab.stacks(play.machine),
            ladder=Markup(moment.svg),  # noqa: S704 - the renderer escapes every word
            flags=tuple((flags, flag_words(flags)) for flags in FORGED),
            following=lab.following(study().library, play),
            spoken=_spoken(moment),
            address=request.host_url.rstrip("/") + place.at(moment.step),
            is_long=len(place.run) > LONG,
            predicts=predicts,
        )
    )


def _spoken(moment: Moment) -> str:
    """Return a moment in one sentence."""
    states = ", ".join(f"{host.name}: {host.state}" for host in moment.hosts)
    step = say(msgid("Step %(step)s"), {"step": moment.step})
    return ". ".join(filter(None, (step, moment.headline, states)))


def _play() -> Play:
    """Return the run that an address is about."""
    library, code = study().library, request.values.get("run", "")
    if code:
        return lab.from_code(library, code)
    return lab.from_scenario(library, request.values.get("scenario", ""))


def _place(scenario: str = "", run: str = "") -> Place:
    return Place(scenario, run, _connection(), _sitting())


def _asked_from() -> Place:
    """Return the place that a form was sent from."""
    return _place(request.values.get("scenario", ""), request.values.get("run", ""))


def _to(play: Play, step: int) -> BaseResponse:
    other = _connection() if _connection() != 1 else None
    return redirect(Place("", lab.code_of(play), other, _sitting()).at(step), 303)


def _runs() -> dict[str, str]:
    """Return whose variants the hosts follow."""
    return {host: request.args.get(f"runs-{host}", "") for host in HOSTS}


def _step() -> int:
    return request.values.get("step", 0, type=int)


def _sitting() -> str:
    """Return the sitting in predict mode that an address names, if any."""
    word = request.values.get("predict", "")
    return word if is_sitting(word) else ""


def _connection() -> int | None:
    """Return the connection asked for, if any is."""
    given = request.values.get("c", type=int)
    return None if given is None else min(999, max(1, given))
