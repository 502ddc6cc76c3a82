"""Two ends of TCP connections on the loopback interface: socket calls, and what they show.

Nothing ever blocks: a call that would have to wait returns ``…``.
"""

import errno
import select
import socket
import struct
from collections.abc import Callable
from contextlib import suppress
from time import monotonic, sleep

from quizapp.kernel.proc import Address, find_state, read_rows

WAITS = "…"
LOOPBACK = {socket.AF_INET: "127.0.0.1", socket.AF_INET6: "::1"}
DEADLINE = 0.4
"""How long the two ends may take to come to rest, in seconds."""
TURN = 0.005
NO_LINGER = struct.pack("ii", 1, 0)
BUFFER = 4096
"""Small buffers, so that they are full soon."""
CHUNK = 65_536
MOST_ROUNDS = 200
EVENTS = ("IN", "OUT", "ERR", "HUP", "RDHUP")

Wanted = tuple[frozenset[int], frozenset[int]]
"""By which numbers the kernel can show the states of both ends."""


class Pair:
    """A client's and a server's side, with any number of connections between them."""

    def __init__(self, family: socket.AddressFamily = socket.AF_INET) -> None:
        self._family = family
        self._listener = self._made()
        self._listener.bind((LOOPBACK[family], 0))
        self._server = _address(self._listener.getsockname())
        self._clients: dict[int, Address] = {}
        self._sockets: dict[tuple[str, int], socket.socket] = {}

    def call(self, host: str, name: str, connection: int = 1, length: int = 0) -> str:
        """Make a socket call; what it returns is in strace's words: ``-1 EPIPE``."""
        try:
            return CALLS[name](self, host, connection, length)
        except BlockingIOError:
            return WAITS
        except OSError as problem:
            return f"-1 {errno.errorcode.get(problem.errno or 0, '?')}"

    def states(self, connection: int = 1) -> tuple[int, int]:
        """Return the numbers of the states that the kernel shows for both ends."""
        rows = read_rows(self._family)
        client = self._clients.get(connection)
        if client is None:
            return 0, find_state(rows, self._server, None)
        return (
            find_state(rows, client, self._server),
            find_state(rows, self._server, client),
        )

    def settled(self, wanted: tuple[Wanted, ...], connection: int = 1) -> tuple[int, int]:
        """Return the states a moment later, once they are as wanted, or at the deadline."""
        deadline = monotonic() + DEADLINE
        while True:
            sleep(TURN)
            client, server = shown = self.states(connection)
            is_wanted = any(client in first and server in second for first, second in wanted)
            if is_wanted or monotonic() > deadline:
                return shown

    def close(self) -> None:
        """Close everything that is open."""
        for held in (self._listener, *self._sockets.values()):
            held.close()

    def _made(self) -> socket.socket:
        made = socket.socket(self._family, socket.SOCK_STREAM)
        made.setblocking(False)
        made.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, BUFFER)
        made.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, BUFFER)
        return made

    def _socket(self, host: str, connection: int) -> socket.socket:
        found = self._sockets.get((host, connection))
        if found is None:
            raise OSError(errno.EBADF, "")
        return found

    def _listen(self, _host: str, _connection: int, backlog: int) -> str:
        self._listener.listen(backlog or 128)
        return "0"

    def _listen_for_one(self, _host: str, _connection: int, _length: int) -> str:
        self._listener.listen(0)
        return "0"

    def _unlisten(self, _host: str, _connection: int, _length: int) -> str:
        self._listener.close()
        return "0"

    def _connect(self, host: str, connection: int, _length: int) -> str:
        made = self._made()
        self._sockets[host, connection] = made
        made.bind((LOOPBACK[self._family], 0))
        self._clients[connection] = _address(made.getsockname())
        return self._connected(made, self._server)

    def _connect_self(self, host: str, connection: int, _length: int) -> str:
        """Connect a socket to its own address: its SYN meets itself."""
        self._listener.close()
        made = self._made()
        self._sockets[host, connection] = made
        made.bind((LOOPBACK[self._family], 0))
        self._server = self._clients[connection] = _address(made.getsockname())
        return self._connected(made, self._server)

    def _connected(self, made: socket.socket, to: Address) -> str:
        number = made.connect_ex(to)
        if number == errno.EINPROGRESS:
            poll = select.poll()
            poll.register(made, select.POLLOUT)
            if not poll.poll(50):
                return WAITS
            number = made.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
        return f"-1 {errno.errorcode[number]}" if number else "0"

    def _accept(self, host: str, _connection: int, _length: int) -> str:
        made, client = self._listener.accept()
        made.setblocking(False)
        (number,) = [key for key, known in self._clients.items() if known == _address(client)]
        self._sockets[host, number] = made
        return "0"

    def _read(self, host: str, connection: int, _length: int) -> str:
        return str(len(self._socket(host, connection).recv(CHUNK)))

    def _write(self, host: str, connection: int, length: int) -> str:
        sent = self._socket(host, connection).send(bytes(length), socket.MSG_NOSIGNAL)
        return str(sent)

    def _fill(self, host: str, connection: int, _length: int) -> str:
        """Write until nothing more fits anywhere."""
        to = self._socket(host, connection)
        for _ in range(MOST_ROUNDS):
            with suppress(BlockingIOError):
                while True:
                    to.send(bytes(CHUNK), socket.MSG_NOSIGNAL)
            sleep(TURN)
            if not select.select([], [to], [], 10 * TURN)[1]:
                break
        return "0"

    def _drain(self, host: str, connection: int, _length: int) -> str:
        """Read until the end of the stream, or until nothing more comes."""
        source = self._socket(host, connection)
        for _ in range(MOST_ROUNDS):
            if not select.select([source], [], [], DEADLINE)[0] or not source.recv(CHUNK):
                break
        return "0"

    def _shutdown(self, host: str, connection: int, _length: int) -> str:
        self._socket(host, connection).shutdown(socket.SHUT_WR)
        return "0"

    def _close(self, host: str, connection: int, _length: int) -> str:
        self._sockets.pop((host, connection)).close()
        return "0"

    def _linger(self, host: str, connection: int, _length: int) -> str:
        held = self._socket(host, connection)
        held.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, NO_LINGER)
        return "0"

    def _poll(self, host: str, connection: int, _length: int) -> str:
        asked = select.poll()
        masks = {name: getattr(select, f"POLL{name}") for name in EVENTS}
        held = self._sockets.get((host, connection), self._listener)
        asked.register(held, masks["IN"] | masks["OUT"] | masks["RDHUP"])
        bits = dict(asked.poll(0)).get(held.fileno(), 0)
        return "|".join(f"EPOLL{name}" for name in EVENTS if bits & masks[name]) or "0"


CALLS: dict[str, Callable[[Pair, str, int, int], str]] = {
    "listen": Pair._listen,
    "listen-for-one": Pair._listen_for_one,
    "unlisten": Pair._unlisten,
    "connect": Pair._connect,
    "connect-self": Pair._connect_self,
    "accept": Pair._accept,
    "read": Pair._read,
    "write": Pair._write,
    "fill": Pair._fill,
    "drain": Pair._drain,
    "shutdown": Pair._shutdown,
    "close": Pair._close,
    "linger": Pair._linger,
    "poll": Pair._poll,
}
"""Every call of an experiment; ``fill`` and ``drain`` are many writes and reads."""


def _address(name: tuple[object, ...]) -> Address:
    return str(name[0]), int(str(name[1]))
