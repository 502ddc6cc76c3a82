"""Search everything that two endpoints can come to together, breadth first.

Both hosts can do the same, so a configuration and its mirror image are looked at as one.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from operator import itemgetter

from quizapp.engine import Machine
from quizapp.simulator.clock import Timing
from quizapp.simulator.exploration import Answer, Bounds, Exploration, Move, Pair, Reached
from quizapp.simulator.explored import Way, script_of
from quizapp.simulator.explorer import BUDGET, FAULTS, Explorer, Joint
from quizapp.simulator.script import HostSetup, Script, run, run_by

TRIED = 12
"""How many ways to one joint state, with so many faults, are tried with a clock."""
STANDARD = Bounds()
Origin = tuple[Joint, Move, bool]
"""What a configuration came from, by what, and whether the hosts then changed places."""
Met = tuple[int, int, Joint]
"""After how many events and with how many faults a configuration was first met."""


def explore(machine: Machine, bounds: Bounds = STANDARD, runs: str = "") -> Exploration:
    """Return every joint state that two endpoints on a machine can come to, and how.

    ``machine`` is the canon, ``runs`` whose variants both follow; raises
    ``UnknownVariantError``.
    """
    search = Search(machine, bounds, runs)
    for _ in search.levels():
        pass
    pairs = tuple(search.met)
    by_events = {pair: search.best(pair, itemgetter(0, 1)) for pair in pairs}
    by_faults = {pair: search.best(pair, itemgetter(1, 0)) for pair in pairs}
    return Exploration(
        bounds=bounds,
        runs=runs,
        states=tuple(state.id for state in machine.states),
        shortest={pair: found for pair, found in by_events.items() if found},
        calmest={pair: found for pair, found in by_faults.items() if found},
        out_of_time=tuple(pair for pair, found in by_events.items() if not found),
        configurations=len(search.origins),
        is_complete=search.is_complete,
    )


def shortest(machine: Machine, pair: Pair, bounds: Bounds = STANDARD, runs: str = "") -> Answer:
    """Say whether a joint state can happen within the bounds, with a shortest way to it.

    Raises ``UnknownVariantError``, and ``UnknownStateError`` for a state there is not.
    """
    search = Search(machine, bounds, runs)
    reached = None
    for _ in search.levels():
        reached = search.best(pair, itemgetter(0, 1)) if pair in search.met else None
        if reached is not None:
            break
    return Answer(
        pair=pair,
        bounds=bounds,
        runs=runs,
        reached=reached,
        configurations=len(search.origins),
        is_complete=search.is_complete,
    )


class Search:
    """A breadth-first search, and what it met."""

    def __init__(self, machine: Machine, bounds: Bounds, runs: str) -> None:
        self._machine = machine
        self._bounds = bounds
        self._setup = HostSetup(runs=runs, timing=Timing(retries=bounds.retries))
        self._explorer = Explorer(run_by(machine, runs), bounds)
        self._counts: defaultdict[tuple[Pair, int], int] = defaultdict(int)
        self._tried: dict[tuple[Joint, bool], Script | None] = {}
        self.origins: dict[Joint, Origin | None] = {}
        self.met: defaultdict[Pair, list[Met]] = defaultdict(list)
        self.is_complete = False

    def levels(self) -> Iterator[None]:
        """Go through the configurations, and pause after each number of events."""
        start = self._explorer.start()
        self.origins[start] = None
        self._meet(start, 0)
        level, events = [start], 0
        while level:
            yield
            if len(self.origins) > self._bounds.configurations:
                return
            events += 1
            level = list(self._following(level))
            for at in level:
                self._meet(at, events)
        self.is_complete = True

    def best(self, pair: Pair, key: Callable[[Met], tuple[int, int]]) -> Reached | None:
        """Return the best way to a joint state that can be played, ``None`` if none can."""
        for _, faults, at in sorted(self.met[pair], key=key):
            flips = self.pair(at) != pair
            way = self._way(at, flips)
            if (at, flips) not in self._tried:
                self._tried[at, flips] = self._played(way, pair)
            script = self._tried[at, flips]
            if script is not None:
                moves = tuple(move for _, move, _ in way)
                return Reached(pair=pair, faults=faults, moves=moves, script=script)
        return None

    def is_over(self, at: Joint) -> bool:
        """Tell whether nothing at all can happen any more."""
        return next(self._explorer.next(at), None) is None

    def _following(self, level: list[Joint]) -> Iterator[Joint]:
        """Yield what is met for the first time in one step from a level."""
        origins = self.origins
        for at in level:
            for move, to in self._explorer.next(at):
                mirror = mirrored(to)
                swapped = mirror < to
                found = mirror if swapped else to
                if found not in origins:
                    origins[found] = (at, move, swapped)
                    yield found

    def _meet(self, at: Joint, events: int) -> None:
        """Keep the first few ways to each joint state with each number of faults."""
        pair = self.pair(at)
        faults = self._bounds.faults - at[BUDGET][FAULTS]
        if self._counts[pair, faults] >= TRIED:
            return
        for each in {pair, pair[::-1]}:
            self._counts[each, faults] += 1
            self.met[each].append((events, faults, at))

    def pair(self, at: Joint) -> Pair:
        """Return the joint state of a configuration."""
        return self._explorer.state(at[0]), self._explorer.state(at[1])

    def _way(self, at: Joint, flips: bool) -> Way:
        """Return the way from the beginning, seen so that it ends as it is met, or flipped."""
        way: list[tuple[Joint, Move, Joint]] = []
        after = mirrored(at) if flips else at
        while (origin := self.origins[at]) is not None:
            at, move, swapped = origin
            flips ^= swapped
            before = mirrored(at) if flips else at
            way.append((before, replace(move, host=move.host ^ flips), after))
            after = before
        return way[::-1]

    def _played(self, way: Way, pair: Pair) -> Script | None:
        """Return a script that plays a way, if it does come to the joint state."""
        script = script_of(way, self._machine, self._setup)
        if script is None or run(script, self._machine).trace.final != pair:
            return None
        return script


def mirrored(at: Joint) -> Joint:
    """Return a configuration with the hosts in each other's place."""
    return at[1], at[0], at[3], at[2], at[5], at[4], at[6]
