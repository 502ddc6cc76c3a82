"""Two diagrams of one machine, played on the same events: where do the two part?

A diagram plays by its arrows alone: where it has none for an event, it stays and sends nothing.
What it remembers decides which arrows it may take, and is not seen from outside.
"""

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quizapp.engine.compare import Arrow, Behaviour, Played
from quizapp.engine.machine import Configuration, Machine, Transition
from quizapp.engine.step import allows, settle, start


@dataclass(frozen=True, slots=True)
class Pair:
    """One event as each of two diagrams takes it."""

    one: Played
    other: Played

    @property
    def event(self) -> str:
        """What happens to both."""
        return self.one.event

    @property
    def parts(self) -> bool:
        """Tell whether the two end in different states, or send different things."""
        return _seen(self.one) != _seen(self.other)


def state_of(place: str) -> str:
    """Return the state of a place, without what is remembered there.

    >>> state_of("OPEN (paid=coin)")
    'OPEN'
    """
    return place.partition(" (")[0]


def unfold(machine: Machine, rules: Iterable[Transition]) -> tuple[Arrow, ...]:
    """Return a diagram's arrows from place to place: each state with what it remembers.

    Only those are returned to which a run of the diagram leads.
    """
    rules = tuple(rules)
    waiting, seen = deque([start(machine)]), {start(machine)}
    arrows: list[Arrow] = []
    while waiting:
        at = waiting.popleft()
        for rule in rules:
            if rule.origin != at.state or not allows(rule, at):
                continue
            after = settle(machine, at, rule)
            arrows.append(Arrow(str(at), rule.event, str(after), rule.sends))
            if after not in seen:
                seen.add(after)
                waiting.append(after)
    return tuple(arrows)


def play_rivals(
    one: Iterable[Arrow], other: Iterable[Arrow], initial: str, events: Sequence[str]
) -> tuple[Pair, ...]:
    """Play two unfolded diagrams on the same events, each for itself."""
    first, second = Behaviour(one), Behaviour(other)
    here = there = initial
    pairs: list[Pair] = []
    for event in events:
        pairs.append(_pair(first, second, (here, there), event))
        here, there = pairs[-1].one.after, pairs[-1].other.after
    return tuple(pairs)


def first_parting(pairs: Iterable[Pair]) -> int | None:
    """Return after how many events two diagrams part, counted from 1; ``None`` if never."""
    return next((number for number, pair in enumerate(pairs, start=1) if pair.parts), None)


def shortest_trace(
    one: Iterable[Arrow], other: Iterable[Arrow], initial: str
) -> tuple[str, ...] | None:
    """Return the fewest events that tell two unfolded diagrams apart; ``None`` if none do."""
    one, other = tuple(one), tuple(other)
    first, second = Behaviour(one), Behaviour(other)
    leaving: dict[str, list[str]] = {}
    for arrow in (*one, *other):
        leaving.setdefault(arrow.tail, []).append(arrow.event)
    waiting: deque[tuple[tuple[str, str], tuple[str, ...]]] = deque([((initial, initial), ())])
    seen = {(initial, initial)}
    while waiting:
        at, trace = waiting.popleft()
        for event in dict.fromkeys(leaving.get(at[0], []) + leaving.get(at[1], [])):
            pair, longer = _pair(first, second, at, event), (*trace, event)
            if pair.parts:
                return longer
            after = (pair.one.after, pair.other.after)
            if after not in seen:
                seen.add(after)
                waiting.append((after, longer))
    return None


def _pair(one: Behaviour, other: Behaviour, at: tuple[str, str], event: str) -> Pair:
    here, there = at
    return Pair(one.play(Configuration(here), event), other.play(Configuration(there), event))


def _seen(played: Played) -> tuple[str, frozenset[str]]:
    return state_of(played.after), frozenset(played.sends)
