"""Which sockets are made, and which segments and calls are tried on each: plain data."""

from collections.abc import Iterator

from quizapp.kernel.plan import Act, Trial


def _calls(names: str) -> tuple[Act, ...]:
    return tuple(Act(call=name) for name in names.split())


def _segment(flags: str, seq: int = 0, ack: int = 0, length: int = 0) -> Act:
    return Act(flags=flags, seq=seq, ack=ack, length=length)


SYN, SYN_ACK, ACK, FIN = _segment("S"), _segment("S."), _segment("."), _segment("F.")
OLD_FIN = _segment("F.", ack=-1)
FIN_BEFORE_TEXT, FIN_BEFORE_ALL = _segment("F.", ack=-10), _segment("F.", ack=-11)
SHUT, CLOSE, UNSENT = _calls("shutdown"), _calls("close"), (Act(call="send", length=10),)
CONNECTED = (*_calls("connect"), SYN_ACK)
ACCEPTED = (*_calls("listen"), SYN, ACK, *_calls("accept"))

SETUPS: tuple[tuple[Act, ...], ...] = (
    (),
    _calls("listen"),
    _calls("connect"),
    (*_calls("listen"), SYN),
    (*_calls("connect"), SYN),
    CONNECTED,
    (*CONNECTED, *UNSENT),
    (*CONNECTED, *SHUT),
    (*CONNECTED, *CLOSE),
    (*CONNECTED, *UNSENT, *CLOSE),
    (*CONNECTED, *SHUT, ACK),
    (*CONNECTED, *CLOSE, ACK),
    (*CONNECTED, FIN),
    (*CONNECTED, *UNSENT, FIN_BEFORE_TEXT),
    (*CONNECTED, *SHUT, OLD_FIN),
    (*CONNECTED, *CLOSE, OLD_FIN),
    (*CONNECTED, *UNSENT, *CLOSE, FIN_BEFORE_ALL),
    (*CONNECTED, FIN, *CLOSE),
    (*CONNECTED, *UNSENT, FIN_BEFORE_TEXT, *CLOSE),
    (*CONNECTED, *SHUT, ACK, FIN),
    (*ACCEPTED, *CLOSE, ACK, FIN),
)
"""Ways to every state of a socket, some of them in several: with text in flight, with the
application still there or not, with another socket that listens on the port or not."""

FAR = 200_000
"""Beyond any window without scaling."""

PROBES: tuple[tuple[Act, ...], ...] = (
    (_segment("S"),),
    (_segment("S", seq=-1),),
    (_segment("S", seq=-100),),
    (_segment("S", seq=FAR),),
    (_segment("S."),),
    (_segment("S.", ack=100),),
    (_segment("S.", seq=-1),),
    (_segment("S.", seq=-100),),
    (_segment("SF"),),
    (_segment("SF."),),
    (_segment("S", length=10),),
    (_segment("."),),
    (_segment(".", ack=-1),),
    (_segment(".", ack=-100),),
    (_segment(".", ack=-FAR),),
    (_segment(".", ack=100),),
    (_segment(".", seq=-1),),
    (_segment(".", seq=10),),
    (_segment(".", seq=FAR),),
    (_segment("F."),),
    (_segment("F.", ack=-1),),
    (_segment("F.", ack=100),),
    (_segment("F.", seq=10),),
    (_segment("F.", seq=10, ack=-1),),
    (_segment("F.", seq=-1),),
    (_segment("F.", seq=-1, ack=-1),),
    (_segment("F.", seq=FAR),),
    (_segment("F"),),
    (_segment("F.", length=10),),
    (_segment("R"),),
    (_segment("R."),),
    (_segment("R.", ack=100),),
    (_segment("R.", ack=-1),),
    (_segment("R", seq=-1),),
    (_segment("R", seq=10),),
    (_segment("R", seq=-100),),
    (_segment("R", seq=FAR),),
    (_segment("P.", length=10),),
    (_segment("P.", ack=-1, length=10),),
    (_segment("P.", ack=100, length=10),),
    (_segment("P.", seq=10, length=10),),
    (_segment("P.", seq=10, ack=-1, length=10),),
    (_segment("P.", seq=-5, length=10),),
    (_segment("P.", seq=-100, length=10),),
    (_segment("P.", seq=FAR, length=10),),
    (_segment("P", length=10),),
    (_segment(""),),
    (_segment("F.", seq=10), _segment("P.", length=10)),
    (_segment("F.", seq=10, ack=-1), _segment("P.", ack=-1, length=10)),
    SHUT,
    CLOSE,
    _calls("abort"),
    UNSENT,
    (_segment("P.", length=10), *CLOSE),
)
"""One of each class of segments (RFC 9293 §3.10.7), then the calls of a user."""

SOCKET_CALLS = frozenset(("shutdown", "close", "abort", "send"))
"""Calls that need a connected socket, or one on its way there."""


def trials() -> tuple[Trial, ...]:
    """Return every probe on every socket that it can be tried on."""
    return tuple(_trials())


def _trials() -> Iterator[Trial]:
    for setup in SETUPS:
        calls = [act.call for act in setup]
        has_socket = ("connect" in calls or "accept" in calls) and "close" not in calls
        for probe in PROBES:
            if has_socket or not any(act.call for act in probe):
                yield Trial(setup, probe)
