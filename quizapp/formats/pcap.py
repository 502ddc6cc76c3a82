"""Write a trace as a capture: raw IPv4, as the senders sent it, with right checksums.

dpkt lays out the headers and computes the checksums.
"""

from collections.abc import Iterator
from typing import BinaryIO

import dpkt

from quizapp.formats.tcpdump_text import ports
from quizapp.simulator import Kind, Line, Segment, Trace
from quizapp.simulator.segment import FLAGS

RAW_IP = 101
"""LINKTYPE_RAW, as it stands in files."""
HOSTS = (bytes([192, 0, 2, 1]), bytes([192, 0, 2, 2]))
"""Addresses for documentation (RFC 5737)."""
MSS = 1_460
SYN_OPTIONS = b"\x02\x04" + MSS.to_bytes(2, "big")
MOST_TEXT = 65_535 - 20 - 20
"""Octets of text that an IPv4 packet can hold, if the segment has no options."""


def write_pcap(trace: Trace, out: BinaryIO) -> None:
    """Write every segment of a trace at the time it was sent, those that are lost as well.

    What no host of the trace sent (an old duplicate, a middlebox's reset) is written when it
    arrives, or would have.
    """
    writer = dpkt.pcap.Writer(out, snaplen=65_535, linktype=RAW_IP)
    for number, (line, host, segment) in enumerate(_sightings(trace)):
        # Rounded here: dpkt would write 0.9999999 s as a million microseconds.
        at = round(line.at, 6)
        writer.writepkt_time(_packet(host, line.connection, segment, number), at)


ON_THE_WIRE = (Kind.SENT, Kind.ARRIVED, Kind.DROPPED, Kind.LOST)


def _sightings(trace: Trace) -> Iterator[tuple[Line, int, Segment]]:
    """Yield the line in which a segment first shows, by which host, and the segment."""
    seen: set[int | None] = set()
    for line in trace.lines:
        if line.segment is None or line.kind not in ON_THE_WIRE or line.flight in seen:
            continue
        seen.add(line.flight)
        here = trace.hosts.index(line.host)
        host = here if line.kind is Kind.SENT else 1 - here
        for piece in _pieces(line.segment):
            yield line, host, piece


def _pieces(segment: Segment) -> Iterator[Segment]:
    """Yield a segment in pieces that IP can carry; SYN comes first, FIN and PSH last."""
    flags, seq, left = segment.flags, segment.seq, segment.length
    while left > (room := MOST_TEXT - len(_options(flags))):
        first = flags.replace("F", "").replace("P", "")
        piece = Segment(first, seq, segment.ack, room, segment.window)
        yield piece
        flags, seq, left = flags.replace("S", ""), piece.end, left - room
    yield Segment(flags, seq, segment.ack, left, segment.window)


def _options(flags: str) -> bytes:
    return SYN_OPTIONS if "S" in flags else b""


def _packet(host: int, connection: int, segment: Segment, number: int) -> bytes:
    options = _options(segment.flags)
    tcp = dpkt.tcp.TCP(
        sport=ports(connection)[host],
        dport=ports(connection)[1 - host],
        seq=segment.seq,
        ack=segment.ack,
        off=5 + len(options) // 4,
        flags=sum(1 << FLAGS.index(letter) for letter in segment.flags),
        win=segment.window,
        data=bytes(segment.length),
    )
    tcp.opts = options
    packet = dpkt.ip.IP(
        src=HOSTS[host],
        dst=HOSTS[1 - host],
        p=dpkt.ip.IP_PROTO_TCP,
        id=number % 65_536,
        df=1,
        data=tcp,
    )
    return bytes(packet)
