"""Mend a drawing: one's own, as it lay there, without what was wrong in it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from msgspec.structs import replace

from quizapp.grading import EdgeError, EdgeMark, EdgeStatus, Level, LevelKind
from quizapp.grading.examiner import Examination, StateMark, StateStatus
from quizapp.grading.sheet import Sheet, SheetEdge
from quizapp.services.drill_marking import result
from quizapp.services.drill_sheets import SEPARATOR
from quizapp.services.drills import UnknownDrillError, begin
from quizapp.services.study import Study

WRONG = (EdgeStatus.MISSED, EdgeStatus.PARTLY, EdgeStatus.HINTED)
KEPT = (StateStatus.RIGHT, StateStatus.NEUTRAL, StateStatus.TWICE)


def mend(study: Study, drill_id: str, seed: int, now: datetime) -> str:
    """Begin a drill that asks only for what was wrong in another; return its id.

    Raises ``UnknownDrillError`` for a drill that was not sent, or has nothing to mend.
    """
    found = result(study, drill_id, now)
    marks = found.examination.verdict.edges
    wrong = [mark.required.fact for mark in marks if mark.required and mark.status in WRONG]
    if not wrong:
        raise UnknownDrillError(drill_id)
    before = found.task.level
    level = Level(
        LevelKind.MISSING_EDGES, before.role, before.strictness, None, size=len(wrong)
    )
    given = what_stays(found.task.sheet, found.examination)
    machine = found.task.machine.id
    return begin(study, machine, level, seed, now, asked=tuple(wrong), given=given)


def what_stays(sheet: Sheet, examination: Examination) -> Sheet:
    """Return a drawing as given, less its wrong states and arrows; each keeps its place.

    A state that was forgotten is not there: it is to be remembered.
    """
    boxes = _boxes(examination.states)
    stays = set(boxes.values())
    return Sheet(
        states=tuple(replace(state, given=True) for state in sheet.states if state.id in stays),
        edges=tuple(_edges(sheet, examination, boxes)),
    )


def _boxes(marks: Sequence[StateMark]) -> Mapping[str, str]:
    """Return for each box that is a state the one that stays: the first of that state."""
    known = [mark for mark in marks if mark.id and mark.status in KEPT]
    first = {mark.state: mark.id for mark in known if mark.status is not StateStatus.TWICE}
    return {mark.id: first[mark.state] for mark in known if mark.state in first}


def _edges(
    sheet: Sheet, examination: Examination, boxes: Mapping[str, str]
) -> Iterator[SheetEdge]:
    marks: dict[str, list[EdgeMark]] = {}
    for item in examination.edges:
        if item.stroke is not None:
            marks.setdefault(item.stroke.id, []).append(item.mark)
    for edge in sheet.edges:
        if edge.tail not in boxes or edge.head not in boxes:
            continue
        here = replace(edge, tail=boxes[edge.tail], head=boxes[edge.head], given=True, at=0.0)
        yield from _kept(here, marks.get(edge.id, []))


def _kept(edge: SheetEdge, marks: Sequence[EdgeMark]) -> Iterator[SheetEdge]:
    """Yield an arrow as it was written; of several in one label those that were right."""
    right = [mark.drawn for mark in marks if mark.drawn and _is_right(mark)]
    if right and len(right) == len(marks):
        yield edge
        return
    for place, drawn in enumerate(right, start=1):
        sends = SEPARATOR.join(drawn.sends)
        name = f"{edge.id}-{place}"
        yield replace(edge, id=name, label="", event=drawn.event, send=sends, how="chosen")


def _is_right(mark: EdgeMark) -> bool:
    if mark.status is EdgeStatus.NEUTRAL:
        return EdgeError.DUPLICATE not in mark.errors
    return mark.status is EdgeStatus.RIGHT
