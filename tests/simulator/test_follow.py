import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from quizapp.engine import Machine
from quizapp.simulator import Fate, Network, Segment
from quizapp.simulator import follow as follow_module
from quizapp.simulator.follow import MOST_PENDING, Connections, Followed, Packet
from tests.formats.captures import follow, network, opened, paths_in, paths_of, replayed

# ---------------------------------------------------------------- round trips


def normal(machine: Machine) -> Network:
    hosts = opened(machine)
    hosts.call(0, "send", length=500)
    hosts.settle()
    hosts.call(1, "send", length=900)
    hosts.settle()
    hosts.call(0, "close")
    hosts.settle()
    hosts.call(1, "close")
    hosts.settle()
    return hosts


def simultaneous_open(machine: Machine) -> Network:
    hosts = network(machine)
    hosts.call(0, "open-active")
    hosts.call(1, "open-active")
    hosts.settle()
    return hosts


def simultaneous_close(machine: Machine) -> Network:
    hosts = opened(machine)
    hosts.call(0, "close")
    hosts.call(1, "close")
    hosts.settle()
    return hosts


def half_close(machine: Machine) -> Network:
    hosts = opened(machine)
    hosts.call(0, "close")
    hosts.settle()
    hosts.call(1, "send", length=700)
    hosts.settle()
    hosts.call(1, "close")
    hosts.settle()
    return hosts


def lost_final_ack(machine: Machine) -> Network:
    hosts = opened(machine)
    hosts.call(0, "close")
    hosts.settle()
    hosts.fate(0, Fate.LOST)
    hosts.call(1, "close")
    hosts.wait(10)
    return hosts


def lost_syn(machine: Machine) -> Network:
    hosts = network(machine)
    hosts.call(1, "open-passive")
    hosts.fate(0, Fate.LOST)
    hosts.call(0, "open-active")
    hosts.wait(5)
    return hosts


def lost_syn_ack(machine: Machine) -> Network:
    hosts = network(machine)
    hosts.call(1, "open-passive")
    hosts.fate(1, Fate.LOST)
    hosts.call(0, "open-active")
    hosts.wait(0.7)
    hosts.settle()
    hosts.wait(3)
    return hosts


def give_up(machine: Machine) -> Network:
    hosts = opened(machine)
    hosts.is_cut = True
    hosts.call(0, "close")
    hosts.wait(2000)
    return hosts


def refused(machine: Machine) -> Network:
    hosts = network(machine)
    hosts.call(0, "open-active")
    hosts.settle()
    return hosts


def aborted(machine: Machine) -> Network:
    hosts = opened(machine)
    hosts.call(0, "send", length=5)
    hosts.settle()
    hosts.call(0, "abort")
    hosts.settle()
    return hosts


RUNS: list[Callable[[Machine], Network]] = [
    normal,
    simultaneous_open,
    simultaneous_close,
    half_close,
    lost_final_ack,
    lost_syn,
    lost_syn_ack,
    give_up,
    refused,
    aborted,
]


@pytest.mark.parametrize("run", RUNS, ids=lambda run: run.__name__)
def test_a_simulated_run_replays_to_the_same_states(
    tcp: Machine, tmp_path: Path, run: Callable[[Machine], Network]
) -> None:
    trace = run(tcp).trace
    (followed,) = replayed(tcp, trace, tmp_path)
    assert paths_in(followed) == paths_of(trace)
    assert followed.contradictions == 0


def disturbed(machine: Machine, rng: random.Random) -> Network:
    """Return a connection on which calls are made, and segments lost, at random."""
    hosts = opened(machine)
    for _ in range(rng.randint(1, 5)):
        host = rng.randrange(2)
        if rng.random() < 0.35:
            hosts.fate(host, Fate.LOST)
        call = rng.choice(["send", "send", "close", "abort"])
        hosts.call(host, call, length=rng.randint(1, 1000) if call == "send" else 0)
        if rng.random() < 0.7:
            hosts.settle()
        if rng.random() < 0.5:
            hosts.wait(rng.choice([0.02, 0.05, 1, 5]))
    hosts.wait(20)
    return hosts


@pytest.mark.parametrize("seed", range(150))
def test_a_disturbed_run_never_contradicts_the_table(
    tcp: Machine, tmp_path: Path, seed: int
) -> None:
    trace = disturbed(tcp, random.Random(seed)).trace
    assert [item.contradictions for item in replayed(tcp, trace, tmp_path)] == [0]


def test_a_reset_that_answers_a_repeated_fin_contradicts_nothing(
    tcp: Machine, tmp_path: Path
) -> None:
    """A FIN and a RST that crosses it are lost; whether the FIN came first, nothing shows."""
    hosts = opened(tcp)
    hosts.fate(0, Fate.LOST)
    hosts.call(0, "close")
    hosts.fate(1, Fate.LOST)
    hosts.call(1, "abort")
    hosts.wait(5)
    (followed,) = replayed(tcp, hosts.trace, tmp_path)
    assert (followed.final, followed.contradictions) == (("CLOSED", "CLOSED"), 0)


# ---------------------------------------------------------------- by hand

Told = tuple[str, Segment]
OPENING: list[Told] = [
    ("A", Segment("S", 100)),
    ("B", Segment("S.", 300, 101)),
    ("A", Segment(".", 101, 301)),
]


def packets(told: list[Told], port: int = 1) -> Iterator[Packet]:
    for number, (side, segment) in enumerate(told, 1):
        sockets = (f"10.0.0.1:{port}", "10.0.0.2:80")
        source, destination = sockets if side == "A" else sockets[::-1]
        yield Packet(number / 10, source, destination, segment, number, 0)


def told(machine: Machine, *segments: Told) -> Followed:
    """Follow a connection told segment by segment."""
    (followed,) = follow(machine, packets(list(segments)))
    return followed


def remarks(followed: Followed) -> list[tuple[int, str, bool]]:
    return [
        (row.packet.number, remark.id, remark.contradicts)
        for row in followed.rows
        for remark in row.remarks
    ]


CONTRADICTIONS: list[tuple[list[Told], str]] = [
    ([*OPENING, ("A", Segment(".", 101, 999))], "acks-unsent"),
    ([*OPENING, ("A", Segment("F", 101))], "no-ack"),
    ([*OPENING, ("A", Segment("R", 7777))], "rst-not-sent"),
    ([*OPENING, ("B", Segment("S.", 999, 101))], "syn-ack-not-sent"),
    ([*OPENING, ("A", Segment("F.", 101, 301)), ("A", Segment(".", 102, 301, 9))], "after-fin"),
    ([OPENING[0], ("A", Segment("F.", 101, 301)), OPENING[1]], "after-syn"),
    ([OPENING[0], ("B", Segment("R.", 0, 101)), ("B", Segment("F.", 0, 101))], "no-connection"),
    ([OPENING[0], ("B", Segment("S.", 300, 55))], "syn-ack-not-sent"),
    ([*OPENING[:2], ("B", Segment("P.", 301, 101, 5))], "not-in-table"),
]


@pytest.mark.parametrize(
    ("segments", "reason"), CONTRADICTIONS, ids=[reason for _, reason in CONTRADICTIONS]
)
def test_what_contradicts_the_table_is_flagged_with_the_reason(
    tcp: Machine, segments: list[Told], reason: str
) -> None:
    if reason == "after-syn":
        # Nothing of B is seen yet: its SYN,ACK is taken as missing, which is said, and the
        # SYN,ACK that comes afterwards is what contradicts.
        assert (2, "syn-ack-not-seen", False) in remarks(told(tcp, *segments))
        return
    flagged = [name for _, name, contradicts in remarks(told(tcp, *segments)) if contradicts]
    assert flagged == [reason]


ASSUMPTIONS: list[tuple[list[Told], str]] = [
    ([("A", Segment(".", 101, 301))], "begins-later"),
    ([OPENING[1]], "syn-not-seen"),
    ([OPENING[0], OPENING[2]], "syn-ack-not-seen"),
    ([*OPENING, ("A", Segment("P.", 201, 301, 5)), ("B", Segment(".", 301, 101))], "gap"),
    ([*OPENING, ("A", Segment("S", 7000))], "silent-user"),
    ([OPENING[0], ("A", Segment("S", 7000))], "second-syn"),
    (
        [
            OPENING[0],
            ("A", Segment("S", 7000)),
            ("B", Segment("S.", 300, 7001)),
            ("A", Segment(".", 7001, 301)),
        ],
        "read-otherwise",
    ),
    ([*OPENING, ("A", Segment(".", 100, 301))], "keep-alive"),
    ([OPENING[0]], "unanswered"),
    ([OPENING[0], OPENING[0]], "sent-again"),
]


@pytest.mark.parametrize(
    ("segments", "name"), ASSUMPTIONS, ids=[name for _, name in ASSUMPTIONS]
)
def test_what_is_assumed_is_said_and_is_no_contradiction(
    tcp: Machine, segments: list[Told], name: str
) -> None:
    followed = told(tcp, *segments)
    assert name in [name for _, name, _ in remarks(followed)]
    assert followed.contradictions == 0


def test_a_connection_seen_from_its_middle_is_followed_to_its_end(tcp: Machine) -> None:
    followed = told(
        tcp,
        ("A", Segment("P.", 500, 900, 10)),
        ("B", Segment(".", 900, 510)),
        ("B", Segment("F.", 900, 510)),
        ("A", Segment("F.", 510, 901)),
        ("B", Segment(".", 901, 511)),
    )
    assert followed.final == ("CLOSED", "TIME-WAIT")
    assert remarks(followed) == [(1, "begins-later", False)]


def test_a_late_arrival_has_a_row_of_its_own(tcp: Machine, tmp_path: Path) -> None:
    (followed,) = replayed(tcp, simultaneous_close(tcp).trace, tmp_path)
    late = [(row.packet.number, row.states) for row in followed.rows if row.is_arrival]
    assert late == [(4, ("CLOSING", "CLOSING"))]


def test_an_orphans_reset_is_the_tables_answer(tcp: Machine) -> None:
    followed = told(
        tcp,
        *OPENING,
        ("A", Segment("F.", 101, 301)),
        ("B", Segment(".", 301, 102)),
        ("B", Segment("P.", 301, 102, 5)),
        ("A", Segment("R", 102)),
    )
    assert followed.rows[5].taken_as == ("fin-wait-2.data-unwanted",)
    assert (followed.final, followed.contradictions) == (("CLOSED", "CLOSED"), 0)


def test_a_rebooted_host_is_found_out(tcp: Machine) -> None:
    """RFC 9293, Figure 10: data to a host that forgot the connection."""
    followed = told(tcp, *OPENING, ("A", Segment("P.", 101, 301, 5)), ("B", Segment("R", 301)))
    assert followed.contradictions == 0
    assert followed.final == ("CLOSED", "CLOSED")


def test_a_window_scale_is_obeyed(tcp: Machine) -> None:
    """With a scale of 7, text beyond 65,535 octets still lies in the window."""
    opening = [
        Packet(0.0, "a:1", "b:2", Segment("S", 100), 1, 7),
        Packet(0.1, "b:2", "a:1", Segment("S.", 300, 101), 2, 7),
        Packet(0.2, "a:1", "b:2", Segment(".", 101, 301, 0, 4096), 3),
        Packet(0.3, "b:2", "a:1", Segment(".", 301, 101, 65_535, 4096), 4),
        Packet(0.4, "b:2", "a:1", Segment(".", 65_836, 101, 65_535, 4096), 5),
        Packet(0.5, "a:1", "b:2", Segment(".", 101, 131_371, 0, 4096), 6),
    ]
    (followed,) = follow(tcp, opening)
    assert [row.taken_as for row in followed.rows[3:5]] == [("established.data",)] * 2
    assert remarks(followed) == []


# ---------------------------------------------------------------- several connections


def closed(port: int) -> list[Packet]:
    segments = [
        *OPENING,
        ("A", Segment("F.", 101, 301)),
        ("B", Segment("F.", 301, 102)),
        ("A", Segment(".", 102, 302)),
    ]
    return list(packets(segments, port))


def test_connections_are_followed_apart(tcp: Machine) -> None:
    mixed = [packet for pair in zip(closed(1), closed(2), strict=True) for packet in pair]
    followed = follow(tcp, mixed)
    assert [item.final for item in followed] == [("TIME-WAIT", "CLOSED")] * 2
    assert [item.packets for item in followed] == [6, 6]


def test_the_same_sockets_used_again_are_another_connection(tcp: Machine) -> None:
    handshake = [
        ("A", Segment("S", 9000)),
        ("B", Segment("S.", 8000, 9001)),
        ("A", Segment(".", 9001, 8001)),
    ]
    again = packets(handshake)
    followed = follow(tcp, [*closed(1), *again])
    assert [item.packets for item in followed] == [6, 3]
    assert followed[1].final == ("ESTABLISHED", "ESTABLISHED")


def test_a_side_in_time_wait_may_take_a_new_syn(tcp: Machine) -> None:
    again = packets([("B", Segment("S", 9000)), ("A", Segment("S.", 8000, 9001))])
    _, second = follow(tcp, [*closed(1), *again])
    assert (2, "silent-time-wait", False) in remarks(second)
    assert second.contradictions == 0


def test_a_refused_connection_and_its_repetition_are_two(tcp: Machine) -> None:
    tries = [
        ("A", Segment("S", 100)),
        ("B", Segment("R.", 0, 101)),
        ("A", Segment("S", 200)),
        ("B", Segment("R.", 0, 201)),
    ]
    assert len(follow(tcp, packets(tries))) == 2


def test_a_socket_connected_to_itself_is_left_out(tcp: Machine) -> None:
    connections = Connections(tcp)
    connections.take(Packet(0.0, "a:1", "a:1", Segment("S", 100), 1))
    assert (connections.finish(), connections.to_itself) == ((), 1)


def test_connections_and_packets_are_bounded(
    tcp: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(follow_module, "MOST_CONNECTIONS", 2)
    monkeypatch.setattr(follow_module, "MOST_PACKETS", 10)
    connections = Connections(tcp)
    for packet in (*closed(1), *closed(2), *closed(3)):
        connections.take(packet)
    assert [item.packets for item in connections.finish()] == [6, 4]
    assert connections.left_out == 8


def test_what_is_under_way_is_bounded(tcp: Machine) -> None:
    text = [("A", Segment(".", 101 + number, 301, 1)) for number in range(MOST_PENDING + 50)]
    followed = told(tcp, *OPENING, *text)
    assert followed.packets == len(text) + 3
    assert followed.contradictions == 0


# ---------------------------------------------------------------- hostile, and fast


@pytest.mark.parametrize("seed", range(100))
def test_any_segments_can_be_followed(tcp: Machine, seed: int) -> None:
    rng = random.Random(seed)
    numbers = (0, 1, 100, 101, 102, 300, 301, 302, 1 << 31, (1 << 32) - 1)
    flags = ("", "S", "S.", ".", "P.", "F.", "F", "R", "R.", "SF", "SF.", "FPU")
    segments = [
        (
            rng.choice("AB"),
            Segment(
                rng.choice(flags),
                rng.choice(numbers),
                rng.choice(numbers),
                rng.choice((0, 0, 1, 1000)),
                rng.choice((0, 1, 65_535)),
            ),
        )
        for _ in range(60)
    ]
    followed = follow(tcp, packets(segments))
    assert sum(item.packets for item in followed) == 60


def bulk(count: int) -> list[Packet]:
    """Return text sent in windows of 20 segments, each pair acknowledged."""
    segments, seq = list(OPENING), 101
    while len(segments) < count:
        first = seq
        for _ in range(20):
            segments.append(("A", Segment(".", seq, 301, 1460)))
            seq += 1460
        segments.extend(("B", Segment(".", 301, first + pair * 2920)) for pair in range(1, 11))
    return list(packets(segments[:count]))


def test_ten_thousand_packets_are_followed_in_two_seconds(tcp: Machine) -> None:
    capture = bulk(10_000)
    began = time.process_time()
    (followed,) = follow(tcp, capture)
    assert time.process_time() - began < 2
    assert (followed.packets, followed.contradictions) == (10_000, 0)
