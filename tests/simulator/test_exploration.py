import pytest

from quizapp.simulator.exploration import Act, Bounds, BoundsError, Exploration


@pytest.mark.parametrize("name", ["faults", "losses", "opens", "retries"])
def test_a_bound_below_zero_is_refused(name: str) -> None:
    with pytest.raises(BoundsError, match=f"{name} = -1 is no bound. Use 0 or more."):
        Bounds(**{name: -1})


def test_no_kind_of_fault_may_happen_more_often_than_faults_at_all() -> None:
    kinds = Bounds(faults=2, losses=1, aborts=0).kinds
    assert kinds == {Act.LOSE: 1, Act.DUPLICATE: 2, Act.DELAY: 2, Act.CRASH: 2, Act.CALL: 0}


def test_pairs_are_all_there_are_row_by_row() -> None:
    empty = Exploration(
        bounds=Bounds(),
        runs="",
        states=("X", "Y"),
        shortest={},
        calmest={},
        out_of_time=(),
        configurations=0,
        is_complete=True,
    )
    assert list(empty.pairs()) == [("X", "X"), ("X", "Y"), ("Y", "X"), ("Y", "Y")]
    assert empty.faults(("X", "Y")) is None
