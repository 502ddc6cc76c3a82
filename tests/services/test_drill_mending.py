"""A drawing to mend is one's own, less what was wrong, and gives nothing away."""

import msgspec
import pytest

from quizapp.engine import Machine
from quizapp.grading import Level, LevelKind, Strictness
from quizapp.grading.sheet import Sheet, SheetEdge, SheetState
from quizapp.services.drill_help import hint
from quizapp.services.drill_marking import Result
from quizapp.services.drill_mending import mend
from quizapp.services.drills import Task, UnknownDrillError, begin, task
from quizapp.services.study import Study
from tests.conftest import NOW
from tests.services.test_drill_marking import BLANK, Hand, sent


def mended(study: Study, found: Result) -> Task:
    return task(study, mend(study, found.task.id, 5, NOW), NOW)


def test_it_asks_for_what_was_wrong_as_strictly_and_without_a_limit(
    study: Study, tcp: Machine
) -> None:
    drawn = tcp.drawn()
    level = Level(LevelKind.BLANK_PAGE, strictness=Strictness.EXPERT, limit=300)
    again = mended(study, sent(study, Hand(tcp).sheet(drawn[3:]), level))
    assert {rule.id for rule in drawn[:3]} <= set(again.asked)
    assert again.level.kind is LevelKind.MISSING_EDGES
    assert (again.level.strictness, again.level.limit) == (Strictness.EXPERT, None)
    assert len(again.sheet.edges) == len(drawn) - len(again.asked)


def test_what_was_right_stays_where_it_was_as_it_was_written(
    study: Study, tcp: Machine
) -> None:
    sheet = Hand(tcp).sheet(tcp.drawn())
    bent = msgspec.structs.replace(sheet.edges[2], bend=(20.0, 5.0), at=9.0)
    wrong = msgspec.structs.replace(sheet.edges[0], label="rcv RST")
    sheet = msgspec.structs.replace(
        sheet, edges=(wrong, sheet.edges[1], bent, *sheet.edges[3:])
    )
    again = mended(study, sent(study, sheet))
    assert again.asked == (tcp.drawn()[0].id,)
    assert again.states_left == 0
    places = {(state.name, state.x, state.y) for state in sheet.states}
    assert {(state.name, state.x, state.y) for state in again.sheet.states} == places
    kept = {edge.id: edge for edge in again.sheet.edges}
    assert (kept[bent.id].label, kept[bent.id].bend) == (bent.label, bent.bend)
    assert wrong.id not in kept
    assert all(thing.given for thing in (*again.sheet.states, *again.sheet.edges))


def test_a_forgotten_state_is_not_given_away(study: Study, tcp: Machine) -> None:
    drawn = [rule for rule in tcp.drawn() if "CLOSING" not in (rule.origin, rule.target)]
    again = mended(study, sent(study, Hand(tcp).sheet(tuple(drawn))))
    assert "CLOSING" not in {state.name for state in again.sheet.states}
    assert again.states_left == 1
    given = mended(study, sent(study, begun_with_states(study), Level(LevelKind.STATES_GIVEN)))
    assert (given.states_left, len(given.sheet.states)) == (0, 11)


def begun_with_states(study: Study) -> Sheet:
    """What lies there where states are given, with one wrong arrow."""
    drill = begin(study, "tcp", Level(LevelKind.STATES_GIVEN), 1, NOW)
    sheet = task(study, drill, NOW).sheet
    first, second = (state.id for state in sheet.states[:2])
    return msgspec.structs.replace(sheet, edges=(SheetEdge("own", first, second, "rcv RST"),))


def test_wrong_states_are_taken_out_with_their_arrows(study: Study, tcp: Machine) -> None:
    sheet = Hand(tcp).sheet(tcp.drawn())
    states = [
        msgspec.structs.replace(
            state, name="NAPPING" if state.name == "CLOSING" else state.name
        )
        for state in sheet.states
    ]
    extra = SheetState("more", "SLUMBER")
    again = mended(study, sent(study, msgspec.structs.replace(sheet, states=(*states, extra))))
    names = {state.name for state in again.sheet.states}
    assert names == {state.id for state in tcp.states} - {"CLOSING"}
    at_it = {rule.id for rule in tcp.drawn() if "CLOSING" in (rule.origin, rule.target)}
    assert set(again.asked) == at_it


def test_of_two_events_in_one_label_the_right_one_stays(study: Study, tcp: Machine) -> None:
    sheet = Hand(tcp).sheet(tcp.drawn())
    both = f"{sheet.edges[0].label}\nrcv RST"
    edges = (msgspec.structs.replace(sheet.edges[0], label=both), *sheet.edges[1:-1])
    again = mended(study, sent(study, msgspec.structs.replace(sheet, edges=edges)))
    assert again.asked == (tcp.drawn()[-1].id,)
    (kept,) = [edge for edge in again.sheet.edges if edge.id.startswith("e0-")]
    assert (kept.event, kept.label) == (tcp.drawn()[0].event, "")


def test_what_a_hint_gave_away_is_to_be_drawn_again(study: Study, tcp: Machine) -> None:
    drill = begin(study, "tcp", BLANK, 1, NOW)
    hint(study, drill, NOW)
    (told,) = task(study, drill, NOW).hints
    found = sent(study, Hand(tcp).sheet(tcp.drawn()), drill=drill)
    assert mended(study, found).asked == (told,)


def test_what_was_mended_whole_has_nothing_left_to_mend(study: Study, tcp: Machine) -> None:
    sheet = Hand(tcp).sheet(tcp.drawn())
    part = msgspec.structs.replace(sheet, edges=sheet.edges[2:])
    again = mended(study, sent(study, part))
    done = msgspec.structs.replace(again.sheet, edges=(*again.sheet.edges, *sheet.edges[:2]))
    found = sent(study, done, drill=again.id)
    assert found.examination.headline.words.en == "2 of 2 edges"
    assert found.examination.conduct.parting is None
    with pytest.raises(UnknownDrillError):
        mend(study, again.id, 1, NOW)


def test_there_is_nothing_to_mend_in_a_perfect_drawing(study: Study, tcp: Machine) -> None:
    found = sent(study, Hand(tcp).sheet(tcp.drawn()))
    with pytest.raises(UnknownDrillError):
        mend(study, found.task.id, 1, NOW)
