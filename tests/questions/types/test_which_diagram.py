"""Two diagrams, one of them wrong, and the run that tells them apart."""

from collections import Counter

import pytest

from quizapp.engine import Machine
from quizapp.grading import Form, TraceKey
from quizapp.grading.forms.trace import MOST_EVENTS
from quizapp.questions import Question, evidence_of, facts
from quizapp.questions.arrows import edge_of
from quizapp.questions.misdrawing import mutations
from quizapp.questions.types.which_diagram import WhichDiagram
from tests.questions.asking import answered, credit, one_question, questions, right_fields

KIND = WhichDiagram()


def asked(machine: Machine, fact: str, seed: int = 1) -> tuple[Question, TraceKey]:
    question = one_question(machine.id, "which-diagram", Form.TRACE, fact, seed)
    assert isinstance(question.key, TraceKey)
    return question, question.key


def test_every_arrow_of_the_diagram_can_be_asked_about(machine: Machine) -> None:
    suited = {fact.id for fact in facts(machine) if KIND.suits(machine, fact, Form.TRACE)}
    assert suited == {rule.id for rule in machine.drawn()}


def test_one_diagram_has_the_right_arrow_and_the_other_a_proven_mistake(
    machine: Machine,
) -> None:
    for rule in machine.drawn():
        mistakes = {edge for edges in mutations(machine, rule).values() for edge in edges}
        for seed in range(8):
            question, key = asked(machine, rule.id, seed)
            rivals = dict(zip(key.offered, question.rivals, strict=True))
            assert rivals.pop(key.option) == edge_of(rule)
            assert set(rivals.values()) <= mistakes
            assert 1 <= len(key.shortest) <= MOST_EVENTS


def test_the_seed_says_which_is_right_and_what_is_wrong(tcp: Machine) -> None:
    found = [asked(tcp, "listen.syn", seed) for seed in range(200)]
    right = Counter(key.option for _, key in found)
    assert set(right) == {"a", "b"}
    assert min(right.values()) > 70
    assert len({frozenset(question.rivals) for question, _ in found}) > 20


@pytest.mark.parametrize(
    ("is_right", "does_part", "earned"),
    [(True, True, 1.0), (True, False, 0.4), (False, True, 0.6), (False, False, 0.0)],
)
def test_the_choice_and_the_events_are_marked_apart(
    machine: Machine, is_right: bool, does_part: bool, earned: float
) -> None:
    for question in questions(machine, "which-diagram", Form.TRACE, seeds=3):
        key = question.key
        assert isinstance(key, TraceKey)
        other = next(option for option in key.offered if option != key.option)
        option = key.option if is_right else other
        events = key.shortest if does_part else key.shortest[:-1]
        assert credit(question, {"option": [option], "event": events}) == earned


def test_the_asked_arrow_gets_what_was_earned(tcp: Machine) -> None:
    question, key = asked(tcp, "close-wait.close")
    for fields, earned in (
        (right_fields(question), 1.0),
        ({"option": [key.option]}, 0.4),
        ({"give_up": ["1"]}, 0.0),
    ):
        given, verdict = answered(question, fields)
        assert evidence_of(question, given, verdict) == {"close-wait.close": earned}


def test_a_longer_run_will_do_and_steps_that_stay_do_no_harm(tcp: Machine) -> None:
    question, key = asked(tcp, "listen.syn")
    first, *rest = key.shortest
    events = ["segment-fin", first, "close", first, *rest, "timeout-user"]
    assert credit(question, {"option": [key.option], "event": events}) == 1.0


def test_a_condition_written_on_an_arrow_is_minded(tcp: Machine) -> None:
    for seed in range(30):
        question, key = asked(tcp, "syn-received.rst.passive", seed)
        active = ["open-active", "segment-syn", "segment-rst"]
        passive = ["open-passive", "segment-syn", "segment-rst"]
        assert credit(question, {"option": [key.option], "event": passive}) == 1.0
        if all(edge.event == "segment-rst" for edge in question.rivals):
            # Opened actively, the way back to listening is closed in the right diagram too.
            assert credit(question, {"option": [key.option], "event": active}) < 1.0


def test_the_answer_names_the_diagram_and_both_arrows(tcp: Machine) -> None:
    question, key = asked(tcp, "close-wait.close")
    name = key.option.upper()
    assert question.right.en.startswith(
        f"Diagram {name}: CLOSE-WAIT · CLOSE → LAST-ACK, snd FIN (not "
    )
    assert question.right.zh.startswith(f"图 {name}：CLOSE-WAIT · CLOSE → LAST-ACK，发送 FIN")
