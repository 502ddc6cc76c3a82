"""What the log tells of the past."""

from dataclasses import replace
from datetime import timedelta

from quizapp.scheduling import Rating
from quizapp.storage import Review, Store, record, undo
from quizapp.storage.history import drawings_of, first_met, memories_before
from tests.storage.samples import LEARNER, NOW, answer

DAY = timedelta(days=1)
MACHINE = "turnstile"


def save(store: Store, *rows: Review) -> None:
    with store.writing() as connection:
        assert record(connection, LEARNER, rows).is_first


def known(store: Store, *facts: str, days: float) -> dict[str, object]:
    with store.reading() as connection:
        return dict(memories_before(connection, LEARNER, MACHINE, facts, NOW + days * DAY))


def drawing(attempt: str, days: int, *ratings: Rating) -> list[Review]:
    """A drawing with one arrow for each rating."""
    return [
        replace(
            answer(f"edge-{place}", before=None, at=NOW + days * DAY),
            attempt_id=attempt,
            rating=rating,
            form="draw",
        )
        for place, rating in enumerate(ratings)
    ]


def test_the_last_review_before_an_instant_decides(store: Store) -> None:
    early, late = answer("a"), answer("a", "later", at=NOW + 5 * DAY)
    save(store, early)
    save(store, late)
    assert known(store, "a", days=3) == {"a": early.after}
    assert known(store, "a", days=6) == {"a": late.after}


def test_what_was_not_met_yet_is_not_known(store: Store) -> None:
    save(store, answer("a", at=NOW + DAY))
    assert known(store, "a", "b", days=0.5) == {}
    assert known(store, "b", days=2) == {}


def test_the_first_meeting_is_of_any_of_the_facts(store: Store) -> None:
    save(store, answer("a", at=NOW + 2 * DAY))
    save(store, answer("b", "earlier", at=NOW + DAY))
    with store.reading() as connection:
        assert first_met(connection, LEARNER, MACHINE, ["a", "b"]) == NOW + DAY
        assert first_met(connection, LEARNER, MACHINE, ["a"]) == NOW + 2 * DAY
        assert first_met(connection, LEARNER, MACHINE, ["c"]) is None


def test_drawings_come_oldest_first_with_each_arrow(store: Store) -> None:
    good, bad = Rating.GOOD, Rating.AGAIN
    save(store, *drawing("second", 2, good, good))
    save(store, *drawing("first", 1, good, bad))
    save(store, *drawing("small", 3, good))
    with store.reading() as connection:
        found = drawings_of(connection, LEARNER, MACHINE, ["draw"], at_least=2)
    assert [item.attempt_id for item in found] == ["first", "second"]
    assert [edge.passed for edge in found[0].edges] == [True, False]
    assert found[0].at == NOW + DAY


def test_only_so_many_drawings_come_the_latest_of_them(store: Store) -> None:
    for day in range(4):
        save(store, *drawing(f"drawing-{day}", day, Rating.GOOD, Rating.GOOD))
    with store.reading() as connection:
        found = drawings_of(connection, LEARNER, MACHINE, ["draw"], at_least=2, limit=2)
    assert [item.attempt_id for item in found] == ["drawing-2", "drawing-3"]


def test_a_drawing_taken_back_does_not_count(store: Store) -> None:
    save(store, *drawing("gone", 1, Rating.GOOD, Rating.GOOD))
    with store.writing() as connection:
        undo(connection, LEARNER, "gone", NOW + 2 * DAY)
    with store.reading() as connection:
        assert drawings_of(connection, LEARNER, MACHINE, ["draw"], at_least=2) == ()
    assert known(store, "edge-0", days=3) == {}


def test_of_two_rows_of_one_instant_the_correction_counts(store: Store) -> None:
    save(store, answer("a", "taken back"))
    with store.writing() as connection:
        undo(connection, LEARNER, "taken back", NOW)
    assert known(store, "a", days=1) == {}
