import pytest

from quizapp.engine import Machine
from quizapp.grading import Form
from quizapp.questions import catalog, facts
from tests.questions.asking import one_question, right_fields


@pytest.mark.parametrize(
    ("fact", "option"),
    [("locked.key", "a"), ("open.pay", "b"), ("locked.push", "c"), ("open.card", "d")],
)
def test_the_four_reactions_keep_their_order(fact: str, option: str) -> None:
    question = one_question("turnstile", "reaction", Form.CHOOSE, fact)
    assert [item.value for item in question.options] == ["moves", "handled", "ignored", "error"]
    assert right_fields(question) == {"option": [option]}


def test_arrows_everybody_draws_are_not_asked_for_their_reaction(tcp: Machine) -> None:
    kind = catalog()["reaction"]
    for fact in facts(tcp):
        drawn = fact.id in {item.id for item in tcp.drawn()}
        is_state = fact.id.startswith("state:")
        assert kind.suits(tcp, fact, Form.CHOOSE) == (not drawn and not is_state)


def test_the_right_answer_says_what_happens() -> None:
    right = one_question("turnstile", "reaction", Form.CHOOSE, "open.card", seed=3).right
    assert right.en.startswith("It stays, and the caller gets an error: OPEN (paid by c")
    assert right.en.endswith(" · card → error: already paid")
