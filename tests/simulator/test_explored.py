"""A way becomes a script with a clock, or is refused if no clock would have it."""

import pytest

from quizapp.engine import Machine
from quizapp.simulator.clock import Timing
from quizapp.simulator.exploration import Act, Bounds, Move
from quizapp.simulator.explored import Way, script_of
from quizapp.simulator.explorer import Explorer
from quizapp.simulator.reading import read_script, step_values
from quizapp.simulator.script import HostSetup, Script, run
from quizapp.simulator.trace import Kind
from tests.simulator.test_explorer import CONNECTS, CRASHES, FROM_A, FROM_B, LISTENS

SETUP = HostSetup(timing=Timing(retries=1))
HANDSHAKE = (LISTENS, CONNECTS, FROM_A, FROM_B, FROM_A)
RUNS_OUT = Move(Act.TIMEOUT, 0, "retransmission")


def way(tcp: Machine, *moves: Move) -> Way:
    explorer = Explorer(tcp, Bounds(faults=3, sends=3))
    at, found = explorer.start(), []
    for move in moves:
        after = dict(explorer.next(at))[move]
        found.append((at, move, after))
        at = after
    return found


def scripted(tcp: Machine, *moves: Move) -> Script:
    script = script_of(way(tcp, *moves), tcp, SETUP)
    assert script is not None
    return script


def said(script: Script) -> list[str]:
    return [" ".join(filter(None, (step.act, step.name, step.host))) for step in script.steps]


def test_what_takes_its_course_needs_no_fault(tcp: Machine) -> None:
    script = scripted(tcp, *HANDSHAKE)
    calls = ["call open-passive B", "call open-active A"]
    assert said(script) == [*calls, "advance", "advance", "advance"]
    assert run(script, tcp).trace.final == ("ESTABLISHED", "ESTABLISHED")


def test_a_loss_is_said_before_the_segment_is_sent(tcp: Machine) -> None:
    script = scripted(tcp, LISTENS, CONNECTS, Move(Act.LOSE, 0), RUNS_OUT, FROM_A)
    assert said(script)[1:] == ["fault lose A", "call open-active A", "advance", "advance"]
    trace = run(script, tcp).trace
    assert [line.kind for line in trace.lines].count(Kind.LOST) == 1
    assert trace.final == ("SYN-SENT", "SYN-RECEIVED")


def test_a_copy_comes_as_late_as_it_must(tcp: Machine) -> None:
    moves = (LISTENS, CONNECTS, Move(Act.DUPLICATE, 0), FROM_A, FROM_B, FROM_A)
    script = scripted(tcp, *moves, Move(Act.LATE, 0))
    fault = script.steps[1]
    assert (fault.name, fault.host) == ("duplicate", "A")
    assert fault.seconds > 0.1
    arrived = [line for line in run(script, tcp).trace.lines if line.kind is Kind.ARRIVED]
    assert [line.flight for line in arrived] == [1, 2, 3, 1]


def test_what_is_overtaken_is_delayed(tcp: Machine) -> None:
    close = Move(Act.CALL, 0, "close")
    send = Move(Act.CALL, 0, "send")
    moves = (*HANDSHAKE, send, close, Move(Act.DELAY, 0), FROM_A, Move(Act.LATE, 0))
    script = scripted(tcp, *moves)
    trace = run(script, tcp).trace
    arrived = [line.segment for line in trace.lines if line.kind is Kind.ARRIVED]
    assert [segment.flags for segment in arrived if segment][-2:] == ["F.", "P."]
    assert trace.final == ("FIN-WAIT-1", "CLOSE-WAIT")
    assert [step.name for step in script.steps if step.act == "fault"] == ["delay"]


def test_a_crash_is_a_step(tcp: Machine) -> None:
    script = scripted(tcp, *HANDSHAKE, CRASHES, Move(Act.REBOOT, 1))
    assert said(script)[-2:] == ["fault crash B", "fault reboot B"]
    assert run(script, tcp).trace.final == ("ESTABLISHED", "CLOSED")


def test_what_ends_before_a_segment_arrives_leaves_it_under_way(tcp: Machine) -> None:
    both = (CONNECTS, Move(Act.CALL, 1, "open-active"))
    network = run(scripted(tcp, *both, FROM_B), tcp)
    assert network.trace.final == ("SYN-RECEIVED", "SYN-SENT")
    assert [flight.to for flight in network.in_flight] == [1, 1]


def test_of_two_timers_either_may_run_out_first_if_its_call_came_first(tcp: Machine) -> None:
    both = (Move(Act.CALL, 1, "open-active"), CONNECTS, Move(Act.LOSE, 0), Move(Act.LOSE, 1))
    script = scripted(tcp, *both, Move(Act.TIMEOUT, 1, "retransmission"))
    assert run(script, tcp).trace.lines[-2].host == "B"
    assert [step.seconds for step in script.steps if step.act == "wait"] == [0.01, 0.01]


def test_an_order_that_no_clock_has_is_refused(tcp: Machine) -> None:
    both = (CONNECTS, Move(Act.CALL, 1, "open-active"))
    lost = (Move(Act.LOSE, 0), Move(Act.LOSE, 1))
    first = scripted(tcp, *both, *lost, RUNS_OUT)
    assert run(first, tcp).trace.lines[-2].host == "A"
    moves = (*both, *lost, Move(Act.TIMEOUT, 1, "retransmission"))
    assert script_of(way(tcp, *moves), tcp, SETUP) is None


@pytest.mark.parametrize("moves", [HANDSHAKE, (*HANDSHAKE, CRASHES)])
def test_a_script_can_be_written_and_read(tcp: Machine, moves: tuple[Move, ...]) -> None:
    script = scripted(tcp, *moves)
    values = {"step": [step_values(step) for step in script.steps]}
    assert read_script(values, tcp).steps == script.steps
