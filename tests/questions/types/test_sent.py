import pytest

from quizapp.engine import Machine, Reaction
from quizapp.grading import Form
from quizapp.questions import catalog, facts
from tests.questions.asking import credit, one_question


@pytest.mark.parametrize(
    ("machine_id", "fact", "text", "earned"),
    [
        ("tcp", "listen.syn", "SYN,ACK", 1.0),
        ("tcp", "listen.syn", "syn+ack", 1.0),
        ("tcp", "listen.syn", "snd SYN, ACK", 1.0),
        ("tcp", "listen.syn", "SYN", 0.0),
        ("tcp", "listen.close", "nothing", 1.0),
        ("tcp", "listen.close", "什么也不发送", 1.0),
        ("tcp", "listen.close", "FIN", 0.0),
        # Two things sent at once are one value.
        ("turnstile", "locked.card", "CLICK; BEEP", 1.0),
        ("turnstile", "locked.card", "CLICK", 0.0),
    ],
)
def test_what_is_sent_is_typed_in_any_usual_spelling(
    machine_id: str, fact: str, text: str, earned: float
) -> None:
    question = one_question(machine_id, "sent", Form.TYPE, fact)
    assert credit(question, {"text": [text]}) == earned


def test_only_moves_and_what_is_handled_are_asked_about(machine: Machine) -> None:
    kind = catalog()["sent"]
    for fact in facts(machine):
        outcome = machine.find_outcome(fact.id)
        sending = outcome is not None and outcome.reaction in {Reaction.MOVES, Reaction.HANDLED}
        assert kind.suits(machine, fact, Form.TYPE) == sending


def test_nothing_a_variant_sends_is_called_wrong() -> None:
    for seed in range(30):
        question = one_question("tcp", "sent", Form.CHOOSE, "syn-sent.syn", seed)
        values = {option.value for option in question.options}
        assert "SYN,ACK" in values
        assert "ACK" not in values
