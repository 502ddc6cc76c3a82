"""Run a machine: one pure step, and runs of them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from quizapp.engine.machine import Binding, Configuration, Machine, Outcome, Transition
from quizapp.errors import UnknownEventError, UnknownStateError, UnsoundMachineError


@dataclass(frozen=True, slots=True)
class Step:
    """One event taken by a machine: where it was, what happened, where it is."""

    before: Configuration
    event: str
    outcome: Outcome
    after: Configuration


def start(machine: Machine) -> Configuration:
    """Return the configuration a machine begins in."""
    return Configuration(machine.initial)


def step(machine: Machine, at: Configuration, event: str) -> Step:
    """Return what ``machine`` does with ``event``; total for a sound machine.

    Raises ``UnknownStateError`` or ``UnknownEventError`` for names that are not the
    machine's, and ``UnsoundMachineError`` where the table has no single outcome.
    """
    if not machine.has_state(at.state):
        raise UnknownStateError(machine.id, at.state)
    if not machine.has_event(event):
        raise UnknownEventError(machine.id, event)
    matching = [rule for rule in machine.cell(at.state, event) if allows(rule, at)]
    if len(matching) != 1:
        raise UnsoundMachineError(machine.id, at.state, event, len(matching))
    outcome = matching[0]
    return Step(at, event, outcome, settle(machine, at, outcome))


def run(machine: Machine, at: Configuration, events: Iterable[str]) -> Iterator[Step]:
    """Yield one step for each event, each beginning where the last one ended."""
    for event in events:
        taken = step(machine, at, event)
        at = taken.after
        yield taken


def allows(outcome: Outcome, at: Configuration) -> bool:
    """Tell whether the guard of an outcome holds in a configuration."""
    return not outcome.when or set(outcome.when) <= set(at.variables)


def configurations(machine: Machine, state_id: str) -> tuple[Configuration, ...]:
    """Return every configuration of a state: one for each value of what it remembers."""
    bindings: list[Binding] = [()]
    titles = {variable.id: variable for variable in machine.variables}
    for name in sorted(machine.state(state_id).variables):
        values = titles[name].values
        bindings = [(*binding, (name, value)) for binding in bindings for value in values]
    return tuple(Configuration(state_id, binding) for binding in bindings)


def settle(machine: Machine, at: Configuration, outcome: Outcome) -> Configuration:
    """Return where an outcome leads, and what is remembered there."""
    if not isinstance(outcome, Transition):
        return at
    remembered = {**dict(at.variables), **dict(outcome.sets)}
    kept = machine.state(outcome.target).variables
    binding = tuple(sorted((name, remembered[name]) for name in kept if name in remembered))
    return Configuration(outcome.target, binding)
