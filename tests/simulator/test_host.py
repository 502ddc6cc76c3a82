import pytest

from quizapp.simulator import Segment
from quizapp.simulator.clock import Timing
from quizapp.simulator.listener import Listener, Overflow
from tests.simulator.wire import A, B, connected, last, network, states


def test_an_application_that_drains_keeps_the_window_open() -> None:
    net = connected()
    net.call(A, "send", length=100)
    net.settle()
    assert (net.hosts[B].control.unread, net.hosts[B].control.rcv_wnd) == (0, 65_535)


def test_an_application_that_does_not_read_fills_the_window() -> None:
    net = connected()
    net.hosts[B].drains = False
    net.call(A, "send", length=100)
    net.settle()
    assert (net.hosts[B].control.unread, net.hosts[B].control.rcv_wnd) == (100, 65_435)


def test_connections_do_not_touch_each_other() -> None:
    net = network()
    net.socket(B, "listen")
    for number in (1, 2):
        net.socket(A, "connect", connection=number)
    net.settle()
    net.socket(A, "close", connection=2)
    net.settle()
    trace = net.trace
    assert trace.final_of(1) == ("ESTABLISHED", "ESTABLISHED")
    assert trace.final_of(2) == ("FIN-WAIT-2", "CLOSE-WAIT")


def test_a_listening_socket_stays_where_a_passive_open_does_not() -> None:
    net = network()
    net.socket(B, "listen")
    net.socket(A, "connect")
    net.settle()
    assert net.hosts[B].state(1) == "ESTABLISHED"
    assert net.hosts[B].state(2) == "LISTEN"


def test_a_request_that_is_reset_leaves_only_the_listening_socket() -> None:
    net = network()
    net.socket(B, "listen")
    net.inject(B, Segment("S", 90))
    net.wait(0.06)
    net.inject(B, Segment("R", 91))
    net.wait(0.06)
    assert net.hosts[B].state(1) == "LISTEN"
    assert net.hosts[B].listener is not None
    assert net.hosts[B].listener.half_open == []


@pytest.mark.parametrize(
    ("overflow", "after"), [(Overflow.IGNORE, "ESTABLISHED"), (Overflow.RESET, "CLOSED")]
)
def test_the_last_ack_finds_no_room(overflow: Overflow, after: str) -> None:
    net = network()
    net.socket(B, "listen", listener=Listener(backlog=0, overflow=overflow))
    for number in (1, 2):
        net.socket(A, "connect", connection=number)
    net.settle()
    assert net.hosts[A].state(2) == after


def test_a_cookie_brings_the_connection_back() -> None:
    net = network()
    net.socket(B, "listen", listener=Listener(syn_limit=0, cookies=True))
    net.socket(A, "connect")
    net.wait(0.07)
    assert net.hosts[B].state(1) == "LISTEN"
    net.settle()
    assert states(net) == ("ESTABLISHED", "ESTABLISHED")


def test_an_ack_without_a_cookie_is_reset() -> None:
    net = network()
    net.socket(B, "listen", listener=Listener(syn_limit=0, cookies=True))
    net.inject(B, Segment(".", 91, 12345))
    net.settle()
    assert net.hosts[B].state(1) == "LISTEN"
    assert [str(line.segment) for line in net.trace.sent()] == ["<SEQ=12345><CTL=RST>"]


def test_only_a_table_that_limits_orphans_limits_them() -> None:
    assert network().hosts[A].timing.orphan is None
    assert network(Timing(orphan=5)).hosts[A].timing.orphan is None
    assert network(runs="Linux").hosts[A].timing.orphan == 60
    assert network(Timing(orphan=5), runs="Linux").hosts[A].timing.orphan == 5


def test_waiting_calls_return_when_they_can() -> None:
    net = network()
    net.socket(B, "listen")
    net.socket(B, "accept")
    net.socket(A, "connect")
    net.settle()
    told = [(line.host, call) for line in net.trace.lines for call in line.told]
    assert told == [("A", "connect() = 0"), ("B", "accept() = 0")]


def test_a_keepalive_probe_asks_with_an_old_number() -> None:
    net = connected()
    net.hosts[A].connection(1).alarms.due["keepalive"] = net.now + 1
    net.wait(1.05)
    probe = next(line.segment for line in net.trace.lines if line.at > 1 and line.segment)
    assert str(probe) == "<SEQ=100><ACK=301><CTL=ACK>"
    net.settle()
    assert (last(net).host, str(last(net).segment)) == ("A", "<SEQ=301><ACK=101><CTL=ACK>")


def test_a_sender_before_a_closed_window_goes_on_when_it_opens() -> None:
    """The probe is refused, the window update comes, and everything arrives once."""
    net = connected()
    net.hosts[B].drains = False
    net.call(A, "send", length=65_535)
    net.settle()
    net.call(A, "send", length=7)
    net.wait(5.0)
    assert (net.hosts[A].control.unsent, net.hosts[B].control.rcv_wnd) == (7, 0)
    net.socket(B, "read")
    net.settle()
    assert (net.hosts[A].control.unsent, net.hosts[A].control.in_flight) == (0, 0)
    assert net.hosts[B].control.unread == 7


def test_a_closed_window_is_no_reason_to_give_up() -> None:
    """RFC 9293 MUST-37: as long as the probes are answered, the connection stays."""
    net = connected(Timing(retries=2))
    net.hosts[B].drains = False
    net.call(A, "send", length=65_536)
    net.wait(600.0)
    assert states(net) == ("ESTABLISHED", "ESTABLISHED")


def test_two_who_probe_each_other_do_not_answer_for_ever() -> None:
    net = connected()
    for host in (A, B):
        net.hosts[host].drains = False
        net.call(host, "send", length=65_535)
    net.settle()
    for host in (A, B):
        net.call(host, "send", length=1)
    before = len(net.trace.lines)
    net.wait(10.0)
    assert len(net.trace.lines) - before < 40
    for host in (A, B):
        net.socket(host, "read")
    net.settle()
    assert [net.hosts[host].control.unread for host in (A, B)] == [1, 1]


def test_text_that_is_drained_at_once_gets_one_ack_with_the_window_open() -> None:
    net = connected()
    net.call(A, "send", length=60_000)
    net.settle()
    sent = [line.segment for line in net.trace.lines if line.segment]
    acks = [
        (ack.seq, ack.ack, ack.window) for ack in sent if ack.flags == "." and ack.seq > 300
    ]
    assert set(acks) == {(301, 60_101, 65_535)}
