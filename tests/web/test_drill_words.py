"""Drills in words."""

from collections.abc import Iterator

import pytest
from flask import Flask

from quizapp.engine import Machine
from quizapp.grading import Level, LevelKind, Strictness
from quizapp.services.drill_mending import mend
from quizapp.services.drills import begin, task
from quizapp.services.study import Study
from quizapp.web.drill_words import (
    clock,
    drill_line,
    file_name,
    kinds,
    level_words,
    limits,
    offers_names,
    remarks,
    strictnesses,
    task_words,
)
from tests.conftest import NOW
from tests.services.learning import MINUTE
from tests.services.test_drill_marking import Hand
from tests.web.drilled import drilled


@pytest.fixture(autouse=True)
def _english(app: Flask) -> Iterator[None]:
    with app.test_request_context(headers={"Accept-Language": "en"}):
        yield


def test_every_kind_strictness_and_limit_has_a_name() -> None:
    assert {choice.value for choice in kinds()} == set(LevelKind)
    assert next(choice.value for choice in kinds()) == "blank-page"
    assert {choice.value for choice in strictnesses()} == set(Strictness)
    assert all(choice.words and choice.hint for choice in (*kinds(), *strictnesses()))
    assert limits()[0].value == ""


@pytest.mark.parametrize("kind", list(LevelKind))
def test_a_task_names_its_machine_and_part(study: Study, kind: LevelKind) -> None:
    whole = task(study, begin(study, "tcp", Level(kind, size=2), 1, NOW), NOW)
    part = task(study, begin(study, "tcp", Level(kind, role="client", size=2), 1, NOW), NOW)
    assert "TCP connection" in task_words(whole)
    assert task_words(part) != task_words(whole)


def test_a_level_in_a_few_words(study: Study) -> None:
    level = Level(LevelKind.LABELS, "client", Strictness.EXPERT, 300)
    found = task(study, begin(study, "tcp", level, 1, NOW), NOW)
    words = level_words(found).split(" · ")
    assert (words[0], words[2:]) == ("Labels missing", ["Expert", "limit 5:00"])


@pytest.mark.parametrize(
    ("seconds", "shown"), [(0, "0:00"), (59.9, "0:59"), (3599, "59:59"), (-5, "0:00")]
)
def test_a_time_reads_as_on_a_clock(seconds: float, shown: str) -> None:
    assert clock(seconds) == shown


def test_a_line_tells_when_and_how_long(study: Study) -> None:
    found = task(study, begin(study, "tcp", Level(), 1, NOW - 3 * MINUTE), NOW)
    line = drill_line(found, None, NOW)
    assert (line.when, line.took, line.headline) == ("today", "3:00", "")


def test_remarks_tell_the_time_and_the_states(study: Study, tcp: Machine) -> None:
    found = remarks(drilled(study, Hand(tcp).sheet(tcp.drawn())))
    assert found[0] == "Drawn in 2:00; the limit was 5:00."
    assert "11 of 11 states." in found
    assert found[-1] == "You know this diagram as a whole."


def test_remarks_tell_what_is_extra_and_the_core(study: Study, tcp: Machine) -> None:
    core = tuple(rule for rule in tcp.drawn() if rule.tier == 1)
    found = remarks(drilled(study, Hand(tcp).sheet(core), Level(LevelKind.BLANK_PAGE)))
    assert found[0] == "Drawn in 2:00."
    assert any("main path" in remark for remark in found)


def test_names_are_offered_where_states_are_given_or_to_beginners(study: Study) -> None:
    offered = [
        offers_names(task(study, begin(study, "tcp", level, 1, NOW), NOW))
        for level in (
            Level(LevelKind.STATES_GIVEN),
            Level(LevelKind.BLANK_PAGE, strictness=Strictness.BEGINNER),
            Level(LevelKind.BLANK_PAGE),
        )
    ]
    assert offered == [True, True, False]


def test_a_task_to_mend_tells_how_much_is_missing_and_offers_no_names(
    study: Study, tcp: Machine
) -> None:
    kept = tuple(rule for rule in tcp.drawn() if "CLOSING" not in (rule.origin, rule.target))
    found = drilled(study, Hand(tcp).sheet(kept))
    again = task(study, mend(study, found.task.id, 1, NOW), NOW)
    assert task_words(again) == (
        "Missing from TCP connection: arrows 2, states 1. Draw them back."
    )
    assert not offers_names(again)


def test_an_open_drill_past_its_limit_says_so(study: Study) -> None:
    drill = begin(study, "tcp", Level(limit=300), 1, NOW - 16 * MINUTE)
    line = drill_line(task(study, drill, NOW), None, NOW)
    assert (line.took, line.is_sent) == ("16:00, past its limit", False)


def test_a_drawings_files_are_named_by_machine_and_day(study: Study) -> None:
    found = task(study, begin(study, "tcp", Level(), 1, NOW), NOW)
    assert file_name(found) == f"tcp-drawing-{NOW.date().isoformat()}"
