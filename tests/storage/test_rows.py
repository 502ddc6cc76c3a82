from dataclasses import astuple, replace
from datetime import UTC, datetime
from typing import Any

import pytest

from quizapp.storage.failures import DamagedRowError
from quizapp.storage.rows import find_stored_memory, memory_of
from tests.storage.samples import learned


def test_what_was_stored_comes_back() -> None:
    assert memory_of(astuple(learned())) == learned()
    assert find_stored_memory(learned().as_json()) == learned()
    assert find_stored_memory(None) is None


@pytest.mark.parametrize(
    "damage",
    [
        {"stability": "x"},
        {"stability": -1.0},
        {"stability": float("inf")},
        {"difficulty": 99.0},
        {"reps": -1},
        {"step": 99},
        {"due": datetime.max.replace(tzinfo=UTC)},
        {"introduced": "2026-01-01"},
        {"state": "asleep"},
    ],
)
def test_what_nobody_stored_is_refused(damage: dict[str, Any]) -> None:
    with pytest.raises(DamagedRowError, match="restore the newest copy"):
        memory_of(astuple(replace(learned(), **damage)))


@pytest.mark.parametrize("stored", [[], {}, {**learned().as_json(), "stability": -1}])
def test_a_stored_json_that_is_no_memory_is_refused(stored: Any) -> None:
    with pytest.raises(DamagedRowError, match="a review"):
        find_stored_memory(stored)
