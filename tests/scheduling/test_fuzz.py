from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.scheduling.fuzz import MAXIMUM_DAYS, fuzz_range, spread


@pytest.mark.parametrize(
    ("days", "least", "most"),
    [(1, 1, 1), (2, 2, 2), (3, 2, 4), (7, 5, 9), (20, 17, 23), (36_500, 34_673, 36_500)],
)
def test_ranges_are_those_of_fsrs(days: int, least: int, most: int) -> None:
    assert fuzz_range(days) == (least, most)


@given(st.integers(1, MAXIMUM_DAYS), st.integers(0, MAXIMUM_DAYS), st.text())
def test_an_interval_stays_in_its_range(days: int, at_least: int, seed: str) -> None:
    least, most = fuzz_range(days)
    assert least <= spread(days, at_least=at_least, seed=seed) <= most


@given(st.integers(1, MAXIMUM_DAYS), st.text(), st.data())
def test_an_interval_is_at_least_the_one_before(
    days: int, seed: str, data: st.DataObject
) -> None:
    at_least = data.draw(st.integers(0, fuzz_range(days)[1]))
    assert spread(days, at_least=at_least, seed=seed) >= at_least


@given(st.integers(1, MAXIMUM_DAYS - 1))
def test_a_longer_interval_reaches_at_least_as_far(days: int) -> None:
    assert fuzz_range(days)[1] <= fuzz_range(days + 1)[1]


def test_every_length_in_the_range_is_about_as_frequent() -> None:
    drawn = Counter(spread(10, at_least=0, seed=f"tcp/fact-{n}#3") for n in range(5000))
    assert sorted(drawn) == [8, 9, 10, 11, 12]
    assert min(drawn.values()) > 850
