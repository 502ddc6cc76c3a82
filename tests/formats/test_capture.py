import random
import time
import tracemalloc
from collections import Counter
from pathlib import Path

import pytest

from quizapp.engine import Machine
from quizapp.formats import CaptureError, read_capture
from tests.formats.captures import (
    enhanced,
    follow,
    interface,
    ipv4,
    ipv6,
    pcap,
    read,
    section,
    tcp,
)

PACKETS = [
    ipv4(tcp("S", 100, options=b"\x03\x03\x07\x00")),
    ipv6(tcp("P.", 5, 6, b"text")),
    ipv4(tcp("F.", 101, 301)),
    ipv4(tcp("R", 102)),
]
FILES = {
    "pcap": pcap(PACKETS),
    "pcapng": section() + interface() + b"".join(map(enhanced, PACKETS)),
}


def replay(machine: Machine, path: Path, data: bytes) -> str:
    """Replay a file; return how it ended."""
    try:
        packets, _ = read(path, data)
    except CaptureError as error:
        return "error" if str(error).startswith(path.name) else f"unnamed: {error}"
    follow(machine, packets)
    return "read"


@pytest.mark.parametrize("name", FILES)
def test_a_file_cut_at_any_octet_is_an_error_or_whole(
    tcp: Machine, tmp_path: Path, name: str
) -> None:
    data = FILES[name]
    ends = [replay(tcp, tmp_path / "x", data[:place]) for place in range(len(data) + 1)]
    # Only between two packets, or two blocks, does a shorter file look whole.
    whole = {"pcap": len(PACKETS) + 1, "pcapng": len(PACKETS) + 2}
    assert ends.count("read") == whole[name]
    assert ends.count("error") == len(ends) - whole[name]


@pytest.mark.parametrize("seed", range(600))
def test_a_mutated_file_is_an_error_or_is_read(tcp: Machine, tmp_path: Path, seed: int) -> None:
    rng = random.Random(seed)
    data = bytearray(FILES[rng.choice(sorted(FILES))])
    for _ in range(rng.randint(1, 12)):
        place = rng.randrange(len(data))
        data[place] = rng.choice((0, 0xFF, 0x7F, 0x80, data[place] ^ 1, rng.randrange(256)))
    began = time.process_time()
    assert replay(tcp, tmp_path / "x", bytes(data)) in ("error", "read")
    assert time.process_time() - began < 2


def test_a_large_file_is_read_in_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "large.pcap"
    path.write_bytes(pcap([ipv4(tcp(".", 1, 1, bytes(60_000)))] * 200))
    tracemalloc.start()
    count = sum(1 for _ in read_capture(path, Counter()))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 200
    assert most < 1_000_000


def test_a_length_that_lies_costs_no_memory(tmp_path: Path) -> None:
    path = tmp_path / "liar.pcap"
    path.write_bytes(pcap([b""])[:24] + bytes(8) + b"\xf0\xff\xff\xff" * 2)
    tracemalloc.start()
    with pytest.raises(CaptureError):
        list(read_capture(path, Counter()))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 1_000_000


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(CaptureError, match=r"^no\.pcap cannot be read \(No such file"):
        list(read_capture(tmp_path / "no.pcap", Counter()))
