"""Turn the mark of an answer into what the scheduler is told.

Pass or fail comes from the mark alone. Deriving "easy" or "hard" from the time taken made
predictions on real reviews worse (log loss 0.4388 without, 0.4424 to 0.4469 with it), and
"hard" counts as a pass, so no wrong answer may ever be called that. The raw credit and the time
are logged with each review, so that the choice can be tested again on one's own log.

What a pass is worth comes from how much of the answer was on the page, which is known for
certain, unlike effort: an arrow drawn on a blank page was found among hundreds that could have
been drawn, with nothing to jog the memory; one whose label was picked from a list was
recognised; one that fills the only gap of a finished picture could be worked out from the rest.
So a whole pass is "easy", "good" or "hard" respectively, which in FSRS makes the interval
longer or shorter, and never turns a pass into a failure or the other way round. A pass that was
not whole (a slip that the marking rules call small) is never "easy". Ordinary questions are
asked on the rung that suits the memory (``ladder``), and their passes stay "good".
"""

from enum import IntEnum

from quizapp.scheduling.failures import CreditError

PASS_MARK = 0.9
"""The share of the full mark from which an answer counts as known. Not 1.0, so that a slip
that the marking rules themselves call small (a spelling, an optional output) does not send a
known fact back to the beginning; every typed error of a drawn edge costs more than a tenth."""

_WHOLE = 1.0 - 1e-9


class Rating(IntEnum):
    """How well a fact was remembered, as the scheduler counts it."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


class Strength(IntEnum):
    """How much of the answer was not on the page, and had to come from memory."""

    COMPLETED = 1
    """The rest of the picture was there."""
    CHOSEN = 2
    """It was picked from a list, or asked for by name."""
    PRODUCED = 3
    """Nothing was there."""


_PASSES = {
    Strength.COMPLETED: Rating.HARD,
    Strength.CHOSEN: Rating.GOOD,
    Strength.PRODUCED: Rating.EASY,
}


def rating_of(credit: float, strength: Strength = Strength.CHOSEN) -> Rating:
    """Return a pass from the pass mark on, as good as its evidence is strong; else ``AGAIN``.

    Raises ``CreditError`` for a credit outside 0 to 1.

    >>> rating_of(0.9).name, rating_of(0.89).name
    ('GOOD', 'AGAIN')
    >>> rating_of(1.0, Strength.PRODUCED).name, rating_of(0.95, Strength.PRODUCED).name
    ('EASY', 'GOOD')
    """
    if not 0.0 <= credit <= 1.0:
        raise CreditError(credit)
    if credit < PASS_MARK:
        return Rating.AGAIN
    rating = _PASSES[strength]
    return rating if credit >= _WHOLE else min(rating, Rating.GOOD)
