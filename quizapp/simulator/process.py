"""What a process does with its sockets: the calls of the sockets interface, and its end."""

from collections.abc import Callable
from dataclasses import replace

from quizapp.simulator import sockets
from quizapp.simulator.host import Done, Host
from quizapp.simulator.listener import Listener

SOCKET_CALLS = (
    "socket", "bind", "listen", "accept", "connect", "read", "write", "shutdown", "close",
    "linger", "poll",
)  # fmt: skip


def socket_call(
    host: Host,
    number: int,
    name: str,
    now: float,
    *,
    length: int = 0,
    listener: Listener | None = None,
) -> Done:
    """Make a socket call; what it returns is in strace's words: ``-1 EPIPE``."""
    if name == "listen":
        host.listener = listener or Listener()
        return Done(returned="0")
    if name == "write":
        return _write(host, number, now, length)
    call = CALLS.get(name)
    return call(host, number, now) if call else Done(returned="0")


def close(host: Host, number: int, now: float) -> Done:
    """Close a socket for good: nobody reads any more; abort if it does not linger."""
    connection = host.connection(number)
    state = connection.control.state
    if not connection.control.has_connection and state != "LISTEN":
        return Done(returned="0")
    if state in sockets.WE_ARE_DONE:
        return _again(host, number, now)
    name = "close" if connection.socket.lingers else "abort"
    return replace(host.call(number, name, now, reading=False), returned="0")


def end(host: Host, now: float) -> list[tuple[int, Done]]:
    """End every process, kindly or not: the kernel closes what they had open."""
    waiting = host.listener.complete if host.listener else []
    for number in waiting:
        connection = host.connection(number)
        connection.socket = replace(connection.socket, lingers=False)
    open_ones = [
        number
        for number, connection in host.connections.items()
        if connection.control.has_connection and connection.control.reads
    ]
    done = [(number, close(host, number, now)) for number in open_ones]
    host.listener = None
    return done


def _again(host: Host, number: int, now: float) -> Done:
    """Close a socket whose sending side is shut already: only the reading ends now.

    What is still unread makes that a CLOSE of its own, for data is lost (net/ipv4/tcp.c).
    """
    connection = host.connection(number)
    host.stop_reading(number)
    if not connection.socket.lingers and connection.control.state != "TIME-WAIT":
        return replace(host.call(number, "abort", now), returned="0")
    if connection.control.has_unread:
        return replace(host.call(number, "close", now, reading=False), returned="0")
    done = host.call(number, "status", now)
    return replace(done, handled=None, returned="0")


def _linger(host: Host, number: int) -> Done:
    connection = host.connection(number)
    connection.socket = replace(connection.socket, lingers=False)
    return Done(returned="0")


def _accept(host: Host) -> Done:
    if host.listener is None:
        return Done(returned="-1 EINVAL")
    if host.listener.accept() is not None:
        return Done(returned="0")
    host.accepting += 1
    return Done(returned=sockets.WAITS)


def _connect(host: Host, number: int, now: float) -> Done:
    state = host.connection(number).control.state
    if state not in ("CLOSED", "TIME-WAIT"):
        return Done(returned="-1 EISCONN" if state != "SYN-SENT" else "-1 EALREADY")
    done = host.call(number, "open-active", now)
    if host.connection(number).control.state == "TIME-WAIT":
        return replace(done, returned="-1 EADDRNOTAVAIL")
    return replace(done, returned=_wait(host, number, "connect").returned)


def _read(host: Host, number: int, now: float) -> Done:
    connection = host.connection(number)
    had = connection.control.unread
    result, connection.socket = sockets.read(connection.control, connection.socket)
    if result == sockets.WAITS:
        return _wait(host, number, "read")
    if not had:
        return Done(returned=result)
    return replace(host.call(number, "receive", now), returned=result)


def _write(host: Host, number: int, now: float, length: int) -> Done:
    connection = host.connection(number)
    result, connection.socket = sockets.write(connection.control, connection.socket, length)
    if result != str(length):
        return Done(returned=result)
    return replace(host.call(number, "send", now, length=length), returned=result)


def _shutdown(host: Host, number: int, now: float) -> Done:
    if not host.connection(number).control.has_connection:
        return Done(returned="-1 ENOTCONN")
    return replace(host.call(number, "close", now, reading=True), returned="0")


def _poll(host: Host, number: int) -> Done:
    connection = host.connection(number)
    listener = host.listener
    # A socket whose connection is gone is no listening socket, although one may be there.
    is_new = connection.control.state in ("CLOSED", "LISTEN") and not connection.socket.is_over
    if listener is not None and is_new:
        return Done(returned="EPOLLIN" if listener.complete else "0")
    return Done(returned=sockets.poll(connection.control, connection.socket))


def _wait(host: Host, number: int, call: str) -> Done:
    connection = host.connection(number)
    waits = (*connection.socket.waits, call)
    connection.socket = replace(connection.socket, waits=waits)
    return Done(returned=sockets.WAITS)


CALLS: dict[str, Callable[[Host, int, float], Done]] = {
    "accept": lambda host, _number, _now: _accept(host),
    "connect": _connect,
    "read": _read,
    "shutdown": _shutdown,
    "close": close,
    "linger": lambda host, number, _now: _linger(host, number),
    "poll": lambda host, number, _now: _poll(host, number),
}
"""The calls that need nothing but a socket; ``socket`` and ``bind`` change nothing."""
