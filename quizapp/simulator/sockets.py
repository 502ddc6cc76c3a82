"""What socket calls report, in Linux's terms: a pure mapping from what TCP knows.

``read() = 0`` is the end of the stream, ``EPIPE`` a write after the end; an error is told
once, to the first call that asks (tcp(7), net/ipv4/tcp.c).
"""

from dataclasses import dataclass, replace

from quizapp.simulator.control import Control
from quizapp.simulator.endpoint import Handled

WAITS = "…"
"""What a call that has to wait returns for now."""
PEER_IS_DONE = ("CLOSE-WAIT", "CLOSING", "LAST-ACK", "TIME-WAIT")
WE_ARE_DONE = ("FIN-WAIT-1", "FIN-WAIT-2", "CLOSING", "LAST-ACK", "TIME-WAIT")
MAY_SEND = ("ESTABLISHED", "CLOSE-WAIT")
OPENING = ("SYN-SENT", "SYN-RECEIVED")


@dataclass(frozen=True, slots=True, kw_only=True)
class Socket:
    """What a socket remembers beside its TCB."""

    error: str = ""
    """``SO_ERROR``: an error not yet told to anybody."""
    at_end: bool = False
    """Whether the peer's FIN has come."""
    is_over: bool = False
    """Whether there was a connection and it is no more."""
    left: int = 0
    """Octets that can still be read although the connection is gone."""
    lingers: bool = True
    """``False`` after SO_LINGER with a time of 0: ``close()`` aborts."""
    waits: tuple[str, ...] = ()
    """Calls that have not returned yet."""


def after_step(socket: Socket, before: Control, done: Handled) -> Socket:
    """Return what a socket remembers after TCP took a step."""
    after = done.control
    if after.state in PEER_IS_DONE and not socket.at_end:
        socket = replace(socket, at_end=True)
    if before.has_connection and not after.has_connection:
        error = _error(before, done) or socket.error
        socket = replace(socket, is_over=True, error=error, left=before.unread)
    elif after.state in OPENING and before.state not in OPENING:
        socket = replace(Socket(), lingers=socket.lingers, waits=socket.waits)
    return socket


def _error(before: Control, done: Handled) -> str:
    """Return why a connection ended, as ``SO_ERROR`` has it; empty if as it should."""
    event = done.steps[-1].event if done.steps else ""
    if event == "timeout-user":
        return "ETIMEDOUT"
    if not event.startswith("segment-rst") or before.state == "TIME-WAIT":
        return ""
    return {"SYN-SENT": "ECONNREFUSED", "CLOSE-WAIT": "EPIPE"}.get(before.state, "ECONNRESET")


def connect(control: Control, socket: Socket) -> tuple[str, Socket]:
    """Return what ``connect()`` returns now."""
    if control.state in OPENING:
        return WAITS, socket
    if socket.error:
        return f"-1 {socket.error}", replace(socket, error="")
    return ("-1 ECONNABORTED" if socket.is_over else "0"), socket


def read(control: Control, socket: Socket) -> tuple[str, Socket]:
    """Return what ``read()`` returns now."""
    if control.unread or socket.left:
        return str(control.unread or socket.left), replace(socket, left=0)
    if socket.at_end:
        return "0", socket
    if socket.error:
        return f"-1 {socket.error}", replace(socket, error="")
    if socket.is_over:
        return "0", socket
    return (WAITS if control.has_connection else "-1 ENOTCONN"), socket


def write(control: Control, socket: Socket, length: int) -> tuple[str, Socket]:
    """Return what ``write()`` returns now; ``EPIPE`` comes with a SIGPIPE."""
    if socket.error:
        return f"-1 {socket.error}", replace(socket, error="")
    if control.state in OPENING:
        return WAITS, socket
    return (str(length) if control.state in MAY_SEND else "-1 EPIPE"), socket


def poll(control: Control, socket: Socket, *, acceptable: bool = False) -> str:
    """Return the events ``epoll_wait()`` reports now, as ``tcp_poll`` composes them."""
    if control.state == "LISTEN":
        return "EPOLLIN" if acceptable else "0"
    no_read = socket.at_end or socket.is_over
    no_write = socket.is_over or control.state in WE_ARE_DONE
    is_open = control.state not in OPENING
    readable = any((control.unread, socket.left, no_read))
    events = {
        "EPOLLIN": is_open and readable,
        "EPOLLOUT": is_open,
        "EPOLLERR": bool(socket.error),
        "EPOLLHUP": control.state == "CLOSED" or (no_read and no_write),
        "EPOLLRDHUP": no_read,
    }
    return "|".join(name for name, holds in events.items() if holds) or "0"


def returns(call: str, control: Control, socket: Socket) -> tuple[str, Socket]:
    """Return what a call that waited returns now, ``…`` if it still waits."""
    return connect(control, socket) if call == "connect" else read(control, socket)
