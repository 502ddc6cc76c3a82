from quizapp.engine import Machine, configurations, step
from quizapp.grading import Form, SelectKey
from quizapp.questions import Question, catalog, facts
from tests.questions.asking import one_question, questions


def _right(question: Question) -> set[str]:
    assert isinstance(question.key, SelectKey)
    return {item.value for item in question.options if item.id in question.key.options}


def test_the_key_is_every_place_from_which_the_event_leads_there(machine: Machine) -> None:
    for question in questions(machine, "previous-states", Form.SELECT, seeds=2):
        outcome = machine.outcome(question.ref.fact)
        leading = {
            str(at)
            for state in machine.states
            for at in configurations(machine, state.id)
            for taken in (step(machine, at, outcome.event),)
            if taken.after.state == question.focus[0] != at.state
        }
        assert _right(question) == leading
        assert len(question.options) >= len(leading) + 2


def test_two_ways_into_a_state_are_two_options_and_one_fact() -> None:
    question = one_question("tcp", "previous-states", Form.SELECT, "established.close")
    assert _right(question) == {
        "ESTABLISHED",
        "SYN-RECEIVED (opened=active)",
        "SYN-RECEIVED (opened=passive)",
    }
    assert sorted(question.facts) == ["established.close", "syn-received.close"]


def test_an_event_that_leads_there_from_everywhere_is_not_asked_about(tcp: Machine) -> None:
    kind = catalog()["previous-states"]
    suited = {fact.id for fact in facts(tcp) if kind.suits(tcp, fact, Form.SELECT)}
    assert "established.close" in suited
    assert "established.timeout-user" not in suited


def test_the_stem_names_event_and_target() -> None:
    stem = one_question("tcp", "previous-states", Form.SELECT, "established.fin").stem
    assert stem.en == "In which states does “rcv FIN” lead to CLOSE-WAIT? Tick all."
    assert stem.zh == "在哪些状态下，“收到 FIN”会转移到 CLOSE-WAIT？请全部选出。"
