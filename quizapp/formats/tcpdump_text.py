"""Print segments and traces as tcpdump does, so that a learner can compare the two."""

from quizapp.simulator import Kind, Segment, Trace
from quizapp.simulator.sequence import MODULUS

FIRST_PORT, SERVICE = 1000, 80
"""Ports of a simulated run, whose hosts have none."""


def segment_text(segment: Segment, bases: tuple[int, int] = (0, 0)) -> str:
    """Return a segment's flags, numbers and length.

    ``bases`` are subtracted from its sequence and its acknowledgment number.

    >>> segment_text(Segment("S.", 300, 101))
    'Flags [S.], seq 300, ack 101, win 65535, length 0'
    """
    seq = (segment.seq - bases[0]) % MODULUS
    parts = [f"Flags [{segment.flags or 'none'}]"]
    if segment.span or not segment.acks or segment.rst:
        end = f":{(seq + segment.length) % MODULUS}" if segment.length else ""
        parts.append(f"seq {seq}{end}")
    if segment.acks:
        parts.append(f"ack {(segment.ack - bases[1]) % MODULUS}")
    return ", ".join([*parts, f"win {segment.window}", f"length {segment.length}"])


def ports(connection: int) -> tuple[int, int]:
    """Return the ports of a trace's connection on its two hosts, each connection its own.

    >>> ports(1)
    (1000, 80)
    """
    return (FIRST_PORT + connection - 1) % 65_536, SERVICE


def trace_text(trace: Trace, *, relative: bool = False) -> str:
    """Return what is sent in a trace, one line a segment, with absolute or relative numbers.

    As in tcpdump, numbers are relative to the initial ones, which stay as they are.
    """
    first: dict[tuple[int, int], int] = {}
    lines: list[str] = []
    for line in trace.lines:
        segment = line.segment
        if line.kind is not Kind.SENT or segment is None:
            continue
        here = trace.hosts.index(line.host)
        bases = _bases(first, segment, line.connection, here)
        text = segment_text(segment, bases if relative else (0, 0))
        sockets = [
            f"{host}.{port}"
            for host, port in zip(trace.hosts, ports(line.connection), strict=True)
        ]
        lines.append(f"{line.at:.6f} IP {sockets[here]} > {sockets[1 - here]}: {text}")
    return "".join(f"{line}\n" for line in lines)


def _bases(
    first: dict[tuple[int, int], int], segment: Segment, connection: int, here: int
) -> tuple[int, int]:
    """Remember a host's initial number from its SYN, and return what to subtract."""
    other = first.get((connection, 1 - here), 0)
    if segment.syn:
        first[connection, here] = segment.seq
        return 0, other
    return first.get((connection, here), 0), other
