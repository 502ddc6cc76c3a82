"""What the canvas is told of a drill."""

import json
from collections.abc import Iterator

import pytest
from flask import Flask

from quizapp.engine import Machine
from quizapp.grading import Level, LevelKind
from quizapp.services.drills import begin, task
from quizapp.services.study import Study
from quizapp.web.canvas_config import config
from tests.conftest import NOW
from tests.services.learning import MINUTE


@pytest.fixture(autouse=True)
def _english(app: Flask) -> Iterator[None]:
    with app.test_request_context(headers={"Accept-Language": "en"}):
        yield


def test_it_is_told_what_it_needs_and_can_say_so_in_json(study: Study, tcp: Machine) -> None:
    drill = begin(study, "tcp", Level(LevelKind.BLANK_PAGE, limit=120), 1, NOW)
    told = config(task(study, drill, NOW + MINUTE), "secret")
    assert json.loads(json.dumps(told)) == told
    assert [event["id"] for event in told["events"]] == [event.id for event in tcp.events]
    assert (told["elapsed"], told["limit"], told["csrf"]) == (60.0, 120, "secret")
    assert told["urls"]["save"] == f"/drill/{drill}/drawing"


@pytest.mark.parametrize("kind", list(LevelKind))
def test_nothing_told_gives_the_answer_away(
    study: Study, tcp: Machine, kind: LevelKind
) -> None:
    drill = begin(study, "tcp", Level(kind, size=2), 1, NOW)
    found = task(study, drill, NOW)
    told = config(found, "")
    ids = {state["id"]: state["name"] for state in told["drawing"]["states"]}
    shown = {
        (ids[edge["from"]], ids[edge["to"]], edge["event"]) for edge in told["drawing"]["edges"]
    }
    for fact in found.asked or [rule.id for rule in tcp.drawn()]:
        rule = tcp.outcome(fact)
        assert fact not in json.dumps(told)
        assert (rule.origin, rule.target, rule.event) not in shown


def test_labels_to_put_back_are_whole_and_mixed(study: Study, tcp: Machine) -> None:
    level = Level(LevelKind.PLACE_LABELS)
    found = [task(study, begin(study, "tcp", level, 1, NOW), NOW) for _ in range(3)]
    offered = [[event["id"] for event in config(one, "")["events"]] for one in found]
    assert "rcv FIN / snd ACK" in offered[0]
    assert len({tuple(ids) for ids in offered}) > 1
    assert len({frozenset(ids) for ids in offered}) == 1
    assert config(found[0], "")["segments"] == []
    assert config(found[0], "")["level"] == {"kind": "labels"}
    assert [event["id"] for event in config(found[0], "")["events"]] == offered[0]


def test_elsewhere_events_and_segments_are_chosen_apart(study: Study, tcp: Machine) -> None:
    told = config(task(study, begin(study, "tcp", Level(LevelKind.LABELS), 1, NOW), NOW), "")
    assert [event["id"] for event in told["events"]] == [event.id for event in tcp.events]
    assert told["segments"] == list(tcp.segments())
