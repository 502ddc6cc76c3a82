"""What lies on the canvas when a drill begins."""

import pytest

from quizapp.engine import Machine
from quizapp.grading import Level, LevelKind
from quizapp.grading.demand import diagram
from quizapp.grading.examiner import examine
from quizapp.grading.sheet import SheetEdge, read_sheet, write_sheet
from quizapp.services.drill_sheets import asked_facts, first_sheet, label_lines, plain_sketch


def test_a_blank_page_is_blank(machine: Machine) -> None:
    sheet = first_sheet(machine, Level(LevelKind.BLANK_PAGE), (), "auto")
    assert (sheet.states, sheet.edges) == ((), ())


def test_given_states_are_those_of_the_diagram(machine: Machine) -> None:
    sheet = first_sheet(machine, Level(LevelKind.STATES_GIVEN), (), "auto")
    assert {state.name for state in sheet.states} == {state.id for state in machine.states}
    assert all(state.given for state in sheet.states)
    assert sheet.edges == ()


@pytest.mark.parametrize("kind", [kind for kind in LevelKind if kind.gives_arrows])
def test_given_arrows_have_no_label_where_labels_are_asked(
    machine: Machine, kind: LevelKind
) -> None:
    sheet = first_sheet(machine, Level(kind), (), "auto")
    assert len(sheet.edges) == len(machine.drawn())
    assert all(edge.given and not (edge.label or edge.event) for edge in sheet.edges)


@pytest.mark.parametrize("seed", range(5))
def test_missing_arrows_are_missing_and_the_rest_is_right(machine: Machine, seed: int) -> None:
    level = Level(LevelKind.MISSING_EDGES, size=2)
    asked = asked_facts(machine, level, seed)
    sheet = first_sheet(machine, level, asked, "auto")
    assert len(asked) == min(2, len(diagram(machine)))
    assert len(sheet.edges) == len(machine.drawn()) - len(asked)
    found = examine(machine, level, sheet, asked)
    assert (found.headline.edges_right, found.headline.edges) == (0.0, len(asked))
    assert found.doubts == ()


def test_the_same_seed_takes_the_same_arrows(tcp: Machine) -> None:
    level = Level(LevelKind.MISSING_EDGES, size=4)
    assert asked_facts(tcp, level, 3) == asked_facts(tcp, level, 3)
    assert len({asked_facts(tcp, level, seed) for seed in range(9)}) > 5


@pytest.mark.parametrize("kind", list(LevelKind))
def test_a_role_shows_its_own_part_only(tcp: Machine, kind: LevelKind) -> None:
    for role in tcp.roles:
        sheet = first_sheet(tcp, Level(kind, role=role.id, size=1), (), "auto")
        shown = {
            state for rule in diagram(tcp, role.id) for state in (rule.origin, rule.target)
        }
        assert {state.name for state in sheet.states} in (set(), shown)


@pytest.mark.parametrize("kind", list(LevelKind))
def test_it_can_be_stored_and_read(machine: Machine, kind: LevelKind) -> None:
    sheet = first_sheet(machine, Level(kind, size=1), (), "auto")
    assert read_sheet(write_sheet(sheet)) == sheet


def test_a_sketch_shows_the_learners_words(tcp: Machine) -> None:
    typed = SheetEdge("e1", "a", "b", label="rcv FIN / snd ACK")
    chosen = SheetEdge("e2", "a", "b", event="segment-fin", send="ACK")
    assert label_lines(tcp, typed, "en") == ("rcv FIN", "snd ACK")
    assert label_lines(tcp, chosen, "en") == ("rcv FIN", "snd ACK")
    assert label_lines(tcp, chosen, "zh") == (tcp.event("segment-fin").label.zh, "发送 ACK")
    assert label_lines(tcp, SheetEdge("e3", "a", "b", event="gibberish"), "en") == (
        "gibberish",
    )
    put_back = SheetEdge("e4", "a", "b", event="rcv FIN / snd ACK", how="chosen")
    assert label_lines(tcp, put_back, "en") == ("rcv FIN", "snd ACK")
    assert label_lines(tcp, put_back, "zh") == (tcp.event("segment-fin").label.zh, "发送 ACK")
    assert label_lines(tcp, SheetEdge("e5", "a", "b"), "en") == ()
    sheet = first_sheet(tcp, Level(LevelKind.LABELS), (), "auto")
    sketch = plain_sketch(tcp, sheet, "en", "Yours")
    assert (len(sketch.states), len(sketch.edges), sketch.title) == (11, 21, "Yours")
