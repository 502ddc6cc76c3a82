import dpkt
import pytest

from quizapp.kernel.packets import Ends, Packet, checksum, from_kernel, to_kernel

ENDS = Ends(("192.0.2.1", 80), ("192.0.2.2", 5000))


@pytest.mark.parametrize(
    "packet",
    [
        Packet("S", 1),
        Packet("S.", 2**32 - 1, 7),
        Packet("FP.", 5, 6, 11),
        Packet("", 0),
        Packet("FSRP.UEW", 9, 9, 1400),
    ],
)
def test_a_library_reads_what_is_written_and_finds_both_checksums_right(packet: Packet) -> None:
    data = to_kernel(ENDS, packet)
    read = dpkt.ip.IP(data)
    tcp = read.data
    assert (tcp.sport, tcp.dport, tcp.seq, tcp.ack) == (5000, 80, packet.seq, packet.ack)
    assert (len(tcp.data), tcp.opts, tcp.win) == (packet.length, b"", 65_535)
    read.sum = tcp.sum = 0
    assert bytes(read) == data


@pytest.mark.parametrize("flags", ["S", "R.", "FP."])
def test_what_is_written_can_be_read(flags: str) -> None:
    packet = Packet(flags, 10, 20 if "." in flags else 0, 30)
    assert from_kernel(to_kernel(ENDS, packet)) == ((5000, 80), packet)


def test_options_are_no_text() -> None:
    tcp = dpkt.tcp.TCP(sport=1, dport=2, seq=3, flags=2, off=6, data=b"xy")
    tcp.opts = b"\x02\x04\x05\xb4"
    data = bytes(dpkt.ip.IP(src=bytes(4), dst=bytes(4), p=6, data=tcp))
    assert from_kernel(data) == ((1, 2), Packet("S", 3, 0, 2))


@pytest.mark.parametrize(
    "data", [b"", bytes(60), bytes([0x45] + [0] * 59), b"\x60" + bytes(60)]
)
def test_what_is_no_tcp_segment_is_passed_over(data: bytes) -> None:
    assert from_kernel(data) is None


def test_syn_and_fin_occupy_a_number() -> None:
    assert [Packet(flags, 0, 0, 5).span for flags in ("", "S", "F.", "SF")] == [5, 6, 6, 7]


def test_the_checksum_of_a_whole_header_is_zero() -> None:
    assert checksum(to_kernel(ENDS, Packet("S", 1))[:20]) == 0
    assert checksum(b"\x01") == checksum(b"\x01\x00")
