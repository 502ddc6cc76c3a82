"""What an examiner found, put into words."""

from collections.abc import Iterator

import msgspec
import pytest
from flask import Flask

from quizapp.engine import Machine
from quizapp.grading import Level, LevelKind
from quizapp.grading.sheet import Sheet, SheetEdge, write_sheet
from quizapp.services.corrections import undo
from quizapp.services.drill_help import hint
from quizapp.services.drill_history import attempts
from quizapp.services.drill_marking import Result, result, send
from quizapp.services.drill_mending import mend
from quizapp.services.drill_sheets import asked_facts, first_sheet
from quizapp.services.drills import begin, task
from quizapp.services.study import Study
from quizapp.web.examined import beside, page
from tests.conftest import NOW
from tests.grading.mistakes import spoilt
from tests.grading.sheets import perfect, renamed
from tests.services.learning import MINUTE
from tests.services.test_drill_marking import Hand
from tests.web.drilled import BLANK, drilled

NAMED = (
    "the arrow points the other way",
    "it leads to another state",
    "it starts in another state",
    "another event causes it",
    "the event is missing",
    "other segments are sent",
    "not a transition of this machine",
    "drawn twice",
    "a state under another name",
)
"""How mistakes are called; the tenth is an arrow that is not there."""


@pytest.fixture(autouse=True)
def _english(app: Flask) -> Iterator[None]:
    with app.test_request_context(headers={"Accept-Language": "en"}):
        yield


def test_a_perfect_drawing_has_nothing_to_mend(study: Study, tcp: Machine) -> None:
    found = page(drilled(study, Hand(tcp).sheet(tcp.drawn())), (), None)
    assert (found.outcome, found.headline) == ("right", "21 of 21 edges")
    assert (found.wrong, found.missed, found.missed_states) == ((), (), ())
    assert (found.beside, found.playing, found.clashes) == ((), None, ())
    assert len(found.right) == len(found.order) == 21
    assert "21 of the 21 transitions" in found.cover


def test_each_mistake_is_named_with_what_is_right(study: Study, tcp: Machine) -> None:
    sheet = Hand(tcp).sheet(tcp.drawn())
    edges = list(sheet.edges)
    edges[0] = msgspec.structs.replace(edges[0], tail=edges[0].head, head=edges[0].tail)
    edges[4] = msgspec.structs.replace(edges[4], label="")
    del edges[9]
    found = page(drilled(study, msgspec.structs.replace(sheet, edges=tuple(edges))), (), None)
    assert found.outcome == "partly"
    words = " ".join(line.words for line in found.wrong)
    for named in ("the arrow points the other way", "the event is missing"):
        assert named in words
    assert [line.status for line in found.missed] == ["missed"]
    turned = next(line for line in found.wrong if "other way" in line.words)
    assert turned.required != turned.drawn
    assert turned.says
    assert turned.source.startswith("RFC 9293")


def test_the_run_parts_in_its_last_line(study: Study, tcp: Machine) -> None:
    found = page(drilled(study, Hand(tcp).sheet(tcp.drawn()[:-6])), (), None)
    assert found.playing is not None
    assert [line.parts for line in found.playing.lines] == [
        line.number == len(found.playing.lines) for line in found.playing.lines
    ]
    assert found.playing.why
    assert found.playing.source.startswith("RFC 9293")


@pytest.mark.parametrize(("step", "shown"), [(0, 0), (1, 1), (None, None), (999, None)])
def test_the_step_asked_for_is_shown_else_the_last(
    study: Study, tcp: Machine, step: int | None, shown: int | None
) -> None:
    found = page(drilled(study, Hand(tcp).sheet(tcp.drawn()[:-6])), (), step)
    assert found.playing is not None
    assert found.playing.step == (len(found.playing.lines) if shown is None else shown)
    assert found.playing.canon.svg.count("node asked") == 1


def test_states_are_missed_and_superfluous(study: Study, tcp: Machine) -> None:
    sheet = Hand(tcp).sheet(tcp.drawn()[:4])
    stranger = msgspec.structs.replace(sheet.states[0], id="zz", name="NAPPING")
    sheet = msgspec.structs.replace(sheet, states=(*sheet.states, stranger))
    found = page(drilled(study, sheet), (), None)
    assert [line.drawn for line in found.wrong] == ["NAPPING"]
    drawn = {state.name for state in sheet.states}
    assert set(found.missed_states) == {state.id for state in tcp.states} - drawn


def given_task(study: Study, tcp: Machine, kind: LevelKind, label: str, own: int) -> Result:
    """Send what a level gives, with a label on one of the given arrows, or an arrow more."""
    level = Level(kind, size=3)
    asked = asked_facts(tcp, level, 1)
    sheet = first_sheet(tcp, level, asked, "auto")
    edges = list(sheet.edges)
    edges[0] = msgspec.structs.replace(edges[0], label=label)
    more = [msgspec.structs.replace(edges[1], id=f"own{n}", given=False) for n in range(own)]
    return drilled(study, msgspec.structs.replace(sheet, edges=(*edges, *more)), level)


def test_a_label_left_open_is_missed_and_a_wrong_one_wrong(study: Study, tcp: Machine) -> None:
    found = page(given_task(study, tcp, LevelKind.LABELS, "rcv RST", 0), (), None)
    assert [(line.status, line.glyph) for line in found.wrong] == [("wrong", "✗")]
    assert {line.words for line in found.missed} == {"not labelled"}
    assert len(found.missed) == 20
    assert "½" not in found.figure.svg


def test_nothing_that_was_given_is_held_against_anybody(study: Study, tcp: Machine) -> None:
    found = page(given_task(study, tcp, LevelKind.MISSING_EDGES, "", 1), (), None)
    assert (found.wrong, found.right, len(found.missed)) == ((), (), 3)
    assert [line.status for line in found.beside] == ["neutral"]
    assert found.legend[-1].words == "was there from the beginning"


def test_a_state_of_another_part_is_neither_asked_for_nor_wrong(
    study: Study, tcp: Machine
) -> None:
    level = msgspec.structs.replace(BLANK, role="client")
    found = page(drilled(study, Hand(tcp).sheet(tcp.drawn()), level), (), None)
    assert all(line.status == "neutral" for line in found.beside)
    assert found.wrong == ()
    assert "LISTEN" in {line.drawn for line in found.beside}


def test_arrows_come_in_the_order_in_which_they_were_drawn(study: Study, tcp: Machine) -> None:
    sheet = Hand(tcp).sheet(tcp.drawn()[:3])
    times = (30.0, 5.0, 75.0)
    edges = tuple(
        msgspec.structs.replace(edge, at=at)
        for edge, at in zip(sheet.edges, times, strict=True)
    )
    found = page(drilled(study, msgspec.structs.replace(sheet, edges=edges)), (), None)
    assert [(line.at, line.took) for line in found.order] == [
        ("0:05", "5"),
        ("0:30", "25"),
        ("1:15", "45"),
    ]


def test_a_drawing_taken_back_says_so(study: Study, tcp: Machine) -> None:
    sent = drilled(study, Hand(tcp).sheet(tcp.drawn()))
    undo(study, sent.task.id, NOW)
    assert page(result(study, sent.task.id, NOW), (), None).outcome == "undone"


def test_other_attempts_are_offered_but_not_itself(study: Study, tcp: Machine) -> None:
    one, two = (drilled(study, Hand(tcp).sheet(tcp.drawn())) for _ in range(2))
    others = page(two, attempts(study, "tcp", NOW), "").others
    assert [line.id for line in others] == [one.task.id]


def test_what_was_gained_and_lost_between_two(study: Study, tcp: Machine) -> None:
    hand, drawn = Hand(tcp), tcp.drawn()
    before = drilled(study, hand.sheet(drawn[1:]))
    after = drilled(study, hand.sheet(drawn[:-1]))
    found = beside([after, before], NOW)
    assert len(found.attempts) == 2
    assert len(found.gained) == len(found.lost) == 1
    assert drawn[0].target in found.gained[0] + found.lost[0]


def test_only_arrows_asked_for_in_both_are_won_or_lost(study: Study, tcp: Machine) -> None:
    drawn = tcp.drawn()
    before = drilled(study, Hand(tcp).sheet(drawn[2:]))
    drill = mend(study, before.task.id, 1, NOW)
    sheet = task(study, drill, NOW).sheet
    send(study, drill, write_sheet(with_first_arrow(sheet, tcp)).decode(), {}, NOW + MINUTE)
    found = beside([before, result(study, drill, NOW)], NOW)
    assert (len(found.gained), found.lost, found.unasked) == (1, (), 19)


def with_first_arrow(sheet: Sheet, tcp: Machine) -> Sheet:
    """Return a drawing with the first arrow of the figure as well."""
    rule = tcp.drawn()[0]
    ids = {state.name: state.id for state in sheet.states}
    own = SheetEdge("own", ids[rule.origin], ids[rule.target], Hand(tcp).label(rule))
    return msgspec.structs.replace(sheet, edges=(*sheet.edges, own))


def test_an_arrow_known_from_a_hint_is_told_so_everywhere(study: Study, tcp: Machine) -> None:
    drill = begin(study, "tcp", BLANK, 1, NOW - 2 * MINUTE)
    hint(study, drill, NOW)
    send(study, drill, write_sheet(Hand(tcp).sheet(tcp.drawn())).decode(), {}, NOW)
    found = page(result(study, drill, NOW), (), None)
    assert (found.outcome, found.headline) == ("partly", "20 of 21 edges")
    (line,) = found.wrong
    assert (line.status, line.glyph) == ("hinted", "◐")
    assert "hint" in line.words
    assert 'edge--free hinted"' in found.figure.svg
    assert [entry.css for entry in found.legend] == ["right", "hinted"]
    assert not any("as a whole" in remark for remark in found.remarks)


def test_words_that_were_not_understood_are_quoted(study: Study, tcp: Machine) -> None:
    sheet = Hand(tcp).sheet(tcp.drawn())
    blah = msgspec.structs.replace(sheet.edges[0], label="gets the blah")
    found = page(
        drilled(study, msgspec.structs.replace(sheet, edges=(blah, *sheet.edges[1:]))), (), None
    )
    (line,) = found.wrong
    assert line.drawn.endswith("with “gets the blah”")
    assert line.words == "partly right: what is written beside it was not understood"


@pytest.mark.parametrize("seed", range(5))
def test_ten_mistakes_in_one_drawing_are_each_named_once(
    study: Study, tcp: Machine, seed: int
) -> None:
    drawing = spoilt(seed)
    found = page(drilled(study, drawing.sheet), (), None)
    words = [line.words for line in (*found.wrong, *found.beside)]
    for named in NAMED:
        assert sum(named in line for line in words) == 1, named
    assert len(words) == len(NAMED)
    (missed,) = found.missed
    assert missed.required
    assert found.missed_states == ()
    at_the_state = sum(drawing.state in (rule.origin, rule.target) for rule in tcp.drawn())
    assert len(found.misnamed) == at_the_state
    assert len(found.right) == 21 - 7 - at_the_state


def test_a_state_under_another_name_is_told_by_the_name_that_was_written(
    study: Study, tcp: Machine
) -> None:
    found = page(drilled(study, renamed(perfect(tcp), "FIN-WAIT-2", "napping")), (), None)
    (line,) = found.wrong
    assert (line.words, line.drawn) == ("a state under another name", "napping")
    assert line.says == "Your “napping” does what FIN-WAIT-2 does: that is its name."
    assert [line.words for line in found.misnamed] == [
        "partly right: one of its states has another name"
    ] * 2
    assert found.misnamed[0].drawn.startswith("FIN-WAIT-1 → napping")
    assert found.headline == "20.6 of 21 edges"
    assert found.playing is None
    assert "FIN-WAIT-1 → napping" in " ".join(line.words for line in found.order)
    assert "?napping" not in found.figure.svg
