import pytest

from quizapp.engine import Machine
from quizapp.grading import Form
from quizapp.questions import Shows, catalog, get_fact
from tests.questions.asking import one_question


@pytest.mark.parametrize(
    ("fact", "en", "zh"),
    [
        (
            "locked.coin",
            "In LOCKED, a coin is put in. Which state comes next?",
            "处于 LOCKED 状态时，投入一枚硬币。下一个状态是什么？",
        ),
        (
            "open.kick.coin",
            "In OPEN (paid by coin), somebody kicks it. Which state comes next?",
            "处于 OPEN（投币）状态时，有人踢了一脚。下一个状态是什么？",
        ),
    ],
)
def test_the_stem_gives_state_memory_and_event(fact: str, en: str, zh: str) -> None:
    stem = one_question("turnstile", "next-state", Form.TYPE, fact).stem
    assert (stem.en, stem.zh) == (en, zh)


def test_no_state_a_variant_goes_to_is_called_wrong(tcp: Machine) -> None:
    for seed in range(30):
        question = one_question("tcp", "next-state", Form.CHOOSE, "established.abort", seed)
        values = {option.value for option in question.options}
        assert "CLOSED" in values
        assert "TIME-WAIT" not in values


def test_a_click_shows_the_states_and_marks_where_one_is() -> None:
    question = one_question("tcp", "next-state", Form.CLICK, "listen.syn")
    assert question.shows is Shows.STATES
    assert question.focus == ("LISTEN",)
    assert question.key.state == "SYN-RECEIVED"  # type: ignore[union-attr]
    assert one_question("tcp", "next-state", Form.TYPE, "listen.syn").shows is Shows.NOTHING


def test_staying_is_a_distractor_where_it_moves() -> None:
    offered = {
        option.value
        for seed in range(20)
        for option in one_question(
            "turnstile", "next-state", Form.CHOOSE, "locked.coin", seed
        ).options
    }
    assert offered == {"LOCKED", "OPEN", "BROKEN", "OFF"}


def test_staying_is_never_called_wrong_where_a_variant_stays(tcp: Machine) -> None:
    staying = {variant.of for variant in tcp.variants if variant.target is None}
    asked = [item for item in tcp.transitions if item.id in staying]
    assert asked
    kind = catalog()["next-state"]
    for item in asked:
        question = one_question("tcp", "next-state", Form.TYPE, item.id)
        assert question.at is not None
        said = kind.right_for(tcp, question, question.at.state)
        tags = {variant.tag for variant in tcp.variants_of(item.id) if variant.target is None}
        assert said is not None
        assert said.en.split(": ")[0] in tags
        if kind.suits(tcp, get_fact(tcp, item.id), Form.CHOOSE):
            for seed in range(20):
                choice = one_question("tcp", "next-state", Form.CHOOSE, item.id, seed)
                assert choice.at is not None
                assert choice.at.state not in {option.value for option in choice.options}
