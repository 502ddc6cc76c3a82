from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from quizapp.scheduling import Memory
from quizapp.storage import (
    Connection,
    Store,
    all_cards,
    answered_since,
    due_candidates,
    due_count,
    get_or_create_learner,
    introduced_on,
    last_reviews_of,
    load_memories,
    missing_facts,
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


def test_learning_cards_come_before_reviews_each_longest_due_first(store: Store) -> None:
    put(store, r2=learned(NOW - DAY), r1=learned(NOW - 2 * DAY), r3=learned(NOW + MINUTE))
    put(store, "door", l2=started(NOW), l1=started(NOW - MINUTE), l3=started(NOW + MINUTE))
    with store.reading() as connection:
        due = due_candidates(connection, LEARNER, NOW)
        ahead = upcoming_candidates(connection, LEARNER, NOW)
    assert [card.key for card in due] == ["door/l1", "door/l2", "turnstile/r1", "turnstile/r2"]
    assert [card.key for card in ahead] == ["door/l3", "turnstile/r3"]
    assert due[0].memory == started(NOW - MINUTE)


def test_learning_cards_are_found_behind_any_backlog(store: Store) -> None:
    put(store, **{f"r{n}": learned(NOW - DAY - n * MINUTE) for n in range(30)})
    put(store, late=started(NOW))
    with store.reading() as connection:
        due = due_candidates(connection, LEARNER, NOW, limit=4)
    assert [card.fact for card in due] == ["late", "r29", "r28", "r27"]


def test_one_machine_can_be_asked_for(store: Store) -> None:
    put(store, r1=learned(NOW - DAY), l1=started(NOW - MINUTE), r2=learned(NOW + DAY))
    put(store, "door", r1=learned(NOW - 2 * DAY), r2=learned(NOW + MINUTE))
    with store.reading() as connection:
        due = due_candidates(connection, LEARNER, NOW, machine="turnstile")
        ahead = upcoming_candidates(connection, LEARNER, NOW, machine="turnstile")
        assert [card.key for card in due] == ["turnstile/l1", "turnstile/r1"]
        assert [card.key for card in ahead] == ["turnstile/r2"]
        assert due_count(connection, LEARNER, NOW, machine="turnstile") == 2
        assert next_due(connection, LEARNER, NOW, machine="turnstile") == NOW + DAY
        assert next_due(connection, LEARNER, NOW) == NOW + MINUTE
        assert next_due(connection, LEARNER, NOW + 9 * DAY) is None
        assert next_due(connection, LEARNER, NOW, machine="unmet") is None


def test_counts_stop_at_their_cap(store: Store) -> None:
    cards = {f"f{n}": learned(NOW - n * MINUTE) for n in range(5)}
    put(store, **cards, l=started(NOW), later=learned(NOW + DAY))
    with store.reading() as connection:
        assert due_count(connection, LEARNER, NOW) == 6
        assert due_count(connection, LEARNER, NOW, cap=4) == 4
        day = cards["f0"].introduced
        assert introduced_on(connection, LEARNER, day) == 6
        assert introduced_on(connection, LEARNER, day, cap=2) == 2
        assert introduced_on(connection, LEARNER, NOW.date()) == 1
        assert introduced_on(connection, LEARNER, NOW.date() + DAY) == 0


def test_missing_facts_keep_their_order(store: Store) -> None:
    put(store, b=learned(), d=learned())
    with store.reading() as connection:
        facts = ["e", "d", "c", "b", "a"]
        assert missing_facts(connection, LEARNER, "turnstile", facts, 2) == ["e", "c"]
        assert missing_facts(connection, LEARNER, "turnstile", facts, 9) == ["e", "c", "a"]
        assert missing_facts(connection, LEARNER, "turnstile", facts, -1) == []
        assert missing_facts(connection, LEARNER, "door", facts, 9) == facts


def test_learners_do_not_see_one_another(store: Store) -> None:
    put(store, a=learned(NOW - DAY))
    with store.writing() as connection:
        get_or_create_learner(connection, NOW, "ada")
        record(connection, "ada", [answer("x", after=learned(NOW - DAY))])
        assert [card.fact for card in due_candidates(connection, "ada", NOW)] == ["x"]
        assert [card.fact for card in all_cards(connection, LEARNER)] == ["a"]


def test_all_cards_come_by_machine_and_fact(store: Store) -> None:
    put(store, b=learned(), a=started())
    put(store, "door", z=learned())
    with store.reading() as connection:
        found = list(all_cards(connection, LEARNER))
    assert [card.key for card in found] == ["door/z", "turnstile/a", "turnstile/b"]
    assert found[1].memory == started()


def test_microseconds_and_floats_survive(store: Store) -> None:
    memory = replace(learned(NOW.replace(microsecond=123_457)), stability=0.1 + 0.2)
    put(store, a=memory)
    with store.reading() as connection:
        assert load_memories(connection, LEARNER, "turnstile", ["a"])["a"] == memory


PK = "card USING INDEX sqlite_autoindex_card_1"
STATE = "ix_card_learner_id_state_due (learner_id=? AND state=? AND due"


@pytest.mark.parametrize(
    ("query", "index"),
    [
        (lambda c: load_memories(c, LEARNER, "m"), f"{PK} (learner_id=? AND machine=?)"),
        (
            lambda c: load_memories(c, LEARNER, "m", ["a"]),
            f"{PK} (learner_id=? AND machine=? AND fact=?)",
        ),
        (
            lambda c: load_memories(c, LEARNER, "m", ["a", "b"]),
            f"{PK} (learner_id=? AND machine=? AND fact=?)",
        ),
        (lambda c: due_candidates(c, LEARNER, NOW), f"{STATE}<?)"),
        (
            lambda c: due_candidates(c, LEARNER, NOW, machine="m"),
            f"{PK} (learner_id=? AND machine=?)",
        ),
        (lambda c: upcoming_candidates(c, LEARNER, NOW), f"{STATE}>?)"),
        (lambda c: next_due(c, LEARNER, NOW), f"{STATE}>?)"),
        (
            lambda c: next_due(c, LEARNER, NOW, machine="m"),
            f"{PK} (learner_id=? AND machine=?)",
        ),
        (lambda c: due_count(c, LEARNER, NOW), f"COVERING INDEX {STATE}<?)"),
        (
            lambda c: due_count(c, LEARNER, NOW, machine="m"),
            f"{PK} (learner_id=? AND machine=?)",
        ),
        (
            lambda c: introduced_on(c, LEARNER, NOW.date()),
            "COVERING INDEX ix_card_learner_id_introduced (learner_id=? AND introduced=?)",
        ),
        (
            lambda c: missing_facts(c, LEARNER, "m", ["a"], 1),
            "COVERING INDEX sqlite_autoindex_card_1 (learner_id=? AND machine=?)",
        ),
        (
            lambda c: last_reviews_of(c, LEARNER, "m", "a"),
            "ix_review_learner_id_machine_fact_at (learner_id=? AND machine=? AND fact=?)",
        ),
        (
            lambda c: answered_since(c, LEARNER, NOW),
            "ix_review_learner_id_kind_position_at (learner_id=? AND kind=?",
        ),
    ],
)
def test_no_query_reads_a_whole_table(
    store: Store, query: Callable[[Connection], Any], index: str
) -> None:
    with store.reading() as connection:
        plan = plan_of(connection, lambda: query(connection))
    assert index in plan
    assert "SCAN card" not in plan
    assert "SCAN review" not in plan


@pytest.mark.parametrize(
    "query",
    [
        lambda c: due_candidates(c, LEARNER, NOW),
        lambda c: last_reviews_of(c, LEARNER, "m", "a"),
        lambda c: due_count(c, LEARNER, NOW),
    ],
)
def test_no_query_sorts_more_than_its_limit(
    store: Store, query: Callable[[Connection], Any]
) -> None:
    with store.reading() as connection:
        plan = plan_of(connection, lambda: query(connection))
    # The one sort there may be is of what the ranges of the index gave, cut to the limit.
    assert plan.count("TEMP B-TREE") <= 1
    assert "TEMP B-TREE FOR RIGHT" not in plan
