"""Find runs of a machine: shortest paths and what can be reached."""

from collections import deque
from collections.abc import Iterable

from quizapp.engine.machine import Configuration, Machine, Reaction
from quizapp.engine.step import Step, allows, start, step


def reachable(machine: Machine) -> dict[Configuration, tuple[Step, ...]]:
    """Return every configuration a machine can reach, each with a shortest run to it."""
    first = start(machine)
    runs: dict[Configuration, tuple[Step, ...]] = {first: ()}
    waiting = deque([first])
    while waiting:
        at = waiting.popleft()
        for taken in exits(machine, at):
            if taken.after not in runs:
                runs[taken.after] = (*runs[at], taken)
                waiting.append(taken.after)
    return runs


def exits(machine: Machine, at: Configuration) -> Iterable[Step]:
    """Yield the steps that leave the state, in the order of the machine's events."""
    for event in machine.events:
        if any(
            rule.reaction is Reaction.MOVES and allows(rule, at)
            for rule in machine.cell(at.state, event.id)
        ):
            yield step(machine, at, event.id)
