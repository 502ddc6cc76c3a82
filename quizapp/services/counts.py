"""How much is left of the learner's day; every count stops at a cap."""

from datetime import datetime

from quizapp.engine import Machine
from quizapp.questions import facts
from quizapp.scheduling import new_allowance
from quizapp.services.values import Counts
from quizapp.storage import (
    Connection,
    Learner,
    answered_since,
    due_count,
    introduced_on,
    missing_facts,
)


def count(connection: Connection, learner: Learner, machine: Machine, now: datetime) -> Counts:
    """Return what is due, new and done of one machine on the learner's day."""
    today = learner.calendar.day_of(now)
    return Counts(
        due=due_count(connection, learner.id, now, machine=machine.id),
        new_left=len(new_facts(connection, learner, machine, now)),
        answered=answered_since(connection, learner.id, learner.calendar.start_of(today)),
    )


def new_facts(
    connection: Connection,
    learner: Learner,
    machine: Machine,
    now: datetime,
    most: int = 10_000,
) -> list[str]:
    """Return the facts that may still be met today, in the order of meeting them."""
    today = learner.calendar.day_of(now)
    introduced = introduced_on(connection, learner.id, today)
    room = min(most, new_allowance(learner.new_per_day, introduced))
    if not room:
        return []
    ordered = [fact.id for fact in facts(machine)]
    return missing_facts(connection, learner.id, machine.id, ordered, room)
