import shutil
import struct
import subprocess
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given

from quizapp.engine import Machine
from quizapp.formats import write_pcap
from quizapp.simulator import Fate, Kind, Line, Segment, Trace
from tests.formats.captures import opened, read
from tests.simulator.chance import BY_CHANCE, Values, scripts, told_by_chance


def checksum(data: bytes) -> int:
    """Return the Internet checksum (RFC 1071); 0 for data that holds its own."""
    data += bytes(len(data) % 2)
    total = sum(struct.unpack(f">{len(data) // 2}H", data))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF


def run(machine: Machine) -> Trace:
    """Return a run with text, a lost FIN, and a close from either side."""
    hosts = opened(machine)
    hosts.call(0, "send", length=11)
    hosts.settle()
    hosts.fate(0, Fate.LOST)
    hosts.call(0, "close")
    hosts.wait(3)
    hosts.call(1, "close")
    hosts.settle()
    return hosts.trace


def written(trace: Trace) -> bytes:
    out = BytesIO()
    write_pcap(trace, out)
    return out.getvalue()


def packets_in(data: bytes) -> list[bytes]:
    """Return the packets of a pcap file of this machine's byte order."""
    packets, place = [], 24
    while place < len(data):
        (caught,) = struct.unpack_from("=I", data, place + 8)
        packets.append(data[place + 16 : place + 16 + caught])
        place += 16 + caught
    return packets


def test_every_checksum_is_right(tcp: Machine) -> None:
    for packet in packets_in(written(run(tcp))):
        segment = packet[20:]
        pseudo = packet[12:20] + struct.pack(">BBH", 0, 6, len(segment))
        assert checksum(packet[:20]) == 0
        assert checksum(pseudo + segment) == 0


def test_what_is_written_is_what_was_sent(tcp: Machine, tmp_path: Path) -> None:
    trace = run(tcp)
    sent = [line for line in trace.lines if line.kind is Kind.SENT]
    packets, _ = read(tmp_path / "x", written(trace))
    assert [packet.segment for packet in packets] == [line.segment for line in sent]
    assert [packet.at for packet in packets] == pytest.approx([line.at for line in sent])


def test_a_lost_segment_is_written_as_it_was_sent(tcp: Machine, tmp_path: Path) -> None:
    packets, _ = read(tmp_path / "x", written(run(tcp)))
    fins = [packet for packet in packets if packet.segment.fin and ":1000" in packet.source]
    assert len(fins) == 2


def test_an_injected_segment_is_written_when_it_arrives(tcp: Machine, tmp_path: Path) -> None:
    hosts = opened(tcp)
    hosts.inject(1, Segment("R", 99))
    hosts.settle()
    last = read(tmp_path / "x", written(hosts.trace))[0][-1]
    assert (last.segment.flags, last.source) == ("R", "192.0.2.1:1000")


def test_a_syn_carries_the_maximum_segment_size(tcp: Machine) -> None:
    syn = packets_in(written(run(tcp)))[0]
    assert syn[40:] == b"\x02\x04\x05\xb4"


@pytest.mark.parametrize(
    ("segment", "pieces"),
    [
        (Segment("FP.", 10, 20, 65_535), [(".", 10, 65_495), ("FP.", 65_505, 40)]),
        (Segment(".", 10, 20, 65_495), [(".", 10, 65_495)]),
        (Segment("S", 10, 0, 65_495), [("S", 10, 65_491), ("", 65_502, 4)]),
        (Segment("SF", 10, 0, 65_535), [("S", 10, 65_491), ("F", 65_502, 44)]),
        (Segment("S", 10, 0, 65_491), [("S", 10, 65_491)]),
    ],
)
def test_text_too_long_for_a_packet_is_cut_up(
    tmp_path: Path, segment: Segment, pieces: list[tuple[str, int, int]]
) -> None:
    long = Line(
        at=0.0,
        kind=Kind.SENT,
        host="A",
        what="",
        states=("ESTABLISHED", "ESTABLISHED"),
        segment=segment,
        flight=1,
    )
    packets, _ = read(tmp_path / "x", written(Trace(("A", "B"), (long,))))
    found = [packet.segment for packet in packets]
    assert [(piece.flags, piece.seq, piece.length) for piece in found] == pieces


@BY_CHANCE
@given(values=scripts())
def test_every_number_that_any_run_sends_is_in_its_capture_once(
    values: Values, tcp: Machine, tmp_path: Path
) -> None:
    trace = told_by_chance(values, tcp)
    sightings = {line.flight: line.segment for line in trace.lines if line.flight is not None}
    packets, skipped = read(tmp_path / "x", written(trace))
    assert not skipped
    assert sum(one.segment.span for one in packets) == sum(
        segment.span for segment in sightings.values() if segment is not None
    )


def test_a_time_just_below_a_second_is_rounded_up(tmp_path: Path) -> None:
    late = Line(
        at=0.9999999,
        kind=Kind.SENT,
        host="A",
        what="",
        states=("SYN-SENT", "CLOSED"),
        segment=Segment("S", 1),
        flight=1,
    )
    seconds = struct.unpack_from("=II", written(Trace(("A", "B"), (late,))), 24)
    assert seconds == (1, 0)


def tool(name: str) -> str:
    found = shutil.which(name)
    if not found:
        pytest.skip(f"{name} is not installed; on Debian or Ubuntu: apt install {name}")
    return found


def test_tcpdump_opens_what_is_written(tcp: Machine, tmp_path: Path) -> None:
    path = tmp_path / "run.pcap"
    path.write_bytes(written(run(tcp)))
    # It gives up its privileges, and may then not open the file; so it is handed in.
    done = subprocess.run(
        [tool("tcpdump"), "-nvr", "-"],
        input=path.read_bytes(),
        capture_output=True,
        timeout=30,
        check=True,
    )
    said = done.stdout.decode()
    assert said.count("(correct)") == len(packets_in(path.read_bytes()))
    assert "incorrect" not in said
    assert "bad" not in said


def test_wireshark_finds_nothing_malformed(tcp: Machine, tmp_path: Path) -> None:
    path = tmp_path / "run.pcap"
    path.write_bytes(written(run(tcp)))
    checks = ["-o", "ip.check_checksum:TRUE", "-o", "tcp.check_checksum:TRUE"]
    done = subprocess.run(
        [tool("tshark"), "-r", str(path), *checks, "-q", "-z", "expert"],
        capture_output=True,
        timeout=60,
        check=True,
        text=True,
    )
    for complaint in ("Errors", "Malformed", "hecksum"):
        assert complaint not in done.stdout
