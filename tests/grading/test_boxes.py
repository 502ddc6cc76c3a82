from msgspec.structs import replace

from quizapp.grading import Level
from quizapp.grading.examiner import examine
from quizapp.grading.findings import Belief
from quizapp.grading.sheet import SheetState
from tests.conftest import MACHINES
from tests.grading.sheets import changed, perfect, renamed, without

TCP = MACHINES["tcp"]
PERFECT = perfect(TCP)


def beliefs(sheet):
    return {item.belief: item for item in examine(TCP, Level(), sheet).findings}


def merged(sheet, kept, gone):
    """Put all arrows of one box onto another, and take it away."""

    def end(name):
        return f"box {kept}" if name == f"box {gone}" else name

    edges = tuple(
        replace(edge, tail=end(edge.tail), head=end(edge.head)) for edge in sheet.edges
    )
    states = tuple(state for state in sheet.states if state.id != f"box {gone}")
    return replace(sheet, states=states, edges=edges)


def test_two_states_in_one_box_are_named():
    found = beliefs(merged(PERFECT, "FIN-WAIT-1", "FIN-WAIT-2"))[Belief.MERGED]
    assert "FIN-WAIT-1 and FIN-WAIT-2" in found.words.en
    assert "FIN-WAIT-1 和 FIN-WAIT-2" in found.words.zh
    assert found.ids[0] == "box FIN-WAIT-1"


def test_two_states_under_a_name_of_their_own_are_named():
    sheet = renamed(merged(PERFECT, "FIN-WAIT-1", "FIN-WAIT-2"), "FIN-WAIT-1", "FW")
    found = beliefs(sheet)[Belief.MERGED]
    assert found.words.en.startswith("Your “FW” does the work of FIN-WAIT-1 and FIN-WAIT-2")


def test_a_box_with_a_wrong_name_gets_its_own():
    found = beliefs(renamed(PERFECT, "CLOSING", "BOTH CLOSE"))[Belief.MISNAMED]
    assert found.words.en == "Your “BOTH CLOSE” does what CLOSING does: that is its name."
    assert found.words.zh == "你的“BOTH CLOSE”起的正是 CLOSING 的作用：它应该叫这个名字。"
    assert found.ids == ("box CLOSING",)


def test_a_state_drawn_again_under_a_name_of_its_own_is_told_so():
    sheet = renamed(PERFECT, "CLOSING", "BOTH CLOSE")
    sheet = replace(sheet, states=(*sheet.states, SheetState("named", "CLOSING")))
    found = beliefs(sheet)[Belief.MISNAMED]
    assert found.words.en.endswith("and that is there as well: they are one state.")
    assert found.ids == ("box CLOSING",)


def test_two_boxes_for_one_state_are_named():
    sheet = replace(PERFECT, states=(*PERFECT.states, SheetState("again", "estab")))
    found = beliefs(sheet)[Belief.TWICE]
    assert found.ids == ("box ESTABLISHED", "again")


def test_one_wrong_arrow_does_not_make_a_merged_state():
    sheet = without(PERFECT, "fin-wait-2.fin", "fin-wait-1.ack-of-fin")
    states = tuple(state for state in sheet.states if state.name != "FIN-WAIT-2")
    sheet = changed(replace(sheet, states=states), "fin-wait-1.fin", head="TIME-WAIT")
    assert Belief.MERGED not in beliefs(sheet)


def test_an_idle_box_is_only_extra():
    sheet = replace(PERFECT, states=(*PERFECT.states, SheetState("z", "LIMBO")))
    assert beliefs(sheet) == {}


def test_the_perfect_drawing_leaves_nothing_to_say():
    assert beliefs(PERFECT) == {}
