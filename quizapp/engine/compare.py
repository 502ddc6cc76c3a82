"""Compare a drawn diagram with a machine by what they do: where do the two part ways?

A drawing asks for some of a machine's transitions. Where it has no arrow it stays; what the
machine does besides may be drawn, and must then be true.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from heapq import heappop, heappush

from quizapp.engine.machine import Binding, Configuration, Machine, Outcome, Transition
from quizapp.engine.step import Step, allows, configurations, start, step


@dataclass(frozen=True, slots=True)
class Arrow:
    """One arrow of a drawing, with an event."""

    tail: str
    event: str
    head: str
    sends: tuple[str, ...] = ()
    guard: Binding = ()


@dataclass(frozen=True, slots=True)
class Played:
    """One event as a drawing takes it: it moves along an arrow, or stays without one."""

    before: str
    event: str
    after: str
    sends: tuple[str, ...] = ()
    moved: bool = False


class Parts(StrEnum):
    """How two diagrams part."""

    NO_ARROW = "no-arrow"
    """The machine moves, the drawing has no arrow."""
    TARGET = "target"
    SENDS = "sends"
    EXTRA = "extra"
    """The drawing moves, the machine stays."""


@dataclass(frozen=True, slots=True)
class Parting:
    """The shortest run after which a drawing and its machine differ, played on both."""

    parts: Parts
    canon: tuple[Step, ...]
    drawn: tuple[Played, ...]

    @property
    def events(self) -> tuple[str, ...]:
        """What happens, from the beginning to the difference."""
        return tuple(taken.event for taken in self.canon)

    @property
    def outcome(self) -> Outcome:
        """What decides: the machine's own outcome of the last event."""
        return self.canon[-1].outcome


@dataclass(frozen=True, slots=True)
class Cover:
    """How many transitions a drawing takes as the machine does, reached from the beginning."""

    total: int
    right: int
    moves: int
    """Those that lead to the right state, whatever is sent."""
    local: int
    """Those that are right if one begins in their own state."""
    local_moves: int


class Behaviour:
    """A drawing as something that runs."""

    def __init__(self, arrows: Iterable[Arrow]) -> None:
        self._from: dict[tuple[str, str], list[Arrow]] = {}
        for arrow in arrows:
            self._from.setdefault((arrow.tail, arrow.event), []).append(arrow)

    @property
    def cells(self) -> set[tuple[str, str]]:
        """Return every state and event with an arrow."""
        return set(self._from)

    def arrows(self, at: Configuration, event: str) -> list[Arrow]:
        """Return the arrows that an event may take."""
        found = self._from.get((at.state, event), [])
        return [arrow for arrow in found if set(arrow.guard) <= set(at.variables)]

    def play(self, at: Configuration, event: str, canon: Step | None = None) -> Played:
        """Take one event; of several arrows the one that does as the machine does."""
        found = self.arrows(at, event)
        if not found:
            return Played(at.state, event, at.state)
        right = [arrow for arrow in found if canon and _same(canon, arrow)]
        arrow = (right or found)[0]
        return Played(at.state, event, arrow.head, arrow.sends, moved=True)

    def clashes(self) -> tuple[tuple[Arrow, ...], ...]:
        """Return the arrows that one event would have to take at once, group by group."""
        return tuple(
            tuple(group)
            for group in self._from.values()
            if any(
                one.head != other.head and not _exclude(one.guard, other.guard)
                for one in group
                for other in group
            )
        )


def arrow_of(rule: Transition) -> Arrow:
    """Return a transition as an arrow of a perfect drawing."""
    return Arrow(rule.origin, rule.event, rule.target, rule.sends, rule.when)


def find_parting(
    machine: Machine, arrows: Iterable[Arrow], demanded: Collection[str], *, sends: bool = True
) -> Parting | None:
    """Return the shortest run on which a drawing parts from its machine, or ``None``.

    ``demanded`` are the ids of the transitions that the drawing must have. Without ``sends``,
    only where a run leads is compared.
    """
    behaviour = Behaviour(arrows)
    telling = _telling_events(machine, behaviour, demanded)

    def steps(at: Configuration) -> Iterator[Step]:
        return (step(machine, at, event) for event in telling.get(at.state, ()))

    def drawn_steps(at: Configuration) -> Iterator[Step]:
        return (taken for taken in steps(at) if behaviour.play(at, taken.event, taken).moved)

    for at, run in _runs(beginnings(machine, demanded), drawn_steps):
        for taken in steps(at):
            parts = _parts(behaviour, taken, demanded, sends=sends)
            if parts is not None:
                whole = (*run, taken)
                return Parting(parts, whole, _played(behaviour, whole))
    return None


def _telling_events(
    machine: Machine, behaviour: Behaviour, demanded: Collection[str]
) -> dict[str, list[str]]:
    """Return, for each state, the events on which the two can differ, in the file's order."""
    pairs = behaviour.cells | {
        (rule.origin, rule.event) for rule in machine.transitions if rule.id in demanded
    }
    return {
        state.id: [event.id for event in machine.events if (state.id, event.id) in pairs]
        for state in machine.states
    }


def _runs(
    beginnings: Iterable[Configuration], onward: Callable[[Configuration], Iterable[Step]]
) -> Iterator[tuple[Configuration, tuple[Step, ...]]]:
    """Yield each place with its shortest run, of equal ones that nearest to the main path."""
    waiting: list[tuple[int, int, int, Configuration, tuple[Step, ...]]] = []
    for at in beginnings:
        heappush(waiting, (0, 0, len(waiting), at, ()))
    seen: set[Configuration] = set()
    number = len(waiting)
    while waiting:
        length, tiers, _, at, run = heappop(waiting)
        if at in seen:
            continue
        seen.add(at)
        yield at, run
        for taken in onward(at):
            number += 1
            more = tiers + taken.outcome.tier
            heappush(waiting, (length + 1, more, number, taken.after, (*run, taken)))


def beginnings(machine: Machine, demanded: Collection[str]) -> tuple[Configuration, ...]:
    """Return where runs of a part of a diagram begin.

    That is where the machine begins, if the part has an arrow from there; else every state
    that the part leaves and never enters, else all it leaves.
    """
    rules = [rule for rule in machine.transitions if rule.id in demanded]
    tails = dict.fromkeys(rule.origin for rule in rules)
    if machine.initial in tails or not tails:
        return (start(machine),)
    entered = {rule.target for rule in rules}
    states = [state for state in tails if state not in entered] or list(tails)
    return tuple(at for state in states for at in configurations(machine, state))


def play(
    machine: Machine, arrows: Iterable[Arrow], events: Sequence[str]
) -> tuple[tuple[Step, ...], tuple[Played, ...]]:
    """Run a machine and a drawing on the same events, each for itself, from the beginning.

    Raises ``UnknownEventError`` for an event the machine does not have.
    """
    behaviour, at = Behaviour(arrows), start(machine)
    canon: list[Step] = []
    for event in events:
        canon.append(step(machine, at, event))
        at = canon[-1].after
    return tuple(canon), _played(behaviour, canon)


def cover(machine: Machine, arrows: Iterable[Arrow], demanded: Collection[str]) -> Cover:
    """Count the demanded transitions that a drawing takes: by a run to each, and by itself."""
    behaviour = Behaviour(arrows)
    runs = dict(
        _runs(beginnings(machine, demanded), lambda at: _demanded_steps(machine, at, demanded))
    )
    right = moves = local = local_moves = 0
    rules = [rule for rule in machine.transitions if rule.id in demanded]
    for rule in rules:
        run = _run_through(machine, runs, rule)
        alone = run[-1:]
        right += _follows(behaviour, run, sends=True)
        moves += _follows(behaviour, run, sends=False)
        local += _follows(behaviour, alone, sends=True)
        local_moves += _follows(behaviour, alone, sends=False)
    return Cover(len(rules), right, moves, local, local_moves)


def _demanded_steps(
    machine: Machine, at: Configuration, demanded: Collection[str]
) -> Iterator[Step]:
    for rule in machine.transitions:
        if rule.id in demanded and rule.origin == at.state and allows(rule, at):
            yield step(machine, at, rule.event)


def _run_through(
    machine: Machine, runs: Mapping[Configuration, tuple[Step, ...]], rule: Transition
) -> tuple[Step, ...]:
    """Return a shortest run that ends with a transition; that alone if none reaches it."""
    places = [at for at in runs if at.state == rule.origin and allows(rule, at)]
    if places:
        at = min(places, key=lambda place: len(runs[place]))
        return (*runs[at], step(machine, at, rule.event))
    here = next(at for at in configurations(machine, rule.origin) if allows(rule, at))
    return (step(machine, here, rule.event),)


def _follows(behaviour: Behaviour, run: Sequence[Step], *, sends: bool) -> bool:
    for taken in run:
        played = behaviour.play(taken.before, taken.event, taken)
        if not played.moved or played.after != taken.after.state:
            return False
        if sends and set(played.sends) != set(taken.outcome.sends):
            return False
    return True


def _parts(
    behaviour: Behaviour, taken: Step, demanded: Collection[str], *, sends: bool
) -> Parts | None:
    """Return how a drawing differs in one step, or ``None`` if it does not."""
    played = behaviour.play(taken.before, taken.event, taken)
    if not played.moved:
        return Parts.NO_ARROW if taken.outcome.id in demanded else None
    if played.after != taken.after.state:
        return Parts.TARGET if isinstance(taken.outcome, Transition) else Parts.EXTRA
    if sends and set(played.sends) != set(taken.outcome.sends):
        return Parts.SENDS
    return None


def _played(behaviour: Behaviour, run: Iterable[Step]) -> tuple[Played, ...]:
    """Play a run on a drawing, which goes its own way from where it differs."""
    played: list[Played] = []
    for taken in run:
        apart = played and played[-1].after != taken.before.state
        at = Configuration(played[-1].after) if apart else taken.before
        played.append(behaviour.play(at, taken.event, None if apart else taken))
    return tuple(played)


def _same(taken: Step, arrow: Arrow) -> bool:
    sent = set(taken.outcome.sends)
    return arrow.head == taken.after.state and set(arrow.sends) == sent


def _exclude(one: Binding, other: Binding) -> bool:
    """Tell whether two conditions can never hold together."""
    first, second = dict(one), dict(other)
    return any(first[name] != second[name] for name in first.keys() & second.keys())
