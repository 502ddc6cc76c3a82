"""From numbers to events, in the order at the head of the table; then everything at random."""

import random
from collections import Counter

import pytest

from quizapp.engine import Configuration, Machine, Reaction, step
from quizapp.simulator import Control, Segment
from quizapp.simulator.classify import segment_events, within_window

MODULUS = 1 << 32
PASSIVE, ACTIVE = (("opened", "passive"),), (("opened", "active"),)


def block(state: str, **more: object) -> Control:
    """Return a block of ours: ISS 100, IRS 300; 10 octets sent, 4 of them acknowledged."""
    opened = more.pop("opened", "passive")
    numbers: dict[str, object] = {"snd_una": 105, "snd_nxt": 111, "rcv_nxt": 301, "irs": 300}
    if state in ("SYN-SENT", "SYN-RECEIVED"):
        numbers |= {"snd_una": 100, "snd_nxt": 101}
    if state in ("FIN-WAIT-1", "CLOSING", "LAST-ACK"):
        numbers |= {"snd_nxt": 112, "fin_seq": 111}
    if state in ("FIN-WAIT-2", "TIME-WAIT"):
        numbers |= {"snd_una": 112, "snd_nxt": 112, "fin_seq": 111}
    binding = (("opened", str(opened)),) if state == "SYN-RECEIVED" else ()
    numbers |= {"rcv_wnd": 50, **more}
    return Control(at=Configuration(state, binding), iss=100, **numbers)


WINDOWED = (
    "SYN-RECEIVED",
    "ESTABLISHED",
    "FIN-WAIT-1",
    "FIN-WAIT-2",
    "CLOSE-WAIT",
    "CLOSING",
    "LAST-ACK",
    "TIME-WAIT",
)
LATER = WINDOWED[1:]

# In which states, what arrives (flags, SEQ, ACK, length), and which events it is.
HEAD = [
    # CLOSED, LISTEN: RST, else by flags alone.
    (("CLOSED", "LISTEN"), ("R.", 5, 6, 0), "rst"),
    (("CLOSED", "LISTEN"), ("SFR", 5, 0, 3), "rst"),
    (("CLOSED", "LISTEN"), ("SF", 5, 0, 3), "syn-fin"),
    (("CLOSED", "LISTEN"), ("S", 5, 0, 0), "syn"),
    (("CLOSED", "LISTEN"), ("F", 5, 0, 0), "fin-no-ack"),
    (("CLOSED", "LISTEN"), ("P", 5, 0, 3), "no-ack"),
    (("CLOSED", "LISTEN"), ("SF.", 5, 6, 0), "syn-ack-fin"),
    (("CLOSED", "LISTEN"), ("S.", 5, 6, 0), "syn-ack"),
    (("CLOSED", "LISTEN"), ("F.", 5, 6, 3), "fin"),
    (("CLOSED", "LISTEN"), (".", 5, 6, 3), "data"),
    (("CLOSED", "LISTEN"), (".", 5, 6, 0), "ack-unsent"),
    # SYN-SENT: the ACK first.
    (("SYN-SENT",), ("R.", 5, 100, 0), "rst-bad-ack"),
    (("SYN-SENT",), ("SF.", 5, 102, 0), "syn-ack-bad"),
    (("SYN-SENT",), ("F.", 5, 102, 3), "ack-unsent"),
    (("SYN-SENT",), (".", 5, 100, 3), "ack-old"),
    (("SYN-SENT",), ("R", 5, 0, 0), "rst-no-ack"),
    (("SYN-SENT",), ("R.", 5, 101, 0), "rst"),
    (("SYN-SENT",), ("SF", 5, 0, 0), "syn-fin"),
    (("SYN-SENT",), ("S.", 5, 101, 3), "syn-ack"),
    (("SYN-SENT",), ("SF.", 5, 101, 0), "syn-ack-fin"),
    (("SYN-SENT",), ("F.", 5, 101, 3), "fin"),
    (("SYN-SENT",), (".", 5, 101, 3), "data"),
    (("SYN-SENT",), (".", 5, 101, 0), "ack-of-syn"),
    # All others. RST: exact, in-window, outside, whatever else it carries.
    (WINDOWED, ("SFR.", 301, 999, 5), "rst"),
    (WINDOWED, ("R", 302, 0, 0), "rst-in-window"),
    (WINDOWED, ("R", 299, 0, 5), "rst-outside"),
    (WINDOWED, ("R", 351, 0, 0), "rst-outside"),
    # SYN, by its own number.
    (WINDOWED, ("S", 200, 0, 0), "syn-old"),
    (WINDOWED, ("SF", 299, 0, 20), "syn-old"),
    (WINDOWED[:-1], ("S", 400, 0, 0), "syn-old"),
    (("TIME-WAIT",), ("S", 400, 0, 0), "syn"),
    (("TIME-WAIT",), ("SF", 400, 0, 0), "syn-old"),
    (LATER, ("S.", 200, 101, 0), "syn-ack"),
    (LATER, ("SF.", 200, 101, 0), "syn-ack-fin"),
    (LATER, ("S.", 200, 99, 0), "syn-old"),
    (WINDOWED, ("S", 310, 0, 0), "syn"),
    (WINDOWED, ("SF", 310, 0, 0), "syn-fin"),
    (WINDOWED, ("S.", 310, 101, 0), "syn-ack"),
    (WINDOWED, ("SF.", 310, 101, 0), "syn-ack-fin"),
    (WINDOWED, ("S.", 310, 100, 0), "syn-ack-bad"),
    (("SYN-RECEIVED",), ("S.", 300, 101, 0), "syn-old"),
    # Outside the window.
    (WINDOWED[:4], ("F.", 300, 101, 0), "outside"),
    (("CLOSE-WAIT", "TIME-WAIT"), ("F.", 300, 101, 0), "fin"),
    (("CLOSING", "LAST-ACK"), ("F.", 300, 111, 0), "fin"),
    (("CLOSING", "LAST-ACK"), ("F.", 300, 112, 0), "fin-ack-of-fin"),
    (LATER[3:], ("F", 300, 0, 0), "outside"),
    (LATER[3:], ("F.", 299, 112, 0), "outside"),
    (WINDOWED, (".", 300, 101, 0), "outside"),
    (WINDOWED, (".", 351, 101, 5), "outside"),
    # No ACK bit.
    (WINDOWED, ("F", 301, 0, 0), "fin-no-ack"),
    (WINDOWED, ("", 310, 0, 5), "no-ack"),
    # The ACK.
    (("SYN-RECEIVED",), ("F.", 301, 102, 5), "ack-unsent"),
    (("SYN-RECEIVED",), ("F.", 301, 100, 5), "ack-old"),
    (LATER, ("F.", 310, 113, 5), "ack-unsent"),
    # Beyond the next number.
    (WINDOWED, ("F.", 302, 101, 0), "fin-early"),
    (WINDOWED, (".", 302, 101, 1), "data-early"),
    (("FIN-WAIT-1", "CLOSING", "LAST-ACK"), (".", 302, 112, 1), "ack-of-fin data-early"),
    (("FIN-WAIT-1", "CLOSING", "LAST-ACK"), ("F.", 302, 112, 1), "ack-of-fin fin-early"),
    # Next in order.
    (WINDOWED, ("F.", 301, 101, 0), "fin"),
    (WINDOWED, ("F.", 299, 101, 4), "fin"),
    (("FIN-WAIT-1", "CLOSING", "LAST-ACK"), ("F.", 301, 112, 3), "fin-ack-of-fin"),
    (WINDOWED, (".", 301, 101, 3), "data"),
    (("FIN-WAIT-1", "CLOSING", "LAST-ACK"), (".", 301, 112, 3), "ack-of-fin data"),
    # A bare ACK.
    (("FIN-WAIT-1", "CLOSING", "LAST-ACK"), (".", 301, 112, 0), "ack-of-fin"),
    (("FIN-WAIT-2", "TIME-WAIT"), (".", 301, 112, 0), "ack-of-fin"),
    (WINDOWED, (".", 301, 101, 0), "ack-of-syn"),
    (("ESTABLISHED", "CLOSE-WAIT"), (".", 301, 111, 0), "ack-of-data"),
    (("FIN-WAIT-1", "CLOSING", "LAST-ACK"), (".", 301, 111, 0), "ack-of-data"),
    (LATER, (".", 301, 103, 0), "ack-old"),
]


@pytest.mark.parametrize(
    ("state", "arrives", "events"),
    [(state, arrives, events) for states, arrives, events in HEAD for state in states],
)
def test_the_first_line_that_fits_decides(
    state: str, arrives: tuple[str, int, int, int], events: str
) -> None:
    named = segment_events(block(state), Segment(*arrives))
    assert named == tuple(f"segment-{event}" for event in events.split())


@pytest.mark.parametrize(
    ("arrives", "event"),
    [
        (("S.", 300, 101), "segment-syn-ack"),
        (("SF.", 300, 101), "segment-syn-ack-fin"),
        (("S.", 299, 101), "segment-syn-old"),
        (("S.", 300, 100), "segment-syn-old"),
        (("S.", 310, 101), "segment-syn-ack-bad"),
        (("S", 300, 0), "segment-syn-old"),
    ],
)
def test_in_a_simultaneous_open_only_the_repeated_syn_is_not_strange(
    arrives: tuple[str, int, int], event: str
) -> None:
    assert segment_events(block("SYN-RECEIVED", opened="active"), Segment(*arrives)) == (event,)


def test_the_next_number_is_above_all_old_ones_even_without_a_window() -> None:
    full = block("TIME-WAIT", rcv_wnd=0)
    assert segment_events(full, Segment("S", 301)) == ("segment-syn",)
    assert segment_events(full, Segment("S", 300)) == ("segment-syn-old",)


@pytest.mark.parametrize("state", ["FIN-WAIT-1", "FIN-WAIT-2"])
def test_new_text_nobody_reads_is_unwanted_with_a_fin_or_without(state: str) -> None:
    deaf = block(state, reads=False)
    assert segment_events(deaf, Segment(".", 301, 105, 3)) == ("segment-data-unwanted",)
    assert segment_events(deaf, Segment("F.", 301, 105, 3)) == ("segment-data-unwanted",)
    assert segment_events(deaf, Segment("F.", 301, 105)) == ("segment-fin",)
    assert segment_events(deaf, Segment("F.", 298, 105, 3)) == ("segment-fin",)


def test_unwanted_text_that_acknowledges_our_fin_is_two_events() -> None:
    deaf = block("FIN-WAIT-1", reads=False)
    found = segment_events(deaf, Segment("F.", 301, 112, 3))
    assert found == ("segment-ack-of-fin", "segment-data-unwanted")


@pytest.mark.parametrize(
    ("state", "arrives", "events"),
    [
        ("ESTABLISHED", (".", 301, 111, 1), "ack-of-data outside"),
        ("FIN-WAIT-1", ("F.", 301, 112, 1), "ack-of-fin outside"),
        # Nothing new, nothing sent, or not in order: as any segment outside.
        ("ESTABLISHED", (".", 301, 105, 1), "outside"),
        ("ESTABLISHED", (".", 301, 112, 1), "outside"),
        ("ESTABLISHED", (".", 302, 111, 1), "outside"),
        ("ESTABLISHED", ("", 301, 0, 1), "outside"),
    ],
)
def test_before_a_closed_window_only_a_new_ack_counts(
    state: str, arrives: tuple[str, int, int, int], events: str
) -> None:
    named = segment_events(block(state, rcv_wnd=0), Segment(*arrives))
    assert named == tuple(f"segment-{event}" for event in events.split())


@pytest.mark.parametrize(
    ("held", "length", "fills"),
    [
        ([("F.", 304, 0)], 3, True),
        ([("F.", 304, 0)], 2, False),
        ([("F.", 303, 6)], 3, True),
        ([(".", 304, 6), ("F.", 310, 2)], 3, True),
        ([("F.", 310, 2), (".", 304, 6)], 3, True),
        ([(".", 304, 5), ("F.", 310, 2)], 3, False),
        ([(".", 304, 6)], 3, False),
    ],
)
def test_text_fills_the_hole_if_a_held_fin_is_reached(
    held: list[tuple[str, int, int]], length: int, fills: bool
) -> None:
    waiting = tuple(Segment(flags, seq, 105, size) for flags, seq, size in held)
    events = segment_events(block("ESTABLISHED", held=waiting), Segment(".", 301, 105, length))
    assert events == ("segment-data-fills" if fills else "segment-data",)


@pytest.mark.parametrize(
    ("arrives", "cut"),
    [
        (("F.", 301, 105, 49), ("F.", 301, 105, 49)),
        (("F.", 301, 105, 50), (".", 301, 105, 50)),
        (("PF.", 302, 105, 99), ("P.", 302, 105, 49)),
        # By Table 6 what reaches beyond the window on both sides is not acceptable at all.
        (("PF.", 290, 105, 99), ("PF.", 290, 105, 99)),
        (("F.", 350, 105, 0), ("F.", 350, 105, 0)),
        (("F.", 351, 105, 9), ("F.", 351, 105, 9)),
        (("S.", 301, 105, 99), ("S.", 301, 105, 99)),
    ],
)
def test_what_lies_beyond_the_window_is_cut_off(
    arrives: tuple[str, int, int, int], cut: tuple[str, int, int, int]
) -> None:
    assert within_window(block("ESTABLISHED"), Segment(*arrives)) == Segment(*cut)


STATES = ("CLOSED", "LISTEN", "SYN-SENT", *WINDOWED)


def any_block(rng: random.Random) -> Control:
    """Return a block such as a run can lead to, with numbers near 2^32 and narrow windows."""
    state = rng.choice(STATES)
    iss = rng.choice((0, 5, MODULUS - 3, rng.randrange(MODULUS)))
    sent, binding = rng.choice((0, 0, 1, 10)), ()
    fin = state in ("FIN-WAIT-1", "FIN-WAIT-2", "CLOSING", "LAST-ACK", "TIME-WAIT")
    una, nxt = iss + rng.randint(1, 1 + sent), iss + 1 + sent + fin
    if state in ("SYN-SENT", "SYN-RECEIVED"):
        una, nxt = iss, iss + 1
    if state in ("FIN-WAIT-2", "TIME-WAIT"):
        una = nxt
    if state == "SYN-RECEIVED":
        binding = rng.choice((PASSIVE, ACTIVE))
    left = rng.choice((3, MODULUS - 4, rng.randrange(MODULUS)))
    held = ()
    if state in WINDOWED[:4] and rng.random() < 0.4:
        held = (Segment("F.", (left + rng.randint(1, 4)) % MODULUS),)
    return Control(
        at=Configuration(state, binding),
        iss=iss,
        snd_una=una % MODULUS,
        snd_nxt=nxt % MODULUS,
        fin_seq=(nxt - 1) % MODULUS if fin else None,
        irs=(left - 1) % MODULUS,
        rcv_nxt=left,
        rcv_wnd=rng.choice((0, 1, 8, 100)),
        held=held,
        reads=rng.random() < 0.7,
    )


def any_segment(rng: random.Random, control: Control) -> Segment:
    """Return a segment whose numbers are mostly about right."""
    odds = (("S", 0.2), ("F", 0.2), ("R", 0.2), (".", 0.7))
    ours = rng.choice((control.snd_una, control.snd_nxt, control.iss))
    far = rng.random() < 0.1
    return Segment(
        "".join(flag for flag, odd in odds if rng.random() < odd),
        rng.randrange(MODULUS) if far else (control.rcv_nxt + rng.randint(-4, 12)) % MODULUS,
        rng.randrange(MODULUS) if far else (ours + rng.randint(-2, 3)) % MODULUS,
        rng.choice((0, 0, 1, 3, 12)),
    )


def test_no_segment_is_impossible_where_it_arrives(tcp: Machine) -> None:
    rng = random.Random(9293)
    met: Counter[tuple[Configuration, str]] = Counter()
    for number in range(100_000):
        if number % 8 == 0:
            control = any_block(rng)
        segment = within_window(control, any_segment(rng, control))
        at = control.at
        for event in segment_events(control, segment):
            met[at, event] += 1
            at = step(tcp, at, event).after
            if at.state == "CLOSED":
                break
    assert len(met) > 210
    impossible = [
        (str(at), event)
        for at, event in met
        if step(tcp, at, event).outcome.reaction is Reaction.IMPOSSIBLE
    ]
    assert impossible == []
