"""What can happen next to two hosts and the wire, each host's part worked out once.

A joint configuration is numbers only: hosts and segments are numbered as they are met. What a
host does with a call, a segment or a timer is asked of ``Host``; no rule of TCP stands here.
Three rules stand in for a clock: each direction of the wire keeps its order unless a fault
breaks it; a timer runs out only when nothing is under way but what a fault holds back; and
2 MSL are longer than any retransmission and than anything that is held back.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from quizapp.engine import Machine
from quizapp.simulator.clock import RETRANSMISSION, TIME_WAIT, Timing
from quizapp.simulator.control import Control
from quizapp.simulator.endpoint import Endpoint
from quizapp.simulator.exploration import Act, Bounds, Move
from quizapp.simulator.host import Done, Host
from quizapp.simulator.script import NEXT_ISS
from quizapp.simulator.segment import Segment
from quizapp.simulator.trace import FIRST

ISS = 100
"""Both hosts count from here, so that they mirror each other."""
LENGTH = 10
"""Octets of one SEND."""
CALLS = ("open-passive", "open-active", "send", "close", "abort")

WAY, LATE, BUDGET = 2, 4, 6
"""Where in a configuration stands what A has under way (B's follows), what of A's is late, and
what may still happen; the hosts are the first two."""
FAULTS, LOSSES, DUPLICATES, DELAYS, CRASHES, ABORTS, OPENED, SENT = range(8)
"""The places of each kind in the budget; the first is all faults, the last two are none."""
COUNTED = {"open-passive": OPENED, "open-active": OPENED, "send": SENT}
"""Calls that are counted but are no faults."""

Items = tuple[int, ...]
"""Segments on the wire: their numbers, negative if a fault has touched them."""
Joint = tuple[Any, ...]
"""Seven things: both hosts (numbers); what each has under way, what of each is late (items);
and what may still happen (a count for each kind)."""
Result = tuple[int, Items]
"""What becomes of a host, and what it sends."""


Call = tuple[str, tuple[Move, Move], Result]
"""A call with what it is as a move of either host, and what it leads to."""


@dataclass(frozen=True, slots=True)
class Local:
    """One host as far as it matters to what can happen."""

    control: Control
    tries: int = 0
    numbers: int = 0
    """How many initial sequence numbers it has chosen."""
    is_up: bool = True
    timers: tuple[str, ...] = ()


class Explorer:
    """Knows, for two hosts that run the same machine, what can happen next."""

    def __init__(self, machine: Machine, bounds: Bounds) -> None:
        self._machine = machine
        self._bounds = bounds
        self._timing = Timing(retries=bounds.retries)
        self._locals: list[Local] = []
        self._numbers: dict[Local, int] = {}
        self._segments: list[Segment] = [Segment("", 0)]
        self._segment_numbers: dict[Segment, int] = {}
        self._taken: dict[tuple[int, int], Result] = {}
        self._run_out: dict[tuple[int, str], Result] = {}
        self._calls: dict[int, tuple[Call, ...]] = {}
        self._fresh = Endpoint(machine, lambda: ISS).fresh()

    def start(self) -> Joint:
        """Return two hosts that have done nothing, and a wire that carries nothing."""
        both = self._number(Local(self._fresh))
        return both, both, (), (), (), (), _budget(self._bounds)

    def state(self, number: int) -> str:
        """Return the state of a host."""
        return self._locals[number].control.state

    def next(self, at: Joint) -> Iterator[tuple[Move, Joint]]:
        """Yield everything that can happen next, and what it leads to."""
        wrong = at[BUDGET][FAULTS] > 0
        for host in (0, 1):
            yield from self._called(at, host)
            yield from self._arrivals(at, host)
            if wrong:
                yield from self._wire_faults(at, host)
            yield from self._power(at, host)
        if not at[WAY] and not at[WAY + 1]:
            yield from self._timeouts(at)

    # ------------------------------------------------------------ moves

    def _called(self, at: Joint, host: int) -> Iterator[tuple[Move, Joint]]:
        for name, moves, result in self._calls_of(at[host]):
            kind = COUNTED.get(name)
            if kind is not None and at[BUDGET][kind]:
                yield moves[host], _counted(_after(at, host, result), kind)
            elif name == "abort" and at[BUDGET][ABORTS]:
                yield moves[host], _spent(_after(at, host, result), ABORTS)
            elif kind is None and name != "abort":
                yield moves[host], _after(at, host, result)

    def _arrivals(self, at: Joint, sender: int) -> Iterator[tuple[Move, Joint]]:
        """Let the first segment of a direction arrive, or any that is late."""
        under_way, late = at[WAY + sender], at[LATE + sender]
        if under_way:
            rest = _with(at, WAY + sender, under_way[1:])
            yield ARRIVE[sender], self._delivered(rest, sender, under_way[0])
        for place, item in enumerate(late):
            rest = _with(at, LATE + sender, late[:place] + late[place + 1 :])
            yield Move(Act.LATE, sender, "", place), self._delivered(rest, sender, item)

    def _delivered(self, at: Joint, sender: int, item: int) -> Joint:
        taker = 1 - sender
        key = (at[taker], abs(item))
        result = self._taken.get(key)
        if result is None:
            result = self._taken[key] = self._take(*key)
        return _after(at, taker, result)

    def _wire_faults(self, at: Joint, sender: int) -> Iterator[tuple[Move, Joint]]:
        """Let something happen to the first segment of a direction; only once to each."""
        under_way, late, budget = at[WAY + sender], at[LATE + sender], at[BUDGET]
        if not under_way or under_way[0] < 0:
            return
        first, rest = under_way[0], under_way[1:]
        gone = _with(at, WAY + sender, rest)
        if budget[LOSSES]:
            yield LOSE[sender], _spent(gone, LOSSES)
        if budget[DELAYS]:
            held = _with(gone, LATE + sender, _sorted(late, first))
            yield DELAY[sender], _spent(held, DELAYS)
        if budget[DUPLICATES]:
            both = _with(at, WAY + sender, (-first, *rest))
            held = _with(both, LATE + sender, _sorted(late, first))
            yield DUPLICATE[sender], _spent(held, DUPLICATES)

    def _power(self, at: Joint, host: int) -> Iterator[tuple[Move, Joint]]:
        local = self._locals[at[host]]
        if not local.is_up:
            up = self._number(replace(local, is_up=True))
            yield REBOOT[host], _with(at, host, up)
        elif at[BUDGET][CRASHES] and local.control != self._fresh:
            down = replace(local, control=self._fresh, tries=0, timers=(), is_up=False)
            yield CRASH[host], _spent(_with(at, host, self._number(down)), CRASHES)

    def _timeouts(self, at: Joint) -> Iterator[tuple[Move, Joint]]:
        running = [(host, name) for host in (0, 1) for name in self._locals[at[host]].timers]
        repeats = any(name == RETRANSMISSION for _, name in running)
        for host, name in running:
            if name == TIME_WAIT and repeats:
                continue
            key = (at[host], name)
            result = self._run_out.get(key)
            if result is None:
                result = self._run_out[key] = self._time_out(*key)
            after = _after(at, host, result)
            if name == TIME_WAIT:
                after = _with(_with(after, LATE, ()), LATE + 1, ())
            yield Move(Act.TIMEOUT, host, name), after

    # ------------------------------------------------------------ one host

    def _calls_of(self, number: int) -> tuple[Call, ...]:
        """Return the calls that change a host, and what each leads to."""
        found = self._calls.get(number)
        if found is None:
            found = self._calls[number] = tuple(self._try_calls(number))
        return found

    def _try_calls(self, number: int) -> Iterator[Call]:
        local = self._locals[number]
        for name in CALLS if local.is_up else ():
            after, sent = self._done(local, CALLING[name])
            if sent or self._locals[after].control != local.control:
                moves = (Move(Act.CALL, 0, name), Move(Act.CALL, 1, name))
                yield name, moves, (after, sent)

    def _take(self, number: int, item: int) -> Result:
        local = self._locals[number]
        if not local.is_up:
            return number, ()
        segment = self._segments[item]
        return self._done(local, lambda host: host.take(FIRST, segment, 0.0))

    def _time_out(self, number: int, name: str) -> Result:
        return self._done(self._locals[number], lambda host: host.run_out(FIRST, name, 0.0)[1])

    def _done(self, local: Local, act: Callable[[Host], Done]) -> Result:
        """Let a host do something, and number what it becomes and what it sends."""
        chosen: list[int] = []

        def choose() -> int:
            chosen.append(ISS + NEXT_ISS * (local.numbers + len(chosen)))
            return chosen[-1]

        host = Host("", Endpoint(self._machine, choose), self._timing)
        connection = host.connection(FIRST)
        connection.control = local.control
        connection.alarms.tries = local.tries
        connection.alarms.due = dict.fromkeys(local.timers, 0.0)
        sent = act(host).sent
        after = replace(
            local,
            control=connection.control,
            tries=connection.alarms.tries,
            numbers=local.numbers + len(chosen),
            timers=tuple(sorted(connection.alarms.due)),
        )
        return self._number(after), tuple(map(self._segment_number, sent))

    def _number(self, local: Local) -> int:
        number = self._numbers.setdefault(local, len(self._locals))
        if number == len(self._locals):
            self._locals.append(local)
        return number

    def _segment_number(self, segment: Segment) -> int:
        number = self._segment_numbers.setdefault(segment, len(self._segments))
        if number == len(self._segments):
            self._segments.append(segment)
        return number


ARRIVE, LOSE, DELAY, DUPLICATE, CRASH, REBOOT = (
    (Move(act, 0), Move(act, 1))
    for act in (Act.ARRIVE, Act.LOSE, Act.DELAY, Act.DUPLICATE, Act.CRASH, Act.REBOOT)
)


def _calling(name: str) -> Callable[[Host], Done]:
    length = LENGTH if name == "send" else 0
    return lambda host: host.call(FIRST, name, 0.0, length=length)


CALLING = {name: _calling(name) for name in CALLS}


def _budget(bounds: Bounds) -> tuple[int, ...]:
    """Return what may still happen at the beginning."""
    return bounds.faults, *bounds.kinds.values(), bounds.opens, bounds.sends


def _with(at: Joint, place: int, value: object) -> Joint:
    changed = list(at)
    changed[place] = value
    return tuple(changed)


def _sorted(late: Items, item: int) -> Items:
    return tuple(sorted((*late, item)))


def _after(at: Joint, host: int, result: Result) -> Joint:
    """Put what a host became and what it sends into a configuration."""
    changed = list(at)
    changed[host] = result[0]
    if result[1]:
        changed[WAY + host] = at[WAY + host] + result[1]
    return tuple(changed)


def _counted(at: Joint, kind: int) -> Joint:
    budget = list(at[BUDGET])
    budget[kind] -= 1
    return _with(at, BUDGET, tuple(budget))


def _spent(at: Joint, kind: int) -> Joint:
    """Count a fault; where none is left, none of any kind is."""
    budget = list(at[BUDGET])
    budget[FAULTS] -= 1
    budget[kind] -= 1
    left = (min(kind, budget[FAULTS]) for kind in budget[:OPENED])
    return _with(at, BUDGET, (*left, *budget[OPENED:]))
