"""When timers run out: retransmission and its back-off (RFC 6298), keepalive, 2 MSL.

What follows when one runs out is the table's business.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from quizapp.simulator.control import Control
from quizapp.simulator.endpoint import Handled

FIRST_RTO = 1.0
"""RFC 6298 §2.1 before a measurement, and §2.4 after one on a fast path."""
RTO_AFTER_LATE_SYN = 3.0
"""RFC 6298 §5.7: what data begins with if the SYN had to be sent again."""
MOST_RTO = 120.0
"""RFC 6298 §2.5 wants 60 s or more; this is what Linux has."""
RETRIES = 6
"""Retransmissions of one thing before giving up, as Linux has it for a SYN."""
MSL = 120.0
"""RFC 9293 §3.4.2: two minutes, an engineering choice."""
ORPHAN = 60.0
"""How long Linux keeps FIN-WAIT-2 without a process; FreeBSD, unless told otherwise, 600 s."""

RETRANSMISSION, TIME_WAIT, USER = "retransmission", "time-wait", "user"
KEEPALIVE, ORPHANED, DELAYED_ACK = "keepalive", "orphan", "delayed-ack"
OPENING = ("SYN-SENT", "SYN-RECEIVED")


@dataclass(frozen=True, slots=True)
class Keepalive:
    """When to ask a silent peer whether it is there, and how often (RFC 9293 §3.8.4)."""

    idle: float = 7200.0
    interval: float = 75.0
    probes: int = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """How long the timers of a host run, in seconds."""

    retries: int = RETRIES
    time_wait: float = 2 * MSL
    user: float | None = None
    """The user timeout; ``None`` if the application set no limit."""
    orphan: float | None = None
    """The limit of FIN-WAIT-2 once the application is gone; ``None`` for no limit."""
    keepalive: Keepalive | None = None
    delayed_ack: float | None = None
    """How long a bare ACK waits for something to go with it (RFC 9293 §3.8.6.3)."""


@dataclass(slots=True)
class Alarms:
    """The running timers of one connection."""

    timing: Timing
    due: dict[str, float] = field(default_factory=dict)
    rto: float = FIRST_RTO
    tries: int = 0
    """Retransmissions since anything new was acknowledged."""
    probes: int = 0
    """Keepalive probes without an answer."""
    syn_was_late: bool = False

    def __iter__(self) -> Iterator[tuple[float, str]]:
        """Yield when each timer runs out, and its name."""
        return ((due, name) for name, due in self.due.items())

    def update(self, now: float, before: Control, done: Handled) -> Handled:
        """Start and stop timers after a step; return it without an ACK that can wait."""
        after = done.control
        progress = before.state != "CLOSED" and after.snd_una != before.snd_una
        if progress or not after.has_connection:
            self.tries, self.rto = 0, self._base(after)
        self._retransmission(now, after, progress)
        self._time_wait(now, done)
        self._user(now, after, progress)
        self._orphan(now, after)
        self._keepalive(now, after)
        return self._delayed(now, before, done)

    def heard(self, control: Control) -> None:
        """Note that the peer gave a sign of life; a closed window may stay closed for long."""
        self.probes = 0
        if not control.in_flight:
            self.tries = 0

    def run_out(self, name: str, now: float, control: Control) -> str:
        """Return what a timer that ran out amounts to: its own name, or ``user``."""
        del self.due[name]
        if name == RETRANSMISSION:
            self.tries += 1
            self.syn_was_late |= control.state in OPENING
            self.rto = min(2 * self.rto, MOST_RTO)
            return USER if self.tries > self.timing.retries else name
        keepalive = self.timing.keepalive
        if name == KEEPALIVE and keepalive is not None:
            self.probes += 1
            if self.probes > keepalive.probes:
                return USER
            self.due[KEEPALIVE] = now + keepalive.interval
        return name

    def _delayed(self, now: float, before: Control, done: Handled) -> Handled:
        """Keep a first bare ACK back; whatever else is sent carries it along.

        Only what came in order may wait for its ACK, never the end of a handshake.
        """
        waits, after = self.timing.delayed_ack, done.control
        if waits is None:
            return done
        if [item.flags + str(item.length) for item in done.sent] != [".0"]:
            if done.sent or not after.has_window:
                self.due.pop(DELAYED_ACK, None)
            return done
        in_order = before.state == "ESTABLISHED" and before.rcv_nxt != after.rcv_nxt
        if DELAYED_ACK in self.due or not in_order:
            self.due.pop(DELAYED_ACK, None)
            return done
        self.due[DELAYED_ACK] = now + waits
        return replace(done, sent=())

    def _base(self, control: Control) -> float:
        late = self.syn_was_late and control.state not in OPENING
        return RTO_AFTER_LATE_SYN if late else FIRST_RTO

    def _retransmission(self, now: float, after: Control, progress: bool) -> None:
        if RETRANSMISSION not in after.timers:
            self.due.pop(RETRANSMISSION, None)
        elif progress or RETRANSMISSION not in self.due:
            self.due[RETRANSMISSION] = now + self.rto

    def _time_wait(self, now: float, done: Handled) -> None:
        if TIME_WAIT not in done.control.timers:
            self.due.pop(TIME_WAIT, None)
            return
        started = any(TIME_WAIT in taken.outcome.starts for taken in done.steps)
        if started or TIME_WAIT not in self.due:
            self.due[TIME_WAIT] = now + self.timing.time_wait

    def _user(self, now: float, after: Control, progress: bool) -> None:
        """Run the user timeout while something waits to be delivered (RFC 9293 §3.9.1.1)."""
        waits = after.has_connection and (after.in_flight or after.unsent)
        if self.timing.user is None or not waits or USER not in after.timers:
            self.due.pop(USER, None)
        elif progress or USER not in self.due:
            self.due[USER] = now + self.timing.user

    def _orphan(self, now: float, after: Control) -> None:
        if self.timing.orphan is None or after.state != "FIN-WAIT-2" or after.reads:
            self.due.pop(ORPHANED, None)
        else:
            self.due.setdefault(ORPHANED, now + self.timing.orphan)

    def _keepalive(self, now: float, after: Control) -> None:
        """Wait for silence anew; while anything is unacknowledged it needs no probe."""
        keepalive = self.timing.keepalive
        idle = after.state in ("ESTABLISHED", "CLOSE-WAIT", "FIN-WAIT-2")
        if keepalive is None or not idle or after.in_flight:
            self.due.pop(KEEPALIVE, None)
        elif not self.probes:
            self.due[KEEPALIVE] = now + keepalive.idle
