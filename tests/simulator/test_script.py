"""A script is data, and running it is pure: stepping back is running less."""

import json
from dataclasses import replace

import pytest
from hypothesis import given

from quizapp.engine import Machine
from quizapp.simulator import Kind, Line, Trace
from quizapp.simulator.network import EndlessError
from quizapp.simulator.reading import read_script, step_values
from quizapp.simulator.script import iss_source, run, run_by, unrolled
from tests.simulator.chance import BY_CHANCE, Values, passed_over, scripts, told_by_chance
from tests.simulator.stories import IDS, LIBRARY

SCRIPTS = {name: LIBRARY.scenario(name).script for name in IDS}


@pytest.mark.parametrize("name", IDS)
def test_a_script_runs_the_same_every_time(name: str, tcp: Machine) -> None:
    script = read_script(SCRIPTS[name], tcp)
    assert run(script, tcp).trace == run(script, tcp).trace


@pytest.mark.parametrize("name", IDS)
def test_fewer_steps_are_the_same_beginning(name: str, tcp: Machine) -> None:
    script = read_script(SCRIPTS[name], tcp)
    whole = run(script, tcp).trace.lines
    for steps in range(len(script.steps)):
        lines = run(script, tcp, steps).trace.lines
        assert lines == whole[: len(lines)]


@pytest.mark.parametrize("name", IDS)
def test_single_events_tell_the_same_story(name: str, tcp: Machine) -> None:
    script = read_script(SCRIPTS[name], tcp)
    single = unrolled(script, tcp)
    assert "settle" not in {step.act for step in single.steps}
    assert run(single, tcp).trace.lines == run(script, tcp).trace.lines


@pytest.mark.parametrize("name", IDS)
def test_steps_survive_a_json_round_trip(name: str, tcp: Machine) -> None:
    script = read_script(SCRIPTS[name], tcp)
    values = dict(SCRIPTS[name]) | {"step": [step_values(step) for step in script.steps]}
    assert read_script(json.loads(json.dumps(values)), tcp) == script


def test_a_fork_shares_its_beginning(tcp: Machine) -> None:
    values = dict(SCRIPTS["normal-close"])
    fork = values | {"step": [*values["step"][:2], {"fault": "crash", "host": "B"}]}
    ours = run(read_script(values, tcp), tcp).trace.lines
    theirs = run(read_script(fork, tcp), tcp).trace.lines
    assert theirs[:-1] == ours[: len(theirs) - 1]
    assert theirs[-1].what == "crash"


def test_initial_numbers_come_in_order_and_then_further_apart() -> None:
    choose = iss_source((7, 5))
    assert [choose() for _ in range(4)] == [7, 5, 100_005, 200_005]


def test_a_host_without_a_tag_runs_the_canon(tcp: Machine) -> None:
    assert run_by(tcp, "") is tcp


def test_a_connection_leaves_listen_whoever_runs_it(tcp: Machine) -> None:
    cell = run_by(tcp, "Linux").cell("LISTEN", "segment-syn")
    assert [outcome.id for outcome in cell] == ["listen.syn"]


def test_numbers_may_be_relative_to_those_of_a_host(tcp: Machine) -> None:
    for seq in ("B.RCV.NXT+1000", "A.SND.NXT + 1000", 1100):
        injected = {"inject": {"flags": "R", "seq": seq}, "host": "B"}
        values = {"network": {"established": True}, "step": [injected, {"settle": True}]}
        line = run(read_script(values, tcp), tcp).trace.story[0]
        assert line.segment is not None
        assert line.segment.seq == 1100


def test_a_segment_under_way_is_doubled_and_held_back_by_a_script(tcp: Machine) -> None:
    doubled = [{"fault": "copy", "flight": 1, "seconds": 3}, {"fault": "hold", "flight": 1}]
    values = {"step": [{"call": "open-active", "host": "A"}, *doubled]}
    first, second = run(read_script(values, tcp), tcp).in_flight
    assert (first.arrives, second.arrives) == (pytest.approx(3.05), pytest.approx(10.05))


def test_a_wait_in_which_too_much_happens_is_not_cut_into_steps(tcp: Machine) -> None:
    unheard = [{"fault": "cut"}, {"call": "open-active", "host": "A"}, {"wait": 600}]
    values = {"step": unheard}
    script = read_script(values, tcp)
    assert len(unrolled(script, tcp).steps) > 8
    with pytest.raises(EndlessError):
        unrolled(script, tcp, most=8)


def rounded(trace: Trace) -> list[Line]:
    """Return the lines without the last bits of their times."""
    return [replace(line, at=round(line.at, 9)) for line in trace.lines]


@BY_CHANCE
@given(values=scripts())
def test_any_script_survives_a_json_round_trip(values: Values, tcp: Machine) -> None:
    script = read_script(values, tcp)
    again = values | {"step": [step_values(step) for step in script.steps]}
    assert read_script(json.loads(json.dumps(again)), tcp) == script


@BY_CHANCE
@given(values=scripts())
def test_any_script_tells_the_same_story_in_single_events(values: Values, tcp: Machine) -> None:
    whole = told_by_chance(values, tcp)
    with passed_over(EndlessError):
        single = unrolled(read_script(values, tcp), tcp)
    assert rounded(run(single, tcp).trace) == rounded(whole)


@BY_CHANCE
@given(values=scripts())
def test_no_time_runs_back_and_no_segment_comes_before_it_was_sent(
    values: Values, tcp: Machine
) -> None:
    trace = told_by_chance(values, tcp)
    times = [line.at for line in trace.lines]
    assert times == sorted(times)
    sent: dict[int | None, Line] = {}
    for line in trace.lines:
        if line.kind is Kind.SENT:
            assert line.flight not in sent
            sent[line.flight] = line
        elif line.kind is Kind.ARRIVED and line.flight in sent:
            assert line.segment == sent[line.flight].segment
            assert line.host != sent[line.flight].host


def test_a_story_begins_when_a_slow_handshake_is_over(tcp: Machine) -> None:
    close = {"call": "close", "host": "A"}
    values = {"network": {"established": True, "delay": 1}, "step": [close]}
    trace = run(read_script(values, tcp), tcp).trace
    assert trace.lines[trace.prelude - 1].at == 4
    assert trace.story[0].at == 4
