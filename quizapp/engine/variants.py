"""A machine as somebody else runs it: the canon with one party's variants put in."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from typing import Any

from quizapp.engine.machine import (
    Binding,
    Configuration,
    Impossible,
    Machine,
    Outcome,
    Reaction,
    Response,
    Transition,
    Variant,
)
from quizapp.engine.step import start, step
from quizapp.errors import QuizappError

CASE = ":"
"""What stands in a tag between a party and the only case in which it does so."""


class UnknownVariantError(QuizappError):
    """Somebody of whom the machine knows nothing."""

    def __init__(self, machine: str, tag: str, known: tuple[str, ...]) -> None:
        self.machine, self.tag, self.known = machine, tag, known
        who = f"choose one of: {', '.join(known)}" if known else "it has none"
        super().__init__(f"The machine {machine!r} has no variant {tag!r}; {who}.")


def variant_tags(machine: Machine) -> tuple[str, ...]:
    """Return who does anything otherwise, sorted."""
    return tuple(sorted({variant.tag for variant in machine.variants}))


def as_run_by(machine: Machine, tag: str) -> Machine:
    """Return the machine in which every outcome with a variant of that tag is replaced.

    A tag with a colon names a case: whoever runs ``Linux:tcp_rfc1337`` does all that ``Linux``
    does, and this besides. Letter case does not matter; raises ``UnknownVariantError`` for a
    tag there is not. Of several variants in one place, the first of the file holds.
    """
    known = variant_tags(machine)
    wanted = tag.casefold()
    if wanted not in (name.casefold() for name in known):
        raise UnknownVariantError(machine.id, tag, known)
    chosen: dict[str, dict[str, Variant]] = {}
    for party in (wanted, wanted.partition(CASE)[0]):
        for variant in machine.variants:
            if variant.tag.casefold() == party:
                states = chosen.setdefault(variant.of, {})
                for state in variant.states or machine.outcome(variant.of).states:
                    states.setdefault(state, variant)
    return _with(machine, chosen)


def _with(machine: Machine, chosen: dict[str, dict[str, Variant]]) -> Machine:
    canon = _Canon(machine, _timers_of(machine), _fields_of(machine))
    outcomes = [
        changed
        for outcome in machine.outcomes()
        for changed in canon.replaced(outcome, chosen.get(outcome.id, {}))
    ]
    return replace(
        machine,
        transitions=tuple(item for item in outcomes if isinstance(item, Transition)),
        responses=tuple(item for item in outcomes if isinstance(item, Response)),
        impossible=tuple(item for item in outcomes if isinstance(item, Impossible)),
    )


@dataclass(frozen=True, slots=True)
class _Canon:
    """What a variant leaves unsaid, as the canon has it."""

    machine: Machine
    timers: dict[str, frozenset[str]]
    """The timers that may run in each state."""
    fields: dict[str, str]
    """The sequence fields that each thing sent first goes out with."""

    def replaced(self, outcome: Outcome, by: dict[str, Variant]) -> Iterator[Outcome]:
        """Yield an outcome as its variants have it, one for each state they hold in."""
        told = {state: item for state, item in by.items() if not _is_the_same(outcome, item)}
        kept = tuple(state for state in outcome.states if state not in told)
        if kept == outcome.states:
            yield outcome
        elif kept:
            yield replace(outcome, states=kept)
        for state, variant in told.items():
            if variant.target is None or variant.target == state:
                yield self._stays(outcome, variant, state)
            else:
                yield self._moves(outcome, variant, state, variant.target)

    def _stays(self, outcome: Outcome, variant: Variant, state: str) -> Response:
        told = self._told(outcome, variant, state)
        acts = variant.sends or variant.starts
        kind = Reaction.HANDLED if acts else Reaction.IGNORED
        if isinstance(outcome, Transition):
            # Timers and message were those of leaving.
            told |= {"starts": (), "stops": (), "returns": None}
        elif isinstance(outcome, Response) and variant.sends == outcome.sends:
            kind = outcome.kind
        told["starts"] = (*told["starts"], *variant.starts)
        told |= _message(variant, told["returns"])
        return Response(**told, kind=variant.reaction or kind)

    def _moves(self, outcome: Outcome, variant: Variant, state: str, to: str) -> Transition:
        told = self._told(outcome, variant, state)
        if isinstance(outcome, Transition) and outcome.target == to:
            told |= {"sets": outcome.sets, "drawn": outcome.drawn, "roles": outcome.roles}
            told |= _message(variant, outcome.returns)
            return Transition(**told, target=to)
        into = [rule for rule in self.machine.transitions if rule.target == to]
        started = [set(rule.starts) for rule in into]
        starts = set.intersection(*started) if started else set()
        stops = frozenset().union(*self.timers.values()) - self.timers.get(to, frozenset())
        told |= {"starts": tuple(sorted(starts)), "stops": tuple(sorted(stops))}
        was_told = None if outcome.reaction is Reaction.ERROR else outcome.returns
        told |= _message(variant, was_told)
        return Transition(**told, target=to, sets=self._sets(state, to, into))

    def _sets(self, state: str, to: str, into: list[Transition]) -> Binding:
        """Return what the first transition of the file into a state sets there."""
        carried = self.machine.state(state).variables
        wanted = [name for name in self.machine.state(to).variables if name not in carried]
        values = {name: value for rule in reversed(into) for name, value in rule.sets}
        return tuple(sorted((name, values[name]) for name in wanted if name in values))

    def _told(self, outcome: Outcome, variant: Variant, state: str) -> dict[str, Any]:
        """Return what any outcome tells, with the variant's own words for it."""
        told = {item.name: getattr(outcome, item.name) for item in fields(Outcome)}
        known = self.fields | dict(zip(outcome.sends, outcome.fields, strict=False))
        usual = tuple(known[name] for name in variant.sends if name in known)
        sent = variant.fields or usual
        return told | {
            "id": variant.id,
            "states": (state,),
            "sends": variant.sends,
            "fields": sent if len(sent) == len(variant.sends) else (),
            "why": variant.why,
            "source": variant.source,
        }


def _message(variant: Variant, otherwise: str | None) -> dict[str, str | None]:
    """Return what a variant tells the user: its own words, or else those of the canon."""
    keeps = variant.reaction is None or variant.reaction is Reaction.ERROR
    return {"returns": variant.returns or (otherwise if keeps else None)}


def _is_the_same(outcome: Outcome, variant: Variant) -> bool:
    """Tell whether nothing differs for one connection.

    Whoever answers as the canon does and yet stays only keeps book elsewhere: a socket that
    listens stays, and the connection is a new one.
    """
    stays = isinstance(outcome, Transition) and variant.target is None
    return stays and variant.sends == outcome.sends != ()


def _fields_of(machine: Machine) -> dict[str, str]:
    """Return the sequence fields that each thing sent goes out with first in the file."""
    first: dict[str, str] = {}
    for outcome in machine.outcomes():
        for name, value in zip(outcome.sends, outcome.fields, strict=False):
            first.setdefault(name, value)
    return first


def _timers_of(machine: Machine) -> dict[str, frozenset[str]]:
    """Return which timers may run in each state, by trying everything."""
    waiting: list[tuple[Configuration, frozenset[str]]] = [(start(machine), frozenset())]
    seen = set(waiting)
    running: dict[str, frozenset[str]] = {}
    while waiting:
        at, timers = waiting.pop()
        running[at.state] = running.get(at.state, frozenset()) | timers
        for event in machine.events:
            taken = step(machine, at, event.id)
            after = timers.difference(taken.outcome.stops).union(taken.outcome.starts)
            if (taken.after, after) not in seen:
                seen.add((taken.after, after))
                waiting.append((taken.after, after))
    return running
