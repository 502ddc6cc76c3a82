from quizapp.engine import Machine, step
from quizapp.grading import Form, TypedKey
from quizapp.questions import facts
from tests.questions.asking import one_question


def test_the_stem_gives_both_states_and_what_is_sent() -> None:
    stem = one_question("tcp", "cause", Form.TYPE, "syn-received.close", seed=0).stem
    assert stem.en.startswith("SYN-RECEIVED (opened ")
    assert stem.en.endswith("ly) → FIN-WAIT-1, sending FIN: which event causes this?")


def test_what_the_new_state_remembers_stays_unsaid() -> None:
    stem = one_question("turnstile", "cause", Form.CHOOSE, "locked.coin").stem
    assert stem.en == "LOCKED → OPEN, sending CLICK: which event causes this?"
    assert stem.zh == "LOCKED → OPEN，发送 CLICK：是哪个事件引起的？"


def test_every_event_with_the_same_effect_is_right_when_typed() -> None:
    key = one_question("tcp", "cause", Form.TYPE, "listen.send").key
    assert isinstance(key, TypedKey)
    assert set(key.values) == {"send", "open-active"}


def test_a_typed_key_holds_exactly_the_events_the_stem_fits(tcp: Machine) -> None:
    for fact in facts(tcp):
        outcome = tcp.find_outcome(fact.id)
        if outcome is None or outcome not in tcp.transitions:
            continue
        question = one_question("tcp", "cause", Form.TYPE, fact.id)
        assert question.at is not None
        asked = step(tcp, question.at, outcome.event)
        fitting = {
            event.id
            for event in tcp.events
            for taken in (step(tcp, question.at, event.id),)
            if taken.after.state == asked.after.state and taken.outcome.sends == outcome.sends
        }
        assert set(question.key.values) == fitting  # type: ignore[union-attr]


def test_no_event_that_leads_there_is_called_wrong() -> None:
    for seed in range(20):
        question = one_question("tcp", "cause", Form.CHOOSE, "listen.send", seed)
        assert "open-active" not in {option.value for option in question.options}
