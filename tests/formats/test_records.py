from collections import Counter
from pathlib import Path

import pytest

from quizapp.formats import CaptureError, read_capture
from tests.formats.captures import (
    block,
    enhanced,
    interface,
    ipv4,
    option,
    pcap,
    read,
    section,
    tcp,
)

SYN = ipv4(tcp("S", 100))
SYN_ACK = ipv4(tcp("S.", 300, 101))


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("nano", [False, True])
def test_pcap_is_read_in_both_byte_orders_and_precisions(
    tmp_path: Path, order: str, nano: bool
) -> None:
    packets, skipped = read(tmp_path / "x", pcap([SYN, SYN_ACK], order=order, nano=nano))
    assert [str(packet.segment) for packet in packets] == [
        "<SEQ=100><CTL=SYN>",
        "<SEQ=300><ACK=101><CTL=SYN,ACK>",
    ]
    assert [(packet.at, packet.number) for packet in packets] == [(0.0, 1), (1.5, 2)]
    assert not skipped


@pytest.mark.parametrize("order", ["<", ">"])
def test_pcapng_is_read_in_both_byte_orders(tmp_path: Path, order: str) -> None:
    file = section(order) + interface(order=order)
    file += enhanced(SYN, 1_000_000, order=order) + enhanced(SYN_ACK, 3_500_000, order=order)
    packets, _ = read(tmp_path / "x", file)
    assert [packet.at for packet in packets] == [0.0, 2.5]


@pytest.mark.parametrize(
    ("resolution", "ticks"),
    [(b"\x09", 2_500_000_000), (b"\x03", 2_500), (b"\x81", 5)],
    ids=["nanoseconds", "milliseconds", "halves"],
)
def test_pcapng_time_stamps_have_the_interfaces_unit(
    tmp_path: Path, resolution: bytes, ticks: int
) -> None:
    file = section() + interface(options=option(9, resolution) + option(0, b""))
    packets, _ = read(tmp_path / "x", file + enhanced(SYN, 0) + enhanced(SYN, ticks))
    assert [packet.at for packet in packets] == [0.0, 2.5]


def test_pcapng_adds_an_interfaces_offset(tmp_path: Path) -> None:
    late = interface(options=option(14, (60).to_bytes(8, "little")))
    file = section() + interface() + late + enhanced(SYN, 0) + enhanced(SYN, 1, on=1)
    packets, _ = read(tmp_path / "x", file)
    assert packets[1].at == 60.000001


def test_pcapng_interfaces_have_link_types_of_their_own(tmp_path: Path) -> None:
    file = section() + interface(101) + interface(1)
    file += enhanced(SYN) + enhanced(bytes(12) + b"\x08\x00" + SYN_ACK, on=1)
    assert [packet.segment.flags for packet in read(tmp_path / "x", file)[0]] == ["S", "S."]


def test_a_new_section_forgets_interfaces_and_byte_order(tmp_path: Path) -> None:
    first = section() + interface(101) + enhanced(SYN)
    second = section(">") + interface(1, ">") + enhanced(MAC_SYN, order=">")
    assert len(read(tmp_path / "x", first + second)[0]) == 2


MAC_SYN = bytes(12) + b"\x08\x00" + SYN


def test_simple_and_old_packet_blocks_are_read(tmp_path: Path) -> None:
    simple = block(3, len(SYN).to_bytes(4, "little") + SYN)
    old = block(2, bytes(12) + len(SYN).to_bytes(4, "little") * 2 + SYN)
    assert len(read(tmp_path / "x", section() + interface() + simple + old)[0]) == 2


def test_blocks_of_other_kinds_are_passed_over(tmp_path: Path) -> None:
    file = section() + interface() + block(0xBAD, bytes(100_000)) + enhanced(SYN)
    assert len(read(tmp_path / "x", file)[0]) == 1


HUGE = (1 << 31).to_bytes(4, "little")


@pytest.mark.parametrize(
    ("file", "says"),
    [
        (b"", "is cut off"),
        (b"GIF89a", "is not that of a capture"),
        (b"\x1f\x8b\x08\x00", "gunzip"),
        (b"\xa1\xb2\xcd\x34", "editcap -F pcap"),
        (pcap([SYN])[:-1], "packet 1 is cut off"),
        (pcap([SYN, SYN])[:-1], "packet 2 is cut off; keep what is whole"),
        (pcap([SYN])[:24] + bytes(8) + HUGE + HUGE, "claims 2,147,483,648 octets"),
        (section() + b"\x06\0\0\0" + HUGE, "claims 2,147,483,636 octets"),
        (section() + b"\x99\0\0\0" + HUGE, "block of 2,147,483,636 octets"),
        (section() + b"\x06\0\0\0\x05\0\0\0", "block of 5 octets"),
        (section() + interface()[:-4] + HUGE, "two lengths differ"),
        (section() + enhanced(SYN), "interface 0, which is not described"),
        (section() + interface() + block(6, b""), "too short"),
        (section() + interface() + block(6, bytes(12) + HUGE * 2), "more than its block holds"),
        (section()[:8] + b"abcd" + section()[12:], "no known byte order"),
        (section() + interface() * 1001, "more than 1,000 interfaces"),
    ],
)
def test_a_bad_file_gets_one_sentence_with_a_remedy(
    tmp_path: Path, file: bytes, says: str
) -> None:
    with pytest.raises(CaptureError, match=says) as raised:
        read(tmp_path / "bad.pcap", file)
    assert str(raised.value).startswith("bad.pcap: ")
    assert raised.value.remedy


def test_what_precedes_a_cut_is_read(tmp_path: Path) -> None:
    path = tmp_path / "cut.pcap"
    path.write_bytes(pcap([SYN, SYN_ACK])[:-1])
    packets = read_capture(path, Counter())
    assert next(packets).number == 1
    with pytest.raises(CaptureError):
        next(packets)
