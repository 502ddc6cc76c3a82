"""Expectations that read like a standard: ``at("LISTEN").calls("close").goes("CLOSED")``."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from quizapp.engine import Configuration, Machine, Reaction, Step, configurations, step


@dataclass(frozen=True)
class Line:
    """One line of a standard: what happens on an event in some states."""

    states: tuple[str, ...]
    variables: tuple[tuple[str, str], ...] = ()
    event: str = ""
    reaction: Reaction = Reaction.HANDLED
    target: Configuration | None = None
    sends: tuple[str, ...] = ()
    tells: str | None = None

    def on(self, event: str) -> "Line":
        return replace(self, event=event)

    calls = receives = runs_out = on

    def goes(self, state: str, **remembering: str) -> "Line":
        after = Configuration(state, tuple(sorted(remembering.items())))
        return replace(self, reaction=Reaction.MOVES, target=after)

    def stays(self) -> "Line":
        return replace(self, reaction=Reaction.HANDLED)

    def ignores(self) -> "Line":
        return replace(self, reaction=Reaction.IGNORED)

    def fails(self, message: str) -> "Line":
        return replace(self, reaction=Reaction.ERROR, tells=message)

    def cannot_happen(self) -> "Line":
        return replace(self, reaction=Reaction.IMPOSSIBLE)

    def sending(self, *segments: str) -> "Line":
        return replace(self, sends=segments)

    def telling(self, message: str) -> "Line":
        return replace(self, tells=message)

    def steps(self, machine: Machine) -> Iterator[Step]:
        """Yield the machine's steps that this line speaks of."""
        for state in self.states:
            for at_state in configurations(machine, state):
                if set(self.variables) <= set(at_state.variables):
                    yield step(machine, at_state, self.event)

    def __str__(self) -> str:
        remembered = "".join(f" ({value})" for _, value in self.variables)
        return f"{' '.join(self.states)}{remembered} on {self.event}"


def at(*states: str, **variables: str) -> Line:
    """Begin a line: in these states, remembering that."""
    return Line(states, tuple(sorted(variables.items())))
