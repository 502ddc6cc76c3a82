"""Captures built by hand, octet by octet, and the states they should replay to."""

import struct
from collections import Counter
from collections.abc import Iterable
from io import BytesIO
from itertools import groupby
from pathlib import Path

from quizapp.engine import Machine
from quizapp.formats import read_capture, write_pcap
from quizapp.simulator import Endpoint, Kind, Network, Trace
from quizapp.simulator.follow import Connections, Followed, Packet

A4, B4 = bytes([10, 0, 0, 1]), bytes([10, 0, 0, 2])
A6, B6 = bytes(15) + b"\x01", bytes(15) + b"\x02"
MAC = bytes(12)
BITS = {letter: 1 << place for place, letter in enumerate("FSRP.UEW")}


def tcp(
    flags: str, seq: int = 0, ack: int = 0, text: bytes = b"", options: bytes = b""
) -> bytes:
    """Return a TCP segment from port 1000 to port 80."""
    off = (5 + len(options) // 4) << 4
    bits = sum(BITS[flag] for flag in flags)
    return (
        struct.pack(">HHIIBBHHH", 1000, 80, seq, ack, off, bits, 65_535, 0, 0) + options + text
    )


def ipv4(payload: bytes, *, proto: int = 6, offset: int = 0, total: int | None = None) -> bytes:
    length = 20 + len(payload) if total is None else total
    return (
        struct.pack(">BBHHHBBH", 0x45, 0, length, 0, offset, 64, proto, 0) + A4 + B4 + payload
    )


def ipv6(payload: bytes, *, kind: int = 6, length: int | None = None) -> bytes:
    size = len(payload) if length is None else length
    return struct.pack(">IHBB", 0x60000000, size, kind, 64) + A6 + B6 + payload


def pcap(
    packets: Iterable[bytes],
    link: int = 101,
    *,
    order: str = "<",
    nano: bool = False,
    original: int | None = None,
) -> bytes:
    """Return a pcap file: one packet every 1.5 seconds from second 7."""
    magic = 0xA1B23C4D if nano else 0xA1B2C3D4
    out = struct.pack(order + "IHHiIII", magic, 2, 4, 0, 0, 65_535, link)
    half = 500_000_000 if nano else 500_000
    for number, data in enumerate(packets):
        seconds, fraction = 7 + number * 3 // 2, half * (number % 2)
        caught = struct.pack(
            order + "IIII", seconds, fraction, len(data), original or len(data)
        )
        out += caught + data
    return out


def block(kind: int, body: bytes, order: str = "<") -> bytes:
    """Return a pcapng block."""
    body += bytes(-len(body) % 4)
    size = struct.pack(order + "I", 12 + len(body))
    return struct.pack(order + "I", kind) + size + body + size


def section(order: str = "<") -> bytes:
    return block(0x0A0D0D0A, struct.pack(order + "IHHq", 0x1A2B3C4D, 1, 0, -1), order)


def option(code: int, value: bytes, order: str = "<") -> bytes:
    return struct.pack(order + "HH", code, len(value)) + value + bytes(-len(value) % 4)


def interface(link: int = 101, order: str = "<", options: bytes = b"", snap: int = 0) -> bytes:
    return block(1, struct.pack(order + "HHI", link, 0, snap) + options, order)


def enhanced(data: bytes, ticks: int = 0, on: int = 0, order: str = "<") -> bytes:
    head = struct.pack(
        order + "IIIII", on, ticks >> 32, ticks & 0xFFFFFFFF, len(data), len(data)
    )
    return block(6, head + data + bytes(-len(data) % 4), order)


def read(path: Path, data: bytes) -> tuple[list[Packet], Counter[str]]:
    """Write a file and read it as a capture."""
    path.write_bytes(data)
    skipped: Counter[str] = Counter()
    return list(read_capture(path, skipped)), skipped


# ---------------------------------------------------------------- round trips


def network(machine: Machine) -> Network:
    """Return two hosts with the numbers of RFC 9293's figures."""
    return Network((Endpoint(machine, lambda: 100), Endpoint(machine, lambda: 300)))


def opened(machine: Machine) -> Network:
    """Return two hosts with a connection."""
    hosts = network(machine)
    hosts.call(1, "open-passive")
    hosts.call(0, "open-active")
    hosts.settle()
    return hosts


def follow(machine: Machine, packets: Iterable[Packet]) -> tuple[Followed, ...]:
    connections = Connections(machine)
    for packet in packets:
        connections.take(packet)
    return connections.finish()


def replayed(machine: Machine, trace: Trace, folder: Path) -> tuple[Followed, ...]:
    """Write a trace as a capture, read it, and follow it."""
    out = BytesIO()
    write_pcap(trace, out)
    packets, skipped = read(folder / "trace.pcap", out.getvalue())
    assert not skipped
    return follow(machine, packets)


NOTHING = ("CLOSED", "LISTEN")


def _path(states: Iterable[str]) -> list[str]:
    """Return states without repetitions, and without those before the connection."""
    path = [state for state, _ in groupby(states)]
    while path and path[0] in NOTHING:
        path.pop(0)
    return path


def paths_of(trace: Trace) -> tuple[list[str], list[str]]:
    """Return the states each host of a trace shows on the wire: as it sends and receives."""
    seen: tuple[list[str], list[str]] = ([], [])
    for line in trace.lines:
        if line.kind in (Kind.SENT, Kind.ARRIVED):
            host = trace.hosts.index(line.host)
            seen[host].append(line.states[host])
    return _path(seen[0]), _path(seen[1])


def paths_in(followed: Followed) -> tuple[list[str], list[str]]:
    """Return the same of a followed connection."""
    seen: tuple[list[str], list[str]] = ([], [])
    for row in followed.rows:
        if not row.is_arrival:
            seen[row.sender].append(row.states[row.sender])
        if row.taken_as:
            seen[1 - row.sender].append(row.states[1 - row.sender])
    return _path(seen[0]), _path(seen[1])
