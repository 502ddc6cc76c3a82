"""TCP segments in IPv4 packets without options, as raw bytes."""

import struct
from dataclasses import dataclass
from socket import inet_aton

LETTERS = "FSRP.UEW"
"""tcpdump's letters, from the lowest bit of the header's flags."""
IPV4 = struct.Struct(">BBHHHBBH4s4s")
TCP = struct.Struct(">HHIIBBHHH")
PROTOCOL = 6
WINDOW = 65_535


@dataclass(frozen=True, slots=True)
class Packet:
    """What matters of a segment; ``length`` counts octets of text."""

    flags: str
    seq: int
    ack: int = 0
    length: int = 0

    @property
    def span(self) -> int:
        """The sequence numbers it occupies."""
        return self.length + ("S" in self.flags) + ("F" in self.flags)


@dataclass(frozen=True, slots=True)
class Ends:
    """The two ends of a connection: the kernel's address and port, and the other's."""

    kernel: tuple[str, int]
    peer: tuple[str, int]


def to_kernel(ends: Ends, packet: Packet) -> bytes:
    """Return the IPv4 packet that brings a segment to the kernel."""
    source, destination = inet_aton(ends.peer[0]), inet_aton(ends.kernel[0])
    flags = sum(1 << LETTERS.index(letter) for letter in packet.flags)
    ports = (ends.peer[1], ends.kernel[1])
    text = bytes(packet.length)

    def segment(check: int) -> bytes:
        numbers = (packet.seq % 2**32, packet.ack % 2**32)
        return TCP.pack(*ports, *numbers, 5 << 4, flags, WINDOW, check, 0) + text

    size = TCP.size + packet.length
    pseudo = source + destination + struct.pack(">HH", PROTOCOL, size)
    tcp = segment(checksum(pseudo + segment(0)))

    def header(check: int) -> bytes:
        total = IPV4.size + size
        return IPV4.pack(0x45, 0, total, 0, 0x4000, 64, PROTOCOL, check, source, destination)

    return header(checksum(header(0))) + tcp


def from_kernel(data: bytes) -> tuple[tuple[int, int], Packet] | None:
    """Return the ports (the kernel's first) and the segment, ``None`` if it is none."""
    if len(data) < IPV4.size + TCP.size or data[0] >> 4 != 4 or data[9] != PROTOCOL:
        return None
    start = (data[0] & 0xF) * 4
    total = struct.unpack_from(">H", data, 2)[0]
    ours, theirs, seq, ack, offset, bits = TCP.unpack_from(data, start)[:6]
    flags = "".join(letter for place, letter in enumerate(LETTERS) if bits >> place & 1)
    length = total - start - (offset >> 4) * 4
    return (ours, theirs), Packet(flags, seq, ack if "." in flags else 0, length)


def checksum(data: bytes) -> int:
    """Return the Internet checksum (RFC 1071) of some octets.

    >>> hex(checksum(bytes.fromhex("0001f203f4f5f6f7")))
    '0x220d'
    """
    data += bytes(len(data) % 2)
    total: int = sum(word for (word,) in struct.iter_unpack(">H", data))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return 0xFFFF - total
