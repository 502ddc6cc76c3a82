"""A run of the lab as a file: its ladder, its segments, or everything for programs."""

import json
from io import BytesIO

from quizapp.diagrams.ladder_svg import export_ladder
from quizapp.formats import write_pcap
from quizapp.services import lab, ladders
from quizapp.services.formats import UnknownFormatError
from quizapp.services.lab_run import Play, played
from quizapp.services.simulate import line_values
from quizapp.simulator import Trace

FORMATS = ("svg", "pcap", "json")


def export(play: Play, step: int, file_format: str, language: str, theme: str) -> bytes:
    """Return a run up to a step as the content of a file.

    Raises ``UnknownFormatError``, ``UnknownThemeError`` or ``RunError``.
    """
    if file_format not in FORMATS:
        raise UnknownFormatError(file_format, FORMATS)
    trace = played(play, step).network.trace
    if file_format == "pcap":
        capture = BytesIO()
        write_pcap(trace, capture)
        return capture.getvalue()
    if file_format == "json":
        return _as_json(play, step, trace, language).encode()
    ladder = ladders.ladder_of(trace, lab.title(play, language), language)
    return export_ladder(ladder, theme).encode()


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
