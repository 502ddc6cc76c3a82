import pytest

from quizapp.simulator import Network
from tests.simulator.wire import A, B, connected, network, states


def returned(net: Network, host: int, *calls: str) -> list[str | None]:
    return [net.socket(host, name, length=10).returned for name in calls]


def test_calls_before_there_is_a_connection() -> None:
    assert returned(network(), A, "socket", "bind", "read", "write", "shutdown", "accept") == [
        "0",
        "0",
        "-1 ENOTCONN",
        "-1 EPIPE",
        "-1 ENOTCONN",
        "-1 EINVAL",
    ]


def test_connecting_twice() -> None:
    net = network()
    assert returned(net, A, "connect", "connect") == ["…", "-1 EALREADY"]
    assert returned(connected(), A, "connect") == ["-1 EISCONN"]


def test_connecting_from_a_port_in_time_wait() -> None:
    net = connected()
    for host in (A, B):
        net.socket(host, "close")
        net.settle()
    assert states(net) == ("TIME-WAIT", "CLOSED")
    assert returned(net, A, "connect") == ["-1 EADDRNOTAVAIL"]


def test_reading_opens_the_window_again() -> None:
    net = connected()
    net.hosts[B].drains = False
    net.call(A, "send", length=30)
    net.settle()
    assert returned(net, B, "poll", "read", "read") == ["EPOLLIN|EPOLLOUT", "30", "…"]
    assert net.hosts[B].control.rcv_wnd == 65_535


def test_a_reset_socket_reports_its_error_although_another_listens() -> None:
    net = network()
    for host, call in ((B, "listen"), (A, "connect")):
        net.socket(host, call)
        net.settle()
    assert returned(net, B, "accept") == ["0"]
    assert returned(net, A, "linger", "close") == ["0", "0"]
    net.settle()
    gone = "EPOLLIN|EPOLLOUT|EPOLLERR|EPOLLHUP|EPOLLRDHUP"
    assert returned(net, B, "poll", "read") == [gone, "-1 ECONNRESET"]


def test_after_shutdown_one_can_read_but_not_write() -> None:
    net = connected()
    assert returned(net, A, "shutdown", "write") == ["0", "-1 EPIPE"]
    net.call(B, "send", length=5)
    net.settle()
    assert states(net) == ("FIN-WAIT-2", "CLOSE-WAIT")


def test_after_close_nobody_reads_and_data_is_reset() -> None:
    net = connected()
    net.socket(A, "close")
    net.settle()
    net.call(B, "send", length=5)
    net.settle()
    assert states(net) == ("CLOSED", "CLOSED")


def test_closing_after_shutdown_ends_the_reading_too() -> None:
    net = connected()
    net.socket(A, "shutdown")
    net.settle()
    assert returned(net, A, "close") == ["0"]
    assert not net.hosts[A].control.reads
    assert states(net) == ("FIN-WAIT-2", "CLOSE-WAIT")


def test_without_lingering_close_aborts_even_after_shutdown() -> None:
    net = connected()
    returned(net, A, "shutdown", "linger", "close")
    net.settle()
    assert states(net) == ("CLOSED", "CLOSED")


def test_closing_what_is_closed() -> None:
    assert returned(network(), A, "close") == ["0"]


@pytest.mark.parametrize("way", ["exit", "kill"])
def test_the_end_of_a_process_closes_what_it_had_open(way: str) -> None:
    net = connected()
    net.end_process(B, way)
    net.settle()
    assert states(net) == ("CLOSE-WAIT", "FIN-WAIT-2")


def test_the_end_of_a_process_with_unread_data_resets() -> None:
    net = connected()
    net.hosts[B].drains = False
    net.call(A, "send", length=5)
    net.settle()
    net.end_process(B, "kill")
    net.settle()
    assert states(net) == ("CLOSED", "CLOSED")


def test_the_end_of_a_server_resets_what_nobody_accepted() -> None:
    net = network()
    net.socket(B, "listen")
    net.socket(A, "connect")
    net.settle()
    net.end_process(B, "exit")
    net.settle()
    assert states(net) == ("CLOSED", "CLOSED")
    assert net.hosts[B].listener is None


@pytest.mark.parametrize(
    ("runs", "peer_closes", "after", "sent"),
    [
        ("", False, "CLOSED", "R"),
        ("Linux", False, "CLOSED", "R."),
        ("", True, "TIME-WAIT", ""),
        ("Linux", True, "TIME-WAIT", ""),
    ],
)
def test_close_after_shutdown_with_data_unread(
    runs: str, peer_closes: bool, after: str, sent: str
) -> None:
    """Linux: __tcp_close() resets whatever the state; what is in TIME-WAIT is no socket."""
    net = connected(runs=runs)
    net.hosts[A].drains = False
    net.socket(A, "shutdown")
    net.call(B, "send", length=5)
    net.settle()
    if peer_closes:
        net.call(B, "close")
        net.settle()
    before = len(net.trace.lines)
    net.socket(A, "close")
    assert net.hosts[A].control.state == after
    flags = [line.segment.flags for line in net.trace.lines[before:] if line.segment]
    assert flags == [sent] * bool(sent)


@pytest.mark.parametrize(("runs", "after"), [("", "LAST-ACK"), ("Linux", "CLOSED")])
def test_close_in_last_ack_with_data_unread(runs: str, after: str) -> None:
    net = connected(runs=runs)
    net.hosts[A].drains = False
    net.call(B, "send", length=5)
    net.call(B, "close")
    net.settle()
    net.socket(A, "shutdown")
    net.socket(A, "close")
    assert net.hosts[A].control.state == after
