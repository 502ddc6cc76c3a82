from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from quizapp.scheduling import Memory
from quizapp.storage import (
    Connection,
    Store,
    get_or_create_learner,
    last_reviews_of,
    load_memories,
    next_due,
    record,
    upcoming_candidates,
)
from tests.storage.samples import LEARNER, NOW, answer, learned, plan_of, started

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


def put(store: Store, machine: str = "turnstile", /, **cards: Memory) -> None:
    """Store cards with those memories, by fact."""
    with store.writing() as connection:
        for fact, memory in cards.items():
            row = answer(fact, f"{machine}:{fact}", after=memory, machine=machine)
            record(connection, LEARNER, [row])


def test_memories_come_back_as_they_were(store: Store) -> None:
    cards = {"a": learned(), "b": started(), "c": learned(NOW + 3 * DAY)}
    put(store, **cards)
    put(store, "door", a=learned(NOW - DAY))
    with store.reading() as connection:
        assert load_memories(connection, LEARNER, "turnstile") == cards
        assert load_memories(connection, LEARNER, "turnstile", ["a"]) == {"a": cards["a"]}
        some = load_memories(connection, LEARNER, "turnstile", ["a", "c", "unmet"])
        assert some == {"a": cards["a"], "c": cards["c"]}
        assert load_memories(connection, LEARNER, "turnstile", []) == {}
        assert load_memories(connection, "somebody else", "turnstile") == {}


def test_cards_being_learned_come_before_reviews_each_soonest_first(store: Store) -> None:
    put(store, r2=learned(NOW + 2 * DAY), r1=learned(NOW + DAY), due=learned(NOW))
    put(store, l2=started(NOW + 2 * MINUTE), l1=started(NOW + MINUTE), late=started(NOW))
    put(store, "door", l0=started(NOW + MINUTE))
    with store.reading() as connection:
        ahead = upcoming_candidates(connection, LEARNER, "turnstile", NOW)
    assert [card.key for card in ahead] == [
        f"turnstile/{fact}" for fact in ("l1", "l2", "r1", "r2")
    ]
    assert ahead[0].memory == started(NOW + MINUTE)


def test_cards_being_learned_are_found_before_any_number_of_reviews(store: Store) -> None:
    put(store, **{f"r{n}": learned(NOW + (n + 1) * MINUTE) for n in range(30)})
    put(store, late=started(NOW + DAY))
    with store.reading() as connection:
        ahead = upcoming_candidates(connection, LEARNER, "turnstile", NOW, limit=4)
    assert [card.fact for card in ahead] == ["late", "r0", "r1", "r2"]


def test_the_next_card_due_is_one_of_the_machine_and_not_due_yet(store: Store) -> None:
    put(store, r1=learned(NOW - DAY), l1=started(NOW), r2=learned(NOW + DAY))
    put(store, "door", r2=learned(NOW + MINUTE))
    with store.reading() as connection:
        assert next_due(connection, LEARNER, "turnstile", NOW) == NOW + DAY
        assert next_due(connection, LEARNER, "door", NOW) == NOW + MINUTE
        assert next_due(connection, LEARNER, "turnstile", NOW + 9 * DAY) is None
        assert next_due(connection, LEARNER, "unmet", NOW) is None


def test_learners_do_not_see_one_another(store: Store) -> None:
    put(store, a=learned(NOW + DAY))
    with store.writing() as connection:
        get_or_create_learner(connection, NOW, "ada")
        record(connection, "ada", [answer("x", after=learned(NOW + MINUTE))])
        ahead = upcoming_candidates(connection, "ada", "turnstile", NOW)
        assert [card.fact for card in ahead] == ["x"]
        assert next_due(connection, LEARNER, "turnstile", NOW) == NOW + DAY


def test_microseconds_and_floats_survive(store: Store) -> None:
    memory = replace(learned(NOW.replace(microsecond=123_457)), stability=0.1 + 0.2)
    put(store, a=memory)
    with store.reading() as connection:
        assert load_memories(connection, LEARNER, "turnstile", ["a"])["a"] == memory


PK = "card USING INDEX sqlite_autoindex_card_1"
OF_MACHINE = f"{PK} (learner_id=? AND machine=?)"


@pytest.mark.parametrize(
    ("query", "index"),
    [
        (lambda c: load_memories(c, LEARNER, "m"), OF_MACHINE),
        (
            lambda c: load_memories(c, LEARNER, "m", ["a"]),
            f"{PK} (learner_id=? AND machine=? AND fact=?)",
        ),
        (
            lambda c: load_memories(c, LEARNER, "m", ["a", "b"]),
            f"{PK} (learner_id=? AND machine=? AND fact=?)",
        ),
        (lambda c: upcoming_candidates(c, LEARNER, "m", NOW), OF_MACHINE),
        (lambda c: next_due(c, LEARNER, "m", NOW), OF_MACHINE),
        (
            lambda c: last_reviews_of(c, LEARNER, "m", "a"),
            "ix_review_learner_id_machine_fact_at (learner_id=? AND machine=? AND fact=?)",
        ),
    ],
)
@pytest.mark.file
def test_no_query_reads_a_whole_table(
    store: Store, query: Callable[[Connection], Any], index: str
) -> None:
    with store.reading() as connection:
        plan = plan_of(connection, lambda: query(connection))
    assert index in plan
    assert "SCAN card" not in plan
    assert "SCAN review" not in plan


@pytest.mark.file
def test_the_history_of_a_fact_is_read_in_order_without_sorting(store: Store) -> None:
    with store.reading() as connection:
        plan = plan_of(connection, lambda: last_reviews_of(connection, LEARNER, "m", "a"))
    assert "TEMP B-TREE" not in plan
