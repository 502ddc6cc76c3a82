"""One host: its connections, its listening socket, its timers, and whether it has power.

Knows nothing of the wire and of other hosts; it is handed segments and hands segments back.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from quizapp.engine import Reaction
from quizapp.simulator import sockets
from quizapp.simulator.clock import (
    DELAYED_ACK,
    KEEPALIVE,
    ORPHAN,
    ORPHANED,
    TIME_WAIT,
    Alarms,
    Timing,
)
from quizapp.simulator.control import Control
from quizapp.simulator.effects import drained
from quizapp.simulator.endpoint import Endpoint, Handled, aggregated
from quizapp.simulator.listener import Arrival, Listener, Overflow, cookie
from quizapp.simulator.segment import Segment
from quizapp.simulator.sequence import MODULUS, add
from quizapp.simulator.sockets import Socket

NO_CONNECTION = ("CLOSED", "LISTEN")


@dataclass(slots=True)
class Connection:
    """One end of a connection, its socket and its timers."""

    number: int
    control: Control
    alarms: Alarms
    socket: Socket = field(default_factory=Socket)


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What one host did with one thing that happened to it."""

    handled: Handled | None = None
    returned: str | None = None
    told: tuple[str, ...] = ()
    dropped: str = ""
    """Why a segment was thrown away before TCP saw it."""

    @property
    def sent(self) -> tuple[Segment, ...]:
        """The segments it sends."""
        return self.handled.sent if self.handled else ()


class Host:
    """A host between its processes and the wire."""

    def __init__(
        self, name: str, endpoint: Endpoint, timing: Timing, *, drains: bool = True
    ) -> None:
        self.name = name
        self.endpoint = endpoint
        self.timing = _with_orphan_limit(timing, endpoint)
        self.drains = drains
        """Whether the application reads what arrives at once."""
        self.is_up = True
        self.listener: Listener | None = None
        self.accepting = 0
        """How many ``accept()`` calls wait."""
        self.connections: dict[int, Connection] = {}

    @property
    def control(self) -> Control:
        """The control block of the first connection."""
        return self.connection(1).control

    def connection(self, number: int) -> Connection:
        """Return a connection; one that was never opened is CLOSED."""
        if number not in self.connections:
            fresh = self.endpoint.fresh()
            self.connections[number] = Connection(number, fresh, Alarms(self.timing))
        return self.connections[number]

    def state(self, number: int) -> str:
        """Return the state a segment of a connection would find."""
        found = self.connections.get(number)
        state = found.control.state if found else "CLOSED"
        return "LISTEN" if state == "CLOSED" and self.listener else state

    def timers(self) -> Iterator[tuple[float, int, str]]:
        """Yield every running timer: when, of which connection, its name."""
        if self.is_up:
            for number, connection in self.connections.items():
                for due, name in connection.alarms:
                    yield due, number, name

    def forget(self) -> None:
        """Lose every connection and every listening socket, as a reboot does."""
        self.connections.clear()
        self.listener = None

    def call(
        self,
        number: int,
        name: str,
        now: float,
        *,
        length: int = 0,
        remote: bool = True,
        reading: bool | None = None,
    ) -> Done:
        """Make one of the RFC's user calls."""
        connection = self.connection(number)
        done = self.endpoint.call(
            connection.control, name, length=length, remote=remote, reading=reading
        )
        return self._taken(connection, done, now, returned=done.returned)

    def stop_reading(self, number: int) -> None:
        """Note that nobody will read any more: the socket is closed, not only shut."""
        connection = self.connection(number)
        connection.control = connection.control.changed(reads=False)

    def take(self, number: int, segment: Segment, now: float) -> Done:
        """Take a segment off the wire."""
        connection = self.connection(number)
        connection.alarms.heard(connection.control)
        if connection.control.state in NO_CONNECTION and self.listener is not None:
            return self._at_listener(self.listener, connection, segment, now)
        done = self.endpoint.segment(connection.control, segment)
        if self._finds_no_room(connection, done):
            return self._no_room(connection, segment)
        return self._taken(connection, done, now)

    def run_out(self, number: int, name: str, now: float) -> tuple[str, Done]:
        """Let a timer run out; return what that amounts to, and what was done."""
        connection = self.connection(number)
        event = connection.alarms.run_out(name, now, connection.control)
        if event == KEEPALIVE:
            return event, Done(handled=_probe(connection.control))
        if event == DELAYED_ACK:
            return event, Done(handled=_acknowledgment(connection.control))
        table = TIME_WAIT if event == ORPHANED else event
        done = self.endpoint.timeout(connection.control, table)
        return event, self._taken(connection, done, now)

    def _taken(
        self, connection: Connection, done: Handled, now: float, returned: str | None = None
    ) -> Done:
        """Keep what a step changed, set the timers, and let waiting calls return."""
        before = connection.control
        connection.control = done.control
        done = connection.alarms.update(now, before, done)
        connection.socket = sockets.after_step(connection.socket, before, done)
        if self.listener is not None:
            self.listener.note(connection.number, done.control.state)
        told = tuple(self._told(connection))
        if self.drains and connection.control.unread:
            update, connection.control = drained(connection.control)
            done = replace(done, sent=aggregated((*done.sent, *update)))
        return Done(handled=done, returned=returned, told=told)

    def _told(self, connection: Connection) -> Iterator[str]:
        """Yield what calls that waited return now, and let them go."""
        if self.accepting and self.listener and self.listener.accept() is not None:
            self.accepting -= 1
            yield "accept() = 0"
        for call in connection.socket.waits:
            result, socket = sockets.returns(call, connection.control, connection.socket)
            if result != sockets.WAITS:
                waits = tuple(item for item in socket.waits if item != call)
                connection.socket = replace(socket, waits=waits)
                yield f"{call}() = {result}"

    def _at_listener(
        self, listener: Listener, connection: Connection, segment: Segment, now: float
    ) -> Done:
        """Let a segment for which there is no connection meet the listening socket."""
        connection.control = self._listening(self.endpoint)
        if not segment.syn or segment.rst or segment.acks:
            return self._cookie_returned(listener, connection, segment, now)
        arrival = listener.judge(connection.number)
        if arrival is Arrival.DROPPED:
            connection.control = self.endpoint.fresh()
            full = "accept" if listener.is_full else "SYN"
            return Done(dropped=f"{full} queue full")
        if arrival is Arrival.COOKIE:
            return self._cookie(connection, segment)
        return self._taken(connection, self.endpoint.segment(connection.control, segment), now)

    def _listening(self, endpoint: Endpoint) -> Control:
        return endpoint.call(endpoint.fresh(), "open-passive").control

    def _cookie(self, connection: Connection, segment: Segment) -> Done:
        """Answer a SYN and remember nothing."""
        numbered = self._numbered(cookie(connection.number, segment.seq))
        done = numbered.segment(self._listening(numbered), segment)
        connection.control = self.endpoint.fresh()
        return Done(handled=done)

    def _cookie_returned(
        self, listener: Listener, connection: Connection, segment: Segment, now: float
    ) -> Done:
        """Build the connection from a cookie that comes back, or answer as LISTEN does."""
        listening = connection.control
        seq = add(segment.seq, MODULUS - 1)
        iss = cookie(connection.number, seq)
        is_ours = segment.acks and not segment.rst and segment.ack == add(iss, 1)
        if is_ours and listener.cookies:
            endpoint = self._numbered(iss)
            syn = Segment("S", seq, window=segment.window)
            connection.control = endpoint.segment(self._listening(endpoint), syn).control
            listener.note(connection.number, "SYN-RECEIVED")
            done = self.endpoint.segment(connection.control, segment)
            return self._taken(connection, done, now)
        done = self.endpoint.segment(listening, segment)
        connection.control = self.endpoint.fresh()
        return Done(handled=done)

    def _numbered(self, iss: int) -> Endpoint:
        return Endpoint(self.endpoint.machine, lambda: iss)

    def _finds_no_room(self, connection: Connection, done: Handled) -> bool:
        """Tell whether a handshake would be complete but the accept queue is full."""
        return (
            self.listener is not None
            and self.listener.is_full
            and connection.number in self.listener.half_open
            and done.control.state not in ("SYN-RECEIVED", *NO_CONNECTION)
        )

    def _no_room(self, connection: Connection, segment: Segment) -> Done:
        if self.listener is None or self.listener.overflow is Overflow.IGNORE:
            return Done(dropped="accept queue full")
        self.listener.half_open.remove(connection.number)
        connection.control = self.endpoint.fresh()
        reset = Segment("R", segment.ack)
        return Done(
            handled=Handled(connection.control, (), (reset,)), dropped="accept queue full"
        )


def _with_orphan_limit(timing: Timing, endpoint: Endpoint) -> Timing:
    """Limit orphaned FIN-WAIT-2 where the table says that somebody does."""
    cell = endpoint.machine.cell("FIN-WAIT-2", "timeout-time-wait")
    limits = any(outcome.reaction is Reaction.MOVES for outcome in cell)
    return replace(timing, orphan=(timing.orphan or ORPHAN) if limits else None)


def _probe(control: Control) -> Handled:
    """Ask a silent peer for a sign of life (RFC 9293 §3.8.4, SEG.SEQ = SND.NXT-1)."""
    probe = Segment(".", add(control.snd_nxt, MODULUS - 1), control.rcv_nxt)
    return Handled(control, (), (probe,))


def _acknowledgment(control: Control) -> Handled:
    """Send the acknowledgment that waited for something to go with it."""
    return Handled(control, (), (Segment(".", control.snd_nxt, control.rcv_nxt),))
