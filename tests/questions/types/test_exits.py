from quizapp.engine import Machine, exits
from quizapp.grading import Form, SelectKey
from tests.questions.asking import one_question


def test_all_exits_are_offered_among_events_that_stay(tcp: Machine) -> None:
    for seed in range(10):
        question = one_question("tcp", "exits", Form.SELECT, "established.fin", seed)
        assert isinstance(question.key, SelectKey)
        assert question.at is not None
        right = {item.value for item in question.options if item.id in question.key.options}
        assert right == {taken.event for taken in exits(tcp, question.at)}
        assert len(question.options) == 10 > len(right)


def test_each_exit_is_evidence_about_its_own_fact() -> None:
    question = one_question("turnstile", "exits", Form.SELECT, "locked.coin")
    assert set(question.facts) == {"locked.coin", "locked.card", "locked.kick", "locked.key"}


def test_a_guard_decides_which_events_are_exits() -> None:
    stems = {}
    for seed in range(20):
        question = one_question("turnstile", "exits", Form.SELECT, "open.push", seed)
        stems[question.stem.en] = set(question.facts)
    assert stems == {
        "Which of these take it out of OPEN (paid by coin)? Tick all.": {
            "open.push",
            "open.kick.coin",
        },
        "Which of these take it out of OPEN (paid by card)? Tick all.": {"open.push"},
    }


def test_only_events_that_stay_carry_a_reason() -> None:
    question = one_question("turnstile", "exits", Form.SELECT, "locked.coin")
    reasons = {item.value: item.right_for for item in question.options}
    assert {value for value, reason in reasons.items() if reason} == {"push"}
