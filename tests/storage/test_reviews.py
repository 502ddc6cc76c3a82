from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from threading import Thread

import pytest
from sqlalchemy.exc import IntegrityError

from quizapp.scheduling import Memory, Rating
from quizapp.storage import (
    Kind,
    Review,
    Store,
    Undone,
    UndoOutcome,
    all_reviews,
    attempt_rows,
    find_attempt,
    last_reviews_of,
    load_memories,
    record,
    undo,
)
from quizapp.storage.failures import BrokenAttemptError
from tests.storage.samples import LEARNER, NOW, SCHEDULER, answer, learned, statements_of

DAY = timedelta(days=1)


def save(store: Store, *rows: Review) -> bool:
    with store.writing() as connection:
        return record(connection, LEARNER, rows).is_first


def take_back(store: Store, attempt_id: str) -> Undone:
    with store.writing() as connection:
        return undo(connection, LEARNER, attempt_id, NOW + DAY)


def memories(store: Store) -> dict[str, Memory]:
    with store.reading() as connection:
        return load_memories(connection, LEARNER, "turnstile")


def log(store: Store) -> list[Review]:
    with store.reading() as connection:
        return list(all_reviews(connection, LEARNER))


def test_an_answer_is_kept_with_everything_known_of_it(store: Store) -> None:
    row = answer("a", before=learned())
    assert save(store, row)
    assert log(store) == [row]
    assert memories(store) == {"a": row.after}


def test_a_drawing_moves_every_card_at_once(store: Store) -> None:
    rows = [answer(f"edge-{n}") for n in range(21)]
    assert save(store, *rows)
    with store.reading() as connection:
        assert attempt_rows(connection, LEARNER, "attempt-1") == tuple(rows)
        assert find_attempt(connection, LEARNER, "attempt-1") == rows[0]
    assert memories(store) == {row.fact: row.after for row in rows}


def test_the_same_attempt_twice_is_one_review(store: Store) -> None:
    row = answer("a")
    other = replace(answer("b", before=learned()), credit=0.0)
    with store.writing() as connection:
        assert record(connection, LEARNER, [row]).is_first
        second = record(connection, LEARNER, [other])
    assert not second.is_first
    assert second.rows == (row,)
    assert log(store) == [row]
    assert memories(store) == {"a": row.after}


def test_an_answer_without_a_memory_after_leaves_the_card_alone(store: Store) -> None:
    save(store, replace(answer("a"), after=None, rating=None, credit=None, answer=None))
    assert memories(store) == {}
    assert log(store)[0].answer is None


def test_a_failure_takes_back_the_whole_attempt(store: Store) -> None:
    with pytest.raises(KeyError):
        save_and_fail(store)
    assert log(store) == []
    assert memories(store) == {}
    assert save(store, answer("a"))


def test_a_learner_who_is_not_there_has_no_reviews(store: Store) -> None:
    with pytest.raises(IntegrityError), store.writing() as connection:
        record(connection, "nobody", [answer("a")])
    with store.reading() as connection:
        assert attempt_rows(connection, "nobody", "attempt-1") == ()


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        ([], "it has no rows"),
        ([answer("a", "1"), answer("b", "2")], "several attempt ids"),
        ([answer("a"), answer("a")], "a fact occurs in it twice"),
        ([answer("a", "undo:1")], "its id begins with undo:"),
    ],
)
def test_rows_that_are_not_one_attempt_are_refused(
    store: Store, rows: Sequence[Review], problem: str
) -> None:
    with store.writing() as connection, pytest.raises(BrokenAttemptError, match=problem):
        record(connection, LEARNER, rows)


@pytest.mark.file
def test_one_answer_takes_two_statements(store: Store) -> None:
    with store.writing() as connection:
        sent = statements_of(connection, lambda: record(connection, LEARNER, [answer("a")]))
    assert [sql.split()[:3] for sql in sent] == [
        ["INSERT", "INTO", "review"],
        ["INSERT", "INTO", "card"],
    ]


def test_undo_gives_every_card_its_memory_back(store: Store) -> None:
    first = answer("old", "first", at=NOW - DAY)
    save(store, first)
    save(store, answer("old", before=first.after), answer("new"))
    undone = take_back(store, "attempt-1")
    assert undone.outcome is UndoOutcome.DONE
    assert memories(store) == {"old": first.after}
    assert [(row.attempt_id, row.kind, row.undoes) for row in undone.rows] == [
        ("undo:attempt-1", Kind.UNDO, "attempt-1")
    ] * 2
    with store.reading() as connection:
        assert attempt_rows(connection, LEARNER, "undo:attempt-1") == undone.rows
        assert len(attempt_rows(connection, LEARNER, "attempt-1")) == 2


def test_undo_twice_is_once(store: Store) -> None:
    save(store, answer("a"))
    first, second = take_back(store, "attempt-1"), take_back(store, "attempt-1")
    assert (first.outcome, second.outcome) == (UndoOutcome.DONE, UndoOutcome.ALREADY)
    assert first.rows == second.rows
    assert len(log(store)) == 2


def test_undo_refuses_once_a_card_was_reviewed_again(store: Store) -> None:
    row = answer("a")
    save(store, row, answer("b"))
    save(store, answer("a", "attempt-2", before=row.after, at=NOW + DAY))
    before = memories(store)
    undone = take_back(store, "attempt-1")
    assert (undone.outcome, undone.later) == (UndoOutcome.LATER, ("a",))
    assert memories(store) == before
    assert len(log(store)) == 3


def test_attempts_are_undone_from_the_last_backwards(store: Store) -> None:
    row = answer("a")
    save(store, row)
    save(store, answer("a", "attempt-2", before=row.after, at=NOW + DAY))
    assert take_back(store, "attempt-2").outcome is UndoOutcome.DONE
    assert memories(store) == {"a": row.after}
    assert take_back(store, "attempt-1").outcome is UndoOutcome.DONE
    assert memories(store) == {}


def test_a_card_undone_can_be_answered_again(store: Store) -> None:
    save(store, answer("a"))
    take_back(store, "attempt-1")
    again = answer("a", "attempt-2", at=NOW + DAY)
    assert save(store, again)
    assert not save(store, answer("a"))
    assert memories(store) == {"a": again.after}


def test_a_guess_is_undone_before_what_it_corrects(store: Store) -> None:
    row = answer("a")
    save(store, row)
    missed = SCHEDULER.review(None, Rating.AGAIN, NOW, card_key="a")
    guess = replace(
        answer("a", "guess:1", before=row.after, after=missed),
        kind=Kind.GUESS,
        rating=Rating.AGAIN,
        undoes="attempt-1",
    )
    save(store, guess)
    assert take_back(store, "attempt-1").outcome is UndoOutcome.LATER
    assert take_back(store, "guess:1").outcome is UndoOutcome.DONE
    assert memories(store) == {"a": row.after}


@pytest.mark.parametrize("attempt_id", ["never", "undo:attempt-1", ""])
def test_what_was_no_answer_cannot_be_undone(store: Store, attempt_id: str) -> None:
    save(store, answer("a"))
    take_back(store, "attempt-1")
    assert take_back(store, attempt_id).outcome is UndoOutcome.UNKNOWN


def test_the_history_of_a_fact_is_newest_first(store: Store) -> None:
    for n in range(4):
        save(store, answer("a", f"{n}", at=NOW + n * DAY), answer("b", f"{n}"))
    with store.reading() as connection:
        found = last_reviews_of(connection, LEARNER, "turnstile", "a", limit=3)
    assert [row.attempt_id for row in found] == ["3", "2", "1"]


def test_the_log_is_in_the_order_of_time(store: Store) -> None:
    save(store, answer("b", "later", at=NOW + DAY))
    save(store, answer("a", "sooner"), answer("b", "sooner"))
    assert [(row.attempt_id, row.fact) for row in log(store)] == [
        ("sooner", "a"),
        ("sooner", "b"),
        ("later", "b"),
    ]


def test_four_threads_lose_and_double_nothing(store: Store) -> None:
    failures: list[BaseException] = []

    def work(thread: int) -> None:
        try:
            for n in range(50):
                answer_next(store, f"{thread}-{n}", f"fact-{n % 7}")
                # The page is sent again, as by an impatient finger.
                answer_next(store, f"{thread}-{n}", f"fact-{n % 7}")
        except BaseException as problem:
            failures.append(problem)
            raise

    threads = [Thread(target=work, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert len(log(store)) == len({row.attempt_id for row in log(store)}) == 200
    assert sum(memory.reps for memory in memories(store).values()) == 200


def save_and_fail(store: Store) -> None:
    with store.writing() as connection:
        record(connection, LEARNER, [answer("a"), answer("b")])
        raise KeyError("before the end of the transaction")


def answer_next(store: Store, attempt_id: str, fact: str) -> None:
    with store.writing() as connection:
        before = load_memories(connection, LEARNER, "turnstile", [fact]).get(fact)
        record(connection, LEARNER, [answer(fact, attempt_id, before=before)])
