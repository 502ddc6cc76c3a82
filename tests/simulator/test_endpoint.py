"""One endpoint against RFC 9293, read from the standard and not from the table.

A constructor for each state, then what happens and what must follow. Ours is ISS 100, the
peer's 300. What a line does not mention must not be: no segment goes out, the state stays.
"""

from dataclasses import dataclass, field, replace
from itertools import count

import pytest

from quizapp.engine import Reaction, step
from quizapp.engine.variants import as_run_by
from quizapp.simulator import CALLS, Control, Endpoint, Handled, Segment
from quizapp.simulator.endpoint import CallError, aggregated, call_event
from tests.conftest import MACHINES

TCP = MACHINES["tcp"]
PASSIVE, ACTIVE = ("call", "open-passive"), ("call", "open-active")
CLOSE = ("call", "close")


def arriving(flags: str, seq: int, ack: int = 0) -> tuple[str, Segment]:
    return "segment", Segment(flags, seq, ack)


OPENED = (ACTIVE, arriving("S.", 300, 101))
WAYS = {
    "CLOSED": (),
    "LISTEN": (PASSIVE,),
    "SYN-SENT": (ACTIVE,),
    "SYN-RECEIVED": (PASSIVE, arriving("S", 300)),
    "SYN-RECEIVED, active": (ACTIVE, arriving("S", 300)),
    "ESTABLISHED": OPENED,
    "FIN-WAIT-1": (*OPENED, CLOSE),
    "FIN-WAIT-2": (*OPENED, CLOSE, arriving(".", 301, 102)),
    "CLOSING": (*OPENED, CLOSE, arriving("F.", 301, 101)),
    "TIME-WAIT": (*OPENED, CLOSE, arriving(".", 301, 102), arriving("F.", 301, 102)),
    "CLOSE-WAIT": (*OPENED, arriving("F.", 301, 101)),
    "LAST-ACK": (*OPENED, arriving("F.", 301, 101), CLOSE),
}
"""How to get into each state."""


def take(
    endpoint: Endpoint, control: Control, kind: str, what: object, **more: object
) -> Handled:
    """Let one thing happen to an endpoint."""
    if kind == "segment":
        assert isinstance(what, Segment)
        return endpoint.segment(control, what)
    act = endpoint.call if kind == "call" else endpoint.timeout
    return act(control, str(what), **more)


@dataclass(frozen=True)
class Act:
    """Something that happens, and what must follow."""

    kind: str
    what: object
    options: dict[str, object] = field(default_factory=dict)
    sent: tuple[tuple[str, int, int, int], ...] = ()
    state: str | None = None
    returned: str | None = None
    signalled: tuple[str, ...] | None = None
    timers: frozenset[str] | None = None


@dataclass(frozen=True)
class Scene:
    """A line of the standard: a state, and acts with what follows from each."""

    way: str
    changes: tuple[tuple[str, object], ...] = ()
    acts: tuple[Act, ...] = ()

    def having(self, **changes: object) -> "Scene":
        return replace(self, changes=tuple(changes.items()))

    def receives(self, flags: str, seq: int, ack: int = 0, **more: int) -> "Scene":
        return self._then(Act("segment", Segment(flags, seq, ack, **more)))

    def calls(self, name: str, **options: object) -> "Scene":
        return self._then(Act("call", name, options))

    def runs_out(self, timer: str) -> "Scene":
        return self._then(Act("timeout", timer))

    def sends(self, flags: str, seq: int, ack: int = 0, length: int = 0) -> "Scene":
        return self._expect(sent=(*self.acts[-1].sent, (flags, seq, ack, length)))

    def goes(self, state: str) -> "Scene":
        return self._expect(state=state)

    def stays(self) -> "Scene":
        return self

    def returns(self, words: str) -> "Scene":
        return self._expect(returned=words)

    def fails(self, words: str) -> "Scene":
        return self._expect(returned=f"error: {words}")

    def signals(self, *words: str) -> "Scene":
        return self._expect(signalled=words)

    def running(self, *timers: str) -> "Scene":
        return self._expect(timers=frozenset(timers))

    def _then(self, act: Act) -> "Scene":
        return replace(self, acts=(*self.acts, act))

    def _expect(self, **more: object) -> "Scene":
        *before, last = self.acts
        return replace(self, acts=(*before, replace(last, **more)))

    def plays(self, endpoint: Endpoint) -> None:
        control = endpoint.fresh()
        for kind, what in WAYS[self.way]:
            control = take(endpoint, control, kind, what).control
        control = control.changed(**dict(self.changes))
        for act in self.acts:
            done = take(endpoint, control, act.kind, act.what, **act.options)
            compare(act, control, done)
            control = done.control

    def __str__(self) -> str:
        acts = (f"{act.what} {act.options or ''}".strip() for act in self.acts)
        return f"{self.way} {' then '.join(acts)}"


def compare(act: Act, before: Control, done: Handled) -> None:
    sent = tuple((item.flags, item.seq, item.ack, item.length) for item in done.sent)
    assert sent == act.sent
    assert done.control.state == (act.state or before.state)
    for told, wanted in (
        (done.returned, act.returned),
        (done.signalled, act.signalled),
        (done.control.timers, act.timers),
    ):
        assert wanted is None or told == wanted


def at(state: str, opened: str = "") -> Scene:
    """Begin a line: in this state."""
    return Scene(f"{state}, {opened}" if opened == "active" else state)


def each(*states: str) -> tuple[Scene, ...]:
    return tuple(at(*state.split(", ")) for state in states)


EXISTING = tuple(way for way in WAYS if way not in ("CLOSED", "LISTEN"))
SYNCHRONIZED = EXISTING[3:]
AFTER_FIN = ("CLOSING", "TIME-WAIT", "CLOSE-WAIT", "LAST-ACK")
OURS = {
    way: 102 if "FIN" in way or way in ("CLOSING", "TIME-WAIT", "LAST-ACK") else 101
    for way in WAYS
}
"""SND.NXT in each state."""
THEIRS = {way: 302 if way in AFTER_FIN else 301 for way in WAYS}
"""RCV.NXT in each state."""
EXISTS, NO_CONNECTION = "connection already exists", "connection does not exist"
CLOSING, RESET = "connection closing", "connection reset"
REFUSED, TIMED_OUT = "connection refused", "connection aborted due to user timeout"
RTO, USER, MSL = "retransmission", "user", "time-wait"

CALLED = {
    "3.10.1 OPEN": (
        at("CLOSED").calls("open-passive").goes("LISTEN").returns("ok").running(USER),
        at("CLOSED").calls("open-active").sends("S", 100).goes("SYN-SENT").running(RTO, USER),
        at("CLOSED").calls("open-active", remote=False).fails("remote socket unspecified"),
        at("LISTEN").calls("open-active").sends("S", 100).goes("SYN-SENT").running(RTO, USER),
        at("LISTEN").calls("open-active", remote=False).fails("remote socket unspecified"),
        at("LISTEN").calls("open-passive").fails(EXISTS),
        *(line.calls("open-active").fails(EXISTS) for line in each(*EXISTING)),
        *(line.calls("open-passive").fails(EXISTS) for line in each(*EXISTING)),
        *(line.calls("open-active", remote=False).fails(EXISTS) for line in each(*EXISTING)),
    ),
    "3.10.2 SEND": (
        at("CLOSED").calls("send", length=5).fails(NO_CONNECTION),
        at("CLOSED").calls("send", length=5, remote=False).fails(NO_CONNECTION),
        at("LISTEN").calls("send", length=5, remote=False).fails("remote socket unspecified"),
        # The data of a SEND that opens is queued until the connection is established.
        at("LISTEN")
        .calls("send", length=5)
        .sends("S", 100)
        .goes("SYN-SENT")
        .receives("S.", 300, 101)
        .sends("P.", 101, 301, 5)
        .goes("ESTABLISHED")
        .running(RTO, USER),
        at("SYN-SENT")
        .calls("send", length=5)
        .returns("ok")
        .receives("S.", 300, 101)
        .sends("P.", 101, 301, 5)
        .goes("ESTABLISHED"),
        at("SYN-RECEIVED")
        .calls("send", length=5)
        .receives(".", 301, 101)
        .sends("P.", 101, 301, 5)
        .goes("ESTABLISHED"),
        at("SYN-RECEIVED", "active")
        .calls("send", length=5)
        .receives("S.", 300, 101)
        .sends("P.", 101, 301, 5)
        .goes("ESTABLISHED"),
        at("ESTABLISHED").calls("send", length=5).sends("P.", 101, 301, 5).running(RTO, USER),
        at("ESTABLISHED").calls("send", length=5, push=False).sends(".", 101, 301, 5),
        at("CLOSE-WAIT").calls("send", length=5).sends("P.", 101, 302, 5),
        *(
            line.calls("send", length=5).fails(CLOSING)
            for line in each("FIN-WAIT-1", "FIN-WAIT-2", "CLOSING", "LAST-ACK", "TIME-WAIT")
        ),
    ),
    "3.10.3 RECEIVE": (
        at("CLOSED").calls("receive").fails(NO_CONNECTION),
        *(
            line.calls("receive").returns("ok")
            for line in each("LISTEN", "SYN-SENT", "SYN-RECEIVED", "ESTABLISHED", "FIN-WAIT-2")
        ),
        at("CLOSE-WAIT").calls("receive").fails(CLOSING),
        at("CLOSE-WAIT").having(unread=3).calls("receive").returns("ok"),
        at("FIN-WAIT-2").having(unread=3).calls("receive").returns("ok"),
        *(
            line.having(unread=3).calls("receive").fails(CLOSING)
            for line in each("CLOSING", "LAST-ACK", "TIME-WAIT")
        ),
        # Reading opens the window again, and the peer is told (3.8.6.2.2).
        at("ESTABLISHED")
        .having(unread=10, rcv_wnd=0)
        .receives(".", 301, 101, length=1)
        .sends(".", 101, 301)
        .calls("receive")
        .returns("ok")
        .sends(".", 101, 301)
        .receives(".", 301, 101, length=1)
        .sends(".", 101, 302),
    ),
    "3.10.4 CLOSE": (
        at("CLOSED").calls("close").fails(NO_CONNECTION),
        at("LISTEN").calls("close").goes("CLOSED").returns("ok").running(),
        at("SYN-SENT").calls("close").goes("CLOSED").running(),
        at("SYN-SENT").calls("send", length=5).calls("close").goes("CLOSED").running(),
        at("SYN-RECEIVED").calls("close").sends("F.", 101, 301).goes("FIN-WAIT-1"),
        # With data queued it waits for ESTABLISHED, and then for the data.
        at("SYN-RECEIVED")
        .calls("send", length=5)
        .calls("close")
        .returns("ok")
        .stays()
        .receives(".", 301, 101)
        .sends("P.", 101, 301, 5)
        .sends("F.", 106, 301)
        .goes("FIN-WAIT-1"),
        at("SYN-RECEIVED")
        .calls("send", length=6)
        .calls("close")
        .receives(".", 301, 101, window=4)
        .sends("P.", 101, 301, 4)
        .goes("FIN-WAIT-1")
        .receives(".", 301, 105)
        .sends("P.", 105, 301, 2)
        .sends("F.", 107, 301),
        # Back in LISTEN, there is nobody left for whom it could wait.
        at("SYN-RECEIVED")
        .calls("send", length=5)
        .calls("close")
        .receives("R", 301)
        .goes("CLOSED")
        .running(),
        at("SYN-RECEIVED")
        .calls("send", length=5)
        .calls("close")
        .receives("S", 310)
        .goes("CLOSED")
        .running(),
        at("SYN-RECEIVED").calls("send", length=5).receives("R", 301).goes("LISTEN"),
        at("ESTABLISHED").calls("close").sends("F.", 101, 301).goes("FIN-WAIT-1"),
        # ESTABLISHED moves at once; the FIN waits until the window lets the data out.
        at("ESTABLISHED")
        .having(snd_wnd=4)
        .calls("send", length=6)
        .sends("P.", 101, 301, 4)
        .calls("close")
        .returns("ok")
        .goes("FIN-WAIT-1")
        .calls("close")
        .fails(CLOSING)
        .receives(".", 301, 105, window=1)
        .sends("P.", 105, 301, 1)
        .receives(".", 301, 106, window=9)
        .sends("P.", 106, 301, 1)
        .sends("F.", 107, 301)
        .receives(".", 301, 107)
        .signals("ok")
        .receives(".", 301, 108)
        .goes("FIN-WAIT-2")
        .signals("ok"),
        # CLOSE-WAIT waits with the FIN.
        at("CLOSE-WAIT")
        .having(snd_wnd=4)
        .calls("send", length=6)
        .sends("P.", 101, 302, 4)
        .calls("close")
        .stays()
        .receives(".", 302, 105)
        .sends("P.", 105, 302, 2)
        .sends("F.", 107, 302)
        .goes("LAST-ACK"),
        at("CLOSE-WAIT").calls("close").sends("F.", 101, 302).goes("LAST-ACK"),
        *(
            line.calls("close").fails(CLOSING)
            for line in each("FIN-WAIT-1", "FIN-WAIT-2", "CLOSING", "LAST-ACK", "TIME-WAIT")
        ),
    ),
    "3.6.1 Half-closed connections": (
        at("ESTABLISHED").having(unread=3).calls("close").sends("R", 101).goes("CLOSED"),
        at("CLOSE-WAIT").having(unread=3).calls("close").sends("R", 101).goes("CLOSED"),
        at("ESTABLISHED")
        .having(unread=3)
        .calls("close", reading=True)
        .sends("F.", 101, 301)
        .goes("FIN-WAIT-1"),
        # Whoever closes for reading too resets what comes after.
        at("ESTABLISHED")
        .calls("close", reading=False)
        .sends("F.", 101, 301)
        .goes("FIN-WAIT-1")
        .receives(".", 301, 101, length=5)
        .sends("R", 101)
        .goes("CLOSED"),
        at("ESTABLISHED")
        .calls("close", reading=False)
        .sends("F.", 101, 301)
        .goes("FIN-WAIT-1")
        .receives(".", 301, 102, length=5)
        .sends("R", 102)
        .goes("CLOSED"),
        at("SYN-RECEIVED")
        .calls("close", reading=False)
        .sends("F.", 101, 301)
        .goes("FIN-WAIT-1"),
        at("LISTEN")
        .receives("S", 300, length=4)
        .sends("S.", 100, 301)
        .goes("SYN-RECEIVED")
        .calls("close")
        .sends("R", 101)
        .goes("CLOSED"),
    ),
    "3.10.5 ABORT": (
        at("CLOSED").calls("abort").fails(NO_CONNECTION),
        *(line.calls("abort").goes("CLOSED").running() for line in each("LISTEN", "SYN-SENT")),
        *(
            at(*way.split(", ")).calls("abort").sends("R", OURS[way]).goes("CLOSED").running()
            for way in (
                "SYN-RECEIVED",
                "SYN-RECEIVED, active",
                "ESTABLISHED",
                "FIN-WAIT-1",
                "FIN-WAIT-2",
                "CLOSE-WAIT",
            )
        ),
        *(
            line.calls("abort").returns("ok").goes("CLOSED").running()
            for line in each("CLOSING", "LAST-ACK", "TIME-WAIT")
        ),
        at("ESTABLISHED")
        .calls("send", length=5)
        .sends("P.", 101, 301, 5)
        .calls("abort")
        .sends("R", 106)
        .goes("CLOSED"),
    ),
    "3.10.6 STATUS": (
        at("CLOSED").calls("status").fails(NO_CONNECTION),
        *(
            at(*way.split(", ")).calls("status").returns(f"state = {way.split(', ')[0]}")
            for way in WAYS
            if way != "CLOSED"
        ),
    ),
}

WITHOUT_WINDOW = {
    "3.10.7.1 CLOSED": (
        at("CLOSED").receives("R", 300),
        at("CLOSED").receives("R.", 300, 77),
        at("CLOSED").receives("S", 300).sends("R.", 0, 301),
        at("CLOSED").receives("S", 300, length=9).sends("R.", 0, 310),
        at("CLOSED").receives("SF", 300).sends("R.", 0, 302),
        at("CLOSED").receives("F", 300).sends("R.", 0, 301),
        at("CLOSED").receives("", 300).sends("R.", 0, 300),
        at("CLOSED").receives("P", 300, length=9).sends("R.", 0, 309),
        at("CLOSED").receives(".", 300, 77).sends("R", 77),
        at("CLOSED").receives("S.", 300, 77).sends("R", 77),
        at("CLOSED").receives("F.", 300, 77).sends("R", 77),
        at("CLOSED").receives("P.", 300, 77, length=9).sends("R", 77),
    ),
    "3.10.7.2 LISTEN": (
        at("LISTEN").receives("R", 300),
        at("LISTEN").receives("R.", 300, 77),
        at("LISTEN").receives(".", 300, 77).sends("R", 77),
        at("LISTEN").receives("S.", 300, 77).sends("R", 77),
        at("LISTEN").receives("S.F", 300, 77).sends("R", 77),
        at("LISTEN").receives("F.", 300, 77).sends("R", 77),
        at("LISTEN").receives("P.", 300, 77, length=9).sends("R", 77),
        at("LISTEN").receives("F", 300),
        at("LISTEN").receives("", 300),
        at("LISTEN")
        .receives("S", 300)
        .sends("S.", 100, 301)
        .goes("SYN-RECEIVED")
        .running(RTO, USER),
        # Other text and control is processed after the handshake, the SYN not again.
        at("LISTEN")
        .receives("S", 300, length=4)
        .sends("S.", 100, 301)
        .goes("SYN-RECEIVED")
        .receives(".", 305, 101)
        .sends(".", 101, 305)
        .goes("ESTABLISHED"),
        at("LISTEN")
        .receives("SF", 300, length=4)
        .sends("S.", 100, 301)
        .goes("SYN-RECEIVED")
        .receives(".", 301, 101)
        .sends(".", 101, 306)
        .goes("CLOSE-WAIT")
        .signals(CLOSING),
    ),
    "3.10.7.3 SYN-SENT": (
        # First, the ACK.
        at("SYN-SENT").receives(".", 300, 100).sends("R", 100),
        at("SYN-SENT").receives(".", 300, 102).sends("R", 102),
        at("SYN-SENT").receives("S.", 300, 100).sends("R", 100),
        at("SYN-SENT").receives("S.", 300, 102).sends("R", 102),
        at("SYN-SENT").receives("F.", 300, 102).sends("R", 102),
        at("SYN-SENT").receives("P.", 300, 99, length=9).sends("R", 99),
        # Second, the RST.
        at("SYN-SENT").receives("R.", 300, 100),
        at("SYN-SENT").receives("R.", 300, 102),
        at("SYN-SENT").receives("R", 300),
        at("SYN-SENT").receives("R.", 300, 101).goes("CLOSED").signals(RESET).running(),
        # Fourth, the SYN.
        at("SYN-SENT")
        .receives("S.", 300, 101)
        .sends(".", 101, 301)
        .goes("ESTABLISHED")
        .running(USER),
        at("SYN-SENT")
        .receives("S.", 300, 101, length=4)
        .sends(".", 101, 305)
        .goes("ESTABLISHED"),
        at("SYN-SENT")
        .receives("S.F", 300, 101)
        .sends(".", 101, 302)
        .goes("CLOSE-WAIT")
        .signals(CLOSING),
        at("SYN-SENT")
        .receives("S.F", 300, 101, length=4)
        .sends(".", 101, 306)
        .goes("CLOSE-WAIT"),
        at("SYN-SENT")
        .receives("S", 300)
        .sends("S.", 100, 301)
        .goes("SYN-RECEIVED")
        .running(RTO, USER),
        # Queued for processing after the ESTABLISHED state has been reached.
        at("SYN-SENT")
        .receives("SF", 300, length=4)
        .sends("S.", 100, 301)
        .goes("SYN-RECEIVED")
        .receives("S.", 300, 101)
        .sends(".", 101, 306)
        .goes("CLOSE-WAIT"),
        # Fifth, neither SYN nor RST: dropped; its good ACK does not count.
        at("SYN-SENT").receives(".", 300, 101).running(RTO, USER),
        at("SYN-SENT").receives("F.", 300, 101),
        at("SYN-SENT").receives("P.", 300, 101, length=9),
        at("SYN-SENT").receives("F", 300),
        at("SYN-SENT").receives("", 300),
        at("SYN-SENT")
        .receives(".", 300, 101)
        .runs_out(RTO)
        .sends("S", 100)
        .receives("S.", 300, 101)
        .sends(".", 101, 301)
        .goes("ESTABLISHED"),
    ),
}


def challenge(way: str) -> Scene:
    """Add to a line that the challenge ACK of its state goes out."""
    return at(*way.split(", "))


CHECKED = {
    "3.10.7.4 first, the sequence number": (
        *(
            challenge(way).receives(".", 299, OURS[way]).sends(".", OURS[way], THEIRS[way])
            for way in ("SYN-RECEIVED", *SYNCHRONIZED)
        ),
        *(
            challenge(way)
            .receives("P.", 290, OURS[way], length=5)
            .sends(".", OURS[way], THEIRS[way])
            for way in ("SYN-RECEIVED", *SYNCHRONIZED)
        ),
        at("ESTABLISHED").receives(".", 301 + 65_535, 101).sends(".", 101, 301),
        at("ESTABLISHED").having(rcv_wnd=0).receives(".", 301, 101),
        at("ESTABLISHED").having(rcv_wnd=0).receives(".", 302, 101).sends(".", 101, 301),
        at("ESTABLISHED").having(rcv_wnd=0).receives("F.", 301, 101).sends(".", 101, 301),
        # Only the new part of what straddles the edge, only what the window holds.
        at("ESTABLISHED").receives("P.", 297, 101, length=10).sends(".", 101, 307),
        at("ESTABLISHED")
        .having(rcv_wnd=4)
        .receives(".", 301, 101, length=10)
        .sends(".", 101, 305),
        at("ESTABLISHED")
        .having(rcv_wnd=4)
        .receives("F.", 301, 101, length=4)
        .sends(".", 101, 305),
    ),
    "3.10.7.4 second, the RST": (
        at("SYN-RECEIVED").receives("R", 301).goes("LISTEN").signals().running(USER),
        at("SYN-RECEIVED", "active")
        .receives("R", 301)
        .goes("CLOSED")
        .signals(REFUSED)
        .running(),
        *(
            line.receives("R", 301).goes("CLOSED").signals(RESET).running()
            for line in each("ESTABLISHED", "FIN-WAIT-1", "FIN-WAIT-2")
        ),
        at("CLOSE-WAIT").receives("R", 302).goes("CLOSED").signals(RESET).running(),
        *(
            line.receives("R", 302).goes("CLOSED").signals().running()
            for line in each("CLOSING", "LAST-ACK", "TIME-WAIT")
        ),
        # RFC 5961: only the exact number resets; one in the window is challenged.
        *(
            challenge(way).receives("R", THEIRS[way] + 1).sends(".", OURS[way], THEIRS[way])
            for way in ("SYN-RECEIVED", "SYN-RECEIVED, active", *SYNCHRONIZED)
        ),
        *(challenge(way).receives("R", 290) for way in ("SYN-RECEIVED", *SYNCHRONIZED)),
        at("ESTABLISHED").receives("R.", 301, 5).goes("CLOSED").signals(RESET),
        at("ESTABLISHED").having(rcv_wnd=0).receives("R", 301).goes("CLOSED"),
    ),
    "3.10.7.4 fourth, the SYN": (
        at("SYN-RECEIVED").receives("S", 310).goes("LISTEN").running(USER),
        at("SYN-RECEIVED").receives("S.", 310, 101).goes("LISTEN"),
        at("SYN-RECEIVED").receives("SF", 310).goes("LISTEN"),
        at("SYN-RECEIVED").receives("S", 300).sends(".", 101, 301),
        at("SYN-RECEIVED", "active").receives("S", 310).sends(".", 101, 301),
        at("SYN-RECEIVED", "active").receives("S.", 310, 101).sends(".", 101, 301),
        at("SYN-RECEIVED", "active").receives("S.", 200, 101).sends(".", 101, 301),
        at("SYN-RECEIVED", "active").receives("S", 300).sends(".", 101, 301),
        *(
            challenge(way).receives(flags, seq, 101).sends(".", OURS[way], THEIRS[way])
            for way in SYNCHRONIZED
            for flags in ("S", "SF", "S.", "SF.")
            for seq in (300, 310)
        ),
        # Section 3.5, Figure 7: simultaneous open, and the SYN,ACK repeats the SYN.
        at("SYN-RECEIVED", "active").receives("S.", 300, 101).goes("ESTABLISHED").running(USER),
        at("SYN-RECEIVED", "active")
        .receives("SF.", 300, 101)
        .sends(".", 101, 302)
        .goes("CLOSE-WAIT")
        .signals(CLOSING),
    ),
    "3.10.7.4 fifth, the ACK": (
        *(challenge(way).receives("", THEIRS[way]) for way in ("SYN-RECEIVED", *SYNCHRONIZED)),
        *(challenge(way).receives("F", THEIRS[way]) for way in ("SYN-RECEIVED", *SYNCHRONIZED)),
        at("SYN-RECEIVED").receives(".", 301, 101).goes("ESTABLISHED").running(USER),
        at("SYN-RECEIVED").receives(".", 301, 100).sends("R", 100),
        at("SYN-RECEIVED").receives(".", 301, 102).sends("R", 102),
        at("SYN-RECEIVED").receives("F.", 301, 102).sends("R", 102),
        at("SYN-RECEIVED").receives("P.", 301, 100, length=5).sends("R", 100),
        *(
            challenge(way)
            .receives(".", THEIRS[way], OURS[way] + 1)
            .sends(".", OURS[way], THEIRS[way])
            for way in SYNCHRONIZED
        ),
        # Partial ACKs: the timer runs on, and the queue gets shorter at its front.
        at("ESTABLISHED")
        .calls("send", length=5)
        .sends("P.", 101, 301, 5)
        .calls("send", length=7)
        .sends("P.", 106, 301, 7)
        .receives(".", 301, 103)
        .signals("ok")
        .running(RTO, USER)
        .runs_out(RTO)
        .sends("P.", 103, 301, 3)
        .receives(".", 301, 106)
        .runs_out(RTO)
        .sends("P.", 106, 301, 7)
        .receives(".", 301, 113)
        .running(USER)
        .runs_out(RTO),
        at("ESTABLISHED").receives(".", 301, 101),
        at("ESTABLISHED").receives(".", 301, 90),
        # Only the ACK of our FIN leaves.
        at("FIN-WAIT-1").receives(".", 301, 101).running(RTO, USER),
        at("FIN-WAIT-1").receives(".", 301, 102).goes("FIN-WAIT-2").signals("ok").running(USER),
        at("FIN-WAIT-2").receives(".", 301, 102),
        at("CLOSE-WAIT").receives(".", 302, 101),
        at("CLOSING").receives(".", 302, 101).running(RTO, USER),
        at("CLOSING").receives(".", 302, 102).goes("TIME-WAIT").running(MSL),
        at("LAST-ACK").receives(".", 302, 101).running(RTO, USER),
        at("LAST-ACK").receives(".", 302, 102).goes("CLOSED").running(),
        at("TIME-WAIT").receives(".", 302, 102).running(MSL),
    ),
    "3.10.7.4 seventh, the text": (
        at("SYN-RECEIVED")
        .receives("P.", 301, 101, length=5)
        .sends(".", 101, 306)
        .goes("ESTABLISHED"),
        at("ESTABLISHED").receives("P.", 301, 101, length=5).sends(".", 101, 306),
        at("FIN-WAIT-1").receives("P.", 301, 101, length=5).sends(".", 102, 306),
        at("FIN-WAIT-2").receives("P.", 301, 102, length=5).sends(".", 102, 306),
        at("FIN-WAIT-1")
        .receives("P.", 301, 102, length=5)
        .sends(".", 102, 306)
        .goes("FIN-WAIT-2")
        .signals("ok"),
        *(
            challenge(way).receives("P.", 302, OURS[way], length=5)
            for way in AFTER_FIN
            if way not in ("CLOSING", "LAST-ACK")
        ),
        at("CLOSING").receives("P.", 302, 101, length=5),
        at("CLOSING").receives("P.", 302, 102, length=5).goes("TIME-WAIT"),
        at("LAST-ACK").receives("P.", 302, 102, length=5).goes("CLOSED"),
        # SHLD-31: what is out of order is held, and taken when the hole fills.
        at("ESTABLISHED")
        .receives("P.", 311, 101, length=5)
        .sends(".", 101, 301)
        .receives("P.", 306, 101, length=5)
        .sends(".", 101, 301)
        .receives("P.", 301, 101, length=5)
        .sends(".", 101, 316),
        at("FIN-WAIT-1")
        .receives("P.", 306, 102, length=5)
        .sends(".", 102, 301)
        .goes("FIN-WAIT-2")
        .receives("P.", 301, 102, length=5)
        .sends(".", 102, 311),
        # MUST-58: the acknowledgment travels with the data that was waiting.
        at("ESTABLISHED")
        .having(snd_wnd=0, unsent=5)
        .receives("P.", 301, 101, length=3)
        .sends("P.", 101, 304, 5),
    ),
    "3.10.7.4 eighth, the FIN": (
        at("SYN-RECEIVED")
        .receives("F.", 301, 101)
        .sends(".", 101, 302)
        .goes("CLOSE-WAIT")
        .signals(CLOSING),
        at("ESTABLISHED")
        .receives("F.", 301, 101)
        .sends(".", 101, 302)
        .goes("CLOSE-WAIT")
        .signals(CLOSING),
        at("ESTABLISHED")
        .receives("FP.", 301, 101, length=5)
        .sends(".", 101, 307)
        .goes("CLOSE-WAIT"),
        at("FIN-WAIT-1")
        .receives("F.", 301, 101)
        .sends(".", 102, 302)
        .goes("CLOSING")
        .signals(CLOSING)
        .running(RTO, USER),
        at("FIN-WAIT-1")
        .receives("F.", 301, 102)
        .sends(".", 102, 302)
        .goes("TIME-WAIT")
        .running(MSL),
        at("FIN-WAIT-2")
        .receives("F.", 301, 102)
        .sends(".", 102, 302)
        .goes("TIME-WAIT")
        .signals(CLOSING)
        .running(MSL),
        # Sent again: acknowledged again.
        *(
            challenge(way).receives("F.", 301, 101).sends(".", OURS[way], 302)
            for way in AFTER_FIN
        ),
        at("CLOSING").receives("F.", 301, 102).sends(".", 102, 302).running(RTO, USER),
        at("TIME-WAIT").receives("F.", 301, 102).sends(".", 102, 302).running(MSL),
        # Out of order it takes effect when the hole fills.
        at("ESTABLISHED")
        .receives("F.", 306, 101)
        .sends(".", 101, 301)
        .signals()
        .receives("P.", 301, 101, length=5)
        .sends(".", 101, 307)
        .goes("CLOSE-WAIT")
        .signals(CLOSING),
        at("SYN-RECEIVED")
        .receives("F.", 306, 101)
        .sends(".", 101, 301)
        .receives("P.", 301, 101, length=5)
        .sends(".", 101, 307)
        .goes("CLOSE-WAIT"),
        at("FIN-WAIT-1")
        .receives("F.", 306, 101)
        .sends(".", 102, 301)
        .receives("P.", 301, 101, length=5)
        .sends(".", 102, 307)
        .goes("CLOSING"),
        at("FIN-WAIT-1")
        .receives("F.", 306, 101)
        .sends(".", 102, 301)
        .receives("P.", 301, 102, length=5)
        .sends(".", 102, 307)
        .goes("TIME-WAIT")
        .signals("ok", CLOSING),
        at("FIN-WAIT-2")
        .receives("F.", 306, 102)
        .sends(".", 102, 301)
        .receives("P.", 301, 102, length=5)
        .sends(".", 102, 307)
        .goes("TIME-WAIT")
        .running(MSL),
    ),
}

TIMED = {
    "3.10.8 retransmission": (
        at("SYN-SENT").runs_out(RTO).sends("S", 100).running(RTO, USER),
        at("SYN-RECEIVED").runs_out(RTO).sends("S.", 100, 301).running(RTO, USER),
        at("SYN-RECEIVED", "active").runs_out(RTO).sends("S.", 100, 301),
        at("ESTABLISHED").runs_out(RTO),
        at("ESTABLISHED")
        .calls("send", length=5)
        .sends("P.", 101, 301, 5)
        .runs_out(RTO)
        .sends("P.", 101, 301, 5)
        .running(RTO, USER),
        at("FIN-WAIT-1").runs_out(RTO).sends("F.", 101, 301).running(RTO, USER),
        at("CLOSING").runs_out(RTO).sends("F.", 101, 302),
        at("LAST-ACK").runs_out(RTO).sends("F.", 101, 302),
        at("ESTABLISHED")
        .calls("send", length=5)
        .sends("P.", 101, 301, 5)
        .calls("close")
        .sends("F.", 106, 301)
        .goes("FIN-WAIT-1")
        .runs_out(RTO)
        .sends("F.", 101, 301, 5)
        .receives(".", 301, 104)
        .runs_out(RTO)
        .sends("F.", 104, 301, 2)
        .receives(".", 301, 106)
        .runs_out(RTO)
        .sends("F.", 106, 301),
        # A CLOSE before our SYN is acknowledged: it is the front of the queue.
        at("SYN-RECEIVED")
        .calls("close")
        .sends("F.", 101, 301)
        .goes("FIN-WAIT-1")
        .runs_out(RTO)
        .sends("S.", 100, 301)
        .sends("F.", 101, 301),
        # The FIN that still waits is not sent before its time.
        at("ESTABLISHED")
        .having(snd_wnd=3)
        .calls("send", length=5)
        .sends("P.", 101, 301, 3)
        .calls("close")
        .goes("FIN-WAIT-1")
        .runs_out(RTO)
        .sends("P.", 101, 301, 3),
    ),
    "3.8.6.1 zero-window probing": (
        at("ESTABLISHED")
        .having(snd_wnd=0)
        .calls("send", length=5)
        .returns("ok")
        .running(RTO, USER)
        .runs_out(RTO)
        .sends("P.", 101, 301, 1)
        .runs_out(RTO)
        .sends("P.", 101, 301, 1)
        # When it opens, everything is sent, the octet of the probe included.
        .receives(".", 301, 101, window=9)
        .sends("P.", 101, 301, 5),
        # The peer may also take the octet of the probe.
        at("ESTABLISHED")
        .having(snd_wnd=0)
        .calls("send", length=5)
        .runs_out(RTO)
        .sends("P.", 101, 301, 1)
        .receives(".", 301, 102, window=2)
        .signals("ok")
        .sends("P.", 102, 301, 2)
        .receives(".", 301, 104, window=0)
        .signals("ok")
        .runs_out(RTO)
        .sends("P.", 104, 301, 1)
        .receives(".", 301, 105, window=0)
        .signals("ok")
        .runs_out(RTO)
        .sends("P.", 105, 301, 1)
        .receives(".", 301, 106, window=0)
        .running(USER),
        # What was never offered cannot be acknowledged.
        at("ESTABLISHED")
        .having(snd_wnd=0)
        .calls("send", length=5)
        .runs_out(RTO)
        .sends("P.", 101, 301, 1)
        .receives(".", 301, 103)
        .sends(".", 101, 301),
        # After a CLOSE the FIN still goes out behind the text.
        at("ESTABLISHED")
        .having(snd_wnd=0)
        .calls("send", length=2)
        .calls("close")
        .goes("FIN-WAIT-1")
        .runs_out(RTO)
        .sends("P.", 101, 301, 1)
        .receives(".", 301, 101, window=9)
        .sends("P.", 101, 301, 2)
        .sends("F.", 103, 301),
        # An old segment does not bring its old window back (SND.WL1, SND.WL2).
        at("ESTABLISHED")
        .receives("P.", 301, 101, length=5, window=2)
        .sends(".", 101, 306)
        .receives("P.", 299, 101, length=8, window=9)
        .sends(".", 101, 307)
        .calls("send", length=5)
        .sends("P.", 101, 307, 2),
    ),
    "3.10.8 user and TIME-WAIT timeout": (
        *(
            line.runs_out(USER).goes("CLOSED").signals(TIMED_OUT).running()
            for line in each(*(way for way in WAYS if way not in ("CLOSED", "TIME-WAIT")))
        ),
        at("TIME-WAIT").runs_out(MSL).goes("CLOSED").running(),
        # What is not running cannot run out.
        at("CLOSED").runs_out(RTO),
        at("ESTABLISHED").runs_out(MSL),
    ),
}

LINES = [
    pytest.param(scene, id=f"{section}: {scene}")
    for part in (CALLED, WITHOUT_WINDOW, CHECKED, TIMED)
    for section, scenes in part.items()
    for scene in scenes
]


@pytest.fixture
def endpoint() -> Endpoint:
    return Endpoint(TCP, lambda: 100)


@pytest.mark.parametrize("scene", LINES)
def test_the_standard_says_so(scene: Scene, endpoint: Endpoint) -> None:
    scene.plays(endpoint)


@pytest.mark.parametrize("way", WAYS)
def test_each_constructor_leads_to_its_state_with_its_numbers(
    way: str, endpoint: Endpoint
) -> None:
    control = built(endpoint, way)
    assert control.state == way.split(", ", maxsplit=1)[0]
    if control.has_window:
        assert (control.snd_nxt, control.rcv_nxt) == (OURS[way], THEIRS[way])


def built(endpoint: Endpoint, way: str) -> Control:
    control = endpoint.fresh()
    for kind, what in WAYS[way]:
        control = take(endpoint, control, kind, what).control
    return control


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", CALLS)
def test_a_call_is_one_step_of_the_table(way: str, name: str, endpoint: Endpoint) -> None:
    control = built(endpoint, way)
    done = endpoint.call(control, name, length=1)
    assert done.steps == (step(TCP, control.at, call_event(control, name)),)
    assert done.control.at == done.steps[-1].after
    assert done.outcome == done.steps[0].outcome


def test_the_last_move_decides_and_else_the_first_step(endpoint: Endpoint) -> None:
    control = endpoint.call(built(endpoint, "SYN-SENT"), "send", length=3).control
    moved = endpoint.segment(control, Segment("S.", 300, 101))
    stayed = endpoint.segment(moved.control, Segment(".", 301, 101))
    assert [taken.outcome.id for taken in moved.steps] == [
        "syn-sent.syn-ack",
        "established.send",
    ]
    assert moved.outcome.id == "syn-sent.syn-ack"
    assert stayed.outcome.reaction is not Reaction.MOVES


def test_an_unknown_call_or_timeout_is_named(endpoint: Endpoint) -> None:
    with pytest.raises(CallError, match="'shout'; use one of open-passive"):
        endpoint.call(endpoint.fresh(), "shout")
    with pytest.raises(CallError, match="'lunch'; use one of retransmission"):
        endpoint.timeout(endpoint.fresh(), "lunch")


def test_each_connection_chooses_its_own_first_number() -> None:
    numbers = count(1000, 1000)
    endpoint = Endpoint(TCP, lambda: next(numbers))
    first = endpoint.call(endpoint.fresh(), "open-active")
    closed = endpoint.call(first.control, "close").control
    assert first.sent[0].seq == 1000
    assert endpoint.call(closed, "open-active").sent[0].seq == 2000


def test_a_connection_in_the_place_of_an_old_one_begins_above_it() -> None:
    endpoint = Endpoint(as_run_by(TCP, "Linux"), lambda: 100)
    waiting = built(endpoint, "TIME-WAIT")
    done = endpoint.segment(waiting, Segment("S", 400))
    assert [(item.flags, item.seq, item.ack) for item in done.sent] == [("S.", 103, 401)]
    assert (done.control.state, done.control.rcv_nxt) == ("SYN-RECEIVED", 401)
    opened = endpoint.segment(done.control, Segment(".", 401, 104)).control
    assert (opened.state, sorted(opened.timers)) == ("ESTABLISHED", [])


@pytest.mark.parametrize(
    ("runs", "way", "what", "state", "sent"),
    [
        ("Linux", "ESTABLISHED", ("call", "abort"), "CLOSED", [("R.", 101, 301)]),
        ("Linux", "TIME-WAIT", ("call", "abort"), "TIME-WAIT", []),
        ("Linux", "SYN-RECEIVED, active", arriving("S.", 300, 101), "ESTABLISHED",
         [(".", 101, 301)]),
        ("Linux:older", "SYN-RECEIVED, active", arriving("S.", 300, 101),
         "SYN-RECEIVED", [(".", 101, 301)]),
        ("Linux", "SYN-RECEIVED", arriving("F.", 311, 101), "ESTABLISHED", [(".", 101, 301)]),
        ("Linux:wrong-ack", "SYN-RECEIVED", arriving("F.", 300, 100), "SYN-RECEIVED",
         [("R", 100, 0)]),
        ("Linux:ends-at-rcv-nxt", "FIN-WAIT-1", arriving("F.", 300, 102), "FIN-WAIT-2",
         [(".", 102, 301)]),
        ("Linux:second-fin", "CLOSE-WAIT", arriving("F.", 302, 101), "CLOSE-WAIT", []),
        ("Linux", "TIME-WAIT", arriving("F", 302), "TIME-WAIT", [(".", 102, 302)]),
        ("Linux", "FIN-WAIT-2", arriving("S", 311), "FIN-WAIT-2", [(".", 102, 301)]),
        ("Linux:orphan", "FIN-WAIT-2", arriving("S", 311), "CLOSED", [("R.", 0, 312)]),
        ("Linux:orphan", "FIN-WAIT-1", arriving("F.", 311, 102), "CLOSED", [("R", 102, 0)]),
    ],
)  # fmt: skip
def test_linux_as_its_kernel_was_seen(
    runs: str,
    way: str,
    what: tuple[str, object],
    state: str,
    sent: list[tuple[str, int, int]],
) -> None:
    endpoint = Endpoint(as_run_by(TCP, runs), lambda: 100)
    done = take(endpoint, built(endpoint, way), *what)
    assert done.control.state == state
    assert [(item.flags, item.seq, item.ack) for item in done.sent] == sent


def test_on_linux_the_last_fin_waits_in_last_ack_behind_the_text() -> None:
    endpoint = Endpoint(as_run_by(TCP, "Linux"), lambda: 100)
    full = built(endpoint, "CLOSE-WAIT").changed(snd_wnd=0)
    queued = endpoint.call(full, "send", length=5).control
    closed = endpoint.call(queued, "close")
    assert (closed.control.state, closed.sent) == ("LAST-ACK", ())
    drained = endpoint.segment(closed.control, Segment(".", 302, 101, 0, 100))
    assert [(item.flags, item.seq, item.length) for item in drained.sent] == [
        ("P.", 101, 5),
        ("F.", 106, 0),
    ]


def test_a_close_put_off_during_the_handshake_is_made_after_it() -> None:
    endpoint = Endpoint(as_run_by(TCP, "Linux:shutdown"), lambda: 100)
    crossed = built(endpoint, "SYN-RECEIVED, active")
    shut = endpoint.call(crossed, "close", reading=True)
    assert (shut.control.state, shut.sent, shut.returned) == ("SYN-RECEIVED", (), "ok")
    opened = endpoint.segment(shut.control, Segment(".", 301, 101))
    assert opened.control.state == "FIN-WAIT-1"
    assert [(item.flags, item.seq) for item in opened.sent] == [("F.", 101)]


def test_what_was_held_is_forgotten_with_the_connection() -> None:
    endpoint = Endpoint(as_run_by(TCP, "RFC 9293 Note 3"), lambda: 100)
    opening = endpoint.segment(built(endpoint, "LISTEN"), Segment("S", 300, 0, 4)).control
    waiting = endpoint.call(opening, "close").control
    reset = endpoint.segment(waiting, Segment("R", 301))
    assert (waiting.state, reset.control.state, reset.sent) == ("TIME-WAIT", "CLOSED", ())


def test_a_bare_acknowledgment_is_dropped_only_before_another_acknowledgment() -> None:
    bare, data, reset = Segment(".", 1, 5), Segment("P.", 1, 5, 3), Segment("R", 1)
    assert aggregated([bare, data]) == (data,)
    assert aggregated([data, bare]) == (data, bare)
    assert aggregated([bare, reset]) == (bare, reset)
