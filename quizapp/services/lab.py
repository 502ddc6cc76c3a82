"""The lab: play a scenario step by step, act at any point, take the run away."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from quizapp.content import Library, Scenario
from quizapp.diagrams.ladder import NARROW, Ladder
from quizapp.diagrams.ladder_svg import render_ladder
from quizapp.engine import Machine, Text
from quizapp.engine.variants import CASE, variant_tags
from quizapp.services import lab_actions, lab_code, ladders, narration
from quizapp.services.lab_run import (
    Play,
    Played,
    continued,
    play_of,
    played,
    run_otherwise,
    until_quiet,
)
from quizapp.services.lab_story import happenings
from quizapp.services.lab_values import Happening, Moment, StepLine
from quizapp.services.lab_view import host_view, wire_view
from quizapp.services.lab_words import act_words, quiet_words
from quizapp.simulator import Line, Network
from quizapp.simulator.endpoint import MACHINE
from quizapp.simulator.trace import FIRST, LISTENING, STRANGERS

FRESH = Text("Two fresh hosts", "两台全新的主机")
OPEN = Text("An open connection", "一条已建立的连接")


@dataclass(frozen=True, slots=True)
class Chapter:
    """Some scenarios that belong together."""

    id: str
    title: str
    scenarios: tuple[Scenario, ...]


@dataclass(frozen=True, slots=True)
class Deed:
    """What somebody does: a press of a button, with the fields beside it."""

    do: str
    fields: Mapping[str, str]
    connection: int = FIRST


@dataclass(frozen=True, slots=True)
class Passage:
    """From one moment to the next."""

    before: Network
    after: Network
    lines: tuple[Line, ...]
    """What happens in between, with the ids of the outcomes that rule it."""


def machines(library: Library) -> tuple[Machine, ...]:
    """Return the machines that can be played."""
    return tuple(item for item in library.machines.values() if item.id == MACHINE)


def chapters(library: Library, language: str, wanted: str = "") -> tuple[Chapter, ...]:
    """Return the scenarios by chapter; only those whose words contain what is wanted."""
    needle = wanted.casefold().strip()
    found = [item for item in library.scenarios.values() if needle in _words(item).casefold()]
    return tuple(
        Chapter(name, narration.chapter(name, language), tuple(group))
        for name, group in groupby(found, key=lambda item: item.chapter)
    )


def _words(scenario: Scenario) -> str:
    texts = (scenario.title, scenario.teaches, scenario.question)
    return " ".join((scenario.id, *(f"{text.en} {text.zh}" for text in texts)))


def from_scenario(library: Library, name: str) -> Play:
    """Return a scenario to play; raises ``UnknownScenarioError``."""
    scenario = library.scenario(name)
    return until_quiet(play_of(library.machine(scenario.machine), scenario.script, scenario))


def from_code(library: Library, code: str) -> Play:
    """Return the run in an address; raises ``CodeError``."""
    return lab_code.decode(code, library)


def code_of(play: Play) -> str:
    """Return a run as a word for an address."""
    return lab_code.encode(play)


def fresh(machine: Machine, *, is_open: bool = False, runs: Mapping[str, str]) -> Play:
    """Return two hosts to which nothing has happened; raises ``ScriptError`` for a tag."""
    hosts = {host: {"runs": tag} for host, tag in runs.items() if tag}
    network = {"established": True} if is_open else {}
    return play_of(machine, {"network": network, "host": hosts, "step": []})


def stacks(machine: Machine) -> tuple[str, ...]:
    """Return whose variants a host may follow; single cases are for scripts to name."""
    return tuple(tag for tag in variant_tags(machine) if CASE not in tag)


def act(play: Play, at: int, deed: Deed) -> Play:
    """Return the run in which something is done after a step; what came after is replaced.

    Raises ``RunError`` or ``ScriptError`` for what cannot be done there.
    """
    values = lab_actions.step_values(deed.do, deed.fields, deed.connection)
    return continued(play, at, values)


def otherwise(play: Play, runs: Mapping[str, str]) -> Play:
    """Return the same steps with hosts that follow somebody's variants."""
    return run_otherwise(play, runs)


def following(library: Library, play: Play) -> Scenario | None:
    """Return the scenario that one should meet after this one."""
    if play.is_own or play.scenario is None:
        return None
    order = list(library.scenarios.values())
    place = order.index(play.scenario) + 1
    return order[place] if place < len(order) else None


def title(play: Play, language: str) -> str:
    """Return what a run is called."""
    if play.scenario is not None:
        return play.scenario.title.in_language(language)
    text = OPEN if play.network.get("established") else FRESH
    return text.in_language(language)


def passage(play: Play, step: int) -> Passage:
    """Return what the step after one will bring, to ask about it before it is taken.

    At the end of the script nothing comes, and both networks are the same.
    """
    before, after = played(play, step), played(play, step + 1)
    lines = after.lines(step + 1) if step < play.length else ()
    return Passage(before.network, after.network, lines)


def moment(
    play: Play, step: int, language: str, connection: int | None = None, heading: str = ""
) -> Moment:
    """Return everything there is to see after some steps.

    Without a connection asked for, the one that the step is about is shown; without a heading
    of its own the ladder has the run's title.
    """
    at = max(0, min(step, play.length))
    after = played(play, at)
    before = played(play, at - 1).network if at else after.network
    lines = after.lines(at) if at else ()
    shown = connection or _concerned(lines)
    called = heading or title(play, language)
    ladder = ladders.ladder_of(after.network.trace, called, language)
    rows = _rows(ladder, after)
    steps = tuple(_steps(play, after, language))
    views = tuple(
        host_view(play, index, after.network, before, lines, shown, language)
        for index in (0, 1)
    )
    return Moment(
        play=play,
        step=at,
        network=after.network,
        before=before,
        connection=shown,
        connections=_connections(after.network, shown),
        now=narration.duration(after.network.now, language),
        headline=steps[-1].words if steps else "",
        happenings=happenings(play, lines, language),
        hosts=(views[0], views[1]),
        wire=wire_view(after.network, before, shown, language),
        times=lab_actions.times(after.network, language),
        steps=steps,
        coming="" if at == play.length else act_words(play.script.steps[at], language),
        rows=rows,
        svg=render_ladder(ladder, id_prefix="ladder", current=_current(rows, at), room=NARROW),
    )


def _concerned(lines: Sequence[Line]) -> int:
    """Return the connection some lines are about."""
    own = (line.connection for line in lines if LISTENING < line.connection < STRANGERS)
    return next(own, FIRST)


def _rows(ladder: Ladder, after: Played) -> tuple[int, ...]:
    prelude = after.network.trace.prelude
    steps: list[int] = []
    for row in ladder.rows:
        known = steps[-1] if steps else 0
        steps.append(after.step_of(prelude + row.lines[0]) if row.lines else known)
    return tuple(steps)


def _current(rows: tuple[int, ...], step: int) -> tuple[int, ...]:
    """Return the rows that a step brought."""
    return tuple(place for place, owner in enumerate(rows) if step and owner == step)


def _steps(play: Play, after: Played, language: str) -> list[StepLine]:
    told: list[StepLine] = []
    for number in range(1, len(after.marks)):
        lines = after.lines(number)
        words = (
            _headline(happenings(play, lines[:1], language)[0])
            if lines
            else quiet_words(play.script.steps[number - 1], language)
        )
        told.append(StepLine(number, words))
    return told


def _headline(happening: Happening) -> str:
    return " ".join(filter(None, (happening.words, happening.segment)))


def _connections(network: Network, selected: int) -> tuple[int, ...]:
    used = {number for host in network.hosts for number in host.connections}
    own = {number for number in used if LISTENING < number < STRANGERS}
    return tuple(sorted({FIRST, selected, *own}))
