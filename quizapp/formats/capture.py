"""Read the TCP segments of a capture, one by one, in bounded memory."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from quizapp.formats.bounds import CaptureError, Source
from quizapp.formats.headers import Found, SkippedError, find_segment
from quizapp.formats.links import LINKS, NAMES
from quizapp.formats.records import NANO, Record, records
from quizapp.simulator.follow import Packet

NOT_IP = "not IP"


def read_capture(path: Path, skipped: Counter[str]) -> Iterator[Packet]:
    """Yield a pcap or pcapng file's TCP segments, with their times from its first packet.

    Packets without a TCP segment are counted in ``skipped`` by reason, and passed over.
    Raises ``CaptureError``, at once or after what could be read.
    """
    try:
        with path.open("rb") as stream:
            yield from _packets(Source(stream, path.name), skipped)
    except OSError as problem:
        reason = problem.strerror or str(problem)
        raise CaptureError(
            path.name, None, f"cannot be read ({reason})", "check the name and its permissions"
        ) from problem


def _packets(source: Source, skipped: Counter[str]) -> Iterator[Packet]:
    began: int | None = None
    for record in records(source):
        began = record.at if began is None else began
        try:
            found = _found(source, record)
        except SkippedError as reason:
            skipped[reason.reason] += 1
            continue
        yield Packet(
            (record.at - began) / NANO,
            found.source,
            found.destination,
            found.segment,
            record.number,
            found.scale,
        )


def _found(source: Source, record: Record) -> Found:
    link = LINKS.get(record.link)
    if link is None:
        raise source.error(
            f"has link type {record.link}, and only {NAMES} are read",
            "capture on another interface, or leave it out with a filter",
        )
    place = link(record.data)
    if place is None:
        raise SkippedError(NOT_IP)
    start, kind = place
    return find_segment(kind, record.data[start:], max(record.original - start, 0))
