"""Section 3.4: arithmetic on numbers that begin again after 2^32 - 1."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.simulator.sequence import (
    HALF,
    MODULUS,
    add,
    at_or_before,
    before,
    distance,
    in_window,
)

NUMBERS = st.integers(0, MODULUS - 1)
LAST = MODULUS - 1


@pytest.mark.parametrize(
    ("number", "length", "total"),
    [(0, 0, 0), (1, 2, 3), (LAST, 1, 0), (LAST, 3, 2), (0, -1, LAST)],
)
def test_addition_wraps(number: int, length: int, total: int) -> None:
    assert add(number, length) == total


@pytest.mark.parametrize(
    ("first", "second", "ahead"),
    [(0, 0, 0), (1, 5, 4), (5, 1, -4), (LAST, 0, 1), (0, LAST, -1), (LAST - 1, 3, 5)],
)
def test_distance_is_the_short_way_round(first: int, second: int, ahead: int) -> None:
    assert distance(first, second) == ahead


@given(NUMBERS, st.integers(1, HALF - 1))
def test_what_is_added_comes_later(number: int, length: int) -> None:
    assert before(number, add(number, length))
    assert not before(add(number, length), number)
    assert distance(number, add(number, length)) == length


@given(NUMBERS)
def test_a_number_is_not_before_itself(number: int) -> None:
    assert at_or_before(number, number)
    assert not before(number, number)


@given(NUMBERS, NUMBERS, NUMBERS)
def test_order_is_the_same_wherever_one_begins_to_count(
    first: int, second: int, shift: int
) -> None:
    assert before(first, second) == before(add(first, shift), add(second, shift))


@given(NUMBERS, st.integers(0, 65_535))
def test_a_window_holds_as_many_numbers_as_it_is_wide(left: int, width: int) -> None:
    assert in_window(left, left, width) == (width > 0)
    assert in_window(add(left, width - 1), left, width) == (width > 0)
    assert not in_window(add(left, width), left, width)
    assert not in_window(add(left, -1), left, width)
