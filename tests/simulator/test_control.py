"""The transmission control block: acceptability, acknowledgments, windows."""

import pytest

from quizapp.engine import Configuration
from quizapp.simulator import Control, Segment

CONTROL = Control(
    at=Configuration("ESTABLISHED"),
    iss=0xFFFFFFFA,
    snd_una=0xFFFFFFFD,
    snd_nxt=5,
    irs=299,
    rcv_nxt=300,
    rcv_wnd=10,
)

# Table 6: the length of the segment, the window, the first number, and the verdict.
TABLE_6 = [
    (0, 0, 299, False),
    (0, 0, 300, True),
    (0, 0, 301, False),
    (0, 10, 299, False),
    (0, 10, 300, True),
    (0, 10, 309, True),
    (0, 10, 310, False),
    (1, 0, 300, False),
    (5, 0, 296, False),
    (5, 10, 295, False),
    (5, 10, 296, True),
    (5, 10, 300, True),
    (5, 10, 309, True),
    (5, 10, 310, False),
    # Longer than the window on both sides: by the letter, neither end lies in it.
    (20, 10, 295, False),
]


@pytest.mark.parametrize(("length", "width", "seq", "verdict"), TABLE_6)
def test_table_6(length: int, width: int, seq: int, verdict: bool) -> None:
    control = CONTROL.changed(rcv_wnd=width)
    assert control.is_acceptable(Segment(".", seq, 0, length)) is verdict


@pytest.mark.parametrize(
    ("ack", "syn", "new", "unsent"),
    [
        (0xFFFFFFFA, False, False, False),
        (0xFFFFFFFB, True, False, False),
        (0xFFFFFFFD, True, False, False),
        (0xFFFFFFFE, True, True, False),
        (5, True, True, False),
        (6, False, False, True),
    ],
)
def test_an_acknowledgment_lies_between_what_is_known(
    ack: int, syn: bool, new: bool, unsent: bool
) -> None:
    segment = Segment(".", 300, ack)
    assert CONTROL.acks_syn(segment) is syn
    assert CONTROL.acks_new(segment) is new
    assert CONTROL.acks_unsent(segment) is unsent


def test_without_the_bit_nothing_is_acknowledged() -> None:
    segment = Segment("", 300, 5)
    assert not CONTROL.acks_syn(segment)
    assert not CONTROL.acks_new(segment)
    assert not CONTROL.acks_unsent(Segment("", 300, 6))


def test_our_fin_is_acknowledged_by_the_number_after_it() -> None:
    control = CONTROL.changed(fin_seq=4)
    assert not control.acks_fin(Segment(".", 300, 4))
    assert control.acks_fin(Segment(".", 300, 5))
    assert not CONTROL.acks_fin(Segment(".", 300, 5))
    assert control.changed(snd_una=5).fin_is_acked
    assert not control.fin_is_acked


def test_the_usable_window_is_what_is_offered_less_what_is_in_flight() -> None:
    assert CONTROL.in_flight == 8
    assert CONTROL.changed(snd_wnd=10).usable_window == 2
    assert CONTROL.changed(snd_wnd=3).usable_window == 0


def test_text_beside_a_syn_counts_as_unread_before_it_may_be_read() -> None:
    opening = CONTROL.changed(at=Configuration("SYN-RECEIVED"))
    assert opening.changed(held=(Segment(".", 300, 0, 4),)).has_unread
    assert not opening.changed(held=(Segment("F.", 300, 0),)).has_unread
    assert not opening.changed(held=(Segment(".", 305, 0, 4),)).has_unread
    assert CONTROL.changed(unread=1).has_unread


def test_a_change_is_a_new_block_and_knows_every_field() -> None:
    changed = CONTROL.changed(unread=7)
    assert (CONTROL.unread, changed.unread) == (0, 7)
    assert changed.changed(unread=0) == CONTROL
    with pytest.raises(AttributeError):
        CONTROL.changed(weather="fine")
