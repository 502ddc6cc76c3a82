"""Drills: begin one, keep its drawing while it is made, help, and send it once.

The clock starts on the server and never stops: closing the page does not stop it, and a
drawing can be taken up again wherever it was left.
"""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec

from quizapp.engine import Machine
from quizapp.errors import AnswerError, QuizappError
from quizapp.grading import Level, LevelKind, find_value, state_spellings
from quizapp.grading.demand import diagram
from quizapp.grading.sheet import Sheet, read_sheet, sheet_of, sheet_values
from quizapp.services.drill_sheets import asked_facts, first_sheet
from quizapp.services.study import Study
from quizapp.storage import DamagedRowError, get_or_create_learner
from quizapp.storage.drills import (
    Drill,
    add_drill,
    discard_drill,
    find_drill,
    latest_drills,
    save_drawing,
)

PREFIX = "drill-"
"""What a drill's id begins with; it is the attempt id of its reviews as well."""
ID_BYTES = 12
ASKED = "asked"
"""Where the stored level keeps the transitions that were taken out."""
MOST_CHANGES = 400
"""Steps taken with one saving; the canvas sends the rest with the next."""
MOST_CHANGE_BYTES = 20_000
"""A step larger than this is not kept: the drawing itself is."""


class UnknownDrillError(QuizappError):
    """A drill that was never begun, or whose machine is no longer there."""

    def __init__(self, drill_id: str) -> None:
        self.drill_id = drill_id
        super().__init__(f"There is no drill {drill_id!r}. Begin another.")


class EmptyRoleError(QuizappError):
    """A role without arrows: nothing can be drawn of it."""

    def __init__(self, role: str) -> None:
        self.role = role
        super().__init__(
            f"There are no arrows to draw for {role!r}. Choose the whole diagram, "
            "or one of the roles offered."
        )


@dataclass(frozen=True, slots=True)
class Task:
    """A drill as it stands: what is asked, what is drawn, and how long it has taken."""

    id: str
    machine: Machine
    level: Level
    asked: tuple[str, ...]
    """The transitions that were taken out, where only some were."""
    sheet: Sheet
    revision: int
    started_at: datetime
    elapsed: float
    """Seconds since it was begun; when sent, until then."""
    hints: tuple[str, ...]
    """The facts that were given away."""
    is_sent: bool

    @property
    def states_left(self) -> int:
        """How many states are to be placed where only some arrows are asked for.

        That happens where a drawing is mended that forgot some.
        """
        return _states_left(self.machine, self.level, self.sheet)


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of a saving."""

    is_taken: bool
    task: Task


def begin(
    study: Study,
    machine_id: str,
    level: Level,
    seed: int,
    now: datetime,
    *,
    asked: tuple[str, ...] = (),
    given: Sheet | None = None,
) -> str:
    """Begin a drill and return its id.

    ``asked`` are the transitions to take out, where the seed is not to choose them, ``given``
    what lies there then, if that is not the printed diagram. Raises
    ``UnknownMachineError``, ``EmptyRoleError`` for a role without arrows, or a Graphviz error
    where a part of the diagram is to be shown.
    """
    of = study.library.machine(machine_id)
    if not diagram(of, level.role):
        raise EmptyRoleError(level.role)
    taken = asked or asked_facts(of, level, seed)
    sheet = given or first_sheet(of, level, taken, study.graphviz)
    drill = Drill(
        id=PREFIX + secrets.token_hex(ID_BYTES),
        machine=of.id,
        level={**msgspec.to_builtins(level), ASKED: list(taken)},
        seed=seed,
        started_at=now,
        revision=0,
        drawing=sheet_values(sheet),
        saved_at=now,
    )
    with study.store.writing() as connection:
        learner = get_or_create_learner(connection, now, study.learner_id)
        add_drill(connection, learner.id, drill)
    return drill.id


def task(study: Study, drill_id: str, now: datetime) -> Task:
    """Return a drill as it stands; raises ``UnknownDrillError``."""
    with study.store.reading() as connection:
        drill = find_drill(connection, study.learner_id, drill_id)
        if drill is None:
            raise UnknownDrillError(drill_id)
        return task_of(study, drill, now)


def open_tasks(study: Study, machine_id: str, now: datetime) -> tuple[Task, ...]:
    """Return the latest drills of a machine, sent or not, the newest first."""
    of = study.library.machine(machine_id)
    with study.store.reading() as connection:
        drills = latest_drills(connection, study.learner_id, of.id)
        return tuple(task_of(study, drill, now) for drill in drills)


def task_of(study: Study, drill: Drill, now: datetime) -> Task:
    """Return a stored drill as a task; raises ``UnknownDrillError`` or ``DamagedRowError``."""
    of = study.library.machines.get(drill.machine)
    if of is None:
        raise UnknownDrillError(drill.id)
    try:
        level = msgspec.convert(drill.level, Level)
        sheet = read_sheet(msgspec.json.encode(drill.drawing))
    except (msgspec.ValidationError, AnswerError) as problem:
        raise DamagedRowError("a drill", str(problem)) from problem
    until = drill.sent_at or now
    return Task(
        id=drill.id,
        machine=of,
        level=level,
        asked=tuple(fact for fact in _asked(drill) if of.find_outcome(fact)),
        sheet=sheet,
        revision=drill.revision,
        started_at=drill.started_at,
        elapsed=max(0.0, (until - drill.started_at).total_seconds()),
        hints=drill.hints,
        is_sent=drill.sent_at is not None,
    )


def _asked(drill: Drill) -> tuple[str, ...]:
    taken = drill.level.get(ASKED, [])
    return tuple(map(str, taken)) if isinstance(taken, list) else ()


def save(
    study: Study,
    drill_id: str,
    started_from: int,
    drawing: Any,
    changes: Sequence[Any],
    now: datetime,
) -> Saved:
    """Save a drawing that was made from a certain saving, with the steps since.

    It is not taken if another tab saved meanwhile or the drill was sent; what is stored comes
    back either way. Raises ``UnknownDrillError``, and ``AnswerError`` for what is no drawing.
    """
    sheet = sheet_of(drawing)
    steps = [step for step in changes[:MOST_CHANGES] if _is_step(step)]
    with study.store.writing() as connection:
        is_taken = save_drawing(
            connection,
            study.learner_id,
            drill_id,
            started_from,
            sheet_values(sheet),
            steps,
            now,
        )
        drill = find_drill(connection, study.learner_id, drill_id)
        if drill is None:
            raise UnknownDrillError(drill_id)
        return Saved(is_taken, task_of(study, drill, now))


def discard(study: Study, drill_id: str) -> None:
    """Throw a drill away that was not sent, with all its steps; nothing is reviewed.

    Raises ``UnknownDrillError``, also for one that was sent: that is part of what was learned.
    """
    with study.store.writing() as connection:
        if not discard_drill(connection, study.learner_id, drill_id):
            raise UnknownDrillError(drill_id)


def _states_left(machine: Machine, level: Level, sheet: Sheet) -> int:
    if level.kind is not LevelKind.MISSING_EDGES:
        return 0
    names = state_spellings(machine)
    given = {find_value(names, state.name) for state in sheet.states if state.given}
    rules = diagram(machine, level.role)
    return len({end for rule in rules for end in (rule.origin, rule.target)} - given)


def _is_step(step: Any) -> bool:
    if not isinstance(step, Mapping) or not isinstance(step.get("what"), str):
        return False
    try:
        return len(msgspec.json.encode(step)) <= MOST_CHANGE_BYTES
    except (UnicodeEncodeError, RecursionError):
        return False
