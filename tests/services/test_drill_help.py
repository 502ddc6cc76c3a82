"""What helps while one draws."""

import msgspec
import pytest

from quizapp.engine import Machine
from quizapp.errors import AnswerError
from quizapp.grading import Level, LevelKind
from quizapp.grading.sheet import Sheet, SheetEdge, SheetState, write_sheet
from quizapp.services.drill_help import hint, read_labels, tidy
from quizapp.services.drills import UnknownDrillError, begin, task
from quizapp.services.study import Study
from tests.conftest import NOW


@pytest.fixture
def drill(study: Study) -> str:
    return begin(study, "tcp", Level(LevelKind.BLANK_PAGE), 1, NOW)


def test_labels_are_understood_in_the_learners_words(study: Study, drill: str) -> None:
    texts = ["rcv SYN / snd SYN+ACK", "收到SYN/发送SYN,ACK", "recv syn, send syn ack"]
    for read in read_labels(study, drill, texts, "en", NOW):
        assert (read.event, read.sends) == ("segment-syn", ("SYN,ACK",))
        assert (read.says, read.problem) == ("rcv SYN / snd SYN,ACK", None)


def test_what_is_not_understood_is_asked_about(study: Study, drill: str) -> None:
    (read,) = read_labels(study, drill, ["rcv FNI"], "zh", NOW)
    assert read.event is None
    assert read.problem is not None
    assert "没看懂" in read.problem
    assert read.near


def test_tidy_gives_every_state_a_place_of_its_own(
    study: Study, drill: str, tcp: Machine
) -> None:
    states = tuple(SheetState(f"s{n}", state.id, 0, 0) for n, state in enumerate(tcp.states))
    edges = (SheetEdge("e", "s0", "s1", "rcv SYN"), SheetEdge("f", "s1", "s1"))
    drawing = msgspec.json.decode(write_sheet(Sheet(states=states, edges=edges)))
    found = tidy(study, drill, drawing, NOW)
    assert set(found.places) == {state.id for state in states}
    assert len(set(found.places.values())) == len(states)
    assert set(found.bends) == {"e"}


def test_an_empty_canvas_is_tidy(study: Study, drill: str) -> None:
    assert tidy(study, drill, {"version": 1, "states": [], "edges": []}, NOW).places == {}


def test_what_is_no_drawing_is_not_tidied(study: Study, drill: str) -> None:
    with pytest.raises(AnswerError):
        tidy(study, drill, {"states": 5}, NOW)


def test_a_hint_names_an_arrow_that_is_missing(study: Study, drill: str, tcp: Machine) -> None:
    told = hint(study, drill, NOW)
    assert told is not None
    (fact,) = task(study, drill, NOW).hints
    assert tcp.outcome(fact).target in told.en


def test_nothing_helps_with_a_drill_that_is_not_there(study: Study) -> None:
    with pytest.raises(UnknownDrillError):
        hint(study, "drill-none", NOW)
    with pytest.raises(UnknownDrillError):
        read_labels(study, "drill-none", ["x"], "en", NOW)
