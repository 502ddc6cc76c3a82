"""TCP's table against RFC 9293, read from the standard and not from the table."""

from collections import Counter
from itertools import chain, pairwise

import pytest

from quizapp.engine import Drawn, Machine, Reaction, Transition, configurations
from tests.engine.standard import Line, at

# Section 3.3.2, Figure 5: its 20 arrows, from the top.
FIGURE = (
    at("CLOSED").calls("open-passive").goes("LISTEN"),
    at("CLOSED").calls("open-active").goes("SYN-SENT").sending("SYN"),
    at("LISTEN").calls("close").goes("CLOSED"),
    at("SYN-SENT").calls("close").goes("CLOSED"),
    # Note 1: only after a passive OPEN.
    at("SYN-RECEIVED", opened="passive").receives("segment-rst").goes("LISTEN"),
    at("LISTEN")
    .receives("segment-syn")
    .goes("SYN-RECEIVED", opened="passive")
    .sending("SYN,ACK"),
    at("LISTEN").calls("send").goes("SYN-SENT").sending("SYN"),
    at("SYN-SENT")
    .receives("segment-syn")
    .goes("SYN-RECEIVED", opened="active")
    .sending("SYN,ACK"),
    at("SYN-RECEIVED").receives("segment-ack-of-syn").goes("ESTABLISHED"),
    at("SYN-SENT").receives("segment-syn-ack").goes("ESTABLISHED").sending("ACK"),
    at("SYN-RECEIVED").calls("close").goes("FIN-WAIT-1").sending("FIN"),
    at("ESTABLISHED").calls("close").goes("FIN-WAIT-1").sending("FIN"),
    at("ESTABLISHED")
    .receives("segment-fin")
    .goes("CLOSE-WAIT")
    .sending("ACK")
    .telling("connection closing"),
    at("FIN-WAIT-1")
    .receives("segment-fin")
    .goes("CLOSING")
    .sending("ACK")
    .telling("connection closing"),
    # Section 3.10.7.4, fifth: with nothing left to acknowledge, "ok" answers the CLOSE.
    at("FIN-WAIT-1").receives("segment-ack-of-fin").goes("FIN-WAIT-2").telling("ok"),
    at("CLOSE-WAIT").calls("close").goes("LAST-ACK").sending("FIN"),
    at("FIN-WAIT-2")
    .receives("segment-fin")
    .goes("TIME-WAIT")
    .sending("ACK")
    .telling("connection closing"),
    at("CLOSING").receives("segment-ack-of-fin").goes("TIME-WAIT"),
    at("TIME-WAIT").runs_out("timeout-time-wait").goes("CLOSED"),
    at("LAST-ACK").receives("segment-ack-of-fin").goes("CLOSED"),
)

# Section 3.3.2, Note 2: the FIN arrives together with the ACK of ours.
NOTE_2 = (
    at("FIN-WAIT-1")
    .receives("segment-fin-ack-of-fin")
    .goes("TIME-WAIT")
    .sending("ACK")
    .telling("connection closing"),
)

NO_PEER = "connection does not exist"
EXISTS = "connection already exists"
CLOSING = "connection closing"
RESET = "connection reset"
TIMED_OUT = "connection aborted due to user timeout"

TEXT = {
    # Section 3.9.1.1: a passive OPEN makes a new record or fails (MUST-41).
    "3.9.1.1": (at("LISTEN").calls("open-passive").fails(EXISTS),),
    # Section 3.10.1: OPEN.
    "3.10.1": (
        at("LISTEN").calls("open-active").goes("SYN-SENT").sending("SYN"),
        at("SYN-SENT", "SYN-RECEIVED", "ESTABLISHED").calls("open-passive").fails(EXISTS),
        at("FIN-WAIT-1", "FIN-WAIT-2", "CLOSE-WAIT").calls("open-passive").fails(EXISTS),
        at("CLOSING", "LAST-ACK", "TIME-WAIT").calls("open-passive").fails(EXISTS),
        at("SYN-SENT", "SYN-RECEIVED", "ESTABLISHED").calls("open-active").fails(EXISTS),
        at("FIN-WAIT-1", "FIN-WAIT-2", "CLOSE-WAIT").calls("open-active").fails(EXISTS),
        at("CLOSING", "LAST-ACK", "TIME-WAIT").calls("open-active").fails(EXISTS),
    ),
    # Section 3.10.2: SEND.
    "3.10.2": (
        at("CLOSED").calls("send").fails(NO_PEER),
        at("SYN-SENT", "SYN-RECEIVED").calls("send").stays(),
        at("ESTABLISHED", "CLOSE-WAIT").calls("send").stays().sending("data"),
        at("FIN-WAIT-1", "FIN-WAIT-2", "CLOSING").calls("send").fails(CLOSING),
        at("LAST-ACK", "TIME-WAIT").calls("send").fails(CLOSING),
    ),
    # Section 3.10.3: RECEIVE.
    "3.10.3": (
        at("CLOSED").calls("receive").fails(NO_PEER),
        at("LISTEN", "SYN-SENT", "SYN-RECEIVED").calls("receive").stays(),
        at("ESTABLISHED", "FIN-WAIT-1", "FIN-WAIT-2").calls("receive").stays(),
        at("CLOSE-WAIT").calls("receive").fails(CLOSING),
        at("CLOSING", "LAST-ACK", "TIME-WAIT").calls("receive").fails(CLOSING),
    ),
    # Section 3.10.4: CLOSE.
    "3.10.4": (
        at("CLOSED").calls("close").fails(NO_PEER),
        at("FIN-WAIT-1", "FIN-WAIT-2").calls("close").fails(CLOSING),
        at("CLOSING", "LAST-ACK", "TIME-WAIT").calls("close").fails(CLOSING),
        # A FIN that was never sent cannot be acknowledged.
        at("SYN-RECEIVED", "ESTABLISHED").receives("segment-ack-of-fin").cannot_happen(),
        at("CLOSE-WAIT").receives("segment-ack-of-fin").cannot_happen(),
        at("SYN-RECEIVED", "ESTABLISHED").receives("segment-fin-ack-of-fin").cannot_happen(),
        at("CLOSE-WAIT").receives("segment-fin-ack-of-fin").cannot_happen(),
    ),
    # Section 3.10.5: ABORT.
    "3.10.5": (
        at("CLOSED").calls("abort").fails(NO_PEER),
        at("LISTEN", "SYN-SENT").calls("abort").goes("CLOSED"),
        at("SYN-RECEIVED", "ESTABLISHED").calls("abort").goes("CLOSED").sending("RST"),
        at("FIN-WAIT-1", "FIN-WAIT-2").calls("abort").goes("CLOSED").sending("RST"),
        at("CLOSE-WAIT").calls("abort").goes("CLOSED").sending("RST"),
        at("CLOSING").calls("abort").goes("CLOSED").telling("ok"),
        at("LAST-ACK").calls("abort").goes("CLOSED").telling("ok"),
        at("TIME-WAIT").calls("abort").goes("CLOSED").telling("ok"),
    ),
    # Section 3.10.6: STATUS.
    "3.10.6": (
        at("CLOSED").calls("status").fails(NO_PEER),
        at("LISTEN", "SYN-SENT", "SYN-RECEIVED", "ESTABLISHED").calls("status").stays(),
        at("FIN-WAIT-1", "FIN-WAIT-2", "CLOSE-WAIT", "CLOSING").calls("status").stays(),
        at("LAST-ACK", "TIME-WAIT").calls("status").stays(),
    ),
    # Section 3.10.7.1: a segment without a connection.
    "3.10.7.1": (
        at("CLOSED").receives("segment-rst").ignores(),
        at("CLOSED").receives("segment-syn").stays().sending("RST,ACK"),
        at("CLOSED").receives("segment-syn-ack").stays().sending("RST"),
        at("CLOSED").receives("segment-ack-of-syn").stays().sending("RST"),
        at("CLOSED").receives("segment-ack-of-fin").stays().sending("RST"),
        at("CLOSED").receives("segment-data").stays().sending("RST"),
        at("CLOSED").receives("segment-fin").stays().sending("RST"),
        at("CLOSED").receives("segment-fin-ack-of-fin").stays().sending("RST"),
    ),
    # Section 3.10.7.2: first RST, then ACK, then SYN.
    "3.10.7.2": (
        at("LISTEN").receives("segment-rst").ignores(),
        at("LISTEN").receives("segment-syn-ack").stays().sending("RST"),
        at("LISTEN").receives("segment-ack-of-syn").stays().sending("RST"),
        at("LISTEN").receives("segment-ack-of-fin").stays().sending("RST"),
        at("LISTEN").receives("segment-data").stays().sending("RST"),
        at("LISTEN").receives("segment-fin").stays().sending("RST"),
        at("LISTEN").receives("segment-fin-ack-of-fin").stays().sending("RST"),
    ),
    # Section 3.10.7.3: first ACK, then RST, then SYN; without either, drop.
    "3.10.7.3": (
        at("SYN-SENT").receives("segment-rst").goes("CLOSED").telling(RESET),
        at("SYN-SENT").receives("segment-ack-of-syn").ignores(),
        at("SYN-SENT").receives("segment-data").ignores(),
        at("SYN-SENT").receives("segment-fin").ignores(),
        # The ACK covers what this connection never sent.
        at("SYN-SENT").receives("segment-ack-of-fin").stays().sending("RST"),
        at("SYN-SENT").receives("segment-fin-ack-of-fin").stays().sending("RST"),
    ),
    # Section 3.5, Figure 7, line 6: how a simultaneous open completes.
    "3.5": (
        at("SYN-RECEIVED", opened="active").receives("segment-syn-ack").goes("ESTABLISHED"),
    ),
    # Section 3.10.7.4: all other states, eight checks in order.
    "3.10.7.4": (
        # Second, the RST bit.
        at("SYN-RECEIVED", opened="active")
        .receives("segment-rst")
        .goes("CLOSED")
        .telling("connection refused"),
        at("ESTABLISHED").receives("segment-rst").goes("CLOSED").telling(RESET),
        at("FIN-WAIT-1").receives("segment-rst").goes("CLOSED").telling(RESET),
        at("FIN-WAIT-2").receives("segment-rst").goes("CLOSED").telling(RESET),
        at("CLOSE-WAIT").receives("segment-rst").goes("CLOSED").telling(RESET),
        at("CLOSING", "LAST-ACK", "TIME-WAIT").receives("segment-rst").goes("CLOSED"),
        # Fourth, the SYN bit; with the challenge ACK of RFC 5961.
        at("SYN-RECEIVED", opened="passive").receives("segment-syn").goes("LISTEN"),
        at("SYN-RECEIVED", opened="passive").receives("segment-syn-ack").goes("LISTEN"),
        at("SYN-RECEIVED", opened="active").receives("segment-syn").stays().sending("ACK"),
        at("ESTABLISHED", "FIN-WAIT-1").receives("segment-syn").stays().sending("ACK"),
        at("FIN-WAIT-2", "CLOSE-WAIT").receives("segment-syn").stays().sending("ACK"),
        at("CLOSING", "LAST-ACK").receives("segment-syn").stays().sending("ACK"),
        at("TIME-WAIT").receives("segment-syn").stays().sending("ACK"),
        at("ESTABLISHED", "FIN-WAIT-1").receives("segment-syn-ack").stays().sending("ACK"),
        at("FIN-WAIT-2", "CLOSE-WAIT").receives("segment-syn-ack").stays().sending("ACK"),
        at("CLOSING", "LAST-ACK").receives("segment-syn-ack").stays().sending("ACK"),
        at("TIME-WAIT").receives("segment-syn-ack").stays().sending("ACK"),
        # Fifth, the ACK field: duplicates are ignored.
        at("ESTABLISHED", "FIN-WAIT-1", "FIN-WAIT-2").receives("segment-ack-of-syn").ignores(),
        at("CLOSE-WAIT", "CLOSING", "LAST-ACK").receives("segment-ack-of-syn").ignores(),
        at("TIME-WAIT").receives("segment-ack-of-syn").ignores(),
        at("FIN-WAIT-2", "TIME-WAIT").receives("segment-ack-of-fin").ignores(),
        # Fifth and seventh, the ACK opens the connection and the text is taken.
        at("SYN-RECEIVED").receives("segment-data").goes("ESTABLISHED").sending("ACK"),
        at("ESTABLISHED").receives("segment-data").stays().sending("ACK"),
        at("FIN-WAIT-1", "FIN-WAIT-2").receives("segment-data").stays().sending("ACK"),
        at("CLOSE-WAIT", "CLOSING").receives("segment-data").ignores(),
        at("LAST-ACK", "TIME-WAIT").receives("segment-data").ignores(),
        # Fifth and eighth, the ACK opens the connection and the FIN is taken.
        at("SYN-RECEIVED")
        .receives("segment-fin")
        .goes("CLOSE-WAIT")
        .sending("ACK")
        .telling(CLOSING),
        # Eighth, a repeated FIN is acknowledged again.
        at("CLOSE-WAIT", "CLOSING").receives("segment-fin").stays().sending("ACK"),
        at("LAST-ACK", "TIME-WAIT").receives("segment-fin").stays().sending("ACK"),
        # First, Table 6: a FIN received before lies left of the window.
        at("CLOSING", "LAST-ACK").receives("segment-fin-ack-of-fin").stays().sending("ACK"),
        # Fifth: our FIN was acknowledged on the way here, and only once for the first time.
        at("FIN-WAIT-2", "TIME-WAIT").receives("segment-fin-ack-of-fin").cannot_happen(),
        # Eighth: the other timers are off in TIME-WAIT, and its own runs nowhere else.
        at("FIN-WAIT-2", "TIME-WAIT").runs_out("timeout-retransmission").cannot_happen(),
        at("TIME-WAIT").runs_out("timeout-user").cannot_happen(),
        at("LISTEN", "SYN-SENT").runs_out("timeout-time-wait").cannot_happen(),
        at("SYN-RECEIVED", "ESTABLISHED").runs_out("timeout-time-wait").cannot_happen(),
        at("FIN-WAIT-1", "FIN-WAIT-2").runs_out("timeout-time-wait").cannot_happen(),
        at("CLOSE-WAIT", "CLOSING", "LAST-ACK").runs_out("timeout-time-wait").cannot_happen(),
    ),
    # Section 3.10.8: timeouts.
    "3.10.8": (
        at("LISTEN").runs_out("timeout-user").goes("CLOSED").telling(TIMED_OUT),
        at("SYN-SENT").runs_out("timeout-user").goes("CLOSED").telling(TIMED_OUT),
        at("SYN-RECEIVED").runs_out("timeout-user").goes("CLOSED").telling(TIMED_OUT),
        at("ESTABLISHED").runs_out("timeout-user").goes("CLOSED").telling(TIMED_OUT),
        at("FIN-WAIT-1").runs_out("timeout-user").goes("CLOSED").telling(TIMED_OUT),
        at("FIN-WAIT-2").runs_out("timeout-user").goes("CLOSED").telling(TIMED_OUT),
        at("CLOSE-WAIT").runs_out("timeout-user").goes("CLOSED").telling(TIMED_OUT),
        at("CLOSING").runs_out("timeout-user").goes("CLOSED").telling(TIMED_OUT),
        at("LAST-ACK").runs_out("timeout-user").goes("CLOSED").telling(TIMED_OUT),
        at("SYN-SENT").runs_out("timeout-retransmission").stays().sending("SYN"),
        at("SYN-RECEIVED").runs_out("timeout-retransmission").stays().sending("SYN,ACK"),
        at("ESTABLISHED").runs_out("timeout-retransmission").stays().sending("data"),
        at("CLOSE-WAIT").runs_out("timeout-retransmission").stays().sending("data"),
        at("FIN-WAIT-1").runs_out("timeout-retransmission").stays().sending("FIN"),
        at("CLOSING", "LAST-ACK").runs_out("timeout-retransmission").stays().sending("FIN"),
        # Without a TCB, or with an empty queue, there is no timer.
        at("CLOSED").runs_out("timeout-user").cannot_happen(),
        at("CLOSED", "LISTEN").runs_out("timeout-retransmission").cannot_happen(),
        at("CLOSED").runs_out("timeout-time-wait").cannot_happen(),
    ),
}

CITED = tuple((line, section) for section, lines in TEXT.items() for line in lines)
LINES = (*FIGURE, *NOTE_2, *(line for line, _ in CITED))
READ = {line.event for line in LINES}
"""The events that these lines speak of; tests of their own speak of the others."""


@pytest.mark.parametrize("line", LINES, ids=str)
def test_tcp_does_what_the_standard_says(tcp: Machine, line: Line) -> None:
    for taken in line.steps(tcp):
        assert taken.outcome.reaction is line.reaction
        assert taken.after == (line.target or taken.before)
        assert taken.outcome.sends == line.sends
        assert taken.outcome.returns == line.tells


@pytest.mark.parametrize(("line", "section"), CITED, ids=str)
def test_tcp_cites_the_section_that_says_so(tcp: Machine, line: Line, section: str) -> None:
    assert {taken.outcome.source.section for taken in line.steps(tcp)} == {section}


def test_the_lines_cover_every_cell_of_their_events_once(tcp: Machine) -> None:
    covered = Counter(
        (taken.before, taken.event)
        for taken in chain.from_iterable(line.steps(tcp) for line in LINES)
    )
    table = {
        (before, event.id)
        for state in tcp.states
        for before in configurations(tcp, state.id)
        for event in tcp.events
        if event.id in READ
    }
    assert len(table) == 12 * 18
    assert covered == dict.fromkeys(table, 1)


def _facts(machine: Machine, lines: tuple[Line, ...]) -> set[str]:
    return {taken.outcome.id for line in lines for taken in line.steps(machine)}


def _drawn(machine: Machine, kind: Drawn) -> set[str]:
    return {item.id for item in machine.transitions if item.drawn is kind}


def test_exactly_the_twenty_arrows_of_figure_5_are_drawn(tcp: Machine) -> None:
    assert _drawn(tcp, Drawn.FIGURE) == _facts(tcp, FIGURE)
    assert len(_facts(tcp, FIGURE)) == 20


def test_the_arrow_of_note_2_is_the_only_one_from_a_note(tcp: Machine) -> None:
    assert _drawn(tcp, Drawn.NOTE) == _facts(tcp, NOTE_2)


def test_note_3_makes_whoever_sends_a_reset_wait_as_a_variant(tcp: Machine) -> None:
    resets = {item.id for item in tcp.transitions if item.sends == ("RST",)}
    waiting = {
        variant.of
        for variant in tcp.variants
        if variant.target == "TIME-WAIT" and variant.tag == "RFC 9293 Note 3"
    }
    assert waiting == resets


def test_note_3_a_reset_received_ends_in_listen_or_closed(tcp: Machine) -> None:
    resets = [item for item in tcp.transitions if item.event == "segment-rst"]
    assert {item.origin for item in resets} == (
        {state.id for state in tcp.states} - {"CLOSED", "LISTEN"}
    )
    assert {item.target for item in resets} == {"LISTEN", "CLOSED"}


# Section 3.10.7.4, eighth; section 3.10.8: what starts and ends the wait of 2 MSL.
@pytest.mark.parametrize(
    ("state", "event"),
    [
        ("FIN-WAIT-1", "segment-fin-ack-of-fin"),
        ("FIN-WAIT-2", "segment-fin"),
        ("CLOSING", "segment-ack-of-fin"),
        ("TIME-WAIT", "segment-fin"),
    ],
)
def test_the_wait_of_2_msl_starts_there_and_only_there(
    tcp: Machine, state: str, event: str
) -> None:
    (outcome,) = tcp.cell(state, event)
    assert "time-wait" in outcome.starts
    starting = [item for item in tcp.outcomes() if "time-wait" in item.starts]
    assert sum(item.event in READ for item in starting) == 4


def test_every_way_out_of_time_wait_stops_its_timer(tcp: Machine) -> None:
    leaving = [item for item in tcp.transitions if item.origin == "TIME-WAIT"]
    assert all("time-wait" in item.stops for item in leaving)


def test_no_reset_is_ever_answered(tcp: Machine) -> None:
    on_reset = [item for item in tcp.outcomes() if item.event == "segment-rst"]
    assert all(not item.sends for item in on_reset)


def test_a_bare_ack_is_never_acknowledged(tcp: Machine) -> None:
    bare = [item for item in tcp.outcomes() if item.event.startswith("segment-ack-of")]
    assert all("ACK" not in item.sends for item in bare)


# Section 3.3.2, Figure 5: the convention is client heavy, server dashed.
@pytest.mark.parametrize(
    ("role", "line", "path"),
    [
        (
            "client",
            "heavy",
            "CLOSED SYN-SENT ESTABLISHED FIN-WAIT-1 FIN-WAIT-2 TIME-WAIT CLOSED",
        ),
        (
            "server",
            "dashed",
            "CLOSED LISTEN SYN-RECEIVED ESTABLISHED CLOSE-WAIT LAST-ACK CLOSED",
        ),
        ("active-close", "plain", "ESTABLISHED FIN-WAIT-1 FIN-WAIT-2 TIME-WAIT CLOSED"),
        ("passive-close", "plain", "ESTABLISHED CLOSE-WAIT LAST-ACK CLOSED"),
        (
            "simultaneous",
            "plain",
            "CLOSED SYN-SENT SYN-RECEIVED ESTABLISHED FIN-WAIT-1 CLOSING TIME-WAIT CLOSED",
        ),
    ],
)
def test_a_role_is_one_path_through_the_figure(
    tcp: Machine, role: str, line: str, path: str
) -> None:
    states = path.split()
    arrows = [item for item in tcp.drawn() if role in item.roles]
    assert [(item.origin, item.target) for item in _in_order(arrows, states[0])] == list(
        pairwise(states)
    )
    assert next(item.line for item in tcp.roles if item.id == role) == line


def _in_order(arrows: list[Transition], start: str) -> list[Transition]:
    ordered: list[Transition] = []
    while len(ordered) < len(arrows):
        (following,) = [item for item in arrows if item.origin == start and item not in ordered]
        ordered.append(following)
        start = following.target
    return ordered


def test_only_moves_are_drawn_and_every_tier_is_what_the_figure_says(tcp: Machine) -> None:
    for item in tcp.outcomes():
        is_drawn = isinstance(item, Transition) and item.drawn is not Drawn.TEXT
        assert (item.tier < 3) == is_drawn, item.id
        assert not is_drawn or item.reaction is Reaction.MOVES
