from quizapp.engine import Machine, exits
from quizapp.grading import Form, SelectKey
from tests.questions.asking import one_question


def test_an_arrow_asks_for_the_exits_of_the_diagram_among_events_that_stay(
    tcp: Machine,
) -> None:
    drawn = {item.id for item in tcp.drawn()}
    for seed in range(10):
        question = one_question("tcp", "exits", Form.SELECT, "established.fin", seed)
        assert isinstance(question.key, SelectKey)
        assert question.at is not None
        leaving = {taken.event: taken.outcome.id for taken in exits(tcp, question.at)}
        right = {item.value for item in question.options if item.id in question.key.options}
        assert right == {event for event, fact in leaving.items() if fact in drawn}
        assert not {item.value for item in question.options} & (leaving.keys() - right)
        assert "in the diagram?" in question.stem.en
        assert "在状态图中" in question.stem.zh


def test_an_exit_of_the_text_asks_for_all_exits(tcp: Machine) -> None:
    for seed in range(10):
        question = one_question("tcp", "exits", Form.SELECT, "established.abort", seed)
        assert isinstance(question.key, SelectKey)
        assert question.at is not None
        right = {item.value for item in question.options if item.id in question.key.options}
        assert right == {taken.event for taken in exits(tcp, question.at)}
        assert len(question.options) == 10 > len(right)
        assert "diagram" not in question.stem.en


def test_each_exit_is_evidence_about_its_own_fact() -> None:
    question = one_question("turnstile", "exits", Form.SELECT, "locked.coin")
    assert set(question.facts) == {"locked.coin", "locked.card", "locked.kick"}


def test_a_guard_decides_which_events_are_exits() -> None:
    stems = {}
    for seed in range(20):
        question = one_question("turnstile", "exits", Form.SELECT, "open.push", seed)
        stems[question.stem.en] = set(question.facts)
    assert stems == {
        "Which of these events take it out of OPEN (paid by coin) in the diagram? Tick all.": {
            "open.push",
            "open.kick.coin",
        },
        "Which of these events take it out of OPEN (paid by card) in the diagram? Tick all.": {
            "open.push"
        },
    }


def test_only_events_that_stay_carry_a_reason() -> None:
    question = one_question("turnstile", "exits", Form.SELECT, "locked.coin")
    reasons = {item.value: item.right_for for item in question.options}
    assert {value for value, reason in reasons.items() if reason} == {"push"}
