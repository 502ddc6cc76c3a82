from datetime import UTC, date, datetime, timedelta

import pytest

from quizapp.scheduling import (
    Because,
    Calendar,
    Candidate,
    Memory,
    Reason,
    Stage,
    choose,
    new_allowance,
    reason_for,
)

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)
UTC_DAYS = Calendar("UTC")


def card(
    fact: str, minutes: float = -1, state: Stage = Stage.REVIEW, step: int | None = None
) -> Candidate:
    """A card due that many minutes from now, last answered a day before that."""
    due = NOW + timedelta(minutes=minutes)
    memory = Memory(
        state=state,
        step=step,
        stability=5.0,
        difficulty=5.0,
        due=due,
        last_review=due - timedelta(days=1),
        reps=3,
        lapses=0,
        introduced=date(2026, 3, 1),
    )
    return Candidate("tcp", fact, memory)


def new(fact: str) -> Candidate:
    return Candidate("tcp", fact)


def same_letter(one: str, other: str) -> bool:
    return one[:5] == other[:5]


def facts(due: list[Candidate], fresh: list[Candidate], early: list[Candidate]) -> list[str]:
    """Ask until nothing is left; the order is what matters."""
    asked = []
    while (chosen := choose(due, fresh, None, same_letter, early)) is not None:
        asked.append(chosen.fact)
        due, fresh, early = (
            [one for one in part if one is not chosen] for part in (due, fresh, early)
        )
    return asked


def test_learning_then_reviews_by_due_then_new_then_early() -> None:
    due = [card("r2", -5), card("r1", -9), card("l2", -1, Stage.RELEARNING, 0)]
    due.append(card("l1", -2, Stage.LEARNING, 1))
    early = [card("e2", 50), card("e1", 40)]
    order = ["l1", "l2", "r1", "r2", "n2", "n1", "e1", "e2"]
    assert facts(due, [new("n2"), new("n1")], early) == order


def test_nothing_there_is_nothing_to_ask() -> None:
    assert choose([], [], None, same_letter) is None


@pytest.mark.parametrize(
    ("due", "fresh", "chosen"),
    [
        (["a1", "a2", "b1"], [], "b1"),
        (["a1", "a2"], ["b1"], "b1"),
        (["a1", "a2"], ["a3"], "a2"),
        (["a1"], [], "a1"),
        (["b1", "a2"], [], "b1"),
    ],
)
def test_no_sibling_follows_while_anything_else_is_there(
    due: list[str], fresh: list[str], chosen: str
) -> None:
    waiting = [card(fact, place) for place, fact in enumerate(due, -10)]
    found = choose(waiting, [new(fact) for fact in fresh], "tcp/a1", same_letter)
    assert found is not None
    assert found.fact == chosen


def test_a_sibling_that_is_due_comes_before_a_stranger_that_is_not() -> None:
    found = choose([card("a2")], [], "tcp/a1", same_letter, early=[card("b1", 30)])
    assert found is not None
    assert found.fact == "a2"


@pytest.mark.parametrize(("per_day", "done", "left"), [(12, 0, 12), (12, 5, 7), (5, 12, 0)])
def test_new_cards_stop_at_the_daily_limit(per_day: int, done: int, left: int) -> None:
    assert new_allowance(per_day, done) == left


@pytest.mark.parametrize(
    ("candidate", "reason"),
    [
        (new("a"), Reason(Because.NEW)),
        (card("a", -1, Stage.RELEARNING, 0), Reason(Because.MISSED, date(2026, 3, 9))),
        (card("a", -1, Stage.LEARNING, 0), Reason(Because.MISSED, date(2026, 3, 9))),
        (card("a", -1, Stage.LEARNING, 1), Reason(Because.STEP)),
        (card("a", -60), Reason(Because.DUE, date(2026, 3, 10))),
        (card("a", 0), Reason(Because.DUE, date(2026, 3, 10))),
        (card("a", -60 * 24 * 4), Reason(Because.OVERDUE, date(2026, 3, 6))),
        (card("a", 60 * 24), Reason(Because.EARLY, date(2026, 3, 11))),
        (card("a", 5, Stage.LEARNING, 1), Reason(Because.STEP)),
    ],
)
def test_a_card_is_back_for_a_reason(candidate: Candidate, reason: Reason) -> None:
    assert reason_for(candidate.memory, NOW, UTC_DAYS) == reason
