"""A segment: its flags, what it occupies, and what the header cannot hold."""

import pytest

from quizapp.simulator import Segment, SegmentError
from quizapp.simulator.sequence import MODULUS


@pytest.mark.parametrize(
    ("flags", "length", "span"),
    [
        ("", 0, 0),
        (".", 0, 0),
        (".", 7, 7),
        ("S", 0, 1),
        ("F.", 0, 1),
        ("SF", 7, 9),
        ("R", 0, 0),
    ],
)
def test_syn_and_fin_each_occupy_a_number(flags: str, length: int, span: int) -> None:
    segment = Segment(flags, MODULUS - 1, 0, length)
    assert segment.span == span
    assert segment.end == (MODULUS - 1 + span) % MODULUS


def test_text_begins_behind_the_syn() -> None:
    assert Segment("S", MODULUS - 1, 0, 5).text_seq == 0
    assert Segment(".", MODULUS - 1, 0, 5).text_seq == MODULUS - 1


@pytest.mark.parametrize("flags", ["S.", ".S", "FPU.", "RSF.PUEW"])
def test_the_order_of_the_letters_is_free(flags: str) -> None:
    segment = Segment(flags, 0)
    assert (segment.syn, segment.fin, segment.rst, segment.acks) == tuple(
        letter in flags for letter in "SFR."
    )


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("flags", "X"),
        ("flags", "SS"),
        ("flags", "s"),
        ("seq", -1),
        ("seq", MODULUS),
        ("ack", MODULUS),
        ("length", 65_536),
        ("length", -1),
        ("window", 65_536),
    ],
)
def test_what_the_header_cannot_hold_is_refused_by_name(field: str, value: object) -> None:
    with pytest.raises(SegmentError, match=f"^{field}=") as caught:
        Segment(**{"flags": ".", "seq": 0, field: value})
    assert (caught.value.field, caught.value.value) == (field, value)


@pytest.mark.parametrize(
    ("segment", "printed"),
    [
        (Segment("S", 100), "<SEQ=100><CTL=SYN>"),
        (Segment("S.", 300, 101), "<SEQ=300><ACK=101><CTL=SYN,ACK>"),
        (Segment("P.", 1, 2, 3), "<SEQ=1><ACK=2><DATA=3><CTL=PSH,ACK>"),
        (Segment("R", 7, 9), "<SEQ=7><CTL=RST>"),
        (Segment("", 7), "<SEQ=7>"),
    ],
)
def test_it_prints_as_the_standard_prints_it(segment: Segment, printed: str) -> None:
    assert str(segment) == printed
