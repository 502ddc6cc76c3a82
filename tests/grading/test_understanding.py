import pytest

from quizapp.engine import Machine
from quizapp.grading import Edge
from quizapp.grading.label import Trouble
from quizapp.grading.sheet import Sheet, SheetEdge, SheetState
from quizapp.grading.understanding import label_of, near_states, understand
from tests.grading.sheets import added, changed, perfect, renamed

AB = (SheetState("a", "LISTEN"), SheetState("b", "syn rcvd"))


def edge_of(machine, **label):
    return understand(machine, Sheet(1, AB, (SheetEdge("e", "a", "b", **label),)))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_machine_can_be_drawn_in_its_own_words(machine: Machine, language: str):
    found = understand(machine, perfect(machine, language), guards=True)
    assert found.doubts == ()
    assert {
        (edge.tail, edge.event, edge.head, edge.sends, edge.guard) for edge in found.edges
    } == {
        (rule.origin, rule.event, rule.target, tuple(sorted(rule.sends)), rule.when)
        for rule in machine.drawn()
    }


def test_conditions_are_dropped_where_they_are_not_asked(tcp: Machine):
    found = understand(tcp, perfect(tcp))
    assert {edge.guard for edge in found.edges} == {()}


def test_a_state_is_known_however_it_is_spelled(tcp: Machine):
    names = ["estab", "ESTABLISHED", "已建立", "tcp_established", "ＥＳＴＡＢ"]
    sheet = Sheet(1, tuple(SheetState(name, name) for name in names))
    assert {box.state for box in understand(tcp, sheet).boxes} == {"ESTABLISHED"}


def test_a_slip_in_a_name_is_asked_about_and_not_taken_for_granted(tcp: Machine):
    found = understand(tcp, renamed(perfect(tcp), "ESTABLISHED", "ESTABLISCHED"))
    (doubt,) = found.doubts
    assert (doubt.place, doubt.near) == ("box ESTABLISHED", ("ESTABLISHED",))
    assert "ESTABLISCHED" in doubt.words.en
    assert "ESTABLISCHED" in doubt.words.zh
    (box,) = [box for box in found.boxes if not box.is_known]
    assert box.state == "?establisched"


@pytest.mark.parametrize("name", ["WAITING", "S1", "", "<script>", "FIN"])
def test_a_name_that_is_like_no_other_is_a_state_of_its_own(tcp: Machine, name: str):
    found = understand(tcp, renamed(perfect(tcp), "ESTABLISHED", name))
    assert found.doubts == ()
    assert sum(not box.is_known for box in found.boxes) == 1


def test_two_boxes_without_a_name_are_two_states(tcp: Machine):
    found = understand(tcp, Sheet(1, (SheetState("a", ""), SheetState("b", " "))))
    assert len({box.state for box in found.boxes}) == 2


def test_near_states_are_few(tcp: Machine):
    assert set(near_states(tcp, "FIN-WAIT-3")) == {"FIN-WAIT-1", "FIN-WAIT-2"}
    assert near_states(tcp, "xyz") == ()


def test_an_arrow_with_two_labels_is_two_arrows(tcp: Machine):
    found = edge_of(tcp, label="rcv FIN / snd ACK; close")
    assert [stroke.edge.event for stroke in found.strokes] == ["segment-fin", "close"]
    assert {stroke.id for stroke in found.strokes} == {"e"}


def test_a_label_that_is_not_understood_is_a_doubt_and_says_nothing(tcp: Machine):
    found = edge_of(tcp, label="rcv SNY")
    assert found.edges == (Edge("LISTEN", "SYN-RECEIVED"),)
    (doubt,) = found.doubts
    assert (doubt.place, doubt.is_state, doubt.text) == ("e", False, "rcv SNY")
    assert doubt.label is not None
    assert doubt.label.trouble is Trouble.UNKNOWN
    assert "rcv SYN" in doubt.words.en


@pytest.mark.parametrize(
    ("event", "send", "sends"),
    [
        ("segment-syn", "SYN,ACK", ("SYN,ACK",)),
        ("segment-syn", "ACK; SYN", ("ACK", "SYN")),
        ("segment-syn", "", ()),
        ("", "ACK", ("ACK",)),
        ("rcv SYN", "syn+ack", ("SYN,ACK",)),
    ],
)
def test_a_chosen_label_is_taken_as_it_is(tcp: Machine, event, send, sends):
    found = edge_of(tcp, event=event, send=send, how="chosen")
    (stroke,) = found.strokes
    assert (stroke.edge.event, stroke.edge.sends) == (event and "segment-syn", sends)
    assert stroke.chosen


def test_a_chosen_label_that_is_not_on_the_lists_is_a_doubt(tcp: Machine):
    assert label_of(tcp, SheetEdge("e", "a", "b", event="nonsense")).trouble
    assert label_of(tcp, SheetEdge("e", "a", "b", event="close", send="pizza")).trouble
    assert label_of(tcp, SheetEdge("e", "a", "b", event="rcv FIN; close")).trouble


def test_what_the_level_put_there_is_remembered(tcp: Machine):
    sheet = changed(perfect(tcp), "listen.syn", given=True, at=3.5)
    (stroke,) = [item for item in understand(tcp, sheet).strokes if item.given]
    assert (stroke.id, stroke.at) == ("listen.syn", 3.5)


def test_an_added_arrow_is_understood_between_its_boxes(tcp: Machine):
    found = understand(tcp, added(perfect(tcp), "CLOSED", "LISTEN", "listen()"))
    assert found.strokes[-1].edge == Edge("CLOSED", "LISTEN", "open-passive")
