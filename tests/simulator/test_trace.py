from quizapp.engine import Machine
from quizapp.simulator import Trace
from quizapp.simulator.trace import phase
from tests.simulator.stories import told


def test_a_trace_ends_in_the_states_of_its_last_line() -> None:
    assert told("normal-close").final == ("CLOSED", "CLOSED")
    assert told("accept-queue-full").final_of(2) == ("ESTABLISHED", "ESTABLISHED")


def test_without_lines_both_are_closed() -> None:
    assert Trace(("A", "B"), ()).final == ("CLOSED", "CLOSED")


def test_the_story_begins_after_the_handshake() -> None:
    trace = told("normal-close")
    assert trace.prelude > 0
    assert trace.lines[trace.prelude - 1].states == ("ESTABLISHED", "ESTABLISHED")
    assert (trace.story[0].what, trace.story[0].at) == ("close", 1.0)


def test_every_outcome_has_its_source() -> None:
    for line in told("lost-final-ack").lines:
        assert len(line.outcomes) == len(line.sources)


def test_every_state_belongs_to_a_phase(tcp: Machine) -> None:
    phases = {phase(state.id) for state in tcp.states}
    assert phases == {"none", "opening", "open", "closing", "waiting"}
