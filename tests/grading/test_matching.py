from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.grading.matching import best_assignment, best_sparse_assignment


@st.composite
def weight_tables(draw, top=1000):
    rows, columns = draw(st.integers(1, 6)), draw(st.integers(1, 6))
    line = st.lists(st.integers(0, top), min_size=columns, max_size=columns)
    return draw(st.lists(line, min_size=rows, max_size=rows))


def greatest_total(weights):
    rows, columns = len(weights), len(weights[0])
    if rows > columns:
        return greatest_total(list(zip(*weights, strict=True)))
    return max(
        sum(weights[row][column] for row, column in enumerate(order))
        for order in permutations(range(columns), rows)
    )


def assert_best(weights):
    pairs = best_assignment(weights)
    assert sum(weights[row][column] for row, column in pairs) == greatest_total(weights)
    assert len(pairs) == min(len(weights), len(weights[0]))
    assert len({row for row, _ in pairs}) == len({column for _, column in pairs}) == len(pairs)
    assert list(pairs) == sorted(pairs)


@given(weight_tables())
def test_no_other_assignment_weighs_more(weights):
    assert_best(weights)


@given(weight_tables(top=2))
def test_ties_are_resolved_without_loss(weights):
    assert_best(weights)


@pytest.mark.parametrize("weights", [[], [[]], [[], []]])
def test_nothing_to_assign_gives_no_pairs(weights):
    assert best_assignment(weights) == ()


def test_a_row_gives_way_to_one_that_needs_its_column_more():
    assert best_assignment([[9, 8], [9, 1]]) == ((0, 1), (1, 0))


def test_large_weights_stay_exact():
    assert best_assignment([[10**18 + 1, 10**18], [10**18 + 1, 10**18 - 1]]) == ((0, 1), (1, 0))


sparse = st.dictionaries(
    st.tuples(st.integers(0, 5), st.integers(0, 5)), st.integers(1, 9), max_size=14
)


@settings(deadline=None)
@given(sparse)
def test_a_sparse_assignment_is_as_good_as_the_whole_one(weights):
    square = [[weights.get((row, column), 0) for column in range(6)] for row in range(6)]
    pairs = best_sparse_assignment(weights)
    assert sum(weights[pair] for pair in pairs) == sum(
        square[row][column] for row, column in best_assignment(square)
    )
    assert len({row for row, _ in pairs}) == len({column for _, column in pairs}) == len(pairs)


def test_nothing_to_pair_is_an_empty_assignment():
    assert best_sparse_assignment({}) == ()
