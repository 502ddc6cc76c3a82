from collections.abc import Callable

import pytest

from quizapp.simulator import Fate, Kind, Segment
from quizapp.simulator.clock import Timing
from quizapp.simulator.faults import Answer
from quizapp.simulator.network import EndlessError, Network, NoFlightError
from tests.simulator.wire import A, B, connected, last, network, states


def test_a_segment_takes_its_time() -> None:
    net = connected()
    sent = net.now
    net.call(A, "send", length=5)
    assert [flight.arrives - sent for flight in net.in_flight] == [pytest.approx(0.05)]
    net.settle()
    assert net.now == pytest.approx(sent + 0.1)


def test_a_lost_segment_never_arrives() -> None:
    net = connected()
    net.fate(A, Fate.LOST)
    net.call(A, "send", length=5)
    assert (last(net).kind, last(net).what, last(net).host) == (Kind.LOST, "lost", "B")
    assert net.in_flight == ()


def test_a_doubled_segment_arrives_twice_under_one_number() -> None:
    net = connected()
    net.fate(A, Fate.DOUBLED)
    net.call(A, "close")
    number = net.in_flight[0].number
    net.settle()
    arrived = [line.kind for line in net.trace.lines if line.flight == number]
    assert arrived == [Kind.SENT, Kind.ARRIVED, Kind.ARRIVED]


def test_a_late_segment_is_overtaken() -> None:
    net = connected()
    net.fate(A, Fate.LATE, 0.2)
    net.call(A, "send", length=5)
    net.call(A, "send", length=7)
    net.settle()
    taken = [line.outcomes for line in net.trace.lines if line.segment and line.host == "B"]
    assert ("open.data-early",) in taken
    assert net.hosts[B].control.rcv_nxt == 113


def test_what_is_held_back_is_not_waited_for() -> None:
    net = connected()
    net.fate(A, Fate.DOUBLED, 50.0)
    net.call(A, "send", length=5)
    net.settle()
    assert net.now < 1
    assert len(net.in_flight) == 1


def test_a_cut_cable_loses_what_is_on_it_and_what_is_sent() -> None:
    net = connected()
    net.call(A, "send", length=5)
    net.cut()
    net.call(B, "send", length=5)
    net.settle()
    assert [line.what for line in net.trace.lines if line.kind is Kind.LOST] == [
        "cable cut"
    ] * 2
    net.repair()
    net.wait(1.5)
    assert net.hosts[A].control.rcv_nxt == 306


def test_a_crashed_host_hears_and_does_nothing() -> None:
    net = connected()
    net.call(A, "close")
    net.crash(A)
    net.settle()
    assert last(net).what == "host down"
    net.wait(300)
    assert [line for line in net.trace.lines if line.kind is Kind.TIMEOUT] == []


def test_a_rebooted_host_knows_no_connection() -> None:
    net = connected()
    net.crash(A)
    net.reboot(A)
    net.call(B, "send", length=5)
    net.settle()
    assert states(net) == ("CLOSED", "CLOSED")


def test_a_firewall_may_forget_silently_or_with_a_reset() -> None:
    silent, loud = connected(), connected()
    for net, answer in ((silent, Answer.SILENCE), (loud, Answer.RESET)):
        net.forget(1, answer)
        net.call(A, "send", length=5)
        net.settle()
    assert states(silent) == ("ESTABLISHED", "ESTABLISHED")
    assert states(loud) == ("CLOSED", "ESTABLISHED")


def test_timers_run_out_in_their_order() -> None:
    net = connected(Timing(retries=1))
    net.cut()
    net.call(A, "send", length=5)
    net.wait(0.5)
    net.call(B, "send", length=5)
    net.wait(30)
    fired = [(line.host, line.what) for line in net.trace.lines if line.kind is Kind.TIMEOUT]
    assert fired == [
        ("A", "retransmission"),
        ("B", "retransmission"),
        ("A", "retransmission (gives up)"),
        ("B", "retransmission (gives up)"),
    ]


def test_silence_is_noted() -> None:
    net = connected()
    net.wait(60)
    assert (last(net).kind, last(net).what) == (Kind.PASSED, "60")


def test_a_segment_under_way_can_be_doubled() -> None:
    net = connected()
    net.call(A, "send", length=5)
    number = net.in_flight[0].number
    net.copy(number, 2.0)
    first, second = net.in_flight
    assert second.arrives - first.arrives == pytest.approx(2.0)
    assert (second.number, second.segment) == (number, first.segment)
    net.wait(3)
    arrived = [line.kind for line in net.trace.lines if line.flight == number]
    assert arrived == [Kind.SENT, Kind.ARRIVED, Kind.ARRIVED]


def test_a_segment_under_way_can_be_held_back() -> None:
    net = connected()
    net.call(A, "send", length=5)
    net.call(A, "send", length=7)
    first, second = net.in_flight
    net.hold(first.number, 0.5)
    assert [flight.number for flight in net.in_flight] == [second.number, first.number]
    assert net.in_flight[1].arrives == pytest.approx(first.arrives + 0.5)
    with pytest.raises(NoFlightError):
        net.hold(99, 1.0)


def test_a_segment_can_be_dropped_or_delivered_by_its_number() -> None:
    net = connected()
    net.call(A, "send", length=5)
    net.call(A, "send", length=6)
    first, second = (flight.number for flight in net.in_flight)
    now = net.now
    net.deliver(second)
    assert net.now == now
    net.drop(first)
    assert net.hosts[B].control.rcv_nxt == 101
    with pytest.raises(NoFlightError, match="is not under way; under way: "):
        net.drop(first)


def test_an_old_duplicate_is_in_flight_without_a_sender() -> None:
    net = connected()
    number = net.inject(B, Segment("S", 90))
    net.settle()
    assert [line.kind for line in net.trace.lines if line.flight == number] == [Kind.ARRIVED]


def test_answers_to_forged_addresses_reach_nobody() -> None:
    net = network()
    net.socket(B, "listen")
    net.flood(B, 3)
    net.settle()
    lost = [line for line in net.trace.lines if line.kind is Kind.LOST]
    assert [line.what for line in lost] == ["nobody at that address"] * 3
    assert net.hosts[B].listener is not None
    assert len(net.hosts[B].listener.half_open) == 3


@pytest.mark.parametrize("pass_time", [Network.settle, lambda net: net.wait(600)])
def test_two_sides_that_answer_each_other_for_ever_are_stopped(
    pass_time: Callable[[Network], object],
) -> None:
    net = connected()
    # Both get ahead of what the other has sent: each ACK is answered by an ACK.
    net.hosts[A].connection(1).control = net.hosts[A].control.changed(rcv_nxt=350)
    net.hosts[B].connection(1).control = net.hosts[B].control.changed(rcv_nxt=150)
    net.call(A, "send", length=1)
    with pytest.raises(EndlessError, match="answer each other without end"):
        pass_time(net)


def test_the_same_calls_give_the_same_trace() -> None:
    traces = []
    for _ in range(2):
        net = connected()
        net.fate(B, Fate.LOST)
        net.call(A, "close")
        net.call(B, "close")
        net.wait(300)
        traces.append(net.trace)
    assert traces[0] == traces[1]
