"""Two hosts and the wire between them: a deterministic simulation in discrete events.

Time is in seconds. Nothing is random: what is lost, doubled or late is said beforehand.
"""

import heapq
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from quizapp.errors import QuizappError
from quizapp.simulator import process
from quizapp.simulator.clock import Timing
from quizapp.simulator.endpoint import Endpoint
from quizapp.simulator.faults import Answer, Fate, Fates, Firewall, Loss
from quizapp.simulator.host import Done, Host
from quizapp.simulator.listener import Listener
from quizapp.simulator.segment import Segment
from quizapp.simulator.trace import FIRST, STRANGERS, Kind, Line, Trace

DELAY = 0.05
HELD_BACK = 1.0
"""What needs longer than this counts as held back in the network."""
NOTABLE = 2.0
"""A silence worth a line of its own."""
MOST_EVENTS = 10_000
"""A simulation that goes on longer than this goes round in circles."""


class EndlessError(QuizappError):
    """A simulation that does not come to rest."""

    def __init__(self, events: int) -> None:
        self.events = events
        super().__init__(
            f"The two hosts answer each other without end (stopped after {events:,} events). "
            "Let time pass in shorter steps, or cut the cable."
        )


class NoFlightError(QuizappError):
    """A segment that is not, or no longer, under way."""

    def __init__(self, number: int, known: tuple[int, ...]) -> None:
        self.number = number
        ways = ", ".join(map(str, known)) or "none"
        super().__init__(f"Segment {number} is not under way; under way: {ways}.")


@dataclass(frozen=True, slots=True, order=True)
class Flight:
    """A segment under way."""

    arrives: float
    order: int
    number: int = field(compare=False)
    """The same for a segment and its duplicates."""
    to: int = field(compare=False)
    connection: int = field(compare=False)
    segment: Segment = field(compare=False)


class Network:
    """Two hosts, a wire, a clock, and the lines of what happened."""

    def __init__(
        self,
        endpoints: tuple[Endpoint, Endpoint],
        timings: tuple[Timing, Timing] = (Timing(), Timing()),
        *,
        delay: float = DELAY,
    ) -> None:
        self.hosts = tuple(
            Host(name, endpoint, timing)
            for name, endpoint, timing in zip(("A", "B"), endpoints, timings, strict=True)
        )
        self.now = 0.0
        self.delay = delay
        self.is_cut = False
        self.firewall = Firewall()
        self.prelude = 0
        """How many lines lead up to the story."""
        self._fates = (Fates(), Fates())
        self._flights: list[Flight] = []
        self._sent = 0
        self._flown = 0
        self._strangers: set[int] = set()
        """Connections with addresses at which nobody answers."""
        self._lines: list[Line] = []

    @property
    def trace(self) -> Trace:
        """Everything that happened so far."""
        names = (self.hosts[0].name, self.hosts[1].name)
        return Trace(names, tuple(self._lines), self.prelude)

    @property
    def in_flight(self) -> tuple[Flight, ...]:
        """The segments under way, in the order of their arrival."""
        return tuple(sorted(self._flights))

    @property
    def is_busy(self) -> bool:
        """Whether anything is under way that is not held back."""
        soon = self.now + HELD_BACK
        return bool(self._flights) and self._flights[0].arrives <= soon

    def call(
        self,
        host: int,
        name: str,
        *,
        connection: int = FIRST,
        length: int = 0,
        remote: bool = True,
    ) -> Done:
        """Let the user of a host make one of the RFC's calls."""
        done = self.hosts[host].call(connection, name, self.now, length=length, remote=remote)
        self._finish(host, Kind.CALL, name, done, connection)
        return done

    def socket(
        self,
        host: int,
        name: str,
        *,
        connection: int = FIRST,
        length: int = 0,
        listener: Listener | None = None,
    ) -> Done:
        """Let a process on a host make a socket call."""
        done = process.socket_call(
            self.hosts[host], connection, name, self.now, length=length, listener=listener
        )
        self._finish(host, Kind.CALL, f"{name}()", done, connection)
        return done

    def inject(
        self, to: int, segment: Segment, *, delay: float | None = None, connection: int = FIRST
    ) -> int:
        """Put a segment onto the wire to a host: an old duplicate, or a forgery."""
        return self._fly(to, segment, self.delay if delay is None else delay, connection)

    def flood(self, to: int, count: int) -> None:
        """Send SYNs to a host from addresses at which nobody answers."""
        first = max((STRANGERS - 1, *self._strangers)) + 1
        for number in range(first, first + count):
            self._strangers.add(number)
            self.inject(to, Segment("S", number * 1000), connection=number)

    def fate(self, host: int, fate: Fate, seconds: float = 0.0, count: int = 1) -> None:
        """Say what becomes of the next segments a host sends."""
        self._fates[host].add(fate, seconds, count)

    def cut(self) -> None:
        """Cut the cable; what is on it is lost."""
        self.is_cut = True
        self._note(Kind.FAULT, 0, "cut", connection=FIRST)

    def repair(self) -> None:
        """Repair the cable."""
        self.is_cut = False
        self._note(Kind.FAULT, 0, "repair", connection=FIRST)

    def forget(self, connection: int, answer: Answer) -> None:
        """Let the firewall on the way forget a connection."""
        self.firewall.forget(connection, answer)
        self._note(Kind.FAULT, 0, "forget", connection=connection)

    def crash(self, host: int) -> None:
        """Take the power from a host: it remembers nothing, and from now on it is silent."""
        self.hosts[host].is_up = False
        self.hosts[host].forget()
        self._note(Kind.FAULT, host, "crash", connection=FIRST)

    def reboot(self, host: int) -> None:
        """Start a host again; it remembers no connection."""
        self.hosts[host].is_up = True
        self._note(Kind.FAULT, host, "reboot", connection=FIRST)

    def end_process(self, host: int, name: str) -> None:
        """End the process on a host; the kernel closes its sockets."""
        self._note(Kind.FAULT, host, name, connection=FIRST)
        for connection, done in process.end(self.hosts[host], self.now):
            by_kernel = replace(done, returned=None)
            self._finish(host, Kind.CALL, "kernel", by_kernel, connection)

    def drop(self, number: int) -> None:
        """Lose a segment under way; raises ``NoFlightError``."""
        flight = self._taken_off(number)
        self._lost(flight.to, flight.segment, flight.number, flight.connection, Loss.LOST)

    def deliver(self, number: int) -> None:
        """Let a segment under way arrive at once; raises ``NoFlightError``."""
        self._arrive(replace(self._taken_off(number), arrives=self.now))

    def copy(self, number: int, seconds: float = 0.0) -> None:
        """Duplicate a segment under way; raises ``NoFlightError``.

        The copy arrives so many seconds after the other, as long as the wire takes by default.
        """
        flight = self._taken_off(number)
        heapq.heappush(self._flights, flight)
        self._flown += 1
        later = flight.arrives + (seconds or self.delay)
        heapq.heappush(self._flights, replace(flight, arrives=later, order=self._flown))

    def hold(self, number: int, seconds: float) -> None:
        """Let a segment under way arrive later; raises ``NoFlightError``."""
        flight = self._taken_off(number)
        heapq.heappush(self._flights, replace(flight, arrives=flight.arrives + seconds))

    def settle(self) -> None:
        """Let what is under way arrive, and what that causes; not what is held back.

        Raises ``EndlessError`` if that never ends.
        """
        for _ in range(MOST_EVENTS):
            if not self.is_busy:
                return
            self.advance()
        raise EndlessError(MOST_EVENTS)

    def wait(self, seconds: float) -> None:
        """Let time pass: segments arrive, timers run out.

        Raises ``EndlessError`` if more happens in it than can be played.
        """
        until = self.now + seconds
        for _ in range(MOST_EVENTS):
            due = self.next_due()
            if due is None or due > until:
                break
            self.advance()
        else:
            raise EndlessError(MOST_EVENTS)
        silence = until - max(self.now, self._lines[-1].at if self._lines else 0.0)
        self.now = until
        if silence >= NOTABLE:
            self._note(Kind.PASSED, 0, f"{silence:g}", connection=FIRST)

    def advance(self) -> bool:
        """Let the next thing happen, an arrival or a timeout; ``False`` if nothing will."""
        timer = min(self._timers(), default=None)
        if self._flights and (timer is None or self._flights[0].arrives <= timer[0]):
            self._arrive(heapq.heappop(self._flights))
            return True
        if timer is None:
            return False
        self._run_out(*timer)
        return True

    def next_due(self) -> float | None:
        """Return when the next thing happens, ``None`` if nothing will."""
        arrivals = [flight.arrives for flight in self._flights[:1]]
        return min([*arrivals, *(timer[0] for timer in self._timers())], default=None)

    def _timers(self) -> Iterator[tuple[float, int, int, str]]:
        for index, host in enumerate(self.hosts):
            for due, connection, name in host.timers():
                yield due, index, connection, name

    def _arrive(self, flight: Flight) -> None:
        self.now = max(self.now, flight.arrives)
        host, connection = self.hosts[flight.to], flight.connection
        if self.is_cut or not host.is_up:
            why = Loss.CUT if self.is_cut else Loss.DOWN
            self._lost(flight.to, flight.segment, flight.number, connection, why)
            return
        done = host.take(connection, flight.segment, self.now)
        kind = Kind.DROPPED if done.dropped else Kind.ARRIVED
        what = done.dropped
        self._finish(flight.to, kind, what, done, connection, flight.segment, flight.number)

    def _run_out(self, due: float, index: int, connection: int, name: str) -> None:
        self.now = max(self.now, due)
        event, done = self.hosts[index].run_out(connection, name, self.now)
        what = f"{name} (gives up)" if event != name else name
        self._finish(index, Kind.TIMEOUT, what, done, connection)

    def _finish(
        self,
        index: int,
        kind: Kind,
        what: str,
        done: Done,
        connection: int,
        segment: Segment | None = None,
        flight: int | None = None,
    ) -> None:
        """Note what a host did, and put what it sends onto the wire."""
        self._note(kind, index, what, segment, flight, done, connection=connection)
        for reply in done.sent:
            self._send(index, reply, connection)

    def _send(self, index: int, segment: Segment, connection: int) -> None:
        to = 1 - index
        self._sent += 1
        number = self._sent
        self._note(Kind.SENT, index, "", segment, number, connection=connection)
        fate, seconds = self._fates[index].next()
        why = self._obstacle(connection, segment, fate)
        if why is not None:
            self._lost(to, segment, number, connection, why)
            if why is Loss.FORGOTTEN and (reply := self.firewall.reply(segment)):
                self._fly(index, reply, self.delay, connection)
            return
        late = self.delay + (seconds if fate is Fate.LATE else 0.0)
        self._fly(to, segment, late, connection, number)
        if fate is Fate.DOUBLED:
            self._fly(to, segment, self.delay + (seconds or self.delay), connection, number)

    def _obstacle(self, connection: int, segment: Segment, fate: Fate) -> Loss | None:
        """Return what keeps a segment from its host, if anything."""
        if fate is Fate.LOST:
            return Loss.LOST
        if self.is_cut:
            return Loss.CUT
        if connection in self._strangers:
            return Loss.NOBODY
        return Loss.FORGOTTEN if self.firewall.stops(connection, segment) else None

    def _fly(
        self,
        to: int,
        segment: Segment,
        delay: float,
        connection: int,
        number: int | None = None,
    ) -> int:
        self._sent += number is None
        number = number or self._sent
        self._flown += 1
        flight = Flight(self.now + delay, self._flown, number, to, connection, segment)
        heapq.heappush(self._flights, flight)
        return number

    def _taken_off(self, number: int) -> Flight:
        found = next((item for item in sorted(self._flights) if item.number == number), None)
        if found is None:
            known = tuple(sorted({item.number for item in self._flights}))
            raise NoFlightError(number, known)
        self._flights.remove(found)
        heapq.heapify(self._flights)
        return found

    def _lost(self, to: int, segment: Segment, number: int, connection: int, why: Loss) -> None:
        self._note(Kind.LOST, to, why, segment, number, connection=connection)

    def _note(
        self,
        kind: Kind,
        index: int,
        what: str,
        segment: Segment | None = None,
        flight: int | None = None,
        done: Done | None = None,
        *,
        connection: int,
    ) -> None:
        first, second = self.hosts
        self._lines.append(
            Line(
                at=self.now,
                kind=kind,
                host=self.hosts[index].name,
                what=what,
                states=(first.state(connection), second.state(connection)),
                segment=segment,
                flight=flight,
                connection=connection,
                **(_results(done) if done else {}),
            )
        )


def _results(done: Done) -> dict[str, Any]:
    """Return the fields of a line that say what a host did."""
    steps = done.handled.steps if done.handled else ()
    return {
        "outcomes": tuple(taken.outcome.id for taken in steps),
        "sources": tuple(str(taken.outcome.source) for taken in steps),
        "returned": done.returned,
        "signalled": done.handled.signalled if done.handled else (),
        "told": done.told,
    }
