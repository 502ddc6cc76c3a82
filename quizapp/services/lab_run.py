"""What is played in the lab: a scenario or a run of one's own, cut into single steps.

Everything is a value and every answer is computed from the beginning: going back is running
fewer steps, a fork is the same beginning with another end.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from quizapp.content import Scenario
from quizapp.engine import Machine
from quizapp.errors import QuizappError
from quizapp.simulator import Line, Network
from quizapp.simulator.network import NOTABLE, EndlessError
from quizapp.simulator.reading import Values, read_script, step_values
from quizapp.simulator.script import Script, Step, prepared, take, unrolled

MOST_STEPS = 300
"""As many steps one run may have."""
MOST_COUNTED = 300
"""With so many segments accidents may happen in one run."""


class RunError(QuizappError):
    """A run that cannot be played."""

    def __init__(self, problem: str) -> None:
        self.problem = problem
        super().__init__(f"This run cannot be played: {problem}")


class LongRunError(RunError):
    """A run with more steps than one page can follow."""

    def __init__(self) -> None:
        super().__init__(
            f"it would have more than {MOST_STEPS} steps. Either the wait is too long, or the "
            "two hosts answer each other without end: take single steps, or go back."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Play:
    """A script in single steps, and where it comes from."""

    machine: Machine
    network: Mapping[str, Any]
    """The script's ``network`` section, as plain values."""
    hosts: Mapping[str, Any]
    """The script's ``host`` section, as plain values."""
    script: Script
    scenario: Scenario | None = None
    """What it is, or was forked from."""
    forked_at: int | None = None
    """After which step of the scenario it became a run of one's own."""

    @property
    def is_own(self) -> bool:
        """Whether somebody plays on their own."""
        return self.scenario is None or self.forked_at is not None

    @property
    def length(self) -> int:
        """How many steps there are."""
        return len(self.script.steps)

    def values(self) -> dict[str, Any]:
        """Return the script as plain values, which ``read_script`` takes back."""
        steps = [short_values(step) for step in self.script.steps]
        return {"network": dict(self.network), "host": dict(self.hosts), "step": steps}

    def runs(self, host: str) -> str:
        """Return whose variants a host follows; empty for the canon."""
        return str(self.hosts.get(host, {}).get("runs", ""))


@dataclass(frozen=True, slots=True)
class Played:
    """A network after some steps, and how far its trace was after each."""

    network: Network
    marks: tuple[int, ...]
    """The number of lines before the first step, and after each."""

    def lines(self, step: int) -> tuple[Line, ...]:
        """Return the lines of one step, counted from 1."""
        return self.network.trace.lines[self.marks[step - 1] : self.marks[step]]

    def step_of(self, line: int) -> int:
        """Return the step that a line of the trace belongs to."""
        return next((step for step, end in enumerate(self.marks) if line < end), 0)


def play_of(machine: Machine, values: Values, scenario: Scenario | None = None) -> Play:
    """Return a script in single steps; raises ``ScriptError`` or ``RunError``."""
    return Play(
        machine=machine,
        network=values.get("network", {}),
        hosts=values.get("host", {}),
        script=_single(read_script(values, machine), machine),
        scenario=scenario,
    )


def _single(script: Script, machine: Machine) -> Script:
    """Return a script in single steps, if they are not too many and can be taken."""
    if sum(step.count for step in script.steps if step.act == "fault") > MOST_COUNTED:
        raise RunError(f"its accidents concern more than {MOST_COUNTED} segments.")
    try:
        return unrolled(script, machine, MOST_STEPS)
    except EndlessError as problem:
        raise LongRunError from problem
    except QuizappError as problem:
        raise RunError(str(problem)) from problem


def until_quiet(play: Play) -> Play:
    """Return a play without a last short wait, in which nothing happens any more."""
    steps = play.script.steps
    while steps and steps[-1].act == "wait" and steps[-1].seconds < NOTABLE:
        steps = steps[:-1]
    return replace(play, script=replace(play.script, steps=steps))


def played(play: Play, steps: int) -> Played:
    """Return the network after the first steps."""
    network = prepared(play.script, play.machine)
    marks = [len(network.trace.lines)]
    for step in play.script.steps[:steps]:
        take(network, step)
        marks.append(len(network.trace.lines))
    return Played(network, tuple(marks))


def continued(play: Play, at: int, values: Values) -> Play:
    """Return a run of one's own: the first steps of a play, then one other.

    Raises ``ScriptError`` for a step that cannot be read, ``RunError`` for one that cannot be
    taken, ``LongRunError`` if there are too many.
    """
    sections = {"network": play.network, "host": play.hosts}
    step = read_script({**sections, "step": [values]}, play.machine).steps[0]
    script = replace(play.script, steps=(*play.script.steps[:at], step))
    return replace(play, script=_single(script, play.machine), forked_at=_fork(play, at))


def _fork(play: Play, at: int) -> int | None:
    """Return where a run left its scenario: the earliest place holds."""
    if play.scenario is None:
        return None
    return at if play.forked_at is None else min(at, play.forked_at)


def run_otherwise(play: Play, runs: Mapping[str, str]) -> Play:
    """Return the same steps with hosts that follow somebody's variants.

    Raises ``ScriptError`` for a tag or host there is not, ``RunError`` if a step cannot be
    taken any more.
    """
    hosts = {name: dict(setup) for name, setup in play.hosts.items()}
    for host, tag in runs.items():
        hosts[host] = {**hosts.get(host, {}), "runs": tag}
    other = play_of(play.machine, {**play.values(), "host": hosts}, play.scenario)
    return replace(other, forked_at=_fork(play, 0))


def short_values(step: Step) -> dict[str, Any]:
    """Return a step as plain values, without those that go without saying."""
    plain = step_values(Step(act=step.act, name=step.name))
    return {
        key: value
        for key, value in step_values(step).items()
        if key not in plain or plain[key] != value or key in (step.act, "host")
    }
