import pytest

from quizapp.engine import Machine
from quizapp.grading import DrawKey, Edge, EdgeStatus, Form
from quizapp.questions import build, facts
from quizapp.questions.types.mutated_edge import MutatedEdge
from tests.questions.asking import answered, credit, drawing_fields, one_question

KIND = MutatedEdge()


def asked(machine: Machine, fact: str, seed: int = 1):
    return one_question(machine.id, "mutated-edge", Form.DRAW, fact, seed)


def test_every_arrow_of_the_diagram_can_be_spoilt(machine: Machine) -> None:
    suited = {fact.id for fact in facts(machine) if KIND.suits(machine, fact, Form.DRAW)}
    assert suited == {rule.id for rule in machine.drawn()}


def test_different_seeds_spoil_differently(tcp: Machine) -> None:
    shown = {asked(tcp, "listen.syn", seed).pretence for seed in range(30)}
    assert len(shown) > 8


@pytest.mark.parametrize("seed", range(20))
def test_the_wrong_arrow_drawn_again_does_not_pass(tcp: Machine, seed: int) -> None:
    for rule in tcp.drawn():
        question = asked(tcp, rule.id, seed)
        assert question.pretence is not None
        assert isinstance(question.pretence.edge, Edge)
        assert credit(question, drawing_fields([question.pretence.edge])) < 0.9


def test_drawing_another_arrow_again_finds_nothing(tcp: Machine) -> None:
    question = asked(tcp, "listen.syn")
    assert isinstance(question.key, DrawKey)
    other = next(edge for edge in question.key.shown if edge.tail == "CLOSE-WAIT")
    _, verdict = answered(question, drawing_fields([other]))
    assert verdict.credit == 0
    assert EdgeStatus.MISSED in {mark.status for mark in verdict.edges}


def test_what_is_listed_tells_nothing_by_its_place(tcp: Machine) -> None:
    question = asked(tcp, "listen.syn")
    assert isinstance(question.key, DrawKey)
    place = [rule.id for rule in tcp.drawn()].index("listen.syn")
    assert question.pretence is not None
    assert question.key.shown[place] == question.pretence.edge


def test_the_answer_names_both_arrows(tcp: Machine) -> None:
    question = build(tcp, asked(tcp, "close-wait.close").ref)
    assert question.right.en.startswith("CLOSE-WAIT · CLOSE → LAST-ACK, snd FIN (not ")
    assert "（而不是 " in question.right.zh
