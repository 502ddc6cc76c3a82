"""Drills: begun, left, taken up again, saved by two tabs."""

from datetime import timedelta

import msgspec
import pytest

from quizapp.config import Settings
from quizapp.errors import AnswerError, UnknownMachineError
from quizapp.grading import Level, LevelKind
from quizapp.grading.sheet import Sheet, SheetEdge, SheetState, write_sheet
from quizapp.services.drills import (
    PREFIX,
    EmptyRoleError,
    UnknownDrillError,
    begin,
    open_tasks,
    save,
    task,
)
from quizapp.services.study import Study, open_study
from tests.conftest import NOW
from tests.services.learning import MINUTE

BLANK = Level(LevelKind.BLANK_PAGE, limit=300)
ONE = {"version": 1, "states": [{"id": "s1", "name": "LISTEN", "x": 1, "y": 2}], "edges": []}
STEP = {"at": 3.2, "what": "add-state", "states": [], "edges": [], "gone": []}


def test_a_drill_begins_with_what_its_level_gives(study: Study) -> None:
    drill = begin(study, "tcp", BLANK, 1, NOW)
    found = task(study, drill, NOW)
    assert drill.startswith(PREFIX)
    assert (found.sheet, found.level, found.revision) == (Sheet(), BLANK, 0)
    assert not found.is_sent


def test_the_clock_runs_on_while_nobody_looks(study: Study) -> None:
    drill = begin(study, "tcp", BLANK, 1, NOW)
    assert task(study, drill, NOW + 7 * MINUTE).elapsed == 420
    assert task(study, drill, NOW - MINUTE).elapsed == 0


@pytest.mark.file
def test_a_saving_survives_the_program(study: Study, settings: Settings) -> None:
    drill = begin(study, "tcp", BLANK, 1, NOW)
    assert save(study, drill, 0, ONE, [STEP], NOW + MINUTE).is_taken
    study.close()
    again = open_study(settings, NOW)
    found = task(again, drill, NOW + 2 * MINUTE)
    again.close()
    assert msgspec.json.decode(write_sheet(found.sheet)) == msgspec.json.decode(
        write_sheet(Sheet(states=(SheetState("s1", "LISTEN", 1, 2),)))
    )
    assert (found.revision, found.elapsed) == (1, 120)


def test_a_tab_that_is_behind_gets_what_is_stored(study: Study) -> None:
    drill = begin(study, "tcp", BLANK, 1, NOW)
    save(study, drill, 0, ONE, [], NOW)
    late = save(study, drill, 0, {"version": 1, "states": [], "edges": []}, [], NOW)
    assert not late.is_taken
    assert [state.name for state in late.task.sheet.states] == ["LISTEN"]
    assert late.task.revision == 1


@pytest.mark.parametrize(
    "drawing",
    [None, [], {"version": 2}, {"states": [{"id": "a"}]}, {"edges": [{}]}, "x" * 300_000],
)
def test_what_is_no_drawing_changes_nothing(study: Study, drawing: object) -> None:
    drill = begin(study, "tcp", BLANK, 1, NOW)
    with pytest.raises(AnswerError):
        save(study, drill, 0, drawing, [], NOW)
    assert task(study, drill, NOW).revision == 0


def test_steps_that_are_none_are_left_out(study: Study) -> None:
    drill = begin(study, "tcp", BLANK, 1, NOW)
    nonsense = [None, 5, {"what": 3}, {"what": "x" * 30_000}]
    assert save(study, drill, 0, ONE, nonsense, NOW).is_taken


def test_the_latest_drills_come_first(study: Study) -> None:
    ids = [begin(study, "tcp", BLANK, n, NOW + n * timedelta(hours=1)) for n in range(3)]
    assert [found.id for found in open_tasks(study, "tcp", NOW)] == ids[::-1]


def test_what_does_not_exist_is_refused(study: Study) -> None:
    with pytest.raises(UnknownMachineError):
        begin(study, "udp", BLANK, 1, NOW)
    with pytest.raises(EmptyRoleError, match="whole diagram"):
        begin(study, "tcp", Level(role="nobody"), 1, NOW)
    with pytest.raises(UnknownDrillError):
        task(study, "drill-none", NOW)
    with pytest.raises(UnknownDrillError):
        save(study, "drill-none", 0, ONE, [], NOW)


def test_an_edge_keeps_everything_that_was_sent(study: Study) -> None:
    drill = begin(study, "tcp", BLANK, 1, NOW)
    edge = SheetEdge("e1", "s1", "s1", "rcv SYN", bend=(3.5, -2), at=12.5)
    sheet = Sheet(states=(SheetState("s1", "LISTEN", 1, 2),), edges=(edge,))
    save(study, drill, 0, msgspec.json.decode(write_sheet(sheet)), [], NOW)
    assert task(study, drill, NOW).sheet == sheet
