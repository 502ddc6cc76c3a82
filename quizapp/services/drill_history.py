"""Every drawing made of a machine: how it went, and how it was made."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec

from quizapp.errors import AnswerError
from quizapp.grading.examiner import Headline, examine
from quizapp.grading.sheet import Sheet, SheetEdge, read_sheet
from quizapp.services.drills import Task, UnknownDrillError, open_tasks, task_of
from quizapp.services.study import Study
from quizapp.storage.drills import changes_of, find_drill

SEVERAL = 50


@dataclass(frozen=True, slots=True)
class Attempt:
    """A drill, and how it went if it was sent."""

    task: Task
    headline: Headline | None


@dataclass(frozen=True, slots=True)
class Film:
    """A drawing after some of the steps in which it was made."""

    task: Task
    step: int
    steps: int
    at: float
    """Seconds from the beginning."""
    what: str
    """What the step did, by name; empty at the beginning."""
    sheet: Sheet


def attempts(study: Study, machine_id: str, now: datetime) -> tuple[Attempt, ...]:
    """Return the latest drills of a machine, the newest first, each with its headline."""
    return tuple(
        Attempt(task, _headline(task) if task.is_sent else None)
        for task in open_tasks(study, machine_id, now)
    )


def unsent(study: Study, now: datetime) -> tuple[Task, ...]:
    """Return what was begun and not sent, of every machine, the newest first."""
    found = [
        task
        for machine_id in study.library.machines
        for task in open_tasks(study, machine_id, now)
        if not task.is_sent
    ]
    return tuple(sorted(found, key=lambda task: task.started_at, reverse=True))


def replay(study: Study, drill_id: str, step: int | None, now: datetime) -> Film:
    """Return a drawing as it was after a number of steps; after the last for ``None``.

    Raises ``UnknownDrillError``.
    """
    with study.store.reading() as connection:
        stored = find_drill(connection, study.learner_id, drill_id)
        if stored is None:
            raise UnknownDrillError(drill_id)
        found = task_of(study, stored, now)
        changes = changes_of(connection, study.learner_id, drill_id)
    shown = len(changes) if step is None else max(0, min(step, len(changes)))
    last: Mapping[str, Any] = changes[shown - 1] if shown else {}
    return Film(
        task=found,
        step=shown,
        steps=len(changes),
        at=_seconds(last.get("at")),
        what=str(last.get("what", "")),
        sheet=_after(found, changes[:shown]),
    )


def _headline(task: Task) -> Headline:
    examined = examine(task.machine, task.level, task.sheet, task.asked, task.hints)
    return examined.headline


def _seconds(at: Any) -> float:
    return float(at) if isinstance(at, int | float) else 0.0


def _after(found: Task, changes: tuple[Mapping[str, Any], ...]) -> Sheet:
    """Return what lay on the canvas after some steps; a step that cannot be is passed over."""
    things: dict[str, dict[str, Any]] = {
        "states": {state.id: _plain(state) for state in found.sheet.states if state.given},
        "edges": {edge.id: _at_first(found, edge) for edge in found.sheet.edges if edge.given},
    }
    sheet = _sheet(things) or Sheet()
    for change in changes:
        for kind, known in things.items():
            for thing in _list(change.get(kind)):
                known[str(thing.get("id"))] = thing
            for gone in _list_of_ids(change.get("gone")):
                known.pop(gone, None)
        sheet = _sheet(things) or sheet
    return sheet


def _at_first(found: Task, edge: SheetEdge) -> dict[str, Any]:
    """Return a given arrow as it was given: without the label it may have got since."""
    is_open = found.level.kind.gives_arrows
    return _plain(edge) | ({"label": "", "event": "", "send": ""} if is_open else {})


def _sheet(things: Mapping[str, Mapping[str, Any]]) -> Sheet | None:
    drawing = {"version": 1, **{kind: [*known.values()] for kind, known in things.items()}}
    try:
        return read_sheet(msgspec.json.encode(drawing))
    except AnswerError:
        return None


def _plain(thing: Any) -> dict[str, Any]:
    found: dict[str, Any] = msgspec.to_builtins(thing)
    return found


def _list(things: Any) -> list[dict[str, Any]]:
    return [thing for thing in things if isinstance(thing, dict)] if _is_list(things) else []


def _list_of_ids(ids: Any) -> list[str]:
    return [name for name in ids if isinstance(name, str)] if _is_list(ids) else []


def _is_list(value: Any) -> bool:
    return isinstance(value, list)
