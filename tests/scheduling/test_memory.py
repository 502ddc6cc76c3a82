import json
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.scheduling import Memory, MemoryFormatError, Stage

instants = st.integers(0, 7_000_000_000).map(
    lambda seconds: datetime.fromtimestamp(seconds, UTC)
)
memories = st.builds(
    Memory,
    state=st.sampled_from(Stage),
    step=st.none() | st.integers(0, 1),
    stability=st.floats(0.001, 36_500),
    difficulty=st.floats(1, 10),
    due=instants,
    last_review=instants,
    reps=st.integers(1, 10_000),
    lapses=st.integers(0, 10_000),
    introduced=st.dates(date(1990, 1, 1), date(2200, 1, 1)),
)


@given(memories)
def test_json_brings_a_memory_back_unchanged(memory: Memory) -> None:
    assert Memory.from_json(json.loads(json.dumps(memory.as_json()))) == memory


STORED = {
    "state": "review",
    "step": None,
    "stability": 3.5,
    "difficulty": 5.0,
    "due": "2026-03-02T04:00:00+00:00",
    "last_review": "2026-03-01T04:00:00+00:00",
    "reps": 2,
    "lapses": 0,
    "introduced": "2026-03-01",
}


def test_a_stored_memory_is_read() -> None:
    assert Memory.from_json(STORED).as_json() == STORED


@pytest.mark.parametrize(
    "damage",
    [
        {"state": "forgotten"},
        {"stability": "much"},
        {"due": "2026-03-02T04:00:00"},
        {"due": 3},
        {"introduced": "yesterday"},
    ],
)
def test_a_damaged_memory_is_refused(damage: dict[str, object]) -> None:
    with pytest.raises(MemoryFormatError, match="Restore the database"):
        Memory.from_json({**STORED, **damage})


def test_a_memory_with_a_part_missing_is_refused() -> None:
    with pytest.raises(MemoryFormatError, match="'due' is missing"):
        Memory.from_json({name: value for name, value in STORED.items() if name != "due"})
