from datetime import timedelta

import pytest

from quizapp.scheduling import Memory
from quizapp.storage import Store, record, undo
from quizapp.storage.situation import Day, day_of, deck_of
from tests.storage.samples import LEARNER, NOW, answer, learned, plan_of, started

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
MORNING = NOW - timedelta(hours=8)


def put(store: Store, machine: str = "turnstile", /, **cards: Memory) -> None:
    """Store cards with those memories, by fact."""
    with store.writing() as connection:
        for number, (fact, memory) in enumerate(cards.items()):
            at = NOW - timedelta(minutes=20 - number)
            row = answer(fact, f"{machine}:{fact}", after=memory, machine=machine, at=at)
            record(connection, LEARNER, [row])


def test_the_deck_is_in_the_order_of_asking(store: Store) -> None:
    put(store, r2=learned(NOW - DAY), r1=learned(NOW - 2 * DAY), r3=learned(NOW + MINUTE))
    put(store, l2=started(NOW), l1=started(NOW - MINUTE), l3=started(NOW + MINUTE))
    put(store, "door", other=started(NOW - DAY))
    with store.reading() as connection:
        deck = deck_of(connection, LEARNER, "turnstile", NOW)
    assert deck.due == ("l1", "l2", "r1", "r2")
    assert deck.met == {"r1", "r2", "r3", "l1", "l2", "l3"}


def test_cards_due_together_come_in_one_order(store: Store) -> None:
    put(store, b=learned(NOW), c=learned(NOW), a=learned(NOW))
    with store.reading() as connection:
        assert deck_of(connection, LEARNER, "turnstile", NOW).due == ("a", "b", "c")


def test_a_learner_without_answers_has_an_empty_day(store: Store) -> None:
    with store.reading() as connection:
        assert day_of(connection, LEARNER, NOW.date(), MORNING) == Day(0, 0, None)
        assert deck_of(connection, LEARNER, "turnstile", NOW).met == set()


def test_the_day_counts_attempts_and_names_the_last_card(store: Store) -> None:
    put(store, "door", y=learned(), x=started())
    with store.writing() as connection:
        drawing = [answer(fact, "drawing", after=started(), at=NOW) for fact in ("a", "b")]
        record(connection, LEARNER, drawing)
        record(connection, LEARNER, [answer("c", "yesterday", at=NOW - DAY, after=learned())])
    with store.reading() as connection:
        day = day_of(connection, LEARNER, NOW.date(), MORNING)
        assert day == Day(introduced=3, answered=3, latest="turnstile/a")


def test_an_undone_attempt_does_not_count_on_its_own_day(store: Store) -> None:
    put(store, a=started(), b=started())
    with store.writing() as connection:
        old = answer("old", "yesterday", at=NOW - DAY, after=learned())
        record(connection, LEARNER, [old])
        undo(connection, LEARNER, "yesterday", NOW)
        undo(connection, LEARNER, "turnstile:b", NOW)
    with store.reading() as connection:
        day = day_of(connection, LEARNER, NOW.date(), MORNING)
        assert day.answered == 1


def test_a_card_whose_first_answer_was_undone_is_new_again(store: Store) -> None:
    put(store, a=started(), b=started())
    with store.writing() as connection:
        undo(connection, LEARNER, "turnstile:b", NOW)
    with store.reading() as connection:
        assert day_of(connection, LEARNER, NOW.date(), MORNING).introduced == 1
        assert deck_of(connection, LEARNER, "turnstile", NOW).met == {"a"}


def test_a_drawing_is_one_answer_however_many_arrows_it_has(store: Store) -> None:
    with store.writing() as connection:
        record(connection, LEARNER, [answer(f"edge-{n}", "drawing") for n in range(5)])
        record(connection, LEARNER, [answer("y", "yesterday", at=NOW - DAY)])
    with store.reading() as connection:
        assert day_of(connection, LEARNER, NOW.date(), MORNING).answered == 1
        assert day_of(connection, LEARNER, NOW.date(), MORNING - DAY).answered == 2


@pytest.mark.file
def test_neither_reads_more_than_its_own_rows(store: Store) -> None:
    put(store, a=learned())
    with store.reading() as connection:
        plan = plan_of(connection, lambda: day_of(connection, LEARNER, NOW.date(), MORNING))
        plan += plan_of(connection, lambda: deck_of(connection, LEARNER, "turnstile", NOW))
    assert "SCAN card" not in plan
    assert "SCAN review" not in plan
