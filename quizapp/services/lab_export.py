"""A run of the lab as a file: its ladder, its segments, or everything for programs."""

import json
from dataclasses import replace
from io import BytesIO

from quizapp.content import Scenario
from quizapp.content.scenarios import CHAPTERS
from quizapp.diagrams.ladder_svg import export_ladder
from quizapp.engine import Text
from quizapp.formats import write_pcap
from quizapp.services import lab, ladders
from quizapp.services.formats import UnknownFormatError
from quizapp.services.lab_run import Play, played
from quizapp.services.scenario_toml import scenario_toml
from quizapp.services.simulate import line_values
from quizapp.simulator import Trace

FORMATS = ("svg", "pcap", "json", "toml")
NAME = "my-run"
"""The id of a scenario made of a run, and so the name of its file."""
FREE = Text("A run of one's own, made in the lab.", "在实验台上自己演练的一次运行。")
"""What stands where a scenario says what it teaches."""


def export(play: Play, step: int, file_format: str, language: str, theme: str) -> bytes:
    """Return a run up to a step as the content of a file.

    Raises ``UnknownFormatError``, ``UnknownThemeError`` or ``RunError``.
    """
    if file_format not in FORMATS:
        raise UnknownFormatError(file_format, FORMATS)
    if file_format == "toml":
        return scenario_toml(_as_scenario(play, step)).encode()
    trace = played(play, step).network.trace
    if file_format == "pcap":
        capture = BytesIO()
        write_pcap(trace, capture)
        return capture.getvalue()
    if file_format == "json":
        return _as_json(play, step, trace, language).encode()
    ladder = ladders.ladder_of(trace, lab.title(play, language), language)
    return export_ladder(ladder, theme).encode()


def file_name(play: Play, file_format: str) -> str:
    """Return what a file of a run is called, without its ending."""
    is_its_own = play.is_own or file_format == "toml"
    return NAME if is_its_own or play.scenario is None else play.scenario.id


def _as_scenario(play: Play, step: int) -> Scenario:
    """Return a run as a scenario, which ``quizapp simulate`` and the collection take."""
    script = play.values()
    script["step"] = script["step"][:step]
    if play.scenario is not None and not play.is_own and step >= play.length:
        return replace(play.scenario, id=NAME, script=script)
    return Scenario(
        id=NAME,
        machine=play.machine.id,
        title=Text(en=lab.title(play, "en"), zh=lab.title(play, "zh")),
        teaches=FREE,
        question=FREE,
        explanation=FREE,
        sources=(play.machine.source,),
        chapter=CHAPTERS[0],
        order=1,
        roles=(),
        script=script,
    )


def _as_json(play: Play, step: int, trace: Trace, language: str) -> str:
    """Return a run as JSON; keys as of ``quizapp simulate --format json``.

    ``script`` holds the steps taken, so that the file can be played again; ``forked_at`` is
    null for a scenario as it stands.
    """
    script = play.values()
    document = {
        "scenario": play.scenario.id if play.scenario else None,
        "forked_at": play.forked_at,
        "machine": play.machine.id,
        "title": lab.title(play, language),
        "language": language,
        "hosts": list(trace.hosts),
        "prelude": trace.prelude,
        "final": list(trace.final),
        "script": {**script, "step": script["step"][:step]},
        "lines": [line_values(line, language) for line in trace.lines],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"
