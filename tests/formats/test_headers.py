import struct
from pathlib import Path

import pytest

from quizapp.formats.headers import letters
from tests.formats.captures import ipv4, ipv6, pcap, read, tcp

TEXT = tcp("P.", 5, 6, b"hello")


def one(tmp_path: Path, data: bytes, original: int | None = None) -> tuple[int, dict[str, int]]:
    """Return the text length of a packet's segment, or -1, and what was skipped."""
    packets, skipped = read(tmp_path / "x", pcap([data], original=original))
    return (packets[0].segment.length if packets else -1), dict(skipped)


def extension(kind: int, octets: int = 8) -> bytes:
    return bytes([kind, octets // 8 - 1]) + bytes(octets - 2)


@pytest.mark.parametrize(
    "data",
    [
        ipv4(TEXT),
        ipv4(TEXT) + bytes(6),
        ipv6(TEXT),
        ipv6(extension(60) + extension(6, 24) + TEXT, kind=0),
        ipv6(bytes([6, 4]) + bytes(22) + TEXT, kind=51),
    ],
    ids=["IPv4", "padding", "IPv6", "extension headers", "authentication header"],
)
def test_the_text_is_as_long_as_ip_says(tmp_path: Path, data: bytes) -> None:
    assert one(tmp_path, data) == (5, {})


def test_text_cut_to_the_snapshot_length_counts_in_full(tmp_path: Path) -> None:
    whole = ipv4(tcp("P.", 5, 6, bytes(1000)))
    assert one(tmp_path, whole[:60]) == (1000, {})


@pytest.mark.parametrize("data", [ipv4(TEXT, total=0), ipv6(TEXT, length=0)])
def test_a_length_of_zero_means_the_packets_own(tmp_path: Path, data: bytes) -> None:
    header = 20 if data[0] >> 4 == 4 else 40
    assert one(tmp_path, data[: header + 20], original=header + 20 + 9000) == (9000, {})


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (ipv4(b"", proto=17), "not TCP"),
        (ipv4(TEXT, offset=0x2000), "fragment"),
        (ipv4(TEXT, offset=7), "fragment"),
        (ipv6(extension(6) + TEXT, kind=44), "fragment"),
        (ipv6(b"", kind=58), "not TCP"),
        (ipv6(extension(0) * 9 + TEXT, kind=0), "malformed"),
        (ipv6(b"", kind=0), "cut short"),
        (ipv4(TEXT)[:19], "cut short"),
        (ipv4(TEXT)[:39], "cut short"),
        (ipv6(TEXT)[:39], "cut short"),
        (b"\x41" + ipv4(TEXT)[1:], "malformed"),
        (ipv4(TEXT, total=39), "cut short"),
        (ipv4(struct.pack(">HHIIBBHHH", 1, 2, 3, 4, 0x40, 16, 0, 0, 0)), "malformed"),
    ],
)
def test_what_cannot_be_followed_is_counted(tmp_path: Path, data: bytes, reason: str) -> None:
    assert one(tmp_path, data) == (-1, {reason: 1})


def test_flags_are_tcpdumps_letters() -> None:
    assert [letters(1 << place) for place in range(8)] == list("FSRP.UEW")


@pytest.mark.parametrize(
    ("options", "scale"),
    [
        (b"\x02\x04\x05\xb4\x01\x03\x03\x07", 7),
        (b"\x03\x03\xff\x00", 14),
        (b"\x02\x04\x05\xb4", None),
        (b"\x03\x00\x00\x00", None),
        (b"\xff\xff\xff\xff", None),
    ],
)
def test_a_syns_window_scale_is_read(tmp_path: Path, options: bytes, scale: int | None) -> None:
    packets, _ = read(tmp_path / "x", pcap([ipv4(tcp("S", options=options))]))
    assert packets[0].scale == scale
