"""Hosts and wire as a page shows them: variables, queues, timers, segments under way."""

import pytest

from quizapp.engine import Machine
from quizapp.services import lab
from quizapp.services.lab_run import play_of
from quizapp.services.lab_values import HostView, Moment
from tests.services.test_lab_run import of


def at(name: str, step: int, language: str = "en", connection: int = 1) -> Moment:
    return lab.moment(of(name), step, language, connection)


def figures(view: HostView) -> dict[str, str]:
    return {item.name: item.value for item in view.figures}


def test_the_variables_are_those_of_the_standard() -> None:
    assert figures(at("normal-close", 0).hosts[0]) == {
        "ISS": "99",
        "SND.UNA": "100",
        "SND.NXT": "100",
        "SND.WND": "65535",
        "IRS": "299",
        "RCV.NXT": "300",
        "RCV.WND": "65535",
    }


def test_what_the_step_changed_is_marked() -> None:
    first, second = at("normal-close", 2).hosts
    assert [item.name for item in second.figures if item.changed] == ["RCV.NXT"]
    assert not any(item.changed for item in first.figures)


def test_who_has_no_connection_has_no_numbers() -> None:
    view = at("normal-close", 7).hosts[0]
    assert set(figures(view).values()) == {""}
    assert not any(item.changed for item in view.figures)


def test_who_has_heard_nothing_has_no_window_yet() -> None:
    values = figures(at("three-way-handshake", 2).hosts[0])
    assert values["ISS"]
    assert values["IRS"] == values["RCV.NXT"] == ""


def test_timers_run_with_the_time_left() -> None:
    view = at("normal-close", 1).hosts[0]
    assert [(timer.words, timer.left) for timer in view.timers] == [("retransmission", "1 s")]
    view = at("normal-close", 6, "zh").hosts[0]
    assert [(timer.words, timer.left) for timer in view.timers] == [("2MSL", "4 分钟")]


def test_queues_of_a_listening_socket_are_seen() -> None:
    view = at("accept-queue-full", 7).hosts[1]
    assert ("accept queue", "1 / 1") in {(item.name, item.value) for item in view.queues}


def test_calls_that_wait_are_seen() -> None:
    assert at("connected-before-accept", 2).hosts[0].waits == ("connect()",)


def test_what_is_sent_and_not_acknowledged_is_seen() -> None:
    queues = at("normal-close", 1).hosts[0].queues
    assert [(item.name, item.value) for item in queues] == [("sent, not acknowledged", "1")]


def test_the_transitions_of_the_step_are_known() -> None:
    first, second = at("normal-close", 2).hosts
    assert first.taken == ()
    assert [(rule.origin, rule.target) for rule in second.taken] == [
        ("ESTABLISHED", "CLOSE-WAIT")
    ]


@pytest.mark.parametrize(("step", "rightwards", "to"), [(1, True, "B"), (2, False, "A")])
def test_a_segment_flies_to_the_other_side(step: int, rightwards: bool, to: str) -> None:
    (flight,) = at("normal-close", step).wire.flights
    assert (flight.rightwards, flight.to, flight.is_new, flight.part) == (
        rightwards,
        to,
        True,
        0,
    )
    assert flight.arrives == "0.05 s"


def test_a_segment_held_back_has_not_come_far() -> None:
    (flight,) = at("normal-close", 1).wire.flights
    play = lab.act(of("normal-close"), 1, lab.Deed(f"flight:{flight.number}:hold", {}))
    (flight,) = lab.moment(play, 2, "en").wire.flights
    assert (flight.arrives, flight.part) == ("10 s", 0)


def test_a_cut_cable_and_a_forgetful_nat_are_seen() -> None:
    for do, seen in (("fault::cut", (True, False)), ("fault::forget", (False, True))):
        wire = lab.moment(lab.act(of("normal-close"), 0, lab.Deed(do, {})), 1, "en").wire
        assert (wire.is_cut, wire.is_forgotten) == seen


def test_of_many_segments_under_way_the_first_are_shown(tcp: Machine) -> None:
    play = play_of(tcp, {"step": [{"fault": "flood", "host": "B", "count": 20}]})
    wire = lab.moment(play, 1, "en").wire
    assert (len(wire.flights), wire.more) == (8, 12)
    assert wire.flights[0].label == "? SYN"
    assert at("normal-close", 1).wire.more == 0


def test_a_host_without_power_is_seen() -> None:
    play = lab.act(of("normal-close"), 0, lab.Deed("fault:B:crash", {}))
    assert [host.is_up for host in lab.moment(play, 1, "en").hosts] == [True, False]
