"""What is told of the events given to tell two diagrams apart."""

import pytest

from quizapp.engine import LANGUAGES, Machine
from quizapp.grading import Answer, Form, GaveUp, Traced, TraceKey
from quizapp.questions import Question, Trial, trial_of
from tests.content.chinese import HALF_WIDTH
from tests.questions.asking import one_question, questions

QUESTION = one_question("tcp", "which-diagram", Form.TRACE, "listen.syn")


def key_of(question: Question) -> TraceKey:
    assert isinstance(question.key, TraceKey)
    return question.key


def told(tcp: Machine, answer: Answer) -> Trial:
    trial = trial_of(tcp, QUESTION, answer)
    assert trial is not None
    return trial


def test_other_questions_have_no_trial(tcp: Machine) -> None:
    question = one_question("tcp", "next-state", Form.TYPE, "listen.syn")
    assert trial_of(tcp, question, GaveUp()) is None


def test_the_shortest_run_is_not_told_twice(tcp: Machine) -> None:
    key = key_of(QUESTION)
    trial = told(tcp, Traced("a", key.shortest))
    count = len(key.shortest)
    assert (
        trial.says.en
        == f"Your events tell the two apart, and none could do it sooner ({count} events)."
    )
    assert trial.shortest == ()
    assert [line.parts for line in trial.given] == [False] * (count - 1) + [True]


def test_a_longer_run_is_told_beside_the_shortest(tcp: Machine) -> None:
    key = key_of(QUESTION)
    trial = told(tcp, Traced("a", ("close", "close", *key.shortest)))
    count = len(key.shortest)
    assert f"after {count + 2} events; the shortest run has {count} events." in trial.says.en
    assert f"在第 {count + 2} 个之后" in trial.says.zh
    assert len(trial.given) == count + 2
    assert len(trial.shortest) == count
    assert trial.given[0].takes[0].en == "no arrow: stays in CLOSED"
    assert trial.given[0].takes[0].zh == "没有对应的转移，仍处于 CLOSED"


@pytest.mark.parametrize(
    ("answer", "en", "zh"),
    [
        (Traced("a", ("close",)), "do not tell the two apart", "不能区分"),
        (Traced("a"), "You gave no events.", "你没有给出事件。"),
        (GaveUp(), "You gave no events.", "你没有给出事件。"),
    ],
)
def test_what_does_not_tell_them_apart_is_told_with_what_does(
    tcp: Machine, answer: Answer, en: str, zh: str
) -> None:
    trial = told(tcp, answer)
    assert en in trial.says.en
    assert zh in trial.says.zh
    assert not any(line.parts for line in trial.given)
    assert trial.shortest[-1].parts


def test_the_right_diagram_stands_in_its_own_column(machine: Machine) -> None:
    for question in questions(machine, "which-diagram", Form.TRACE, seeds=4):
        key = key_of(question)
        trial = trial_of(machine, question, GaveUp())
        assert trial is not None
        assert key.offered[trial.right] == key.option
        rule = next(rule for rule in machine.drawn() if rule.id == question.ref.fact)
        last = trial.shortest[-1]
        if (
            machine.event(rule.event).label == last.event
            and rule.target in last.takes[trial.right].en
        ):
            assert last.takes[trial.right] != last.takes[1 - trial.right]
        for line in trial.shortest:
            for text in (*line.takes, trial.says):
                assert all(text.in_language(language) for language in LANGUAGES)
                assert not HALF_WIDTH.search(text.zh)
                assert "=" not in text.en, "what is remembered is not seen from outside"
