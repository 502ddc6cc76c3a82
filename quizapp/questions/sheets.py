"""What a drawing is evidence of: for each arrow asked for, how right it was and how strongly.

Whatever was not asked at the drawing's level is not touched: neither arrows outside the role or
already in the picture, nor what is true besides.
"""

from collections.abc import Collection, Mapping

from quizapp.grading import EdgeStatus, Level, LevelKind, Strictness
from quizapp.grading.examiner import Examination
from quizapp.grading.findings import Marked
from quizapp.scheduling import Strength

HINTED = 0.5
"""The most an arrow is worth of which something was told: below the pass mark."""

_GIVEN = (LevelKind.PLACE_LABELS, LevelKind.MISSING_EDGES)


def evidence_of_sheet(
    examination: Examination, hinted: Collection[str] = ()
) -> Mapping[str, tuple[float, Strength]]:
    """Return each fact asked for with its credit, 0 to 1, and the strength of the evidence.

    ``hinted`` are the facts of which something was told while drawing.
    """
    return {
        item.mark.required.fact: (
            min(item.mark.credit, HINTED if item.mark.required.fact in hinted else 1.0),
            strength_of(examination.level, item),
        )
        for item in examination.edges
        if item.mark.required is not None and item.mark.status is not EdgeStatus.NEUTRAL
    }


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
