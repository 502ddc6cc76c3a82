"""Turn the mark of an answer into what the scheduler is told.

The rating is binary. Deriving "easy" or "hard" from the time taken made predictions on real
reviews worse (log loss 0.4388 without, 0.4424 to 0.4469 with it), and "hard" counts as a
pass, so no wrong answer may ever be called that. The raw credit and the time are logged with
each review, so that the choice can be tested again on one's own log.
"""

from enum import IntEnum

from quizapp.scheduling.failures import CreditError

PASS_MARK = 0.9
"""The share of the full mark from which an answer counts as known. Not 1.0, so that a slip
that the marking rules themselves call small (a spelling, an optional output) does not send a
known fact back to the beginning; every typed error of a drawn edge costs more than a tenth."""


class Rating(IntEnum):
    """How well a fact was remembered, as the scheduler counts it."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


def rating_of(credit: float) -> Rating:
    """Return ``GOOD`` for a credit (0 to 1) from the pass mark on, else ``AGAIN``.

    Raises ``CreditError`` for a credit outside 0 to 1.

    >>> rating_of(0.9).name, rating_of(0.89).name
    ('GOOD', 'AGAIN')
    """
    if not 0.0 <= credit <= 1.0:
        raise CreditError(credit)
    return Rating.GOOD if credit >= PASS_MARK else Rating.AGAIN
