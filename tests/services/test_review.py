from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise

import pytest

from quizapp.content import Library
from quizapp.engine import Machine
from quizapp.errors import AnswerError, TokenError, UnknownAttemptError, UnknownMachineError
from quizapp.grading import Form, SelectKey, TypedKey
from quizapp.questions import Ref, are_siblings, build, facts, find_fact
from quizapp.questions.facts import FactKind
from quizapp.scheduling import Stage
from quizapp.services.corrections import undo
from quizapp.services.preferences import preferences, save
from quizapp.services.review import (
    _with_others,
    answer,
    marked,
    next_question,
    reopen,
    reviewed,
)
from quizapp.services.study import Study
from quizapp.services.tokens import LIFETIME, Ticket
from quizapp.services.values import Asked, Rest, WhyNow
from tests.conftest import NOW
from tests.questions.asking import one_question, right_fields, wrong_fields
from tests.services.learning import (
    DAY,
    MINUTE,
    asked_for,
    asked_next,
    cards,
    give,
    give_right,
    give_wrong,
    ref_to,
    reviews,
)

SOON = NOW + timedelta(seconds=20)


def _new_per_day(study: Study, number: int) -> None:
    save(study, replace(preferences(study), new_per_day=number))


def test_the_first_question_is_new_and_begins_the_main_path(study: Study) -> None:
    asked = asked_next(study, NOW)
    assert asked.question.ref.fact == "closed.open-active"
    assert asked.question.ref.form is Form.CHOOSE
    assert asked.reason.why == WhyNow.NEW
    assert (asked.counts.due, asked.counts.new_left, asked.counts.answered) == (0, 12, 0)


def test_a_machine_the_library_lacks_is_refused(study: Study) -> None:
    with pytest.raises(UnknownMachineError, match="'turnstile'"):
        next_question(study, NOW, 1, "turnstile")


def test_the_seed_gives_the_question_and_every_putting_its_own_attempt(study: Study) -> None:
    one, same, other = (asked_next(study, NOW, seed) for seed in (7, 7, 8))
    assert one.question == same.question != other.question
    assert len({one.attempt_id, same.attempt_id, other.attempt_id}) == 3


@pytest.mark.parametrize(
    ("is_right", "wait", "why"),
    [(True, 10 * MINUTE, WhyNow.LEARNING), (False, MINUTE, WhyNow.MISSED)],
)
def test_a_first_answer_brings_the_card_back_the_same_day(
    study: Study, is_right: bool, wait: timedelta, why: str
) -> None:
    _new_per_day(study, 1)
    asked = asked_next(study, NOW)
    attempt = (give_right if is_right else give_wrong)(study, asked, NOW)
    (change,) = marked(study, attempt, NOW).changes
    assert change.passed is is_right
    assert change.due == NOW + wait
    again = asked_next(study, NOW + wait)
    assert again.question.ref.fact == asked.question.ref.fact
    assert again.reason.why == why


def test_a_card_learned_comes_back_when_a_later_day_begins(study: Study) -> None:
    _new_per_day(study, 1)
    give_right(study, asked_next(study, NOW), NOW)
    _new_per_day(study, 0)
    attempt = give_right(study, asked_next(study, NOW + 10 * MINUTE), NOW + 10 * MINUTE)
    (change,) = marked(study, attempt, NOW).changes
    assert change.due > NOW + DAY / 2
    assert (change.due.hour, change.due.minute) == (4, 0)
    assert cards(study)[change.fact].state is Stage.REVIEW
    on_time = asked_next(study, change.due + MINUTE)
    assert (on_time.reason.why, on_time.reason.on) == (WhyNow.DUE, change.due.date())
    late = asked_next(study, change.due + 3 * DAY)
    assert (late.reason.why, late.reason.on) == (WhyNow.OVERDUE, change.due.date())


def test_a_missed_card_says_on_which_day_it_was_missed(study: Study) -> None:
    _new_per_day(study, 1)
    now = NOW
    for _ in range(3):
        give_right(study, asked_next(study, now), now)
        _new_per_day(study, 0)
        (memory,) = cards(study).values()
        now = memory.due + MINUTE
    give_wrong(study, asked_next(study, now), now)
    back = asked_next(study, now + 10 * MINUTE)
    assert (back.reason.why, back.reason.on) == (WhyNow.MISSED, now.date())


def test_the_form_rises_with_the_memory(study: Study) -> None:
    _new_per_day(study, 1)
    now, forms = NOW, []
    for seed in range(6):
        asked = asked_next(study, now, seed)
        forms.append(asked.question.ref.form)
        give_right(study, asked, now)
        _new_per_day(study, 0)
        now = cards(study)["closed.open-active"].due + MINUTE
        if forms[-1] is Form.DRAW:
            break
    recalled = {Form.TYPE, Form.CLICK, Form.SELECT, Form.TRACE, Form.DRAW}
    assert forms[:2] == [Form.CHOOSE, Form.CHOOSE]
    assert len(forms) > 3
    assert set(forms[3:]) <= recalled


def test_the_same_attempt_sent_twice_is_one_review(study: Study) -> None:
    asked = asked_next(study, NOW)
    first = give_right(study, asked, NOW)
    before = cards(study)
    assert give_wrong(study, asked, SOON) == first
    assert len(reviews(study)) == 1
    assert cards(study) == before
    assert marked(study, first, SOON).verdict.is_right


def test_an_answer_is_stored_with_what_was_asked_and_how_long_it_took(study: Study) -> None:
    asked = asked_next(study, NOW)
    give(study, asked, right_fields(asked.question), SOON, seconds=7.5)
    (row,) = reviews(study)
    assert (row.attempt_id, row.machine, row.fact) == (
        asked.attempt_id,
        "tcp",
        "closed.open-active",
    )
    assert (row.credit, row.seconds, row.at) == (1.0, 7.5, SOON)
    assert row.before is None
    assert row.after == cards(study)["closed.open-active"]


def _forged(token: str) -> str:
    return token[:-2] + ("AA" if token[-2:] != "AA" else "BB")


def _bent(token: str) -> str:
    return "x" + token


@pytest.mark.parametrize("bend", [_forged, _bent, lambda _: "", lambda _: "é.ü.x"])
def test_a_forged_token_stores_nothing(study: Study, bend: object) -> None:
    asked = asked_next(study, NOW)
    assert callable(bend)
    with pytest.raises(TokenError, match="not put to you") as caught:
        answer(study, bend(asked.token), asked.attempt_id, {"give_up": ["1"]}, 1, NOW)
    assert caught.value.problem == TokenError.FORGED
    assert (reviews(study), cards(study)) == ([], {})


def test_a_token_is_good_for_its_own_attempt_only(study: Study) -> None:
    one, other = asked_next(study, NOW, 1), asked_next(study, NOW, 2)
    with pytest.raises(TokenError) as caught:
        answer(study, one.token, other.attempt_id, {"give_up": ["1"]}, 1, NOW)
    assert caught.value.problem == TokenError.FORGED
    assert reviews(study) == []


def test_a_token_over_night_is_good_and_an_older_one_is_stale(study: Study) -> None:
    asked, old = asked_next(study, NOW), asked_next(study, NOW)
    give_right(study, asked, NOW + LIFETIME - MINUTE)
    with pytest.raises(TokenError, match="too old") as caught:
        give_right(study, old, NOW + LIFETIME + MINUTE)
    assert caught.value.problem == TokenError.STALE
    assert len(reviews(study)) == 1


def test_another_learners_token_is_foreign(study: Study) -> None:
    from_elsewhere = replace(study, signer=type(study.signer)(study.secret, "somebody"))
    asked = asked_next(from_elsewhere, NOW)
    with pytest.raises(TokenError) as caught:
        give_right(study, asked, NOW)
    assert caught.value.problem == TokenError.FORGED
    assert reviews(study) == []


def _with_another_reason(of: Machine) -> Machine:
    (first, *rest) = of.transitions
    return replace(of, transitions=(replace(first, tier=2), *rest))


def _with_another_neighbour(of: Machine) -> Machine:
    (*rest, last) = of.responses
    return replace(of, responses=(*rest, replace(last, sends=("FIN,ACK",))))


def _without_the_fact(of: Machine) -> Machine:
    (first, *rest) = of.transitions
    return replace(of, transitions=(replace(first, id="closed.call"), *rest))


@pytest.mark.parametrize(
    "change", [_with_another_reason, _with_another_neighbour, _without_the_fact]
)
def test_a_question_asked_before_the_content_changed_is_stale(
    study: Study, change: object
) -> None:
    asked = asked_next(study, NOW)
    assert callable(change)
    changed = Library({"tcp": change(study.library.machine("tcp"))})
    with pytest.raises(TokenError) as caught:
        give_right(replace(study, library=changed), asked, SOON)
    assert caught.value.problem == TokenError.STALE
    with pytest.raises(TokenError):
        give_right(replace(study, library=Library({})), asked, SOON)
    assert reviews(study) == []


def test_an_answer_that_cannot_be_read_stores_nothing_and_can_be_given_again(
    study: Study,
) -> None:
    asked = asked_for(study, ref_to("listen.syn", form=Form.TYPE), NOW)
    for text in ("", "LISTNE", "x" * 300):
        with pytest.raises(AnswerError) as caught:
            give(study, asked, {"text": [text]}, NOW)
        assert caught.value.field == "text"
    assert (reviews(study), cards(study)) == ([], {})
    give_right(study, asked, SOON)
    assert len(reviews(study)) == 1


def test_a_question_is_reopened_as_it_was(study: Study) -> None:
    asked = asked_next(study, NOW)
    again = reopen(study, asked.token, asked.attempt_id, SOON)
    assert (again.question, again.token, again.attempt_id, again.reason) == (
        asked.question,
        asked.token,
        asked.attempt_id,
        asked.reason,
    )
    with pytest.raises(TokenError):
        reopen(study, _forged(asked.token), asked.attempt_id, SOON)


def test_only_so_many_new_cards_come_a_day(study: Study) -> None:
    _new_per_day(study, 3)
    met = [asked.question.ref.fact for asked in _answered_until_rest(study, NOW)]
    # Each comes twice: the second step of learning is asked early.
    assert (len(met), len(set(met))) == (6, 3)
    tomorrow = [asked.question.ref.fact for asked in _answered_until_rest(study, NOW + DAY)]
    assert len(set(tomorrow) - set(met)) == 3


def _answered_until_rest(study: Study, now: datetime) -> Iterator:  # type: ignore[type-arg]
    """Answer right, all at one instant, until there is nothing to do."""
    for seed in range(60):
        found = next_question(study, now, seed)
        if isinstance(found, Rest):
            return
        give_right(study, found, now)
        yield found


def test_new_cards_come_tier_by_tier(study: Study) -> None:
    _new_per_day(study, 30)
    met = [asked.question.ref.fact for asked in _answered_until_rest(study, NOW)]
    of = study.library.machine("tcp")
    ranks = {fact.id: place for place, fact in enumerate(facts(of))}
    assert sorted(set(met), key=ranks.__getitem__) == [fact.id for fact in facts(of)][:30]
    main_path = [
        fact for fact in met[:14] if (found := find_fact(of, fact)) and found.tier == 1
    ]
    assert len(main_path) >= 10


def test_siblings_do_not_follow_one_another_while_others_wait(study: Study) -> None:
    _new_per_day(study, 12)
    of = study.library.machine("tcp")
    met = [asked.question.ref.fact for asked in _answered_until_rest(study, NOW)]
    waiting = set(met)
    for last, following in pairwise(met):
        waiting.discard(last)
        strangers = {fact for fact in waiting if not are_siblings(of, last, fact)}
        assert following in strangers or not strangers, (last, following)


def test_the_card_just_missed_waits_for_others(study: Study) -> None:
    first = asked_next(study, NOW)
    give_wrong(study, first, NOW)
    assert asked_next(study, NOW + MINUTE).question.ref.fact != first.question.ref.fact


def test_an_answer_taken_back_does_not_count(study: Study) -> None:
    attempt = give_right(study, asked_next(study, NOW), NOW)
    assert asked_next(study, NOW).counts.answered == 1
    undo(study, attempt, SOON)
    counts = asked_next(study, NOW).counts
    assert (counts.answered, counts.new_left) == (0, 12)


def test_what_is_due_is_counted(study: Study) -> None:
    for seed in range(3):
        give_right(study, asked_next(study, NOW, seed), NOW)
    counts = asked_next(study, NOW + 11 * MINUTE).counts
    assert (counts.due, counts.new_left, counts.answered, counts.left) == (3, 9, 3, 12)


def test_the_day_ends_with_the_time_of_the_next_card(study: Study) -> None:
    _new_per_day(study, 2)
    list(_answered_until_rest(study, NOW))
    list(_answered_until_rest(study, NOW + 11 * MINUTE))
    resting = next_question(study, NOW + 12 * MINUTE, 1)
    assert isinstance(resting, Rest)
    assert resting.machine.id == "tcp"
    assert resting.counts.left == 0
    assert resting.next_due == min(memory.due for memory in cards(study).values())


def test_a_day_without_any_card_has_nothing_to_wait_for(study: Study) -> None:
    _new_per_day(study, 0)
    resting = next_question(study, NOW, 1)
    assert isinstance(resting, Rest)
    assert resting.next_due is None


def test_a_card_whose_fact_left_the_content_is_not_asked(study: Study) -> None:
    asked = asked_next(study, NOW)
    give_wrong(study, asked, NOW)
    of = study.library.machine("tcp")
    poorer = replace(study, library=Library({"tcp": _without_the_fact(of)}))
    for seed in range(10):
        found = asked_next(poorer, NOW + 2 * MINUTE, seed)
        assert found.question.ref.fact != asked.question.ref.fact
        assert found.counts.due == 0


# A list of options reviews the fact asked and those met before; a drawing all it asks for.
@pytest.mark.parametrize(
    ("slug", "form", "fact", "met", "expected"),
    [
        ("exits", Form.SELECT, "listen.syn", [], ["listen.syn"]),
        ("exits", Form.SELECT, "listen.syn", ["listen.close"], ["listen.syn", "listen.close"]),
        ("next-state", Form.CHOOSE, "listen.syn", ["listen.close"], ["listen.syn"]),
        (
            "previous-states", Form.SELECT, "established.close", ["syn-received.close"],
            ["established.close", "syn-received.close"],
        ),
    ],
)  # fmt: skip
def test_a_list_reviews_only_what_was_met(
    slug: str, form: Form, fact: str, met: list[str], expected: list[str]
) -> None:
    assert list(reviewed(one_question("tcp", slug, form, fact), met)) == expected


def test_a_drawing_reviews_every_arrow_it_asks_for() -> None:
    question = one_question("tcp", "missing-edges", Form.DRAW, "listen.syn", size=4)
    found = reviewed(question, ())
    assert found[0] == "listen.syn"
    assert sorted(found) == sorted(question.facts)


def test_a_list_moves_the_cards_of_its_options_and_introduces_none(study: Study) -> None:
    give_right(study, asked_for(study, ref_to("listen.close"), NOW), NOW)
    listed = asked_for(study, ref_to("listen.syn", "exits", Form.SELECT), SOON)
    attempt = give_right(study, listed, SOON)
    assert {change.fact for change in marked(study, attempt, SOON).changes} == {
        "listen.syn",
        "listen.close",
    }
    assert set(cards(study)) == {"listen.syn", "listen.close"}


def test_an_exit_left_out_is_missed_while_the_others_pass(study: Study) -> None:
    give_right(study, asked_for(study, ref_to("listen.close"), NOW), NOW)
    listed = asked_for(study, ref_to("listen.syn", "exits", Form.SELECT), SOON)
    key = listed.question.key
    assert isinstance(key, SelectKey)
    ticked = [option for option, fact in key.facts if fact != "listen.close"]
    attempt = give(study, listed, {"option": ticked}, SOON)
    passed = {change.fact: change.passed for change in marked(study, attempt, SOON).changes}
    assert passed == {"listen.syn": True, "listen.close": False}


def test_two_ways_into_one_state_are_one_review(study: Study) -> None:
    give_right(study, asked_for(study, ref_to("syn-received.close"), NOW), NOW)
    listed = asked_for(study, ref_to("established.close", "previous-states", Form.SELECT), SOON)
    attempt = give_right(study, listed, SOON)
    assert [change.fact for change in marked(study, attempt, SOON).changes] == [
        "established.close",
        "syn-received.close",
    ]


def test_giving_up_counts_as_missed(study: Study) -> None:
    attempt = give(study, asked_next(study, NOW), {"give_up": ["1"]}, NOW)
    found = marked(study, attempt, NOW)
    assert (found.verdict.credit, found.yours.en) == (0.0, "You asked to be told.")
    assert [change.passed for change in found.changes] == [False]


def test_every_wrong_option_is_marked_wrong_and_explained(study: Study) -> None:
    asked = asked_next(study, NOW)
    for place, fields in enumerate(wrong_fields(asked.question)):
        again = asked_for(study, asked.question.ref, NOW + place * DAY)
        found = marked(study, give(study, again, fields, NOW + place * DAY), NOW)
        assert found.verdict.credit == 0.0
        assert found.right_for is not None


def test_an_attempt_never_made_is_unknown(study: Study) -> None:
    with pytest.raises(UnknownAttemptError, match="no such answer of yours"):
        marked(study, "never", NOW)


def test_a_card_being_learned_is_asked_early_when_nothing_else_is_there(study: Study) -> None:
    _new_per_day(study, 1)
    first = asked_next(study, NOW)
    give_right(study, first, NOW)
    again = asked_next(study, SOON)
    assert again.question.ref.fact == first.question.ref.fact
    assert (again.reason.why, again.counts.left) == (WhyNow.LEARNING, 1)
    give_right(study, again, SOON)
    resting = next_question(study, SOON, 2)
    assert isinstance(resting, Rest)
    assert resting.counts.left == 0


def test_a_drawing_asks_for_one_arrow_until_enough_are_met(study: Study) -> None:
    of = study.library.machine("tcp")
    drawn = [item.id for item in of.drawn()]
    ref = Ref(of.id, drawn[0], "missing-edges", Form.DRAW, 1)
    few, many = (_with_others(of, ref, frozenset(drawn[:number])) for number in (7, 8))
    assert few == ref
    assert len(build(of, many).facts) == 3


@pytest.mark.parametrize("seed", range(20))
def test_a_review_never_asks_to_draw_an_arrow_that_was_not_met(study: Study, seed: int) -> None:
    of = study.library.machine("tcp")
    met = frozenset(item.id for item in of.drawn()[:8])
    fact = min(met)
    ref = _with_others(of, Ref(of.id, fact, "missing-edges", Form.DRAW, seed), met)
    token = study.signer.sign(of, Ticket(ref, "a", False), NOW)
    asked = build(of, study.signer.read(of, token, NOW).ref)
    assert fact in asked.facts
    assert len(asked.facts) == 3
    assert set(asked.facts) <= met


def test_every_right_event_is_told(study: Study) -> None:
    asked, causes = _asked_for_several_causes(study)
    of = asked.machine
    labels = {event: of.event(event).label for event in causes}
    for event in causes:
        again = asked_for(study, asked.question.ref, NOW)
        found = marked(study, give(study, again, {"text": [labels[event].en]}, NOW), NOW)
        assert found.verdict.is_right
        assert found.right == labels[event]
        assert set(found.also) == set(labels.values()) - {labels[event]}
    told = marked(study, give(study, asked, {"give_up": ["1"]}, NOW), NOW)
    assert {told.right, *told.also} == set(labels.values())


def _asked_for_several_causes(study: Study) -> tuple[Asked, tuple[str, ...]]:
    for fact in facts(study.library.machine("tcp")):
        if fact.kind is FactKind.TRANSITION:
            for seed in range(4):
                asked = asked_for(study, ref_to(fact.id, "cause", Form.TYPE, seed), NOW)
                key = asked.question.key
                if isinstance(key, TypedKey) and len(key.values) > 1:
                    return asked, key.values
    pytest.fail("no question for an event has several answers")


def test_one_right_answer_is_not_told_twice(study: Study) -> None:
    asked = asked_next(study, NOW)
    assert marked(study, give_wrong(study, asked, NOW), NOW).also == ()
