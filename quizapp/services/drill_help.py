"""What helps while one draws: how labels are understood, a tidy layout, and hints that cost."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from quizapp.diagrams import lay_out_by
from quizapp.diagrams.sketch import picture_of_sketch
from quizapp.diagrams.sketch_tidy import Tidied, tidied
from quizapp.engine import Machine, Text
from quizapp.grading.examiner import examine
from quizapp.grading.label import Label, read_label, says, trouble_words
from quizapp.grading.sheet import MOST_EDGES, sheet_of
from quizapp.grading.values import EdgeStatus
from quizapp.questions import fact_label
from quizapp.services.drill_sheets import plain_sketch
from quizapp.services.drills import Task, UnknownDrillError, task
from quizapp.services.study import Study
from quizapp.storage.drills import find_drill, note_hint

BETWEEN = Text(en="; ", zh="；")


@dataclass(frozen=True, slots=True)
class LabelRead:
    """How one label was understood, in one language."""

    event: str | None
    """``None`` if it was not, or if it names several arrows."""
    sends: tuple[str, ...]
    says: str
    """The label in the machine's own words; empty if it was not understood."""
    problem: str | None
    near: tuple[str, ...]
    """Labels that may be meant."""


def read_labels(
    study: Study, drill_id: str, labels: Sequence[str], language: str, now: datetime
) -> tuple[LabelRead, ...]:
    """Return how labels are understood; raises ``UnknownDrillError``."""
    of = task(study, drill_id, now).machine
    return tuple(_read(of, read_label(of, text), language) for text in labels[:MOST_EDGES])


def _read(of: Machine, label: Label, language: str) -> LabelRead:
    between = BETWEEN.in_language(language)

    def whole(readings: Sequence[Any]) -> str:
        return between.join(says(of, item).in_language(language) for item in readings)

    problem = trouble_words(of, label)
    near = tuple(whole(meant) for meant in label.near)
    if problem is not None:
        return LabelRead(None, (), "", problem.in_language(language), near)
    one = label.readings[0] if len(label.readings) == 1 else None
    return LabelRead(
        event=one.event if one else None,
        sends=one.sends if one else (),
        says=whole(label.readings),
        problem=None,
        near=near,
    )


def tidy(study: Study, drill_id: str, drawing: Any, now: datetime) -> Tidied:
    """Return a place for each state of a drawing and a bend for each arrow.

    Raises ``UnknownDrillError``, ``AnswerError`` for what is no drawing, or a Graphviz error.
    """
    of = task(study, drill_id, now).machine
    sheet = sheet_of(drawing)
    if not sheet.states:
        return Tidied({}, {})
    sketch = plain_sketch(of, sheet, "en")
    picture = picture_of_sketch(sketch)
    return tidied(sketch, picture, lay_out_by(study.graphviz, picture))


def hint(study: Study, drill_id: str, now: datetime) -> Text | None:
    """Give away an arrow that is not drawn yet; ``None`` if there is none left to give.

    What was given away counts as missed. Raises ``UnknownDrillError``.
    """
    found = task(study, drill_id, now)
    fact = None if found.is_sent else _missing(found)
    if fact is None:
        return None
    with study.store.writing() as connection:
        drill = find_drill(connection, study.learner_id, drill_id)
        if drill is None:
            raise UnknownDrillError(drill_id)
        if fact not in drill.hints:
            note_hint(connection, study.learner_id, drill, fact)
    return fact_label(found.machine, fact)


def _missing(found: Task) -> str | None:
    """Return the first arrow, in the order of the diagram, that is missing or wrong.

    One given away before and not drawn yet is told again, and costs no more.
    """
    examined = examine(found.machine, found.level, found.sheet, found.asked)
    missing = [
        mark.required.fact
        for mark in examined.verdict.edges
        if mark.required and mark.status in (EdgeStatus.MISSED, EdgeStatus.PARTLY)
    ]
    told = [fact for fact in found.hints if fact in missing]
    open_still = told or missing
    return open_still[0] if open_still else None
