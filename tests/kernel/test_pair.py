"""Real sockets on the loopback interface."""

import sys
from collections.abc import Iterator
from contextlib import closing
from time import monotonic

import pytest

from quizapp.kernel.pair import DEADLINE, Pair

LINUX = sys.platform == "linux"


@pytest.fixture
def pair() -> Iterator[Pair]:
    with closing(Pair()) as made:
        yield made


def called(pair: Pair, *calls: str) -> list[str]:
    words = [call.split() for call in calls]
    return [
        pair.call(host, name, 1, int(length[0]) if length else 0)
        for host, name, *length in words
    ]


def test_a_whole_connection(pair: Pair) -> None:
    assert called(pair, "B listen", "A connect", "B accept", "A write 3", "B read") == [
        "0",
        "0",
        "0",
        "3",
        "3",
    ]
    assert called(pair, "A close", "B read", "B close") == ["0", "0", "0"]


def test_what_would_wait_does_not(pair: Pair) -> None:
    assert called(pair, "B listen", "B accept", "A connect", "A read") == ["0", "…", "0", "…"]


def test_nobody_listens(pair: Pair) -> None:
    assert called(pair, "A connect", "A read") == ["-1 ECONNREFUSED", "0"]


def test_a_socket_that_is_not_there(pair: Pair) -> None:
    assert called(pair, "A read", "B write 1") == ["-1 EBADF", "-1 EBADF"]


def test_an_abort_is_told_once(pair: Pair) -> None:
    called(pair, "B listen", "A connect", "B accept", "A linger", "A close")
    assert called(pair, "B read", "B read", "B write 1") == ["-1 ECONNRESET", "0", "-1 EPIPE"]


def test_fill_and_drain_move_everything(pair: Pair) -> None:
    called(pair, "B listen", "A connect", "B accept", "A fill", "A shutdown")
    assert pair.call("A", "write", 1, 1) == "-1 EPIPE"
    assert called(pair, "B drain", "B read") == ["0", "0"]


@pytest.mark.skipif(not LINUX, reason="the states are shown on Linux; run there")
def test_the_states_of_both_ends_are_found(pair: Pair) -> None:
    assert pair.states() == (0, 0)
    called(pair, "B listen")
    assert pair.states() == (0, 10)
    called(pair, "A connect", "B accept")
    assert pair.states() == (1, 1)
    assert pair.call("A", "connect", 2) == "0"
    assert (pair.states(2), pair.states(3)) == ((1, 1), (0, 10))


@pytest.mark.skipif(not LINUX, reason="the states are shown on Linux; run there")
def test_a_socket_connected_to_itself_is_both_ends(pair: Pair) -> None:
    assert called(pair, "A connect-self") == ["0"]
    assert pair.states() == (1, 1)


@pytest.mark.skipif(not LINUX, reason="the states are shown on Linux; run there")
def test_waiting_for_what_does_not_come_ends(pair: Pair) -> None:
    began = monotonic()
    wanted = (frozenset([99]), frozenset([99]))
    assert pair.settled((wanted,)) == (0, 0)
    assert DEADLINE <= monotonic() - began < DEADLINE + 3
