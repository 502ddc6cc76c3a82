"""Two hosts and the wire between them: a deterministic simulation in discrete events.

Time is in seconds. Nothing is random: what is lost, doubled or late is said beforehand.
"""

import heapq
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum

from quizapp.simulator.control import Control
from quizapp.simulator.endpoint import Endpoint, Handled
from quizapp.simulator.segment import Segment
from quizapp.simulator.trace import Kind, Line, Trace

DELAY = 0.05
FIRST_RTO = 1.0
"""RFC 6298 §2.1: one second before any measurement."""
MOST_RETRANSMISSIONS = 6
MSL = 120.0
"""RFC 9293 §3.4.2: two minutes, an engineering choice."""
MOST_EVENTS = 10_000
"""A simulation that goes on longer than this goes round in circles."""


class Fate(StrEnum):
    """What the wire does to a segment."""

    ARRIVES = "arrives"
    LOST = "lost"
    DOUBLED = "doubled"
    LATE = "late"


@dataclass(slots=True)
class Host:
    """One host: a connection, its timers, and whether it has power."""

    name: str
    endpoint: Endpoint
    control: Control
    is_up: bool = True
    reads: bool = True
    """Whether the application reads what arrives at once."""
    deadlines: dict[str, float] = field(default_factory=dict)
    tries: int = 0
    fates: deque[tuple[Fate, float]] = field(default_factory=deque)
    """What will become of the next segments it sends."""


@dataclass(frozen=True, slots=True, order=True)
class Flight:
    """A segment under way."""

    arrives: float
    number: int
    to: int = field(compare=False)
    segment: Segment = field(compare=False)


class Network:
    """Two hosts, a wire, a clock, and the lines of what happened."""

    def __init__(self, endpoints: tuple[Endpoint, Endpoint], msl: float = MSL) -> None:
        names = ("A", "B")
        self.hosts = tuple(
            Host(name, endpoint, endpoint.fresh())
            for name, endpoint in zip(names, endpoints, strict=True)
        )
        self.now = 0.0
        self.is_cut = False
        self._msl = msl
        self._flights: list[Flight] = []
        self._sent = 0
        self._lines: list[Line] = []

    @property
    def trace(self) -> Trace:
        """Everything that happened so far."""
        return Trace((self.hosts[0].name, self.hosts[1].name), tuple(self._lines))

    @property
    def in_flight(self) -> tuple[Flight, ...]:
        """The segments under way, in the order of their arrival."""
        return tuple(sorted(self._flights))

    def call(self, host: int, name: str, *, length: int = 0, remote: bool = True) -> Handled:
        """Let the user of a host make a call."""
        at = self.hosts[host]
        done = at.endpoint.call(at.control, name, length=length, remote=remote)
        self._finish(host, Kind.CALL, name, done)
        return done

    def inject(self, host: int, segment: Segment, delay: float = DELAY) -> None:
        """Put a segment onto the wire to a host: an old duplicate, or a forgery."""
        self._fly(host, segment, delay)

    def fate(self, host: int, fate: Fate, seconds: float = 0.0) -> None:
        """Say what becomes of the next segment a host sends that has no fate yet."""
        self.hosts[host].fates.append((fate, seconds))

    def fault(self, host: int, name: str, change: Callable[[Host], None]) -> None:
        """Let something happen to a host that no table knows: a crash, a reboot."""
        change(self.hosts[host])
        self._note(Kind.FAULT, host, name)

    def settle(self) -> None:
        """Let everything under way arrive, and what that causes; no timer runs out."""
        for _ in range(MOST_EVENTS):
            if not self._flights:
                return
            self._arrive(heapq.heappop(self._flights))

    def wait(self, seconds: float) -> None:
        """Let time pass: segments arrive, timers run out."""
        until = self.now + seconds
        for _ in range(MOST_EVENTS):
            due = self._next_due()
            if due is None or due > until:
                break
            self.advance()
        self.now = max(self.now, until)

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

    def _next_due(self) -> float | None:
        arrivals = [flight.arrives for flight in self._flights[:1]]
        return min([*arrivals, *(due for due, _, _ in self._timers())], default=None)

    def _timers(self) -> Iterator[tuple[float, int, str]]:
        for index, host in enumerate(self.hosts):
            if host.is_up:
                for name, due in host.deadlines.items():
                    yield due, index, name

    def _arrive(self, flight: Flight) -> None:
        self.now = max(self.now, flight.arrives)
        host = self.hosts[flight.to]
        if self.is_cut or not host.is_up:
            self._note(Kind.LOST, flight.to, "", flight.segment, flight.number)
            return
        done = host.endpoint.segment(host.control, flight.segment)
        host.tries = 0
        self._finish(flight.to, Kind.ARRIVED, "", done, flight.segment, flight.number)
        if host.reads and host.control.unread:
            width = host.control.rcv_wnd + host.control.unread
            host.control = replace(host.control, unread=0, rcv_wnd=width)

    def _run_out(self, due: float, index: int, name: str) -> None:
        self.now = max(self.now, due)
        host = self.hosts[index]
        if name == "retransmission":
            host.tries += 1
        gives_up = host.tries > MOST_RETRANSMISSIONS
        event = "user" if gives_up else name
        host.deadlines.pop(name, None)
        done = host.endpoint.timeout(host.control, event)
        self._finish(index, Kind.TIMEOUT, event, done)

    def _finish(
        self,
        index: int,
        kind: Kind,
        what: str,
        done: Handled,
        segment: Segment | None = None,
        flight: int | None = None,
    ) -> None:
        """Note what a host did, set its timers, and put what it sends onto the wire."""
        host = self.hosts[index]
        host.control = done.control
        self._set_timers(host, done)
        self._note(kind, index, what, segment, flight, done)
        for reply in done.sent:
            self._send(index, reply)

    def _set_timers(self, host: Host, done: Handled) -> None:
        wanted = done.control.timers
        started = {name for taken in done.steps for name in taken.outcome.starts}
        for name in set(host.deadlines) - wanted:
            del host.deadlines[name]
        if "retransmission" in wanted and (
            "retransmission" not in host.deadlines or any(item.span for item in done.sent)
        ):
            host.deadlines["retransmission"] = self.now + FIRST_RTO * 2**host.tries
        if "time-wait" in wanted and (
            "time-wait" in started or "time-wait" not in host.deadlines
        ):
            host.deadlines["time-wait"] = self.now + 2 * self._msl

    def _send(self, index: int, segment: Segment) -> None:
        host = self.hosts[index]
        fate, seconds = host.fates.popleft() if host.fates else (Fate.ARRIVES, 0.0)
        number = self._fly(1 - index, segment, DELAY + seconds, lost=fate is Fate.LOST)
        self._note(Kind.SENT, index, "", segment, number)
        if fate is Fate.LOST:
            self._note(Kind.LOST, 1 - index, "", segment, number)
        if fate is Fate.DOUBLED:
            self._fly(1 - index, segment, DELAY * 2)

    def _fly(self, to: int, segment: Segment, delay: float, *, lost: bool = False) -> int:
        self._sent += 1
        if not lost:
            heapq.heappush(self._flights, Flight(self.now + delay, self._sent, to, segment))
        return self._sent

    def _note(
        self,
        kind: Kind,
        index: int,
        what: str,
        segment: Segment | None = None,
        flight: int | None = None,
        done: Handled | None = None,
    ) -> None:
        first, second = self.hosts
        self._lines.append(
            Line(
                at=self.now,
                kind=kind,
                host=self.hosts[index].name,
                what=what,
                states=(first.control.state, second.control.state),
                segment=segment,
                flight=flight,
                outcomes=tuple(taken.outcome.id for taken in done.steps) if done else (),
                returned=done.returned if done else None,
                signalled=done.signalled if done else (),
            )
        )
