import pytest

from quizapp.engine import Machine
from quizapp.formats import segment_text, trace_text
from quizapp.simulator import Segment
from tests.formats.captures import opened


@pytest.mark.parametrize(
    ("segment", "text"),
    [
        (Segment("S", 100), "Flags [S], seq 100, win 65535, length 0"),
        (Segment(".", 101, 301), "Flags [.], ack 301, win 65535, length 0"),
        (
            Segment("P.", 101, 301, 5),
            "Flags [P.], seq 101:106, ack 301, win 65535, length 5",
        ),
        (Segment("F.", 106, 301), "Flags [F.], seq 106, ack 301, win 65535, length 0"),
        (Segment("R", 301, 0, 0, 0), "Flags [R], seq 301, win 0, length 0"),
        (Segment("", 7), "Flags [none], seq 7, win 65535, length 0"),
    ],
)
def test_a_segment_reads_as_tcpdump_prints_it(segment: Segment, text: str) -> None:
    assert segment_text(segment) == text


def test_relative_numbers_wrap_around() -> None:
    assert "seq 6:9" in segment_text(Segment("P.", 3, 0, 3), (0xFFFFFFFD, 0))


def test_a_trace_has_absolute_numbers(tcp: Machine) -> None:
    assert trace_text(opened(tcp).trace).splitlines() == [
        "0.000000 IP A.1000 > B.80: Flags [S], seq 100, win 65535, length 0",
        "0.050000 IP B.80 > A.1000: Flags [S.], seq 300, ack 101, win 65535, length 0",
        "0.100000 IP A.1000 > B.80: Flags [.], ack 301, win 65535, length 0",
    ]


def test_a_trace_has_relative_numbers_after_the_syns(tcp: Machine) -> None:
    hosts = opened(tcp)
    hosts.call(0, "send", length=5)
    assert [
        line.split(": ")[1] for line in trace_text(hosts.trace, relative=True).splitlines()
    ] == [
        "Flags [S], seq 100, win 65535, length 0",
        "Flags [S.], seq 300, ack 1, win 65535, length 0",
        "Flags [.], ack 1, win 65535, length 0",
        "Flags [P.], seq 1:6, ack 1, win 65535, length 5",
    ]
