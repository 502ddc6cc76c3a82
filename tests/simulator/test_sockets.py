"""What calls report, as tcp(7) and the kernel's tcp_poll have it."""

import pytest

from quizapp.engine import Configuration
from quizapp.simulator import Control, Endpoint, Segment
from quizapp.simulator.sockets import Socket, after_step, connect, poll, read, write
from tests.conftest import MACHINES

TCP = MACHINES["tcp"]
SYNCHRONIZED = ("FIN-WAIT-1", "FIN-WAIT-2", "CLOSING", "LAST-ACK", "TIME-WAIT")


def at(state: str, unread: int = 0) -> Control:
    return Control(at=Configuration(state), iss=100, unread=unread)


@pytest.mark.parametrize(
    ("state", "socket", "expected"),
    [
        ("CLOSED", Socket(), "EPOLLOUT|EPOLLHUP"),
        ("LISTEN", Socket(), "0"),
        ("SYN-SENT", Socket(), "0"),
        ("ESTABLISHED", Socket(), "EPOLLOUT"),
        ("CLOSE-WAIT", Socket(at_end=True), "EPOLLIN|EPOLLOUT|EPOLLRDHUP"),
        ("FIN-WAIT-2", Socket(), "EPOLLOUT"),
        ("LAST-ACK", Socket(at_end=True), "EPOLLIN|EPOLLOUT|EPOLLHUP|EPOLLRDHUP"),
        (
            "CLOSED",
            Socket(is_over=True, error="ECONNRESET"),
            "EPOLLIN|EPOLLOUT|EPOLLERR|EPOLLHUP|EPOLLRDHUP",
        ),
    ],
)
def test_poll(state: str, socket: Socket, expected: str) -> None:
    assert poll(at(state), socket) == expected


def test_a_listening_socket_is_readable_when_there_is_something_to_accept() -> None:
    assert poll(at("LISTEN"), Socket(), acceptable=True) == "EPOLLIN"


@pytest.mark.parametrize(
    ("state", "socket", "expected"),
    [
        ("ESTABLISHED", Socket(), "…"),
        ("SYN-SENT", Socket(), "…"),
        ("CLOSE-WAIT", Socket(at_end=True), "0"),
        ("CLOSED", Socket(), "-1 ENOTCONN"),
        ("CLOSED", Socket(is_over=True), "0"),
        ("CLOSED", Socket(is_over=True, error="ECONNRESET"), "-1 ECONNRESET"),
        ("CLOSED", Socket(is_over=True, error="ECONNRESET", left=5), "5"),
        ("CLOSED", Socket(is_over=True, at_end=True, error="EPIPE"), "0"),
    ],
)
def test_read(state: str, socket: Socket, expected: str) -> None:
    assert read(at(state), socket)[0] == expected


def test_unread_text_comes_before_the_end() -> None:
    assert read(at("CLOSE-WAIT", unread=7), Socket(at_end=True))[0] == "7"


@pytest.mark.parametrize(
    ("state", "socket", "expected"),
    [
        ("ESTABLISHED", Socket(), "10"),
        ("CLOSE-WAIT", Socket(at_end=True), "10"),
        ("SYN-SENT", Socket(), "…"),
        ("CLOSED", Socket(), "-1 EPIPE"),
        ("CLOSED", Socket(is_over=True, error="ECONNRESET"), "-1 ECONNRESET"),
        *((state, Socket(), "-1 EPIPE") for state in SYNCHRONIZED),
    ],
)
def test_write(state: str, socket: Socket, expected: str) -> None:
    assert write(at(state), socket, 10)[0] == expected


@pytest.mark.parametrize(
    ("state", "socket", "expected"),
    [
        ("SYN-SENT", Socket(), "…"),
        ("SYN-RECEIVED", Socket(), "…"),
        ("ESTABLISHED", Socket(), "0"),
        ("CLOSED", Socket(is_over=True, error="ECONNREFUSED"), "-1 ECONNREFUSED"),
        ("CLOSED", Socket(is_over=True), "-1 ECONNABORTED"),
    ],
)
def test_connect(state: str, socket: Socket, expected: str) -> None:
    assert connect(at(state), socket)[0] == expected


def test_an_error_is_told_once() -> None:
    told, after = read(at("CLOSED"), Socket(is_over=True, error="ECONNRESET"))
    assert (told, read(at("CLOSED"), after)[0]) == ("-1 ECONNRESET", "0")


@pytest.mark.parametrize(
    ("arrives", "error"),
    [
        ((), "ECONNREFUSED"),
        ((Segment("S.", 300, 101),), "ECONNRESET"),
        ((Segment("S.", 300, 101), Segment("F.", 301, 101)), "EPIPE"),
    ],
)
def test_what_a_reset_means_depends_on_the_state(
    arrives: tuple[Segment, ...], error: str
) -> None:
    endpoint = Endpoint(TCP, lambda: 100)
    control, socket = endpoint.call(endpoint.fresh(), "open-active").control, Socket()
    for segment in arrives:
        done = endpoint.segment(control, segment)
        control, socket = done.control, after_step(socket, control, done)
    done = endpoint.segment(control, Segment("R.", control.rcv_nxt, 101))
    assert after_step(socket, control, done).error == error


def test_giving_up_is_a_timeout() -> None:
    endpoint = Endpoint(TCP, lambda: 100)
    control = endpoint.call(endpoint.fresh(), "open-active").control
    socket = after_step(Socket(), control, endpoint.timeout(control, "user"))
    assert socket.error == "ETIMEDOUT"


def test_a_new_connection_forgets_what_became_of_the_old_one() -> None:
    endpoint = Endpoint(TCP, lambda: 100)
    fresh = endpoint.fresh()
    old = Socket(is_over=True, error="ECONNRESET", at_end=True)
    assert after_step(old, fresh, endpoint.call(fresh, "open-active")) == Socket()
