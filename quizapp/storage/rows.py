"""Turn what a table holds into values, and refuse what no program of ours stored there."""

from collections.abc import Mapping
from typing import Any

from quizapp.scheduling import Memory, MemoryFormatError, Stage
from quizapp.storage.failures import DamagedRowError

YEARS = range(1970, 9000)
"""Instants outside of these are nobody's; those at the end of time cannot be reckoned with."""
MOST_DAYS = 1e9
MOST_STEPS = 9


def memory_of(row: Any) -> Memory:
    """Return the memory in a card's row; raises ``DamagedRowError``."""
    state, step, stability, difficulty, due, last_review, reps, lapses, introduced = row
    try:
        memory = Memory(
            state=Stage(state),
            step=step,
            stability=stability,
            difficulty=difficulty,
            due=due,
            last_review=last_review,
            reps=reps,
            lapses=lapses,
            introduced=introduced,
        )
        return _sane(memory)
    except (TypeError, ValueError, AttributeError) as problem:
        raise DamagedRowError("a card", str(problem)) from problem


def find_stored_memory(stored: Mapping[str, Any] | None) -> Memory | None:
    """Return the memory that a review's row holds, if any; raises ``DamagedRowError``."""
    if stored is None:
        return None
    try:
        return _sane(Memory.from_json(stored))
    except (MemoryFormatError, ValueError) as problem:
        raise DamagedRowError("a review", str(problem)) from problem


def _sane(memory: Memory) -> Memory:
    """Return a memory that can be reckoned with; raises ``ValueError`` or ``TypeError``."""
    dates = (memory.due, memory.last_review, memory.introduced)
    if not all(date.year in YEARS for date in dates):
        raise ValueError("a date is out of bounds")
    if not (0 < memory.stability <= MOST_DAYS and 0 <= memory.difficulty <= 10):
        raise ValueError("a figure is out of bounds")
    if memory.reps < 0 or memory.lapses < 0 or not 0 <= (memory.step or 0) <= MOST_STEPS:
        raise ValueError("a count is out of bounds")
    return memory
