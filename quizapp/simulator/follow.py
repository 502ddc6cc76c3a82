"""Follow a captured connection: what each packet makes of the states of both sides.

A capture shows segments, not arrivals, and no call of a user. So each side is an endpoint
of the model, and whatever a side sends has to be explained: as the table's answer to what
has reached it, as a call of its user (a SYN is an OPEN, text a SEND, a FIN a CLOSE, a RST
an ABORT), or as a timer that ran out. A segment is taken to have reached the other side
when what that side sends next shows it. What nothing explains contradicts the table, and
is said; what no packet can show is assumed, and said too.
"""

from quizapp.engine import Machine
from quizapp.simulator.connection import Connection
from quizapp.simulator.endpoint import MACHINE
from quizapp.simulator.followed import (
    MOST_CONNECTIONS,
    MOST_PACKETS,
    MOST_PENDING,
    Followed,
    Packet,
    Remark,
    Row,
)

__all__ = ["MACHINE", "MOST_PENDING", "Connections", "Followed", "Packet", "Remark", "Row"]


class Connections:
    """Every connection of a capture, each followed by itself, in bounded memory."""

    def __init__(self, machine: Machine) -> None:
        self._machine = machine
        self._all: list[Connection] = []
        self._open: dict[frozenset[str], Connection] = {}
        self._followed = 0
        self.left_out = 0
        """Packets beyond the most that are followed."""
        self.to_itself = 0
        """Packets of a socket connected to itself: no direction tells its two sides apart."""

    def take(self, packet: Packet) -> None:
        """Give a packet to its connection; a SYN after the end of one begins another."""
        if packet.source == packet.destination:
            self.to_itself += 1
            return
        key = frozenset((packet.source, packet.destination))
        current = self._open.get(key)
        begins = current is None or current.begins_anew(packet)
        if self._followed >= MOST_PACKETS or (begins and len(self._all) >= MOST_CONNECTIONS):
            self.left_out += 1
            return
        if current is None or begins:
            current = Connection(self._machine, packet, current)
            self._all.append(current)
            self._open[key] = current
        self._followed += 1
        current.take(packet)

    def finish(self) -> tuple[Followed, ...]:
        """Return what was followed, in the order in which the connections began."""
        return tuple(connection.finish() for connection in self._all)
