"""The first page: what is due, and the diagram as it is remembered."""

import math
from collections.abc import Mapping, Sequence
from datetime import datetime

from quizapp.engine import Machine
from quizapp.questions import facts
from quizapp.scheduling import Memory, Scheduler
from quizapp.services.counts import count
from quizapp.services.study import Study
from quizapp.services.values import Recall, RecallMap, Today
from quizapp.storage import Learner, get_or_create_learner, load_memories, next_due

BUCKETS = (0.5, 0.7, 0.85, 0.95)
"""Probabilities of recall at which the next bucket begins."""


def today(study: Study, now: datetime, machine: str | None = None) -> Today:
    """Return what the first page shows of a machine; raises ``UnknownMachineError``."""
    of = study.library.machine(machine) if machine else study.library.first()
    with study.store.reading() as connection:
        learner = get_or_create_learner(connection, now, study.learner_id)
        memories = load_memories(connection, learner.id, of.id)
        counts = count(connection, learner, of, now)
        due = next_due(connection, learner.id, of.id, now)
    known = {fact.id for fact in facts(of)}
    met = len(known & memories.keys())
    return Today(
        machine=of,
        counts=counts,
        recall=recalls(of, memories, learner.scheduler, now),
        facts_total=len(known),
        facts_met=met,
        next_due=due,
        is_first_visit=not memories,
        interview=_at_interview(of, memories, learner, now),
    )


def _at_interview(
    of: Machine, memories: Mapping[str, Memory], learner: Learner, now: datetime
) -> RecallMap | None:
    """Return the memory on the day of the interview, if nothing is reviewed until then."""
    day = learner.interview
    if day is None or day <= learner.calendar.day_of(now):
        return None
    return recalls(of, memories, learner.scheduler, learner.calendar.start_of(day))


def recalls(
    of: Machine,
    memories: Mapping[str, Memory],
    scheduler: Scheduler,
    at: datetime,
    facts_shown: Sequence[str] | None = None,
) -> RecallMap:
    """Return how well facts are remembered at an instant, by default the drawn arrows."""
    shown = facts_shown or [transition.id for transition in of.drawn()]
    edges = tuple(_recall(fact, memories.get(fact), scheduler, at) for fact in shown)
    probabilities = [edge.probability or 0.0 for edge in edges]
    return RecallMap(at, edges, sum(probabilities), math.prod(probabilities))


def _recall(fact: str, memory: Memory | None, scheduler: Scheduler, at: datetime) -> Recall:
    """Return a fact's recall; one missed last time counts as unknown until it is passed.

    FSRS would call it certain for the rest of the day, as the answer has just been seen.
    """
    if memory is None:
        return Recall(fact, None, 0, None)
    probability = 0.0 if memory.was_missed else scheduler.recall_probability(memory, at)
    bucket = 1 + sum(probability >= step for step in BUCKETS)
    return Recall(fact, probability, bucket, memory.due)
