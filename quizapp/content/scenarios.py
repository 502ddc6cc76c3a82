"""Read a scenario from its TOML file: a story told by a script, and what it teaches.

The script is handed on as plain values; whether it can be carried out, the caller knows.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quizapp.content.complaints import Complaints
from quizapp.content.entry import Entry
from quizapp.content.parsing import parse
from quizapp.engine import Source, Text

CHAPTERS = ("opening", "closing", "sockets", "failures", "time-wait", "old-segments", "queues")
"""The chapters of the collection, in the order in which one meets them."""
SCRIPT = ("network", "host", "step")
"""The sections that make up the script."""

Finding = tuple[int | None, str, str]
"""What is wrong with a script: the number of the step, the problem, the remedy."""
ScriptCheck = Callable[[Mapping[str, Any]], Iterable[Finding]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """One story of two hosts and a wire, which teaches one thing."""

    id: str
    machine: str
    """The id of the machine that both hosts run."""
    title: Text
    teaches: Text
    """What one knows afterwards, in one sentence."""
    question: Text
    """Asked before the story is told."""
    explanation: Text
    """What to take away."""
    sources: tuple[Source, ...]
    chapter: str
    order: int
    """Its place within the chapter."""
    roles: tuple[str, ...]
    """Whose part one learns: ``client``, ``server``, …"""
    script: Mapping[str, Any]
    """The script as plain values: ``network``, ``host`` and ``step``."""


def nothing_to_say(_: Mapping[str, Any]) -> Iterable[Finding]:
    """Find nothing wrong with any script."""
    return ()


def read_scenario(path: Path, check: ScriptCheck = nothing_to_say) -> Scenario:
    """Return the scenario in a file; raises ``ContentError`` with every complaint.

    ``check`` says what is wrong with the script; its findings become complaints with lines.
    """
    complaints = Complaints(path)
    raw, lines = parse(path, complaints)
    complaints.raise_any()
    for key in raw.keys() - {"scenario", *SCRIPT}:
        known = ", ".join(("scenario", *SCRIPT))
        complaints.add(0, "", f"[{key}] is not a section", f"Use {known}")
    scenario = _scenario(path, raw, complaints)
    for number, problem, remedy in check(scenario.script):
        line = 0 if number is None else lines.get(f"step:{number}", 0)
        place = "" if number is None else f"step {number + 1}"
        complaints.add(line, place, problem, remedy)
    complaints.raise_any()
    return scenario


def scenario_files(content: Path) -> tuple[Path, ...]:
    """Return the scenario files of a content folder, sorted by name."""
    return tuple(sorted((content / "scenarios").glob("*.toml")))


def in_order(scenarios: Iterable[Scenario]) -> tuple[Scenario, ...]:
    """Return scenarios in the order in which one should meet them."""
    return tuple(
        sorted(scenarios, key=lambda item: (CHAPTERS.index(item.chapter), item.order, item.id))
    )


def _scenario(path: Path, raw: dict[str, Any], complaints: Complaints) -> Scenario:
    head = raw.get("scenario")
    if not isinstance(head, dict):
        complaints.add(0, "", "[scenario] is not one table", "Write [scenario], once")
        complaints.raise_any()
    entry = Entry(dict(head or {}), "scenario", 0, complaints)
    if entry.slug("id") != path.stem:
        entry.complain(f"the id is not {path.stem!r}", "Name the file after the scenario")
    scenario = Scenario(
        id=path.stem,
        machine=entry.string("machine"),
        title=entry.text("title"),
        teaches=entry.text("teaches"),
        question=entry.text("question"),
        explanation=entry.text("explanation"),
        sources=_sources(entry),
        chapter=entry.one_of("chapter", CHAPTERS, CHAPTERS[0]),
        order=entry.number("order", 1, 99, 99),
        roles=entry.strings("roles"),
        script={section: raw[section] for section in SCRIPT if section in raw},
    )
    entry.finish()
    if not raw.get("step"):
        complaints.add(0, "", "nothing happens", "Add [[step]]")
    return scenario


def _sources(entry: Entry) -> tuple[Source, ...]:
    """Return the citations, of which there must be one at least."""
    entry.need("sources")
    items = entry.take("sources", list, [])
    return tuple(
        Entry({"source": item}, entry.kind, entry.line, entry.complaints).source()
        for item in items
    )
