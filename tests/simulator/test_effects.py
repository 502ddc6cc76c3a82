"""What the table decided, carried out: windows, queues, what is held, what goes out again."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.engine import Configuration
from quizapp.simulator import Control, Endpoint, Segment
from quizapp.simulator.effects import (
    FLAGS_OF,
    MOST_ENDS,
    MOST_HELD,
    drained,
    held,
    pumped,
    ready,
)
from tests.conftest import MACHINES

ENDPOINT = Endpoint(MACHINES["tcp"], lambda: 100)
OPEN = Control(
    at=Configuration("ESTABLISHED"),
    iss=100,
    snd_una=101,
    snd_nxt=101,
    irs=300,
    rcv_nxt=301,
    snd_wl1=301,
    snd_wl2=101,
)


def test_everything_the_table_sends_has_its_letters() -> None:
    assert set(FLAGS_OF) == set(MACHINES["tcp"].segments())


def test_text_that_comes_in_pieces_is_counted_once() -> None:
    control = OPEN
    for seq, length in ((311, 10), (306, 10), (316, 5), (301, 3), (302, 4)):
        control = ENDPOINT.segment(control, Segment(".", seq, 101, length)).control
    assert (control.rcv_nxt, control.unread, control.held) == (321, 20, ())
    assert control.rcv_wnd == 65_535 - 20


def test_what_is_unread_and_what_may_come_add_up() -> None:
    full = ENDPOINT.segment(OPEN.changed(rcv_wnd=8), Segment(".", 301, 101, 20)).control
    assert (full.unread, full.rcv_wnd, full.rcv_nxt) == (8, 0, 309)
    read = ENDPOINT.call(full, "receive").control
    assert (read.unread, read.rcv_wnd) == (0, 8)


def test_text_beyond_a_fin_is_not_taken() -> None:
    waiting = ENDPOINT.segment(OPEN, Segment("F.", 306, 101)).control
    closed = ENDPOINT.segment(waiting, Segment(".", 301, 101, 50)).control
    assert (closed.state, closed.rcv_nxt, closed.unread) == ("CLOSE-WAIT", 307, 5)
    assert closed.held == ()


def test_a_segment_is_held_once_and_not_without_limit() -> None:
    segment = Segment(".", 310, 101, 5)
    control = held(held(OPEN, segment), segment)
    assert control.held == (segment,)
    for number in range(2 * MOST_HELD):
        control = held(control, Segment(".", 400 + 2 * number, 101, 1))
    assert len(control.held) == MOST_HELD


def test_what_is_held_waits_for_the_hole_and_for_the_handshake() -> None:
    first, later = Segment(".", 301, 101, 4), Segment(".", 310, 101, 5)
    assert ready(OPEN.changed(held=(later,)))[0] is None
    assert ready(OPEN.changed(held=(later, first))) == (first, OPEN.changed(held=(later,)))
    opening = OPEN.changed(held=(first,), snd_una=100)
    assert ready(opening) == (None, opening)


def test_the_queue_tells_segments_apart_up_to_a_limit() -> None:
    control = OPEN
    for _ in range(MOST_ENDS + 6):
        control = ENDPOINT.call(control, "send", length=2).control
    assert len(control.ends) == MOST_ENDS
    last = ENDPOINT.segment(control, Segment(".", 301, control.ends[-2])).control
    again = ENDPOINT.timeout(last, "retransmission").sent
    assert [(item.seq, item.length) for item in again] == [(101 + 2 * MOST_ENDS - 2, 14)]


@pytest.mark.parametrize(("window", "sent"), [(0, []), (3, [3]), (5, [5, 0]), (9, [5, 0])])
def test_a_fin_goes_out_behind_the_last_of_the_text(window: int, sent: list[int]) -> None:
    waiting = OPEN.changed(
        at=Configuration("FIN-WAIT-1"), unsent=5, close_queued=True, snd_wnd=window
    )
    segments, control = pumped(waiting)
    assert [item.length for item in segments] == sent
    assert [item.fin for item in segments] == [False, True][: len(sent)]
    assert (control.fin_seq is not None) == (len(sent) == 2)
    assert "retransmission" in control.timers


def test_an_old_segment_does_not_change_the_window() -> None:
    new = ENDPOINT.segment(OPEN, Segment(".", 301, 101, 5, window=50)).control
    old = ENDPOINT.segment(new, Segment(".", 300, 101, 8, window=9)).control
    assert (new.snd_wnd, old.snd_wnd) == (50, 50)


def test_what_we_offer_is_in_every_segment_but_a_reset() -> None:
    control = OPEN.changed(rcv_wnd=1234)
    assert ENDPOINT.call(control, "send", length=1).sent[0].window == 1234
    assert ENDPOINT.call(control, "abort").sent[0].window == 0


@pytest.mark.parametrize(
    ("unread", "room", "tells"),
    [(10, 0, True), (40_000, 25_535, True), (32_767, 32_768, False), (10, 65_525, False)],
)
def test_reading_tells_of_the_window_if_it_frees_half_the_buffer(
    unread: int, room: int, tells: bool
) -> None:
    update, after = drained(OPEN.changed(unread=unread, rcv_wnd=room))
    assert (after.unread, after.rcv_wnd) == (0, unread + room)
    assert [item.window for item in update] == [unread + room] * tells


@pytest.mark.parametrize("state", ["CLOSE-WAIT", "CLOSING", "LAST-ACK", "TIME-WAIT"])
def test_who_has_sent_a_fin_is_told_of_no_window(state: str) -> None:
    full = OPEN.changed(at=Configuration(state), unread=10, rcv_wnd=0)
    assert drained(full)[0] == ()


TEXT = 120
"""Octets of the text that comes in pieces."""
PIECES = st.lists(st.tuples(st.integers(0, TEXT - 1), st.integers(1, 40)), max_size=25)


@settings(derandomize=True, deadline=None, max_examples=80)
@given(pieces=PIECES, window=st.integers(1, 200))
def test_what_was_received_is_the_text_without_holes_from_its_beginning(
    pieces: list[tuple[int, int]], window: int
) -> None:
    control, here = OPEN.changed(rcv_wnd=window), set[int]()
    for first, length in pieces:
        end = min(first + length, TEXT)
        segment = Segment(".", 301 + first, 101, end - first)
        control = ENDPOINT.segment(control, segment).control
        here |= {octet for octet in range(first, end) if octet < window}
        whole = next(octet for octet in range(TEXT + 1) if octet not in here)
        assert (control.rcv_nxt, control.unread) == (301 + whole, whole)
        assert control.rcv_wnd == window - whole


@settings(derandomize=True, deadline=None, max_examples=80)
@given(order=st.permutations(range(8)), doubled=st.lists(st.integers(0, 7), max_size=5))
def test_a_fin_counts_once_all_before_it_has_come_in_whatever_order(
    order: list[int], doubled: list[int]
) -> None:
    parts = [Segment(".", 301 + 5 * number, 101, 5) for number in range(7)]
    parts.append(Segment("F.", 336, 101))
    control, come = OPEN, set[int]()
    for number in (*doubled, *order):
        control = ENDPOINT.segment(control, parts[number]).control
        come.add(number)
        assert (control.state == "CLOSE-WAIT") == (len(come) == 8)
    assert (control.rcv_nxt, control.unread, control.held) == (337, 35, ())


ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("send"), st.integers(1, 400)),
        st.tuples(st.just("ack"), st.integers(0, 100)),
        st.tuples(st.just("window"), st.integers(0, 300)),
        st.tuples(st.just("again"), st.just(0)),
    ),
    max_size=30,
)


@settings(derandomize=True, deadline=None, max_examples=80)
@given(acts=ACTS)
def test_a_sender_stays_within_the_window_and_forgets_nothing(
    acts: list[tuple[str, int]],
) -> None:
    control, written, right = OPEN.changed(snd_wnd=200), 0, 301
    for act, number in acts:
        if act == "send":
            done = ENDPOINT.call(control, "send", length=number)
            written += number
        elif act == "again":
            if "retransmission" not in control.timers:
                continue
            done = ENDPOINT.timeout(control, "retransmission")
            probe = not control.in_flight
            assert [one.seq for one in done.sent] == [control.snd_una] * len(done.sent)
            assert not probe or [one.length for one in done.sent] == [1]
            control = done.control
            continue
        else:
            ack = control.snd_una + control.in_flight * (number if act == "ack" else 0) // 100
            width = number if act == "window" else control.snd_wnd
            right = max(right, ack + width)
            done = ENDPOINT.segment(control, Segment(".", 301, ack, window=width))
        control = done.control
        assert all(one.end <= right for one in done.sent)
        assert control.snd_nxt + control.unsent == 101 + written
        assert ("retransmission" in control.timers) == (control.snd_una < 101 + written)
