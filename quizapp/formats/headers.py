"""Find the TCP segment in an IP packet; dpkt reads the TCP header itself.

Fragments are not put together again: one that has to be is left out, and said so.
"""

import struct
from dataclasses import dataclass
from functools import lru_cache
from socket import AF_INET, AF_INET6, inet_ntop

import dpkt

from quizapp.errors import QuizappError
from quizapp.formats.links import IPV4
from quizapp.simulator.segment import FLAGS, MAX_LENGTH, Segment

TCP = 6
CUT, MALFORMED, FRAGMENT, NOT_TCP = "cut short", "malformed", "fragment", "not TCP"
MOST_EXTENSIONS = 8


class SkippedError(QuizappError):
    """A packet that holds no TCP segment one can follow; ``reason`` says why."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


@dataclass(frozen=True, slots=True)
class Datagram:
    """What IP says of a TCP segment."""

    source: bytes
    destination: bytes
    tcp: bytes
    """The TCP header and whatever of the text was caught."""
    length: int
    """How long the TCP segment was, header and text, as sent."""


@dataclass(frozen=True, slots=True)
class Found:
    """A TCP segment with its addresses, and the window scale its SYN offers."""

    source: str
    destination: str
    segment: Segment
    scale: int | None


def find_segment(kind: int, data: bytes, original: int) -> Found:
    """Return the TCP segment of an IP packet of that EtherType.

    ``original`` is the packet's length before it was cut to the snapshot length.
    Raises ``SkippedError``.
    """
    datagram = (_ipv4 if kind == IPV4 else _ipv6)(data, original)
    try:
        header = dpkt.tcp.TCP(datagram.tcp)
    except dpkt.NeedData:
        raise SkippedError(CUT) from None
    except dpkt.UnpackError:
        raise SkippedError(MALFORMED) from None
    text = datagram.length - header.off * 4
    if not 0 <= text <= MAX_LENGTH:
        raise SkippedError(MALFORMED)
    family = AF_INET if kind == IPV4 else AF_INET6
    segment = Segment(letters(header.flags), header.seq, header.ack, text, header.win)
    return Found(
        _socket(family, datagram.source, header.sport),
        _socket(family, datagram.destination, header.dport),
        segment,
        _scale(header.opts) if segment.syn else None,
    )


@lru_cache(maxsize=512)
def letters(bits: int) -> str:
    """Return tcpdump's letters for the bits of a header.

    >>> letters(0x12)
    'S.'
    """
    return "".join(letter for place, letter in enumerate(FLAGS) if bits >> place & 1)


@lru_cache(maxsize=1_024)
def _socket(family: int, address: bytes, port: int) -> str:
    host = inet_ntop(family, address)
    return f"{host}:{port}" if family == AF_INET else f"[{host}]:{port}"


def _ipv4(data: bytes, original: int) -> Datagram:
    if len(data) < 20:
        raise SkippedError(CUT)
    header = (data[0] & 0xF) * 4
    total, _, offset = struct.unpack_from(">HHH", data, 2)
    if data[0] >> 4 != 4 or header < 20:
        raise SkippedError(MALFORMED)
    if data[9] != TCP:
        raise SkippedError(NOT_TCP)
    if offset & 0x3FFF:
        raise SkippedError(FRAGMENT)
    # A total length of 0 means that the sender's network card was to cut it up.
    total = total or original
    return Datagram(data[12:16], data[16:20], data[header:total], total - header)


def _ipv6(data: bytes, original: int) -> Datagram:
    if len(data) < 40:
        raise SkippedError(CUT)
    if data[0] >> 4 != 6:
        raise SkippedError(MALFORMED)
    (length,) = struct.unpack_from(">H", data, 4)
    total = 40 + length if length else original
    start = _after_extensions(data, data[6])
    return Datagram(data[8:24], data[24:40], data[start:total], total - start)


def _after_extensions(data: bytes, kind: int) -> int:
    """Step over extension headers to TCP, and return where it begins."""
    place = 40
    for _ in range(MOST_EXTENSIONS):
        if kind == TCP:
            return place
        if kind not in (0, 43, 44, 51, 60):
            raise SkippedError(NOT_TCP)
        if kind == 44:
            raise SkippedError(FRAGMENT)
        if place + 2 > len(data):
            raise SkippedError(CUT)
        octets = (data[place + 1] + 2) * 4 if kind == 51 else (data[place + 1] + 1) * 8
        kind, place = data[place], place + octets
    raise SkippedError(MALFORMED)


def _scale(options: bytes) -> int | None:
    """Return the shift of the window scale option (RFC 7323 §2.2: at most 14), if any."""
    for option in dpkt.tcp.parse_opts(options):
        if option and option[0] == dpkt.tcp.TCP_OPT_WSCALE and len(option[1]) == 1:
            return min(int(option[1][0]), 14)
    return None
