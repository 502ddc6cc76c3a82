"""A way through the configurations as a script that plays it, with a clock.

The way says what happens in which order. Here it gets times: first everything is held back and
handed over by hand, to learn when each segment must arrive; then the same is said as faults.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from quizapp.engine import Machine
from quizapp.simulator.exploration import Act, Move
from quizapp.simulator.explorer import LATE, LENGTH, WAY, Joint
from quizapp.simulator.faults import Fate
from quizapp.simulator.network import DELAY, Network
from quizapp.simulator.script import HOSTS, HostSetup, Script, Step, prepared, take
from quizapp.simulator.trace import Kind

Way = Sequence[tuple[Joint, Move, Joint]]
"""Configurations with what leads from each to the next."""
GAP = 0.01
"""Seconds between two arrivals that nothing else keeps apart."""
PAUSES = (0.0, GAP)
"""Seconds before each call: none, or a few, so that no two timers run out at one instant."""
FAR = 1e6
"""Seconds that are later than everything."""
AT_WILL = (Act.CALL, Act.CRASH, Act.REBOOT)
"""What happens when somebody wants it to."""
ON_THE_WIRE = (Act.LOSE, Act.DUPLICATE, Act.DELAY)


@dataclass(slots=True)
class _Flight:
    """One segment: who sends it, what goes wrong with it, and when."""

    host: int
    fate: Act | None = None
    sent: float = 0.0
    arrives: list[float] = field(default_factory=list)

    @property
    def on_the_wire(self) -> Fate:
        """What the wire does to it."""
        if self.fate is Act.LOSE:
            return Fate.LOST
        return Fate.DOUBLED if self.fate is Act.DUPLICATE else Fate.LATE

    @property
    def lateness(self) -> float:
        """How much later than usual it, or its copy, arrives."""
        return round(self.arrives[-1] - self.sent - DELAY, 3)


@dataclass(frozen=True, slots=True)
class _Happening:
    """Something that happens at a host, and the flights that belong to it."""

    move: Move
    arrives: int | None
    sends: range


def script_of(way: Way, machine: Machine, setup: HostSetup) -> Script | None:
    """Return a script that plays a way, ``None`` if its order cannot be had with a clock.

    ``machine`` is the canon; ``setup`` says whose variants both hosts follow.
    """
    blank = Script(hosts=(setup, setup), delay=FAR)
    for pause in PAUSES:
        flights, happenings = _walked(way)
        clock = _Clock(prepared(blank, machine), flights, pause)
        if clock.allows(happenings):
            steps = _steps(flights, happenings, clock)
            return Script(hosts=(setup, setup), steps=tuple(steps))
    return None


def _walked(way: Way) -> tuple[list[_Flight], list[_Happening]]:
    """Number the segments in the order in which they are sent, and follow each."""
    flights: list[_Flight] = []
    happenings: list[_Happening] = []
    queues: tuple[list[int], list[int]] = ([], [])
    late: tuple[list[tuple[int, int]], list[tuple[int, int]]] = ([], [])
    for at, move, after in way:
        host, arrives = move.host, None
        if move.act in ON_THE_WIRE:
            number = queues[host][0] if move.act is Act.DUPLICATE else queues[host].pop(0)
            flights[number].fate = move.act
            late[host].append((abs(at[WAY + host][0]), number))
            continue
        if move.act is Act.ARRIVE:
            arrives, host = queues[host].pop(0), 1 - host
        elif move.act is Act.LATE:
            arrives, host = _take_out(late[host], at[LATE + host][move.place]), 1 - host
        sends = range(len(flights), len(flights) + len(after[WAY + host]) - len(at[WAY + host]))
        flights.extend(_Flight(host) for _ in sends)
        queues[host].extend(sends)
        happenings.append(_Happening(move, arrives, sends))
    return flights, happenings


def _take_out(late: list[tuple[int, int]], item: int) -> int:
    place = next(place for place, (segment, _) in enumerate(late) if segment == item)
    return late.pop(place)[1]


class _Clock:
    """Plays a way with every segment held back, and notes when each must arrive."""

    def __init__(self, network: Network, flights: list[_Flight], pause: float) -> None:
        self.network = network
        self.pause = pause
        self._flights = flights
        self.last = (-1.0, 0)
        """When what came by itself came last, and which segment it was, if any."""
        for flight in flights:
            network.fate(flight.host, flight.on_the_wire, FAR)

    def allows(self, happenings: list[_Happening]) -> bool:
        """Play all; tell whether it can happen in that order."""
        for happening in happenings:
            if not self._happens(happening):
                return False
            for number in happening.sends:
                self._flights[number].sent = self.network.now
        return len(list(self.network.trace.sent())) == len(self._flights)

    def _happens(self, happening: _Happening) -> bool:
        if happening.arrives is not None:
            return self._arrives(happening.arrives)
        if happening.move.act is Act.TIMEOUT:
            return self._runs_out(happening.move)
        return self._paused(happening.move)

    def _paused(self, move: Move) -> bool:
        due = self.network.next_due()
        if self.pause and due is not None and due <= self.network.now + self.pause:
            return False
        if self.pause:
            self.network.wait(self.pause)
            self.last = (self.network.now, len(self._flights))
        take(self.network, _step(move))
        return True

    def _arrives(self, number: int) -> bool:
        flight, network = self._flights[number], self.network
        usual = (flight.sent + DELAY, number)
        self.last = usual if usual > self.last else (network.now + GAP, number)
        due = network.next_due()
        if due is not None and due <= self.last[0]:
            return False
        network.wait(self.last[0] - network.now)
        network.deliver(number + 1)
        flight.arrives.append(self.last[0])
        return True

    def _runs_out(self, move: Move) -> bool:
        before = len(self.network.trace.lines)
        self.network.advance()
        self.last = (self.network.now, len(self._flights))
        line = self.network.trace.lines[before]
        is_it = line.kind is Kind.TIMEOUT and line.what.startswith(move.name)
        return is_it and line.host == HOSTS[move.host]


def _steps(
    flights: list[_Flight], happenings: list[_Happening], clock: _Clock
) -> Iterator[Step]:
    """Yield the steps; what will become of a segment is said before it is sent."""
    faults = [_fault(flight, number, clock.last) for number, flight in enumerate(flights)]
    for happening in happenings:
        if clock.pause and happening.move.act in AT_WILL:
            yield Step(act="wait", seconds=clock.pause)
        numbers = list(happening.sends)
        while numbers and faults[numbers[-1]] is None:
            numbers.pop()
        for number in numbers:
            name, seconds = faults[number] or ("delay", 0.0)
            host = HOSTS[flights[number].host]
            yield Step(act="fault", name=name, host=host, seconds=seconds)
        yield _step(happening.move)


def _fault(flight: _Flight, number: int, last: tuple[float, int]) -> tuple[str, float] | None:
    """Return what the wire must do to a segment, and how late it or its copy comes."""
    if flight.fate is Act.LOSE:
        return "lose", 0.0
    if flight.fate is Act.DUPLICATE and len(flight.arrives) > 1:
        return "duplicate", flight.lateness
    if flight.arrives:
        return ("delay", flight.lateness) if flight.lateness > 0 else None
    is_too_early = (flight.sent + DELAY, number) < last
    return ("delay", round(last[0] - flight.sent + 1.0, 3)) if is_too_early else None


def _step(move: Move) -> Step:
    if move.act is Act.CALL:
        length = LENGTH if move.name == "send" else 0
        return Step(act="call", name=move.name, host=HOSTS[move.host], length=length)
    if move.act in (Act.CRASH, Act.REBOOT):
        return Step(act="fault", name=move.act.value, host=HOSTS[move.host])
    return Step(act="advance")
