"""Send a drawing to be examined, once; and read what was found, as often as wanted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from quizapp.errors import AnswerError
from quizapp.grading import Form, LevelKind
from quizapp.grading.examiner import Examination, Headline, examine
from quizapp.grading.sheet import SheetEdge, drawn_by, read_sheet, sheet_values
from quizapp.questions.sheets import evidence_of_sheet
from quizapp.scheduling import Strength, rating_of
from quizapp.services.corrections import are_unchanged
from quizapp.services.drill_rows import written_sheet
from quizapp.services.drills import Task, UnknownDrillError, task_of
from quizapp.services.explain import change
from quizapp.services.records import LONGEST_ANSWER, scheduled
from quizapp.services.study import Study
from quizapp.services.values import CardChange
from quizapp.storage import (
    UNDO_PREFIX,
    Review,
    attempt_rows,
    get_or_create_learner,
    load_memories,
    record,
)
from quizapp.storage.drills import find_drill, send_drill


@dataclass(frozen=True, slots=True)
class Result:
    """A drill that was sent: what was drawn, what was found, what became of the cards."""

    task: Task
    examination: Examination
    in_time: Headline | None
    """What was there at the limit, where something was drawn later; else ``None``."""
    changes: tuple[CardChange, ...]
    is_undone: bool
    can_undo: bool


def send(
    study: Study,
    drill_id: str,
    drawing: str | None,
    fields: Mapping[str, Sequence[str]],
    now: datetime,
) -> None:
    """Close a drill with its last drawing, and review every arrow that it asked for.

    ``drawing`` is JSON; without it the arrows are read from the rows of the form. A drill is
    sent once, however often it is sent. Raises ``UnknownDrillError``, and ``AnswerError`` for
    what is no drawing, or an empty one.
    """
    with study.store.writing() as connection:
        stored = find_drill(connection, study.learner_id, drill_id)
        if stored is None:
            raise UnknownDrillError(drill_id)
        found = task_of(study, stored, now)
        if found.is_sent:
            return
        sheet = read_sheet(drawing) if drawing else written_sheet(found.sheet, fields)
        if not any(_is_own(edge, found.level.kind) for edge in sheet.edges):
            raise _nothing_drawn(found.level.kind)
        learner = get_or_create_learner(connection, now, study.learner_id)
        send_drill(connection, learner.id, drill_id, sheet_values(sheet), now)
        asked = evidence_of_sheet(_examined(replace(found, sheet=sheet)))
        memories = load_memories(connection, learner.id, found.machine.id, list(asked))
        rows = [
            scheduled(learner, row, memories.get(row.fact), rating_of(*asked[row.fact]))
            for row in _rows(found, stored.seed, asked, now)
        ]
        record(connection, learner.id, rows)


def _rows(
    found: Task, seed: int, asked: Mapping[str, tuple[float, Strength]], now: datetime
) -> list[Review]:
    seconds = min(found.elapsed, LONGEST_ANSWER)
    return [
        Review(
            attempt_id=found.id,
            machine=found.machine.id,
            fact=fact,
            at=now,
            question_type=found.level.kind.value,
            form=Form.DRAW.value,
            seed=seed,
            credit=credit,
            seconds=seconds,
            question={"drill": found.id} if not place else None,
        )
        for place, (fact, (credit, _)) in enumerate(asked.items())
    ]


def result(study: Study, drill_id: str, now: datetime) -> Result:
    """Return what was found about a drill that was sent; raises ``UnknownDrillError``."""
    with study.store.reading() as connection:
        stored = find_drill(connection, study.learner_id, drill_id)
        if stored is None or stored.sent_at is None:
            raise UnknownDrillError(drill_id)
        found = task_of(study, stored, now)
        rows = attempt_rows(connection, study.learner_id, drill_id)
        is_undone = bool(attempt_rows(connection, study.learner_id, UNDO_PREFIX + drill_id))
        can_undo = (
            bool(rows) and not is_undone and are_unchanged(connection, study.learner_id, rows)
        )
    known = [row for row in rows if found.machine.find_outcome(row.fact)]
    return Result(
        task=found,
        examination=_examined(found),
        in_time=_in_time(found),
        changes=tuple(change(found.machine, row) for row in known),
        is_undone=is_undone,
        can_undo=can_undo,
    )


def _examined(found: Task) -> Examination:
    return examine(found.machine, found.level, found.sheet, found.asked, found.hints)


def _in_time(found: Task) -> Headline | None:
    if found.level.limit is None:
        return None
    sheet = drawn_by(found.sheet, found.level.limit)
    if len(sheet.edges) == len(found.sheet.edges):
        return None
    return examine(found.machine, found.level, sheet, found.asked, found.hints).headline


def _nothing_drawn(kind: LevelKind) -> AnswerError:
    if kind.gives_arrows:
        return AnswerError("rows", "Give at least one arrow its label before you send it.")
    return AnswerError("rows", "Draw at least one arrow before you send it.")


def _is_own(edge: SheetEdge, kind: LevelKind) -> bool:
    """Tell whether the learner drew an arrow, or gave one its label, written or chosen."""
    return not edge.given or (kind.gives_arrows and bool(edge.label or edge.event))
