import pytest

from quizapp.engine import Machine
from quizapp.grading import DrawKey, Form
from quizapp.grading.demand import diagram
from quizapp.questions import Question, Ref, Shows, build
from quizapp.questions.arrows import edge_of
from tests.questions.asking import one_question


def _key(question: Question) -> DrawKey:
    assert isinstance(question.key, DrawKey)
    return question.key


@pytest.mark.parametrize("size", [1, 3, 8, 21, 99])
def test_as_many_arrows_are_missing_as_were_asked_for(tcp: Machine, size: int) -> None:
    question = one_question("tcp", "missing-edges", Form.DRAW, "listen.syn", size=size)
    asked = min(size, 21)
    assert len(question.facts) == len(question.hidden) == asked
    assert set(question.facts) == set(question.hidden)
    assert [item.fact for item in _key(question).required] == list(question.facts)
    assert len(_key(question).shown) == 21 - asked


@pytest.mark.parametrize(
    ("size", "en"),
    [
        (1, "One arrow is missing from this diagram. Draw it, with event and segments."),
        (
            3,
            "3 arrows are missing from this diagram. Draw them, each with event and segments.",
        ),
    ],
)
def test_the_stem_counts_the_arrows(size: int, en: str) -> None:
    question = one_question("tcp", "missing-edges", Form.DRAW, "listen.syn", size=size)
    assert question.stem.en == en
    assert f" {size} " in question.stem.zh


def test_missing_shown_and_neutral_arrows_are_all_the_transitions(tcp: Machine) -> None:
    key = _key(one_question("tcp", "missing-edges", Form.DRAW, "listen.syn", size=4))
    shown = set(key.shown)
    by_fact = {item.fact: item.edge for item in (*key.required, *key.neutral)}
    for transition in tcp.transitions:
        edge = edge_of(transition)
        assert (edge in shown) != (by_fact.get(transition.id) == edge)


def test_what_only_the_text_says_is_neither_demanded_nor_wrong(tcp: Machine) -> None:
    key = _key(one_question("tcp", "missing-edges", Form.DRAW, "listen.syn", size=21))
    drawn = {item.id for item in tcp.drawn()}
    assert {item.fact for item in key.required} == drawn
    assert {item.fact for item in key.neutral} == (
        {item.id for item in tcp.transitions} - drawn
    )


@pytest.mark.parametrize("role", ["client", "server", "active-close", "simultaneous"])
def test_a_role_confines_the_drawing_to_its_part(tcp: Machine, role: str) -> None:
    pool = diagram(tcp, role)
    ref = Ref("tcp", pool[0].id, "missing-edges", Form.DRAW, 1, 99, role)
    question = build(tcp, ref)
    assert set(question.facts) == {item.id for item in pool}
    assert all(role in item.roles for item in pool)
    assert question.shows is Shows.REST


def test_the_seed_chooses_which_other_arrows_are_missing() -> None:
    chosen = {
        one_question("tcp", "missing-edges", Form.DRAW, "listen.syn", seed, 3).facts
        for seed in range(20)
    }
    assert len(chosen) > 10
    assert all("listen.syn" in facts for facts in chosen)
