"""The ladder of forms: the better a fact is known, the less of the answer is shown."""

from enum import StrEnum

from quizapp.scheduling.memory import Memory

RECALL_FROM = 4.0
"""Days of stability from which a fact is asked without choices."""
PRODUCE_FROM = 21.0
"""Days of stability from which a fact has to be produced: drawn, or written out."""


class Rung(StrEnum):
    """How much a question asks of the learner."""

    RECOGNISE = "recognise"
    RECALL = "recall"
    PRODUCE = "produce"


def rung_of(memory: Memory | None) -> Rung:
    """Return the rung a card stands on.

    A card never answered, or still going through learning steps, is to be recognised; so is
    any below ``RECALL_FROM`` days of stability.
    """
    if memory is None or memory.is_learning or memory.stability < RECALL_FROM:
        return Rung.RECOGNISE
    return Rung.RECALL if memory.stability < PRODUCE_FROM else Rung.PRODUCE
