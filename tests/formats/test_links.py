from pathlib import Path

import pytest

from quizapp.formats import CaptureError
from tests.formats.captures import (
    MAC,
    enhanced,
    interface,
    ipv4,
    ipv6,
    pcap,
    read,
    section,
    tcp,
)

IP4, IP6 = ipv4(tcp("S", 7)), ipv6(tcp("S", 7))
VLAN = b"\x81\x00\x00\x05"
SLL = bytes(14)
SLL2_REST = bytes(18)


@pytest.mark.parametrize(
    ("link", "data"),
    [
        (1, MAC + b"\x08\x00" + IP4),
        (1, MAC + b"\x86\xdd" + IP6),
        (1, MAC + VLAN + b"\x08\x00" + IP4),
        (1, MAC + b"\x88\xa8\x00\x07" + VLAN + b"\x86\xdd" + IP6),
        (101, IP4),
        (101, IP6),
        (12, IP4),
        (228, IP4),
        (229, IP6),
        (0, b"\x02\0\0\0" + IP4),
        (0, b"\0\0\0\x02" + IP4),
        (0, b"\x1e\0\0\0" + IP6),
        (108, b"\0\0\0\x18" + IP6),
        (113, SLL + b"\x08\x00" + IP4),
        (113, SLL + VLAN + b"\x86\xdd" + IP6),
        (276, b"\x08\x00" + SLL2_REST + IP4),
        (276, b"\x86\xdd" + SLL2_REST + IP6),
    ],
)
def test_each_link_type_is_read(tmp_path: Path, link: int, data: bytes) -> None:
    packets, skipped = read(tmp_path / "x", pcap([data], link))
    assert not skipped
    assert packets[0].segment.seq == 7
    assert packets[0].source in ("10.0.0.1:1000", "[::1]:1000")


@pytest.mark.parametrize(
    ("link", "data"),
    [(1, MAC + b"\x08\x06" + bytes(28)), (1, b""), (101, b""), (0, b"\x07\0\0\0" + IP4)],
)
def test_what_is_not_ip_is_counted(tmp_path: Path, link: int, data: bytes) -> None:
    packets, skipped = read(tmp_path / "x", pcap([data], link))
    assert (packets, dict(skipped)) == ([], {"not IP": 1})


def test_vlan_tags_without_end_are_not_followed(tmp_path: Path) -> None:
    packets, skipped = read(tmp_path / "x", pcap([MAC + VLAN * 1000 + b"\x08\x00" + IP4], 1))
    assert (packets, dict(skipped)) == ([], {"not IP": 1})


def test_an_unknown_link_type_is_an_error_in_either_format(tmp_path: Path) -> None:
    for file in (pcap([IP4], 105), section() + interface(105) + enhanced(IP4)):
        with pytest.raises(CaptureError, match="has link type 105"):
            read(tmp_path / "x", file)
