"""Where missing states are put on a drawing."""

from itertools import combinations, pairwise

import pytest

from quizapp.web.ghosts import ROOM, ghost_places

DRAWN = {"A": (0.0, 0.0), "B": (400.0, 0.0), "C": (0.0, 300.0)}


def apart(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return abs(one[0] - other[0]) >= ROOM[0] or abs(one[1] - other[1]) >= ROOM[1]


def test_a_state_comes_between_its_neighbours() -> None:
    found = ghost_places(["X"], [("A", "X"), ("X", "B")], {"A": (0.0, 0.0), "B": (600.0, 0.0)})
    assert found == {"X": (300.0, 0.0)}


def test_a_place_that_is_taken_is_left_alone() -> None:
    found = ghost_places(["X"], [("A", "X")], DRAWN)
    assert all(apart(found["X"], place) for place in DRAWN.values())
    assert abs(found["X"][0]) + abs(found["X"][1]) < 300


def test_an_arrow_is_not_covered() -> None:
    drawn = {"A": (0.0, 0.0), "B": (800.0, 0.0), "C": (400.0, -200.0), "D": (400.0, 200.0)}
    pairs = [("A", "B"), ("C", "X"), ("X", "D")]
    x, y = ghost_places(["X"], pairs, drawn)["X"]
    assert not (0 < x < 800 and abs(y) < 30)


def test_a_chain_of_missing_states_stays_together() -> None:
    names = [f"X{number}" for number in range(9)]
    found = ghost_places(names, [("A", "X0"), *pairwise(names)], DRAWN)
    places = [*found.values(), *DRAWN.values()]
    assert all(apart(one, other) for one, other in combinations(places, 2))
    assert max(abs(x) for x, _ in places) < 700
    for one, other in pairwise(names):
        assert abs(found[one][0] - found[other][0]) < 500


@pytest.mark.parametrize("drawn", [{}, {"A": (5.0, 50.0)}])
def test_a_state_without_neighbours_stands_below(drawn: dict[str, tuple[float, float]]) -> None:
    ((_, y),) = ghost_places(["X"], [("Y", "X")], drawn).values()
    assert y == max((place[1] for place in drawn.values()), default=0.0) + ROOM[1]


def test_where_everything_is_taken_it_stands_below_all() -> None:
    drawn = {str(n): (n % 21 * 85.0 - 850, n // 21 * 48.0 - 480) for n in range(21 * 21)}
    ((_, y),) = ghost_places(["X"], [("220", "X")], drawn).values()
    assert y > max(place[1] for place in drawn.values())
