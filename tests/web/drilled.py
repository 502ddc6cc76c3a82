"""Drills that were sent, for the tests of their pages."""

from quizapp.grading import Level, LevelKind
from quizapp.grading.sheet import Sheet, write_sheet
from quizapp.services.drill_marking import Result, result, send
from quizapp.services.drills import begin
from quizapp.services.study import Study
from tests.conftest import NOW
from tests.services.learning import MINUTE

BLANK = Level(LevelKind.BLANK_PAGE, limit=300)


def drilled(study: Study, sheet: Sheet, level: Level = BLANK) -> Result:
    """Send a drawing two minutes after its beginning."""
    drill = begin(study, "tcp", level, 1, NOW - 2 * MINUTE)
    send(study, drill, write_sheet(sheet).decode(), {}, NOW)
    return result(study, drill, NOW)
