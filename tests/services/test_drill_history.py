"""Every drawing ever made: lists, replays, and what to mend."""

from typing import Any

import pytest

from quizapp.engine import Machine
from quizapp.grading import Level, LevelKind
from quizapp.grading.sheet import Sheet, sheet_values
from quizapp.services.drill_history import attempts, replay, unsent
from quizapp.services.drills import UnknownDrillError, begin, save, task
from quizapp.services.study import Study
from tests.conftest import NOW
from tests.services.learning import MINUTE
from tests.services.test_drill_marking import Hand, sent


def test_attempts_tell_how_they_went(study: Study, tcp: Machine) -> None:
    first = sent(study, Hand(tcp).sheet(tcp.drawn())).task.id
    second = begin(study, "tcp", Level(), 1, NOW + MINUTE)
    found = attempts(study, "tcp", NOW + MINUTE)
    assert [(item.task.id, item.headline is not None) for item in found] == [
        (second, False),
        (first, True),
    ]
    assert found[1].headline is not None
    assert found[1].headline.words.en == "21 of 21 edges"


def test_only_what_was_not_sent_can_be_gone_on_with(study: Study, tcp: Machine) -> None:
    sent(study, Hand(tcp).sheet(tcp.drawn()))
    begun = begin(study, "tcp", Level(), 1, NOW)
    assert [item.id for item in unsent(study, NOW)] == [begun]


def _steps(sheet: Sheet) -> list[dict[str, Any]]:
    values = sheet_values(sheet)
    added = [
        {"at": 1.5 * place, "what": "add-state", "states": [state], "edges": [], "gone": []}
        for place, state in enumerate(values["states"], start=1)
    ]
    drawn = [
        {"at": 60.0 + place, "what": "add-edge", "states": [], "edges": [edge], "gone": []}
        for place, edge in enumerate(values["edges"])
    ]
    return [*added, *drawn]


def test_a_drawing_is_made_again_stroke_by_stroke(study: Study, tcp: Machine) -> None:
    sheet = Hand(tcp).sheet(tcp.drawn())
    begun = begin(study, "tcp", Level(), 1, NOW)
    steps = _steps(sheet)
    save(study, begun, 0, sheet_values(sheet), steps, NOW)
    for shown in range(len(steps) + 1):
        film = replay(study, begun, shown, NOW)
        assert len(film.sheet.states) + len(film.sheet.edges) == shown
    last = replay(study, begun, None, NOW)
    assert (last.step, last.steps, last.sheet) == (len(steps), len(steps), sheet)
    assert (last.what, last.at) == ("add-edge", steps[-1]["at"])


def test_what_was_removed_is_gone(study: Study, tcp: Machine) -> None:
    sheet = Hand(tcp).sheet(tcp.drawn()[:1])
    begun = begin(study, "tcp", Level(), 1, NOW)
    gone = {"at": 99, "what": "remove", "states": [], "edges": [], "gone": ["e0"]}
    save(study, begun, 0, sheet_values(sheet), [*_steps(sheet), gone], NOW)
    assert replay(study, begun, None, NOW).sheet.edges == ()


def test_given_arrows_begin_without_the_labels_they_got(study: Study) -> None:
    drill = begin(study, "tcp", Level(LevelKind.LABELS), 1, NOW)
    values = sheet_values(task(study, drill, NOW).sheet)
    values["edges"][0]["label"] = "rcv SYN"
    step = {"at": 1, "what": "label", "states": [], "edges": values["edges"][:1], "gone": []}
    save(study, drill, 0, values, [step], NOW)
    labels = [
        [edge.label for edge in replay(study, drill, number, NOW).sheet.edges if edge.label]
        for number in (0, 1)
    ]
    assert labels == [[], ["rcv SYN"]]


def test_a_given_diagram_is_there_from_the_first_step(study: Study) -> None:
    begun = begin(study, "tcp", Level(LevelKind.STATES_GIVEN), 1, NOW)
    film = replay(study, begun, 0, NOW)
    assert (film.steps, len(film.sheet.states)) == (0, 11)


@pytest.mark.parametrize(("step", "shown"), [(-1, 0), (10**6, 2), (None, 2)])
def test_a_step_beyond_either_end_is_the_end(
    study: Study, tcp: Machine, step: int | None, shown: int
) -> None:
    sheet = Hand(tcp).sheet(tcp.drawn())
    begun = begin(study, "tcp", Level(), 1, NOW)
    save(study, begun, 0, sheet_values(sheet), _steps(sheet)[:2], NOW)
    assert replay(study, begun, step, NOW).step == shown


def test_what_is_not_there_cannot_be_replayed(study: Study) -> None:
    with pytest.raises(UnknownDrillError):
        replay(study, "drill-none", None, NOW)
