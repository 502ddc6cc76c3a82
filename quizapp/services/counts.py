"""How much is left of the learner's day; every count stops at a cap."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from quizapp.engine import Machine
from quizapp.questions import facts
from quizapp.scheduling import new_allowance
from quizapp.services.values import Counts
from quizapp.storage import Connection, Learner
from quizapp.storage.situation import CAP, day_of, deck_of


@dataclass(frozen=True, slots=True)
class Situation:
    """What can be asked of one machine now, and what was done today."""

    due: tuple[str, ...]
    """The facts that are due, in the order of asking."""
    new: tuple[str, ...]
    """The facts that may still be met today, in the order of meeting them."""
    counts: Counts
    latest: str | None
    """The key of the card answered last."""


def look(
    connection: Connection, learner: Learner, machine: Machine, now: datetime
) -> Situation:
    """Return where a learner stands with a machine."""
    calendar = learner.calendar
    today = calendar.day_of(now)
    day = day_of(connection, learner.id, today, calendar.start_of(today))
    deck = deck_of(connection, learner.id, machine.id, now)
    room = new_allowance(learner.new_per_day, day.introduced)
    known = _fact_ids(machine)
    # Cards may outlive their facts: what left the content is not asked any more.
    due = tuple(fact for fact in deck.due if fact in known)
    unmet = known.keys() - deck.met if room else ()
    new = tuple(fact for fact in known if fact in unmet)[:room] if unmet else ()
    counts = Counts(due=min(len(due), CAP), new_left=len(new), answered=day.answered)
    return Situation(due, new, counts, day.latest)


@lru_cache(maxsize=64)
def _fact_ids(machine: Machine) -> dict[str, None]:
    """Return the ids of a machine's facts in the order of meeting them."""
    return dict.fromkeys(fact.id for fact in facts(machine))


def count(connection: Connection, learner: Learner, machine: Machine, now: datetime) -> Counts:
    """Return what is due, new and done of one machine on the learner's day."""
    return look(connection, learner, machine, now).counts
