"""The kernel's list of TCP sockets: which state it shows for which pair of addresses.

It is read anew each time; states stay the numbers that the kernel prints.
"""

import socket
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from quizapp.errors import QuizappError

PROC = Path("/proc/net")
TABLES = {socket.AF_INET: "tcp", socket.AF_INET6: "tcp6"}
NOTHING = 0
"""Stands for a socket that the kernel does not list."""

Address = tuple[str, int]


class NoStatesError(QuizappError):
    """A system that does not show the states of its sockets."""

    def __init__(self, path: Path, reason: str) -> None:
        self.path, self.reason = path, reason
        super().__init__(
            f"This system does not show the states of its TCP sockets ({path}: {reason}); "
            "run this on Linux."
        )


@dataclass(frozen=True, slots=True)
class Row:
    """One socket of the kernel's list."""

    local: Address
    remote: Address
    state: int


def read_rows(family: socket.AddressFamily, folder: Path = PROC) -> tuple[Row, ...]:
    """Return the sockets of this network namespace; raises ``NoStatesError``."""
    path = folder / TABLES[family]
    try:
        text = path.read_text("ascii")
    except OSError as problem:
        raise NoStatesError(path, problem.strerror or str(problem)) from problem
    return tuple(_rows(text, family))


def find_state(rows: tuple[Row, ...], local: Address, remote: Address | None) -> int:
    """Return the state of a connection, or else of who listens there; 0 if nobody does."""
    listening = NOTHING
    for row in rows:
        if row.local[1] != local[1]:
            continue
        if remote is not None and (row.local, row.remote) == (local, remote):
            return row.state
        if row.remote[1] == 0:
            listening = row.state
    return listening


def _rows(text: str, family: socket.AddressFamily) -> Iterator[Row]:
    for line in text.splitlines()[1:]:
        fields = line.split()
        if len(fields) > 3:
            local, remote = (_address(field, family) for field in fields[1:3])
            yield Row(local, remote, int(fields[3], 16))


def _address(field: str, family: socket.AddressFamily) -> Address:
    """Read an address: words of 32 bits in the machine's own order, then the port.

    >>> _address("00000000:1F90", socket.AF_INET)
    ('0.0.0.0', 8080)
    """
    host, _, port = field.partition(":")
    words = [int(host[place : place + 8], 16) for place in range(0, len(host), 8)]
    return socket.inet_ntop(family, struct.pack(f"={len(words)}I", *words)), int(port, 16)
