"""Read a file that may be cut off or hostile: never more at once than a bound allows.

Knows no format; it only keeps what a format's length fields ask for within reason.
"""

import struct
from typing import Any, BinaryIO

from quizapp.errors import QuizappError

MOST_OCTETS = 262_144
"""The largest packet or block that is held: tcpdump's own largest snapshot length."""
MOST_SKIPPED = 1 << 26
"""The largest block that is passed over without being held."""
MOST_RECORDS = 1_000_000
"""Packets and blocks read from one file."""
_CHUNK = 65_536


class CaptureError(QuizappError):
    """A capture that cannot be read, or not any further."""

    def __init__(self, file: str, packet: int | None, problem: str, remedy: str) -> None:
        """Take the packet's number, 0 for what precedes the first, ``None`` for the file."""
        self.file, self.packet, self.problem, self.remedy = file, packet, problem, remedy
        places = {None: "", 0: ": its header"}
        place = places.get(packet, f": packet {packet}")
        super().__init__(f"{file}{place} {problem}; {remedy}.")


class Source:
    """A file read from front to back, with the number of the packet being read."""

    def __init__(self, stream: BinaryIO, name: str) -> None:
        self.name = name
        self.packet = 0
        self._stream = stream
        self._records = 0

    def begin_record(self) -> None:
        """Count a packet or block; raises ``CaptureError`` when there are too many."""
        self._records += 1
        if self._records > MOST_RECORDS:
            raise self.error(
                f"comes after {MOST_RECORDS:,} records, the most that are read",
                "cut the file with `editcap -c`",
            )

    def begin_packet(self) -> int:
        """Count a packet and return its number, from 1."""
        self.packet += 1
        return self.packet

    def error(self, problem: str, remedy: str) -> CaptureError:
        """Return an error that names this file and the packet being read."""
        return CaptureError(self.name, self.packet, problem, remedy)

    def cut_off(self) -> CaptureError:
        """Return the error for a file that ends too early."""
        if self.packet < 2:
            return self.error("is cut off", "the file holds no whole packet, capture again")
        return self.error(
            "is cut off",
            f"keep what is whole with `tcpdump -r FILE -w NEW -c {self.packet - 1}`",
        )

    def take(self, octets: int) -> bytes:
        """Return exactly so many octets; raises ``CaptureError`` if they are not there."""
        if octets > MOST_OCTETS:
            raise self.error(
                f"claims {octets:,} octets, more than the {MOST_OCTETS:,} that are read",
                "the file is damaged, or needs `editcap -s 65535`",
            )
        data = self._stream.read(octets)
        if len(data) < octets:
            raise self.cut_off()
        return data

    def take_or_end(self, octets: int) -> bytes | None:
        """Return so many octets, or ``None`` at the very end of the file."""
        data = self._stream.read(octets)
        if not data:
            return None
        if len(data) < octets:
            raise self.cut_off()
        return data

    def unpack(self, layout: str) -> tuple[Any, ...]:
        """Read and unpack a structure."""
        return struct.unpack(layout, self.take(struct.calcsize(layout)))

    def skip(self, octets: int) -> None:
        """Pass over octets without holding them."""
        if octets > MOST_SKIPPED:
            raise self.error(
                f"is followed by a block of {octets:,} octets, more than can be right",
                "the file is damaged, capture again",
            )
        while octets > 0:
            octets -= len(self.take(min(octets, _CHUNK)))
