"""How much is left of the learner's day; every count stops at a cap."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from quizapp.engine import Machine
from quizapp.questions import facts
from quizapp.scheduling import Candidate, new_allowance
from quizapp.services.values import Counts
from quizapp.storage import Connection, Learner, raise_limit, upcoming_candidates
from quizapp.storage.situation import CAP, day_of, deck_of

AHEAD = timedelta(minutes=20)
"""How early a card being learned is asked when there is nothing else to do."""


@dataclass(frozen=True, slots=True)
class Situation:
    """What can be asked of one machine now, and what was done today."""

    due: tuple[str, ...]
    """The facts that are due, in the order of asking."""
    new: tuple[str, ...]
    """The facts that may still be met today, in the order of meeting them."""
    early: tuple[Candidate, ...]
    """The cards being learned that are due soon; only where nothing is due or new."""
    met: AbstractSet[str]
    """The facts answered before, whether or not they are due."""
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
    room = new_allowance(learner.new_on(today), day.introduced)
    known = _fact_ids(machine)
    # Cards may outlive their facts: what left the content is not asked any more.
    due = tuple(fact for fact in deck.due if fact in known)
    unmet = known.keys() - deck.met if room else ()
    new = tuple(fact for fact in known if fact in unmet)[:room] if unmet else ()
    early = () if due or new else _early(connection, learner, machine, now)
    waiting = min(len(due) + len(early), CAP)
    counts = Counts(due=waiting, new_left=len(new), answered=day.answered)
    return Situation(due, new, early, deck.met, counts, day.latest)


def _early(
    connection: Connection, learner: Learner, machine: Machine, now: datetime
) -> tuple[Candidate, ...]:
    """Return the cards whose next learning step comes soon, the soonest first."""
    known = _fact_ids(machine)
    return tuple(
        card
        for card in upcoming_candidates(connection, learner.id, machine.id, now)
        if card.fact in known
        and card.memory
        and card.memory.is_learning
        and card.memory.due <= now + AHEAD
    )


@lru_cache(maxsize=64)
def _fact_ids(machine: Machine) -> dict[str, None]:
    """Return the ids of a machine's facts in the order of meeting them."""
    return dict.fromkeys(fact.id for fact in facts(machine))


def count(connection: Connection, learner: Learner, machine: Machine, now: datetime) -> Counts:
    """Return what is due, new and done of one machine on the learner's day."""
    return look(connection, learner, machine, now).counts


def allow_more(connection: Connection, learner: Learner, more: int, now: datetime) -> None:
    """Let the learner meet ``more`` new cards today, beyond those met already."""
    calendar = learner.calendar
    today = calendar.day_of(now)
    met = day_of(connection, learner.id, today, calendar.start_of(today)).introduced
    raise_limit(connection, learner.id, today, met + more)
