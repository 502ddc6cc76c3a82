"""One socket of the kernel with us as its peer: calls on it, and segments to it by hand."""

import errno
import socket
import struct
from collections.abc import Callable
from time import monotonic

from quizapp.kernel.packets import Ends, Packet, to_kernel
from quizapp.kernel.plan import OUR_FIRST, UNKNOWN, Act
from quizapp.kernel.tun import Wire

NO_LINGER = struct.pack("ii", 1, 0)


class Subject:
    """A kernel's socket, what was put to it and what came from it."""

    def __init__(self, wire: Wire, ends: Ends) -> None:
        self.ends = ends
        self.injected: list[Packet] = []
        self.came: list[tuple[float, Packet]] = []
        self.returned: list[str] = []
        self._wire = wire
        self._seq = OUR_FIRST
        self._expected: int | None = None
        self._listener: socket.socket | None = None
        self._socket: socket.socket | None = None

    @property
    def owes_syn(self) -> bool:
        """Whether the kernel must send a SYN before anything else can be done."""
        opened = self._listener is None and self._socket is not None
        return self._expected is None and opened

    @property
    def owes_ack(self) -> bool:
        """Whether something that occupies numbers is not acknowledged, be it only late."""
        if self._listener is None and self._socket is None:
            return False
        acked = [packet.ack for _, packet in self.came if "." in packet.flags]
        return self._seq != OUR_FIRST and self._seq not in acked

    def take(self, packet: Packet) -> None:
        """Note what came from the kernel, and which number it will use next."""
        self.came.append((monotonic(), packet))
        end = packet.seq + packet.span
        if packet.span and (self._expected is None or _later(end, self._expected)):
            self._expected = end % 2**32

    def act(self, act: Act) -> None:
        """Make a call, or put a segment to the kernel."""
        if act.call:
            self.returned.append(self._called(act))
        else:
            self._inject(act)

    def close(self) -> None:
        """Let go of the sockets."""
        for held in (self._socket, self._listener):
            if held is not None:
                held.close()

    def _inject(self, act: Act) -> None:
        base = UNKNOWN if self._expected is None else self._expected
        ack = (base + act.ack) % 2**32 if "." in act.flags else 0
        packet = Packet(act.flags, (self._seq + act.seq) % 2**32, ack, act.length)
        self._wire.put(to_kernel(self.ends, packet))
        self.injected.append(packet)
        if act.seq == 0 and "R" not in act.flags:
            self._seq = (self._seq + packet.span) % 2**32

    def _called(self, act: Act) -> str:
        try:
            return CALLS[act.call](self, act)
        except OSError as problem:
            return f"-1 {errno.errorcode.get(problem.errno or 0, '?')}"

    def _listen(self, _act: Act) -> str:
        self._listener = self._bound()
        self._listener.listen(8)
        return "0"

    def _unlisten(self, _act: Act) -> str:
        if self._listener is not None:
            self._listener.close()
            self._listener = None
        return "0"

    def _connect(self, _act: Act) -> str:
        self._socket = self._bound()
        number = self._socket.connect_ex(self.ends.peer)
        return "…" if number == errno.EINPROGRESS else f"-1 {errno.errorcode[number]}"

    def _accept(self, _act: Act) -> str:
        if self._listener is None:
            return "-1 EINVAL"
        self._socket, _ = self._listener.accept()
        self._socket.setblocking(False)
        return "0"

    def _bound(self) -> socket.socket:
        made = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        made.setblocking(False)
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        made.bind(self.ends.kernel)
        return made

    def _open(self) -> socket.socket:
        if self._socket is None:
            raise OSError(errno.ENOTCONN, "")
        return self._socket

    def _send(self, act: Act) -> str:
        return str(self._open().send(bytes(act.length), socket.MSG_NOSIGNAL))

    def _shutdown(self, _act: Act) -> str:
        self._open().shutdown(socket.SHUT_WR)
        return "0"

    def _closed(self, _act: Act) -> str:
        self._open().close()
        return "0"

    def _abort(self, act: Act) -> str:
        self._open().setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, NO_LINGER)
        return self._closed(act)


CALLS: dict[str, Callable[[Subject, Act], str]] = {
    "listen": Subject._listen,
    "unlisten": Subject._unlisten,
    "connect": Subject._connect,
    "accept": Subject._accept,
    "send": Subject._send,
    "shutdown": Subject._shutdown,
    "close": Subject._closed,
    "abort": Subject._abort,
}
"""Every call of a trial."""


def _later(number: int, than: int) -> bool:
    return 0 < (number - than) % 2**32 < 2**31
