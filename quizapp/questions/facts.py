"""Facts: the permanent things a learner remembers, one card each."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from operator import itemgetter
from random import Random

from quizapp.engine import Impossible, Machine, Outcome, Text, Transition
from quizapp.errors import QuizappError
from quizapp.questions.wording import outcome_label

STATE_PREFIX = "state:"
STATE_TIER = 2
"""States' meanings are met after the main path."""


class UnknownFactError(QuizappError):
    """A fact that a machine does not have, perhaps any more."""

    def __init__(self, machine: str, fact: str) -> None:
        self.machine, self.fact = machine, fact
        super().__init__(f"The machine {machine!r} has no fact {fact!r} (any more).")


class FactKind(StrEnum):
    """What a fact is about."""

    TRANSITION = "transition"
    RESPONSE = "response"
    STATE = "state"


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing to remember: an outcome by its id, or ``state:`` and a state's id."""

    id: str
    kind: FactKind
    tier: int


@lru_cache(maxsize=64)
def facts(machine: Machine) -> tuple[Fact, ...]:
    """Return a machine's facts in the order in which a beginner meets them.

    Main path first, then what the figure draws and the states' meanings in turns, then the
    text. The meanings come in no order of the diagram: it would give the next one away.
    """
    outcomes = [
        Fact(outcome.id, _kind(outcome), outcome.tier)
        for outcome in machine.outcomes()
        if not isinstance(outcome, Impossible)
    ]
    meanings = [
        Fact(STATE_PREFIX + state.id, FactKind.STATE, STATE_TIER) for state in machine.states
    ]
    Random(machine.id).shuffle(meanings)
    tiers = sorted({fact.tier for fact in (*outcomes, *meanings)})
    return tuple(
        fact
        for tier in tiers
        for fact in _in_turns(
            *([f for f in each if f.tier == tier] for each in (outcomes, meanings))
        )
    )


def _in_turns(some: list[Fact], others: list[Fact]) -> Iterator[Fact]:
    """Yield both lists, each in its order, spread evenly over one another."""
    spread = [
        ((place + 0.5) / len(each), fact)
        for each in (some, others)
        for place, fact in enumerate(each)
    ]
    yield from (fact for _, fact in sorted(spread, key=itemgetter(0)))


@lru_cache(maxsize=64)
def _by_id(machine: Machine) -> dict[str, Fact]:
    return {fact.id: fact for fact in facts(machine)}


def find_fact(machine: Machine, fact_id: str) -> Fact | None:
    """Return a fact, or ``None`` for one the machine does not have."""
    return _by_id(machine).get(fact_id)


def get_fact(machine: Machine, fact_id: str) -> Fact:
    """Return a fact; raises ``UnknownFactError`` for one the machine does not have."""
    fact = find_fact(machine, fact_id)
    if fact is None:
        raise UnknownFactError(machine.id, fact_id)
    return fact


def are_siblings(machine: Machine, one: str, other: str) -> bool:
    """Tell whether one fact would give the other away: same state, or same event."""
    return bool(_themes(machine, one) & _themes(machine, other))


@lru_cache(maxsize=4096)
def _themes(machine: Machine, fact_id: str) -> frozenset[tuple[str, str]]:
    if fact_id.startswith(STATE_PREFIX):
        return frozenset({("state", fact_id.removeprefix(STATE_PREFIX))})
    outcome = machine.find_outcome(fact_id)
    if outcome is None:
        return frozenset()
    return frozenset({("event", outcome.event), *(("state", name) for name in outcome.states)})


def fact_label(machine: Machine, fact_id: str) -> Text:
    """Return a fact in words, as lists and verdicts print it."""
    if fact_id.startswith(STATE_PREFIX):
        state = fact_id.removeprefix(STATE_PREFIX)
        return Text(en=f"what {state} means", zh=f"{state} 的含义")
    outcome = machine.find_outcome(fact_id)
    return outcome_label(machine, outcome) if outcome else Text.same(fact_id)


def _kind(outcome: Outcome) -> FactKind:
    return FactKind.TRANSITION if isinstance(outcome, Transition) else FactKind.RESPONSE
