"""A listening socket's two queues: 半连接队列 (SYN queue) and 全连接队列 (accept queue).

Decides only what fits. As on Linux, the accept queue is full when it holds *more* than the
backlog (``sk_acceptq_is_full``). The SYN queue is full when it holds as many as its limit;
Linux 6.18 takes that from the backlog and lets in one more (``inet_csk_reqsk_queue_is_full``).
"""

from dataclasses import dataclass, field
from enum import StrEnum

COOKIE_BITS = 0x5EED0000
"""Stands for the secret hash; real cookies mix in both addresses, ports and a clock."""


class Arrival(StrEnum):
    """What becomes of a SYN at a listening socket."""

    QUEUED = "queued"
    COOKIE = "cookie"
    DROPPED = "dropped"


class Overflow(StrEnum):
    """What becomes of the final ACK of a handshake that finds the accept queue full."""

    IGNORE = "ignore"
    RESET = "reset"


@dataclass(slots=True)
class Listener:
    """The queues behind one listening socket; entries are numbers of connections."""

    backlog: int = 128
    syn_limit: int = 256
    cookies: bool = False
    """Answer without remembering once the SYN queue is full (RFC 4987 §3.6)."""
    overflow: Overflow = Overflow.IGNORE
    """``net.ipv4.tcp_abort_on_overflow``."""
    half_open: list[int] = field(default_factory=list)
    complete: list[int] = field(default_factory=list)

    @property
    def is_full(self) -> bool:
        """Whether no further connection may wait for ``accept()``."""
        return len(self.complete) > self.backlog

    def judge(self, connection: int) -> Arrival:
        """Say what becomes of a SYN; remembers nothing yet."""
        if connection in self.half_open:
            return Arrival.QUEUED
        if self.is_full:
            return Arrival.DROPPED
        if len(self.half_open) < self.syn_limit:
            return Arrival.QUEUED
        return Arrival.COOKIE if self.cookies else Arrival.DROPPED

    def note(self, connection: int, state: str) -> None:
        """Put a connection into the queue where its state belongs."""
        if connection in self.complete:
            return
        if state == "SYN-RECEIVED":
            if connection not in self.half_open:
                self.half_open.append(connection)
            return
        if connection in self.half_open:
            self.half_open.remove(connection)
            if state not in ("CLOSED", "LISTEN"):
                self.complete.append(connection)

    def accept(self) -> int | None:
        """Take the connection that waited longest, or ``None`` if none does."""
        return self.complete.pop(0) if self.complete else None


def cookie(connection: int, seq: int) -> int:
    """Return the sequence number that says by itself whose SYN it answers."""
    return (COOKIE_BITS ^ (connection << 8) ^ seq) % (1 << 32)
