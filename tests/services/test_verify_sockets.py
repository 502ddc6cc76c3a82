"""Experiments on the real sockets of this machine."""

import sys

import pytest

from quizapp.engine import Machine
from quizapp.services.verify_experiments import EXPERIMENTS, Experiment
from quizapp.services.verify_findings import Agreement, Finding
from quizapp.services.verify_sockets import Shown, compare
from tests.services.kernel import machines

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="the states are shown on Linux; run there"
)
BY_ID = {item.id: item for item in EXPERIMENTS}


def found(tcp: Machine, name: str) -> list[Finding]:
    return list(compare(BY_ID[name], machines(tcp)))


def test_the_client_goes_through_time_wait(tcp: Machine) -> None:
    steps = found(tcp, "client-closes")
    assert {item.agreement for item in steps} == {Agreement.AGREES}
    assert steps[-1].kernel == "TIME-WAIT / LISTEN = 0"


def test_a_simultaneous_close_is_had(tcp: Machine) -> None:
    steps = found(tcp, "at-once")
    assert {item.agreement for item in steps} == {Agreement.AGREES}
    assert steps[-1].kernel == "TIME-WAIT / TIME-WAIT = 0"


def test_closing_is_seen_while_a_fin_waits_behind_data(tcp: Machine) -> None:
    steps = found(tcp, "fin-behind-data")
    assert {item.agreement for item in steps} == {Agreement.AGREES}
    assert "CLOSING / FIN-WAIT-2 = 0" in [item.kernel for item in steps]


def test_a_difference_in_one_state_is_explained(tcp: Machine) -> None:
    steps = found(tcp, "last-fin-behind-data")
    (other,) = [item for item in steps if item.agreement is not Agreement.AGREES]
    assert other.step == "B close()"
    assert "LAST-ACK" in other.kernel
    assert other.why is not None


def test_a_simulator_that_is_wrong_is_found_out(tcp: Machine) -> None:
    experiment = Experiment("wrong", BY_ID["refused"].title, BY_ID["client-closes"].steps[3:4])
    (step,) = compare(experiment, machines(tcp))
    assert step.agreement is Agreement.AGREES
    assert step.kernel == "CLOSED / CLOSED = -1 ECONNREFUSED"


def test_states_and_result_are_printed() -> None:
    assert str(Shown(("LISTEN", "CLOSED"), "-1 EPIPE")) == "LISTEN / CLOSED = -1 EPIPE"
    assert str(Shown(("LISTEN", "CLOSED"), "")) == "LISTEN / CLOSED"
