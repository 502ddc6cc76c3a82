"""The containers: what a pcap or pcapng file says of each packet before its octets.

The file formats are read here and not by dpkt, whose readers believe every length field,
take the first interface of a pcapng for all, and give a packet's time as a rounded float.
"""

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from quizapp.formats.bounds import Source

NANO = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Record:
    """One captured packet: its number from 1, when, its link type, and its octets."""

    number: int
    at: int
    """Nanoseconds, from whatever the file counts from."""
    link: int
    data: bytes
    original: int
    """How long it was before it was cut to the snapshot length."""


def records(source: Source) -> Iterator[Record]:
    """Yield the packets of a pcap or pcapng file; raises ``CaptureError``."""
    magic = source.take(4)
    if magic == b"\x0a\x0d\x0d\x0a":
        yield from _pcapng(source)
        return
    if magic not in PCAP_MAGICS:
        raise source.error("is not that of a capture", _remedy(magic))
    order, unit = PCAP_MAGICS[magic]
    yield from _pcap(source, order, unit)


PCAP_MAGICS = {
    b"\xa1\xb2\xc3\xd4": (">", 1000),
    b"\xd4\xc3\xb2\xa1": ("<", 1000),
    b"\xa1\xb2\x3c\x4d": (">", 1),
    b"\x4d\x3c\xb2\xa1": ("<", 1),
}
"""First four octets: byte order, and nanoseconds in a unit of the fraction."""


def _remedy(magic: bytes) -> str:
    if magic[:2] == b"\x1f\x8b":
        return "unpack it with `gunzip` first"
    if magic in (b"\xa1\xb2\xcd\x34", b"\x34\xcd\xb2\xa1"):
        return "convert it with `editcap -F pcap`"
    return "give a pcap or pcapng file, such as `tcpdump -w` writes"


def _pcap(source: Source, order: str, unit: int) -> Iterator[Record]:
    *_, link = source.unpack(order + "HHiIII")
    while header := source.take_or_end(16):
        source.begin_record()
        number = source.begin_packet()
        seconds, fraction, caught, original = struct.unpack(order + "IIII", header)
        at = seconds * NANO + fraction * unit
        yield Record(number, at, link & 0xFFFF, source.take(caught), original)


# ---------------------------------------------------------------- pcapng


@dataclass(frozen=True, slots=True)
class Interface:
    """What a pcapng file says of the interface a packet was caught on."""

    link: int
    snap: int
    ticks: int = 1_000_000
    """Units of time in a second."""
    offset: int = 0
    """Seconds to add."""

    def nanoseconds(self, high: int, low: int) -> int:
        """Return a time stamp in nanoseconds."""
        return ((high << 32) | low) * NANO // self.ticks + self.offset * NANO


SECTION, INTERFACE, OLD_PACKET, SIMPLE, ENHANCED = 0x0A0D0D0A, 1, 2, 3, 6
MOST_INTERFACES = 1_000


def _pcapng(source: Source) -> Iterator[Record]:
    order = _section(source)
    interfaces: list[Interface] = []
    while header := source.take_or_end(8):
        source.begin_record()
        if header[:4] == b"\x0a\x0d\x0d\x0a":
            order, interfaces = _section(source, header[4:]), []
            continue
        kind, length = struct.unpack(order + "II", header)
        body_length = _body_length(source, length)
        if kind in PACKETS:
            number = source.begin_packet()
            body = _body(source, order, length, body_length)
            yield PACKETS[kind](source, order, number, body, interfaces)
        elif kind == INTERFACE:
            interfaces.append(
                _interface(source, order, _body(source, order, length, body_length))
            )
            _check_interfaces(source, interfaces)
        else:
            source.skip(body_length)
            _check_end(source, order, length)


def _check_interfaces(source: Source, interfaces: list[Interface]) -> None:
    if len(interfaces) > MOST_INTERFACES:
        raise source.error(
            f"comes after more than {MOST_INTERFACES:,} interfaces",
            "the file is damaged, capture again",
        )


def _section(source: Source, length: bytes | None = None) -> str:
    """Read the rest of a section header and return the byte order it sets."""
    length = length or source.take(4)
    orders = {b"\x1a\x2b\x3c\x4d": ">", b"\x4d\x3c\x2b\x1a": "<"}
    order = orders.get(source.take(4))
    if order is None:
        raise source.error("follows a section of no known byte order", DAMAGED)
    (size,) = struct.unpack(order + "I", length)
    source.skip(_body_length(source, size) - 4)
    _check_end(source, order, size)
    return order


DAMAGED = "the file is damaged, capture again"


def _body_length(source: Source, length: int) -> int:
    if length < 12 or length % 4:
        raise source.error(f"is followed by a block of {length:,} octets", DAMAGED)
    return length - 12


def _body(source: Source, order: str, length: int, body_length: int) -> bytes:
    body = source.take(body_length)
    _check_end(source, order, length)
    return body


def _check_end(source: Source, order: str, length: int) -> None:
    if source.unpack(order + "I") != (length,):
        raise source.error("is followed by a block whose two lengths differ", DAMAGED)


def _fields(source: Source, layout: str, body: bytes) -> tuple[int, ...]:
    if len(body) < struct.calcsize(layout):
        raise source.error("lies in a block that is too short", DAMAGED)
    return struct.unpack_from(layout, body)


def _interface(source: Source, order: str, body: bytes) -> Interface:
    link, _, snap = _fields(source, order + "HHI", body)
    ticks, offset = 1_000_000, 0
    for code, value in _options(order, body[8:]):
        if code == 9 and len(value) == 1:
            ticks = (2 if value[0] & 0x80 else 10) ** (value[0] & 0x7F)
        elif code == 14 and len(value) == 8:
            (offset,) = struct.unpack(order + "q", value)
    return Interface(link, snap, ticks, offset)


def _options(order: str, data: bytes) -> Iterator[tuple[int, bytes]]:
    place = 0
    while place + 4 <= len(data):
        code, length = struct.unpack_from(order + "HH", data, place)
        if code == 0:
            return
        yield code, data[place + 4 : place + 4 + length]
        place += 4 + length + -length % 4


def _on(source: Source, interfaces: list[Interface], index: int) -> Interface:
    if index >= len(interfaces):
        raise source.error(f"was caught on interface {index}, which is not described", DAMAGED)
    return interfaces[index]


def _caught(source: Source, body: bytes, start: int, length: int) -> bytes:
    if start + length > len(body):
        raise source.error(f"claims {length:,} octets, more than its block holds", DAMAGED)
    return body[start : start + length]


def _enhanced(
    source: Source, order: str, number: int, body: bytes, interfaces: list[Interface]
) -> Record:
    index, high, low, length, original = _fields(source, order + "IIIII", body)
    on = _on(source, interfaces, index)
    data = _caught(source, body, 20, length)
    return Record(number, on.nanoseconds(high, low), on.link, data, original)


def _old_packet(
    source: Source, order: str, number: int, body: bytes, interfaces: list[Interface]
) -> Record:
    index, _, high, low, length, original = _fields(source, order + "HHIIII", body)
    on = _on(source, interfaces, index)
    data = _caught(source, body, 20, length)
    return Record(number, on.nanoseconds(high, low), on.link, data, original)


def _simple(
    source: Source, order: str, number: int, body: bytes, interfaces: list[Interface]
) -> Record:
    """Read a packet that has neither time nor length of its own."""
    (original,) = _fields(source, order + "I", body)
    on = _on(source, interfaces, 0)
    length = min(original, on.snap or original, len(body) - 4)
    return Record(number, 0, on.link, _caught(source, body, 4, length), original)


Reader = Callable[[Source, str, int, bytes, list[Interface]], Record]
PACKETS: dict[int, Reader] = {ENHANCED: _enhanced, OLD_PACKET: _old_packet, SIMPLE: _simple}
