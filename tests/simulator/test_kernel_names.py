import pytest

from quizapp.engine import Machine
from quizapp.simulator.kernel_names import LINUX, numbers_of, shown, state_of


def test_every_state_of_the_standard_has_a_number_and_no_other(tcp: Machine) -> None:
    assert set(LINUX) == {state.id for state in tcp.states}


@pytest.mark.parametrize("number", range(13))
def test_a_number_is_one_of_its_states(number: int) -> None:
    assert number in numbers_of(state_of(number))


def test_a_number_from_the_future_is_no_socket() -> None:
    assert state_of(99) == "CLOSED"


def test_behind_a_closed_connection_stands_whoever_listens() -> None:
    assert shown("CLOSED", True) == "LISTEN"
    assert shown("CLOSED", False) == "CLOSED"
    assert shown("TIME-WAIT", True) == "TIME-WAIT"
