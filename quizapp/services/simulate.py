"""Scenarios played: as a table, as JSON, as a ladder, as tcpdump prints, as a capture."""

import json
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from quizapp.content import Library, Scenario, read_scenario
from quizapp.content.scenarios import Finding
from quizapp.diagrams.ladder_svg import export_ladder
from quizapp.engine import Machine
from quizapp.formats import trace_text, write_pcap
from quizapp.formats.columns import aligned, columns_of, widths_of
from quizapp.services import ladders, narration
from quizapp.services.formats import UnknownFormatError
from quizapp.simulator import Line, Segment, Trace
from quizapp.simulator.reading import read_script, script_problems
from quizapp.simulator.script import Script, run
from quizapp.simulator.trace import FIRST

FORMATS = ("text", "json", "svg", "tcpdump", "pcap")
HEADS = {
    "en": ("time", "event", "segment", "outcome", "source"),
    "zh": ("时间", "事件", "报文段", "结果", "出处"),
}


def find_scenario(library: Library, name: str) -> Scenario:
    """Return a scenario by its id, or from a file: whatever ends in ``.toml``.

    Raises ``UnknownScenarioError``, ``UnknownMachineError``, or ``ContentError`` with
    everything that is wrong with the file.
    """
    if not name.endswith(".toml"):
        return library.scenario(name)
    path = Path(name)
    plain = read_scenario(path)
    machine = library.machine(plain.machine)

    def check(values: Any) -> Iterator[Finding]:
        for problem in script_problems(values, machine):
            yield problem.step, problem.problem, problem.remedy

    return read_scenario(path, check)


def script_of(library: Library, scenario: Scenario) -> tuple[Script, Machine]:
    """Return a scenario's script and the machine it is played on; raises ``ScriptError``."""
    machine = library.machine(scenario.machine)
    return read_script(scenario.script, machine), machine


def play(library: Library, scenario: Scenario) -> Trace:
    """Return everything that happens in a scenario."""
    return run(*script_of(library, scenario)).trace


def simulate(
    library: Library, scenario: Scenario, file_format: str, language: str, theme: str = "light"
) -> bytes:
    """Return a scenario as the content of a file; raises ``UnknownFormatError``."""
    if file_format not in FORMATS:
        raise UnknownFormatError(file_format, FORMATS)
    trace = play(library, scenario)
    if file_format == "pcap":
        capture = BytesIO()
        write_pcap(trace, capture)
        return capture.getvalue()
    if file_format == "json":
        return as_json(scenario, trace, language).encode()
    if file_format == "tcpdump":
        return trace_text(trace).encode()
    title = scenario.title.in_language(language)
    if file_format == "svg":
        return export_ladder(ladders.ladder_of(trace, title, language), theme).encode()
    return as_text(scenario, trace, language).encode()


def listing(library: Library, language: str) -> str:
    """Return every scenario with what it teaches, by chapter."""
    scenarios = library.scenarios.values()
    width = max((len(item.id) for item in scenarios), default=0)
    lines: list[str] = []
    chapter = ""
    for item in scenarios:
        if item.chapter != chapter:
            chapter = item.chapter
            heading = narration.chapter(chapter, language)
            lines.append(f"\n{heading}" if lines else heading)
        lines.append(f"  {item.id:<{width}}  {item.teaches.in_language(language)}")
    return "\n".join(lines) + "\n"


def as_text(scenario: Scenario, trace: Trace, language: str) -> str:
    """Return a scenario as a table, line by line, with what to take away."""
    head = HEADS[language]
    first = (*head[:3], *trace.hosts, *head[3:])
    rows = [first, *(_row(line, language) for line in trace.story)]
    paragraphs = (
        scenario.title.in_language(language),
        f"? {scenario.question.in_language(language)}",
        "\n".join(_table(rows)),
        scenario.explanation.in_language(language),
        "; ".join(map(str, scenario.sources)),
    )
    return "\n\n".join(paragraphs) + "\n"


def as_json(scenario: Scenario, trace: Trace, language: str) -> str:
    """Return a scenario as JSON, for programs.

    Keys: ``scenario``, ``machine``, ``title``, ``teaches``, ``question``, ``explanation``,
    ``sources``, ``language``, ``hosts``, ``prelude`` (how many lines come before the story),
    ``final`` (the states at the end), ``script`` (as in the file), and ``lines``, each with
    ``at`` (seconds), ``kind``, ``host``, ``what``, ``said`` (the same in words), ``states``
    (one for each host), ``connection``, ``flight``, ``segment`` (``flags``, ``seq``, ``ack``,
    ``length``, ``window``, ``text``; or null), ``outcomes`` (each with ``id`` and
    ``source``), ``returned``, ``signalled`` and ``told``. Keys may be added, never renamed.
    """
    document = {
        "scenario": scenario.id,
        "machine": scenario.machine,
        "title": scenario.title.in_language(language),
        "teaches": scenario.teaches.in_language(language),
        "question": scenario.question.in_language(language),
        "explanation": scenario.explanation.in_language(language),
        "sources": [str(source) for source in scenario.sources],
        "language": language,
        "hosts": list(trace.hosts),
        "prelude": trace.prelude,
        "final": list(trace.final),
        "script": scenario.script,
        "lines": [line_values(line, language) for line in trace.lines],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def line_values(line: Line, language: str) -> dict[str, Any]:
    """Return one line of a trace as plain values."""
    segment = line.segment
    return {
        "at": round(line.at, 6),
        "kind": line.kind.value,
        "host": line.host,
        "what": line.what,
        "said": narration.event(line, language),
        "states": list(line.states),
        "connection": line.connection,
        "flight": line.flight,
        "segment": segment and segment_values(segment),
        "outcomes": [
            {"id": outcome, "source": source}
            for outcome, source in zip(line.outcomes, line.sources, strict=True)
        ],
        "returned": line.returned,
        "signalled": list(line.signalled),
        "told": list(line.told),
    }


def segment_values(segment: Segment) -> dict[str, Any]:
    """Return a segment as plain values."""
    return {
        "flags": segment.flags,
        "seq": segment.seq,
        "ack": segment.ack,
        "length": segment.length,
        "window": segment.window,
        "text": str(segment),
    }


def _row(line: Line, language: str) -> tuple[str, ...]:
    number = narration.prefix(line, several=line.connection != FIRST)
    return (
        f"{line.at:.2f}",
        number + narration.event(line, language),
        str(line.segment or ""),
        *line.states,
        ", ".join(line.outcomes),
        ", ".join(dict.fromkeys(line.sources)),
    )


def _table(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return a heading, a line below it, and rows that begin with a time, set to the right."""
    widths = widths_of(rows)
    timed = [(" " * (widths[0] - columns_of(row[0])) + row[0], *row[1:]) for row in rows]
    head, *body = aligned(timed)
    return [head, "  ".join("-" * width for width in widths), *body]
