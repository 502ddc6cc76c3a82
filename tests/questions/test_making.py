import random

import pytest

from quizapp.engine import Configuration, Impossible, Machine, Text, configurations
from quizapp.questions.making import (
    Distractor,
    all_steps,
    choices,
    distinct,
    moves,
    said_by_variant,
    situations,
    steps_from,
)
from quizapp.questions.model import Option


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [
        ("locked.coin", ["LOCKED"]),
        ("open.push", ["OPEN (paid=coin)", "OPEN (paid=card)"]),
        ("open.kick.card", ["OPEN (paid=card)"]),
        ("broken.coin", ["BROKEN", "OFF"]),
    ],
)
def test_an_outcome_happens_where_its_guard_holds(
    turnstile: Machine, outcome: str, expected: list[str]
) -> None:
    found = situations(turnstile, turnstile.outcome(outcome))
    assert [str(at) for at in found] == expected


def test_only_what_can_happen_is_a_step(machine: Machine) -> None:
    cells = sum(len(configurations(machine, state.id)) for state in machine.states)
    impossible = sum(
        len(configurations(machine, state))
        for item in machine.impossible
        for state in item.states
    )
    steps = all_steps(machine)
    assert len(steps) == cells * len(machine.events) - impossible
    assert not any(isinstance(taken.outcome, Impossible) for taken in steps)


def test_steps_from_a_place_begin_there(turnstile: Machine) -> None:
    steps = steps_from(turnstile, Configuration("OFF"))
    assert [taken.event for taken in steps] == ["coin", "card", "kick", "key"]
    assert [moves(taken) for taken in steps] == [False, False, False, True]


def test_the_first_reason_is_kept_and_right_values_are_not() -> None:
    candidates = [Distractor(value, Text.same(f"{value}{n}")) for n, value in enumerate("abab")]
    kept = distinct(candidates, right={"b"})
    assert {value: item.right_for.en for value, item in kept.items()} == {"a": "a0"}


def test_the_plainest_reason_is_kept_and_the_order_of_values_stays() -> None:
    tiers = [("a", 3), ("b", 2), ("a", 1), ("a", 1), ("b", 3)]
    candidates = [
        Distractor(value, Text.same(f"{value}{n}"), tier)
        for n, (value, tier) in enumerate(tiers)
    ]
    kept = distinct(candidates, right=())
    assert [item.right_for.en for item in kept.values()] == ["a2", "b1"]


def _labels(values: str) -> dict[str, Text]:
    return {value: Text.same(value.upper()) for value in values}


def test_choices_hold_the_right_one_and_at_most_three_others() -> None:
    wrong = {value: Distractor(value, Text.same(value)) for value in "bcdefg"}
    for seed in range(20):
        options, key = choices(
            Option("", "a", Text.same("A")), wrong, _labels("abcdefg"), random.Random(seed)
        )
        assert [option.id for option in options] == list(key.offered) == list("abcd")
        assert next(item.value for item in options if item.id == key.option) == "a"


def test_the_nearest_distractors_are_preferred() -> None:
    wrong = {value: Distractor(value, Text.same(value)) for value in "bcdefghijk"}
    offered = {
        option.value
        for seed in range(50)
        for option in choices(
            Option("", "a", Text.same("A")), wrong, _labels("abcdefghijk"), random.Random(seed)
        )[0]
    }
    assert offered == set("abcdefg")


@pytest.mark.parametrize(
    ("outcome", "value", "expected"),
    [
        ("locked.kick", "BROKEN", "Older model: The older model has no alarm."),
        ("locked.kick", "nothing", "Older model: The older model has no alarm."),
        ("locked.kick", "ALARM", None),
        ("locked.coin", "nothing", None),
    ],
)
def test_who_else_does_so_is_named(
    turnstile: Machine, outcome: str, value: str, expected: str | None
) -> None:
    said = said_by_variant(turnstile, turnstile.outcome(outcome), value)
    assert (said.en if said else None) == expected
