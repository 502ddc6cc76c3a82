"""What can be done in the lab, what cannot and why, and what a press means."""

import pytest

from quizapp.engine import Machine
from quizapp.services.lab_actions import (
    FORGED,
    ActError,
    accidents,
    calls,
    fates,
    flight,
    socket_calls,
    step_values,
    times,
    wire,
)
from quizapp.services.lab_run import played
from quizapp.simulator import Network
from quizapp.simulator.reading import ScriptError, read_script
from tests.services.test_lab_run import of


def network(name: str, steps: int) -> Network:
    return played(of(name), steps).network


def buttons(net: Network) -> list[str]:
    host = net.hosts[0]
    found = (*calls(host, "en"), *socket_calls(host, "en"), *fates(host, "en"))
    found += (*accidents(host, "en"), *wire(net, 1, "en"), *times(net, "en"))
    found += tuple(item for one in net.in_flight for item in flight(one, "en"))
    return [item.do for item in found]


@pytest.mark.parametrize("name", ["normal-close", "cable-cut-traffic", "three-way-handshake"])
def test_every_button_means_a_step_that_can_be_read(name: str, tcp: Machine) -> None:
    for step in range(3):
        for do in buttons(network(name, step)):
            values = step_values(do, {}, 1)
            assert len(read_script({"step": [values]}, tcp).steps) == 1, do


def test_a_host_without_power_does_nothing_but_start() -> None:
    net = network("normal-close", 0)
    net.crash(0)
    host = net.hosts[0]
    assert {item.why_not for item in calls(host, "en")} == {"A has no power."}
    assert {item.why_not for item in socket_calls(host, "zh")} == {"A 已断电。"}
    assert [item.do for item in accidents(host, "en")] == ["fault:A:reboot"]


def test_nobody_can_be_killed_who_has_no_socket() -> None:
    net = network("three-way-handshake", 0)
    barred = {item.do for item in accidents(net.hosts[0], "en") if item.why_not}
    assert barred == {"fault:A:exit", "fault:A:kill"}
    net.socket(0, "listen")
    assert not any(item.why_not for item in accidents(net.hosts[0], "en"))


def test_time_stands_still_where_nothing_is_to_come() -> None:
    net = network("three-way-handshake", 0)
    assert [bool(item.why_not) for item in times(net, "en")] == [True, True, False, False]
    net.call(0, "open-active")
    assert not any(item.why_not for item in times(net, "en"))


def test_the_cable_is_cut_or_repaired() -> None:
    net = network("normal-close", 0)
    assert [item.do for item in wire(net, 1, "en")] == ["fault::cut", "fault::forget"]
    net.cut()
    assert wire(net, 1, "en")[0].do == "fault::repair"


@pytest.mark.parametrize(
    ("do", "fields", "values"),
    [
        ("wait", {"seconds": "1,5"}, {"wait": 1.5}),
        ("wait:60", {"seconds": "9"}, {"wait": 60.0}),
        (
            "call:A:send",
            {"length": "7"},
            {"call": "send", "host": "A", "connection": 2, "length": 7},
        ),
        (
            "socket:B:listen",
            {"backlog": "0"},
            {"socket": "listen", "host": "B", "connection": 2, "backlog": 0},
        ),
        ("fault::forget", {}, {"fault": "forget", "connection": 2}),
        ("fault:A:delay", {}, {"fault": "delay", "host": "A", "seconds": 10.0}),
        ("flight:3:hold", {}, {"fault": "hold", "flight": 3}),
        (
            "inject",
            {"to": "B", "flags": "R", "seq": "B.RCV.NXT", "ack": "", "octets": ""},
            {"inject": {"flags": "R", "seq": "B.RCV.NXT"}, "host": "B", "connection": 2},
        ),
    ],
)
def test_a_press_with_its_fields_means_a_step(
    do: str, fields: dict[str, str], values: dict[str, object]
) -> None:
    assert step_values(do, fields, 2) == values


@pytest.mark.parametrize("flags", FORGED)
def test_a_segment_of_any_kind_can_be_forged(flags: str, tcp: Machine) -> None:
    fields = {"to": "A", "flags": flags, "seq": "90", "ack": "A.SND.NXT", "octets": "5"}
    (step,) = read_script({"step": [step_values("inject", fields, 1)]}, tcp).steps
    assert step.segment == {"flags": flags, "seq": 90, "ack": "A.SND.NXT", "length": 5}


@pytest.mark.parametrize("seq", ["9" * 5000, "²", "٣", "-1", "9" * 11, "C.ISS"])
def test_a_number_that_is_none_is_left_to_the_reader_of_scripts(seq: str, tcp: Machine) -> None:
    values = step_values("inject", {"to": "A", "flags": "R", "seq": seq}, 1)
    with pytest.raises(ScriptError, match="is no number"):
        read_script({"step": [values]}, tcp)


@pytest.mark.parametrize(
    "do", ["", "x", "wait", "wait:nan", "wait:1:2", "flight:x:drop", "call:A"]
)
def test_what_nobody_can_do_is_refused(do: str) -> None:
    with pytest.raises(ActError, match="to do"):
        step_values(do, {}, 1)
