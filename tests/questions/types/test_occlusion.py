from quizapp.engine import Machine
from quizapp.grading import Form, TypedKey
from quizapp.questions import STATE_PREFIX, facts
from quizapp.questions.types.occlusion import Occlusion
from tests.questions.asking import one_question

KIND = Occlusion()


def test_everything_in_the_diagram_can_be_covered(machine: Machine) -> None:
    suited = {fact.id for fact in facts(machine) if KIND.suits(machine, fact, Form.TYPE)}
    rules = machine.drawn()
    states = {state for rule in rules for state in (rule.origin, rule.target)}
    assert suited == {rule.id for rule in rules} | {STATE_PREFIX + state for state in states}


def test_a_state_is_typed_because_all_others_are_in_sight(machine: Machine) -> None:
    for fact in facts(machine):
        if fact.id.startswith(STATE_PREFIX):
            assert not KIND.suits(machine, fact, Form.CHOOSE)


def test_every_event_that_leads_the_same_way_is_right() -> None:
    key = one_question("tcp", "occlusion", Form.TYPE, "listen.send").key
    assert isinstance(key, TypedKey)
    assert set(key.values) == {"send", "open-active"}


def test_nothing_that_leads_the_same_way_is_offered_as_wrong() -> None:
    for seed in range(20):
        question = one_question("tcp", "occlusion", Form.CHOOSE, "fin-wait-1.fin", seed)
        values = {option.value for option in question.options}
        assert "segment-fin" in values
        assert not values & {"segment-data-fills"}


def test_a_wrong_event_is_said_to_lead_elsewhere(tcp: Machine) -> None:
    question = one_question("tcp", "occlusion", Form.CHOOSE, "fin-wait-1.fin")
    said = KIND.right_for(tcp, question, "segment-ack-of-fin")
    assert said is not None
    assert "FIN-WAIT-2" in said.en


def test_a_wrong_state_is_said_to_mean_something_else(tcp: Machine) -> None:
    question = one_question("tcp", "occlusion", Form.TYPE, "state:CLOSING")
    assert KIND.right_for(tcp, question, "LISTEN") == tcp.state("LISTEN").meaning
