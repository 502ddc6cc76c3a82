from quizapp.engine import Machine
from quizapp.grading import Form
from quizapp.questions import facts
from tests.questions.asking import one_question


def test_the_stem_is_the_meaning(tcp: Machine) -> None:
    for state in tcp.states:
        question = one_question("tcp", "meaning", Form.TYPE, f"state:{state.id}")
        assert question.stem.en == f"Which state is this? {state.meaning.en}"
        assert question.stem.zh == f"这是哪个状态？{state.meaning.zh}"
        assert question.right.en == state.id


def test_neighbours_in_the_diagram_distract_before_others(tcp: Machine) -> None:
    offered = {
        option.value
        for seed in range(40)
        for option in one_question(
            "tcp", "meaning", Form.CHOOSE, "state:LAST-ACK", seed
        ).options
    }
    assert {"CLOSE-WAIT", "CLOSED", "LAST-ACK"} <= offered
    assert len(offered) <= 7


def test_only_states_are_asked_for_their_meaning(tcp: Machine) -> None:
    asked = {item.id for item in facts(tcp) if item.id.startswith("state:")}
    assert asked == {f"state:{state.id}" for state in tcp.states}
