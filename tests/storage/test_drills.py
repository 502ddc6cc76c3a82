"""Drills: begun, saved over and over, sent once."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import update

from quizapp.storage import Store
from quizapp.storage.drills import (
    Drill,
    add_drill,
    changes_of,
    discard_drill,
    find_drill,
    latest_drills,
    note_hint,
    save_drawing,
    send_drill,
)
from quizapp.storage.failures import CorruptDatabaseError
from quizapp.storage.schema import DRILL
from tests.storage.samples import LEARNER, NOW

MINUTE = timedelta(minutes=1)
BEGUN = Drill(
    id="d1",
    machine="turnstile",
    level={"kind": "blank-page", "limit": 300},
    seed=2**62 + 1,
    started_at=NOW,
    revision=0,
    drawing={"version": 1, "states": [], "edges": []},
    saved_at=NOW,
)
ONE = {"version": 1, "states": [{"id": "s1", "name": "Geöffnet ✓", "x": 1.5, "y": 0}]}
TWO = {**ONE, "edges": []}


@pytest.fixture
def begun(store: Store) -> Store:
    with store.writing() as connection:
        add_drill(connection, LEARNER, BEGUN)
    return store


def found(store: Store, drill_id: str = "d1") -> Drill | None:
    with store.reading() as connection:
        return find_drill(connection, LEARNER, drill_id)


def save(store: Store, started_from: int, drawing: dict, *changes: dict) -> bool:
    with store.writing() as connection:
        return save_drawing(
            connection, LEARNER, "d1", started_from, drawing, changes, NOW + MINUTE
        )


def changes(store: Store) -> tuple:
    with store.reading() as connection:
        return changes_of(connection, LEARNER, "d1")


def test_a_drill_is_kept_as_it_was_begun(begun: Store) -> None:
    assert found(begun) == BEGUN
    assert found(begun, "d2") is None


def test_each_saving_counts_and_keeps_its_steps_in_order(begun: Store) -> None:
    assert save(begun, 0, ONE, {"what": "add-state"})
    assert save(begun, 1, TWO, {"what": "move"}, {"what": "rename"})
    kept = found(begun)
    assert kept == replace(BEGUN, drawing=TWO, revision=2, saved_at=NOW + MINUTE)
    assert [step["what"] for step in changes(begun)] == ["add-state", "move", "rename"]


@pytest.mark.parametrize("started_from", [0, 2, -1, 2**31 - 1])
def test_a_tab_that_is_behind_saves_nothing(begun: Store, started_from: int) -> None:
    assert save(begun, 0, ONE)
    assert not save(begun, started_from, TWO, {"what": "lost"})
    assert found(begun).drawing == ONE
    assert changes(begun) == ()


def test_a_sent_drill_is_closed(begun: Store) -> None:
    with begun.writing() as connection:
        assert send_drill(connection, LEARNER, "d1", ONE, NOW + MINUTE)
    with begun.writing() as connection:
        assert not send_drill(connection, LEARNER, "d1", TWO, NOW + 2 * MINUTE)
    assert not save(begun, 0, TWO)
    kept = found(begun)
    assert (kept.drawing, kept.sent_at) == (ONE, NOW + MINUTE)


def test_hints_are_kept_in_order(begun: Store) -> None:
    for fact in ("b", "a"):
        with begun.writing() as connection:
            note_hint(connection, LEARNER, find_drill(connection, LEARNER, "d1"), fact)
    assert found(begun).hints == ("b", "a")


def test_the_latest_drills_of_a_machine_come_first(begun: Store) -> None:
    with begun.writing() as connection:
        for number, machine in ((2, "turnstile"), (3, "door"), (4, "turnstile")):
            drill = replace(
                BEGUN, id=f"d{number}", machine=machine, started_at=NOW + number * MINUTE
            )
            add_drill(connection, LEARNER, drill)
    with begun.reading() as connection:
        ids = [drill.id for drill in latest_drills(connection, LEARNER, "turnstile")]
        assert ids == ["d4", "d2", "d1"]
        assert len(latest_drills(connection, LEARNER, "turnstile", limit=1)) == 1


@pytest.mark.parametrize("column", ["level", "drawing", "hints"])
def test_a_damaged_row_says_so(begun: Store, column: str) -> None:
    with begun.writing() as connection:
        connection.execute(update(DRILL).values({column: 5}))
    with pytest.raises(CorruptDatabaseError, match="a drill"):
        found(begun)


def discard(store: Store) -> bool:
    with store.writing() as connection:
        return discard_drill(connection, LEARNER, "d1")


def test_a_discarded_drill_is_gone_with_its_steps(begun: Store) -> None:
    save(begun, 0, ONE, {"what": "add-state"})
    assert discard(begun)
    assert found(begun) is None
    assert changes(begun) == ()
    assert not discard(begun)


def test_a_drill_that_was_sent_is_never_discarded(begun: Store) -> None:
    save(begun, 0, ONE, {"what": "add-state"})
    with begun.writing() as connection:
        send_drill(connection, LEARNER, "d1", ONE, NOW)
    assert not discard(begun)
    assert found(begun) is not None
    assert changes(begun) == ({"what": "add-state"},)
