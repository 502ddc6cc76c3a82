"""Content files checked, machines and scenarios: what each holds, or all that is wrong."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quizapp.content import (
    Complaint,
    ContentError,
    Scenario,
    machine_files,
    read_machine,
    read_scenario,
    scenario_files,
)
from quizapp.content.complaints import Complaints
from quizapp.content.parsing import parse
from quizapp.content.scenarios import Finding
from quizapp.engine import Machine
from quizapp.errors import QuizappError
from quizapp.simulator.reading import read_script, script_problems
from quizapp.simulator.script import prepared, run, take

REMEDY = "Change this step, or one before it"


@dataclass(frozen=True, slots=True)
class Checked:
    """What became of one file: a line that tells what it holds, or complaints."""

    told: str = ""
    complaints: tuple[Complaint, ...] = ()


def content_files(content: Path) -> tuple[Path, ...]:
    """Return every file of a content folder that can be checked."""
    return (*machine_files(content), *scenario_files(content))


def check(content: Path, files: Sequence[Path]) -> Iterator[Checked]:
    """Check files one after the other; scenarios run the machines of a content folder."""
    machines: dict[str, Machine | None] = {}
    for path in files:
        try:
            if _is_scenario(path):
                yield Checked(_scenario(path, content, machines))
            else:
                yield Checked(_machine(path, machines, content))
        except ContentError as problem:
            yield Checked(complaints=problem.complaints)


def _is_scenario(path: Path) -> bool:
    """Tell a scenario by its sections, or by its folder if it cannot be read."""
    raw, _ = parse(path, Complaints(path))
    return "scenario" in raw or (not raw and path.parent.name == "scenarios")


def _machine(path: Path, machines: dict[str, Machine | None], content: Path) -> str:
    machine = read_machine(path)
    if path.parent == content / "machines":
        machines[path.stem] = machine
    return (
        f"{path.name}: sound. {len(machine.states)} states, {len(machine.events)} events, "
        f"{len(machine.transitions)} transitions ({len(machine.drawn())} drawn), "
        f"{len(machine.responses)} responses, {len(machine.impossible)} impossible."
    )


def _scenario(path: Path, content: Path, machines: dict[str, Machine | None]) -> str:
    plain = read_scenario(path)
    machine = _machine_of(plain, content, machines)
    if machine is None:
        remedy = f"Correct the name, or add a sound machines/{plain.machine}.toml"
        problem = f"there is no sound machine {plain.machine!r}"
        raise ContentError((Complaint(path.name, 0, "", problem, remedy),))

    def findings(values: Mapping[str, Any]) -> Iterator[Finding]:
        yield from _strange_roles(plain, machine)
        problems = list(script_problems(values, machine))
        yield from ((item.step, item.problem, item.remedy) for item in problems)
        if not problems:
            yield from _stumbles(values, machine)

    scenario = read_scenario(path, findings)
    trace = run(read_script(scenario.script, machine), machine).trace
    steps, lines = len(scenario.script["step"]), len(trace.story)
    return (
        f"{path.name}: sound. {steps} steps, {lines} lines, "
        f"ends in {' and '.join(trace.final)}."
    )


def _machine_of(
    scenario: Scenario, content: Path, machines: dict[str, Machine | None]
) -> Machine | None:
    """Return the machine a scenario runs, ``None`` if it is missing or not sound."""
    name = scenario.machine
    if name not in machines:
        path = content / "machines" / f"{name}.toml"
        try:
            machines[name] = read_machine(path) if path in machine_files(content) else None
        except ContentError:
            machines[name] = None
    return machines[name]


def _strange_roles(scenario: Scenario, machine: Machine) -> Iterator[Finding]:
    known = [role.id for role in machine.roles]
    for role in scenario.roles:
        if role not in known:
            yield None, f"there is no role {role!r}", f"Use {', '.join(known) or 'none'}"


def _stumbles(values: Mapping[str, Any], machine: Machine) -> Iterator[Finding]:
    """Play a script, and yield the step that cannot be taken, if there is one."""
    script = read_script(values, machine)
    network = prepared(script, machine)
    for number, step in enumerate(script.steps):
        try:
            take(network, step)
        except QuizappError as problem:
            yield number, f"it cannot be played: {problem}".rstrip("."), REMEDY
            return
