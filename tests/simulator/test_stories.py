"""Every case that an interview asks for ends as it should, and the calls report it."""

import pytest

from quizapp.simulator import Kind
from tests.simulator.stories import IDS, LIBRARY, calls, told, waypoints

# fmt: off
ENDS = {
    # Opening.
    "three-way-handshake": ("ESTABLISHED", "ESTABLISHED"),
    "simultaneous-open": ("ESTABLISHED", "ESTABLISHED"),
    "syn-lost": ("ESTABLISHED", "ESTABLISHED"),
    "syn-ack-lost": ("ESTABLISHED", "ESTABLISHED"),
    "handshake-ack-lost": ("ESTABLISHED", "ESTABLISHED"),
    "connection-refused": ("CLOSED", "CLOSED"),
    "connect-times-out": ("CLOSED", "CLOSED"),
    # Closing.
    "normal-close": ("CLOSED", "CLOSED"),
    "three-segment-close": ("TIME-WAIT", "CLOSED"),
    "simultaneous-close": ("CLOSED", "CLOSED"),
    "half-close": ("TIME-WAIT", "CLOSED"),
    "fin-lost": ("FIN-WAIT-2", "CLOSE-WAIT"),
    "fin-before-data": ("FIN-WAIT-2", "CLOSE-WAIT"),
    "close-wait-leak": ("FIN-WAIT-2", "CLOSE-WAIT"),
    # Sockets.
    "process-killed": ("CLOSED", "TIME-WAIT"),
    "close-unread": ("CLOSED", "CLOSED"),
    "linger-zero": ("CLOSED", "CLOSED"),
    "write-after-close": ("CLOSED", "CLOSED"),
    "orphaned-fin-wait-2": ("CLOSED", "CLOSED"),
    "zero-window": ("ESTABLISHED", "ESTABLISHED"),
    "kill-unread": ("CLOSED", "CLOSED"),
    # Failures: the seed's a), b) and c) come first.
    "lost-final-ack": ("CLOSED", "CLOSED"),
    "lost-final-ack-peer-gone": ("CLOSED", "CLOSED"),
    "final-ack-peer-dead": ("CLOSED", "CLOSED"),
    "half-open-syn": ("ESTABLISHED", "ESTABLISHED"),
    "half-open-data": ("CLOSED", "CLOSED"),
    "server-rebooted": ("CLOSED", "LISTEN"),
    "cable-cut-idle": ("ESTABLISHED", "ESTABLISHED"),
    "cable-cut-traffic": ("CLOSED", "ESTABLISHED"),
    "cable-cut-repaired": ("ESTABLISHED", "ESTABLISHED"),
    "cable-cut-keepalive": ("ESTABLISHED", "CLOSED"),
    "keepalive-answered": ("ESTABLISHED", "ESTABLISHED"),
    "user-timeout": ("CLOSED", "ESTABLISHED"),
    "nat-forgets": ("ESTABLISHED", "CLOSED"),
    "nat-resets": ("CLOSED", "ESTABLISHED"),
    # TIME-WAIT.
    "time-wait-port-in-use": ("ESTABLISHED", "ESTABLISHED"),
    "delayed-data-refused": ("ESTABLISHED", "ESTABLISHED"),
    "delayed-data-accepted": ("ESTABLISHED", "ESTABLISHED"),
    "syn-in-time-wait": ("ESTABLISHED", "ESTABLISHED"),
    "syn-in-time-wait-may-2": ("ESTABLISHED", "ESTABLISHED"),
    "syn-in-time-wait-rfc6191": ("ESTABLISHED", "ESTABLISHED"),
    "syn-in-time-wait-bsd": ("ESTABLISHED", "ESTABLISHED"),
    "time-wait-assassination": ("CLOSED", "CLOSED"),
    "time-wait-assassination-rfc1337": ("CLOSED", "CLOSED"),
    # Old segments.
    "old-duplicate-syn": ("ESTABLISHED", "ESTABLISHED"),
    "old-syn-two-listeners": ("LISTEN", "LISTEN"),
    "blind-reset": ("ESTABLISHED", "CLOSED"),
    "blind-syn": ("ESTABLISHED", "ESTABLISHED"),
    # Queues.
    "connected-before-accept": ("ESTABLISHED", "ESTABLISHED"),
    "accept-queue-full": ("ESTABLISHED", "ESTABLISHED"),
    "accept-queue-full-last-ack": ("ESTABLISHED", "ESTABLISHED"),
    "accept-queue-full-reset": ("ESTABLISHED", "ESTABLISHED"),
    "syn-flood": ("ESTABLISHED", "ESTABLISHED"),
    "syn-flood-cookies": ("ESTABLISHED", "ESTABLISHED"),
}
# fmt: on


def outcomes(scenario: str, host: str) -> list[str]:
    """Return what the table did for a host, in order."""
    lines = told(scenario).story
    return [outcome for line in lines if line.host == host for outcome in line.outcomes]


def sent(scenario: str, host: str, flags: str) -> list[float]:
    """Return when a host sent segments with exactly these flags."""
    return [
        round(line.at, 2)
        for line in told(scenario).sent()
        if line.host == host and line.segment and line.segment.flags == flags
    ]


def test_every_scenario_is_listed_here() -> None:
    assert sorted(ENDS) == sorted(IDS)


@pytest.mark.parametrize("scenario", ENDS)
def test_it_ends_as_it_should(scenario: str) -> None:
    assert told(scenario).final == ENDS[scenario]


def test_the_states_of_a_normal_close() -> None:
    active = ["ESTABLISHED", "FIN-WAIT-1", "FIN-WAIT-2", "TIME-WAIT", "CLOSED"]
    passive = ["ESTABLISHED", "CLOSE-WAIT", "LAST-ACK", "CLOSED"]
    assert waypoints("normal-close", "A") == active
    assert waypoints("normal-close", "B") == passive


def test_three_segments_leave_out_fin_wait_2() -> None:
    assert waypoints("three-segment-close", "A") == ["ESTABLISHED", "FIN-WAIT-1", "TIME-WAIT"]
    assert len(list(told("three-segment-close").sent())) == 3


def test_a_repeated_fin_is_acknowledged_again_and_starts_2_msl_anew() -> None:
    assert sent("lost-final-ack", "A", ".") == [1.15, 2.15]
    assert told("lost-final-ack").story[-1].at == pytest.approx(2.15 + 240)


def test_a_repeated_fin_meets_a_rst_where_time_wait_is_over() -> None:
    assert sent("lost-final-ack-peer-gone", "A", "R") == [2.15]
    assert outcomes("lost-final-ack-peer-gone", "B")[-1] == "last-ack.rst"


def test_a_fin_to_a_dead_host_is_repeated_until_last_ack_gives_up() -> None:
    assert sent("final-ack-peer-dead", "B", "F.") == [1.1, 2.1, 4.1, 8.1]
    assert outcomes("final-ack-peer-dead", "B")[-1] == "last-ack.timeout-user"


def test_a_syn_is_repeated_with_back_off() -> None:
    assert sent("syn-lost", "A", "S") == [0, 1, 3]
    assert sent("connect-times-out", "A", "S") == [0, 1, 3, 7, 15, 31, 63]
    assert calls("connect-times-out", "A") == ["connect() = -1 ETIMEDOUT"]


@pytest.mark.parametrize(
    ("scenario", "host", "expected"),
    [
        ("connection-refused", "A", ["connect() = -1 ECONNREFUSED"]),
        ("linger-zero", "B", ["read() = -1 ECONNRESET", "read() = 0"]),
        ("server-rebooted", "A",
         ["read() = -1 ECONNRESET", "write() = 10", "write() = -1 EPIPE"]),
        ("cable-cut-traffic", "A", ["write() = 10", "read() = -1 ETIMEDOUT"]),
        ("cable-cut-traffic", "B", ["poll() = EPOLLOUT"]),
        ("cable-cut-keepalive", "B", ["read() = -1 ETIMEDOUT"]),
        ("nat-resets", "A", ["write() = 10", "read() = -1 ECONNRESET"]),
        ("user-timeout", "A", ["write() = 10", "write() = -1 ETIMEDOUT"]),
    ],
)  # fmt: skip
def test_the_calls_report_what_happened(scenario: str, host: str, expected: list[str]) -> None:
    assert sorted(calls(scenario, host)) == sorted(expected)


def test_only_the_second_write_to_a_closed_peer_fails() -> None:
    writes = [call for call in calls("write-after-close", "A") if call.startswith("write")]
    assert writes == ["write() = 10", "write() = -1 EPIPE"]


def test_a_closed_window_is_probed_with_one_octet_until_it_opens() -> None:
    lengths = [
        (round(line.at, 2), line.segment.length)
        for line in told("zero-window").sent()
        if line.host == "A" and line.segment and line.at > 1.5
    ]
    assert lengths == [(2.1, 1), (4.1, 1), (5.15, 10)]


def test_who_is_killed_with_unread_data_resets_even_after_its_fin() -> None:
    assert sent("kill-unread", "A", "R") == [1.2]
    assert calls("kill-unread", "B")[-1] == "write() = -1 EPIPE"


def test_what_rfc_1337_saves_is_the_whole_wait() -> None:
    ends = [
        round(told(f"time-wait-assassination{name}").story[-1].at) for name in ("", "-rfc1337")
    ]
    assert ends == [9, 241]


def test_a_killed_peer_looks_like_one_that_closed() -> None:
    assert calls("process-killed", "A") == [
        "read() = 0",
        "poll() = EPOLLIN|EPOLLOUT|EPOLLRDHUP",
        "close() = 0",
    ]


def test_a_cut_cable_is_noticed_by_nobody_who_says_nothing() -> None:
    assert list(told("cable-cut-idle").sent()) == []
    assert calls("cable-cut-idle", "A") == ["poll() = EPOLLOUT"]


def test_the_old_duplicate_is_taken_for_new_data() -> None:
    taken = [line for line in told("delayed-data-accepted").story if line.at > 101]
    assert taken[0].outcomes == ("established.data",)
    assert taken[-1].outcomes == ("open.ack-of-data",)
    assert [line for line in told("delayed-data-accepted").sent() if line.at > 101.06] == []


def test_the_old_duplicate_dies_while_time_wait_lasts() -> None:
    story = told("delayed-data-refused").story
    assert [line.outcomes[0] for line in story if line.at > 100 and line.outcomes][:2] == [
        "closed.data",
        "open.rst-outside",
    ]


def test_who_accepts_a_new_syn_in_time_wait_and_who_does_not() -> None:
    decided = {
        scenario: next(name for name in outcomes(scenario, "B") if "time-wait.syn" in name)
        for scenario in IDS
        if scenario.startswith("syn-in-time-wait")
    }
    assert decided == {
        "syn-in-time-wait": "time-wait.syn",
        "syn-in-time-wait-may-2": "reopening.time-wait.syn",
        "syn-in-time-wait-rfc6191": "rfc6191.time-wait.syn-old",
        "syn-in-time-wait-bsd": "bsd.time-wait.syn-old",
    }


def test_a_reopened_connection_has_numbers_above_the_old_ones() -> None:
    answers = [
        line.segment for line in told("syn-in-time-wait-may-2").sent() if line.host == "B"
    ]
    assert answers[-1] is not None
    assert answers[-1].syn
    assert answers[-1].seq > 301


def test_an_orphan_is_forgotten_after_a_minute_without_a_word() -> None:
    forgotten = next(
        line for line in told("orphaned-fin-wait-2").story if line.what == "orphan"
    )
    assert forgotten.at == pytest.approx(61.1)
    assert forgotten.outcomes == ("linux.fin-wait-2.timeout-time-wait",)


def test_a_full_accept_queue_drops_until_accept_makes_room() -> None:
    dropped = [line for line in told("accept-queue-full").story if line.kind is Kind.DROPPED]
    assert len(dropped) == 3
    assert told("accept-queue-full").final_of(2) == ("ESTABLISHED", "ESTABLISHED")


def test_a_full_accept_queue_resets_if_told_so() -> None:
    assert told("accept-queue-full-reset").final_of(2) == ("CLOSED", "LISTEN")


def test_a_cookie_is_remembered_by_nobody() -> None:
    story = told("syn-flood-cookies").story
    answered = next(line for line in story if line.segment and line.segment.seq > 1 << 30)
    assert answered.states == ("SYN-SENT", "LISTEN")


def test_a_flood_keeps_honest_callers_out_until_it_times_out() -> None:
    kinds = [line.what for line in told("syn-flood").story if line.kind is Kind.DROPPED]
    assert kinds == ["SYN queue full", "SYN queue full"]
    assert calls("syn-flood", "A") == ["connect() = 0"]


def test_the_library_holds_every_figure() -> None:
    titles = " ".join(item.title.en for item in LIBRARY.scenarios.values())
    assert all(f"Figure {number}" in titles for number in range(6, 14))
