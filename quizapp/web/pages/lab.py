"""The lab: play two hosts and the wire between them, step by step; the address holds it all."""

from flask import Blueprint, Response, redirect, request, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response as BaseResponse

from quizapp.content.library import UnknownScenarioError
from quizapp.services import lab, lab_export
from quizapp.services.formats import UnknownFormatError
from quizapp.services.lab_actions import FORGED
from quizapp.services.lab_code import LONG, CodeError
from quizapp.services.lab_run import LongRunError, Play, RunError
from quizapp.services.lab_values import Moment
from quizapp.services.ladders import flag_words
from quizapp.simulator.reading import ScriptError
from quizapp.simulator.script import HOSTS
from quizapp.web.frame import render
from quizapp.web.lab_contexts import LabFailurePage, LabPage, LabWelcomePage, Place
from quizapp.web.lab_figures import host_figure
from quizapp.web.language import current_language, msgid, say
from quizapp.web.visit import study

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
    return _shown(lab.from_code(study().library, code), Place("", code, _connection()))


@PAGE.get("/<name>")
def scenario(name: str) -> str:
    """Show a scenario at one of its steps."""
    play = lab.from_scenario(study().library, name)
    return _shown(play, Place(name, "", _connection()))


@PAGE.get("/act")
def act() -> BaseResponse:
    """Do something after a step; what came after is replaced."""
    deed = lab.Deed(request.args.get("do", ""), request.args, _connection() or 1)
    at = _step()
    before = _play()
    play = lab.act(before, at, deed)
    return _to(play, max(at, play.length))


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


def _shown(play: Play, place: Place) -> str:
    moment = lab.moment(play, _step(), current_language(), place.connection)
    first, second = (host_figure(play.machine, host) for host in moment.hosts)
    return render(
        LabPage(
            moment=moment,
            title=lab.title(play, current_language()),
            place=place,
            figures=(first, second),
            stacks=lab.stacks(play.machine),
            ladder=Markup(moment.svg),  # noqa: S704 - the renderer escapes every word
            flags=tuple((flags, flag_words(flags)) for flags in FORGED),
            following=lab.following(study().library, play),
            spoken=_spoken(moment),
            address=request.host_url.rstrip("/") + place.at(moment.step),
            is_long=len(place.run) > LONG,
        )
    )


def _spoken(moment: Moment) -> str:
    """Return a moment in one sentence."""
    states = ", ".join(f"{host.name}: {host.state}" for host in moment.hosts)
    step = say(msgid("Step %(step)s"), {"step": moment.step})
    return ". ".join(filter(None, (step, moment.headline, states)))


def _play() -> Play:
    """Return the run that an address is about."""
    library, code = study().library, request.args.get("run", "")
    if code:
        return lab.from_code(library, code)
    return lab.from_scenario(library, request.args.get("scenario", ""))


def _to(play: Play, step: int) -> BaseResponse:
    other = _connection() if _connection() != 1 else None
    return redirect(url_for("lab.own", run=lab.code_of(play), step=step, c=other), 303)


def _runs() -> dict[str, str]:
    """Return whose variants the hosts follow."""
    return {host: request.args.get(f"runs-{host}", "") for host in HOSTS}


def _step() -> int:
    return request.args.get("step", 0, type=int)


def _connection() -> int | None:
    """Return the connection asked for, if any is."""
    given = request.args.get("c", type=int)
    return None if given is None else min(999, max(1, given))
