"""What a drawing is evidence of: for each arrow asked for, how right it was and how strongly.

Whatever was not asked at the drawing's level is not touched: neither arrows outside the role or
already in the picture, nor what is true besides.
"""

from collections.abc import Mapping

from quizapp.grading import EdgeError, EdgeStatus, Level, LevelKind, Strictness
from quizapp.grading.examiner import Examination
from quizapp.grading.findings import Marked
from quizapp.scheduling import PASS_MARK, Strength

_GIVEN = (LevelKind.PLACE_LABELS, LevelKind.MISSING_EDGES)


def evidence_of_sheet(examination: Examination) -> Mapping[str, tuple[float, Strength]]:
    """Return each fact asked for with its credit, 0 to 1, and the strength of the evidence."""
    return {
        item.mark.required.fact: _evidence(examination.level, item)
        for item in examination.edges
        if item.mark.required is not None and item.mark.status is not EdgeStatus.NEUTRAL
    }


def _evidence(level: Level, item: Marked) -> tuple[float, Strength]:
    """Return credit and strength: who only misnamed a state knew the arrow, if barely.

    What the state is called is no fact of the arrow's; the drawing's own mark bears that.
    """
    if item.mark.errors == (EdgeError.MISNAMED,) and item.mark.credit:
        return PASS_MARK, Strength.COMPLETED
    return item.mark.credit, strength_of(level, item)


def strength_of(level: Level, item: Marked) -> Strength:
    """Return how strong the evidence of one arrow is.

    A beginner is not asked what is sent, so that the fact was tested in part only. A label
    written beside a given arrow is worth what a whole arrow with a chosen one is.
    """
    if level.kind in _GIVEN or level.strictness is Strictness.BEGINNER:
        return Strength.COMPLETED
    late = level.limit is not None and item.stroke and item.stroke.at > level.limit
    is_own = item.stroke is not None and not item.stroke.chosen and not late
    if level.kind is LevelKind.LABELS:
        return Strength.CHOSEN if is_own else Strength.COMPLETED
    return Strength.PRODUCED if is_own else Strength.CHOSEN
