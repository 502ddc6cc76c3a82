"""Pieces every question type is made of: situations, options, typed and clicked keys."""

import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from quizapp.engine import (
    Configuration,
    Impossible,
    Machine,
    Outcome,
    Reaction,
    Step,
    Text,
    configurations,
    step,
)
from quizapp.engine.step import allows
from quizapp.grading import (
    ChoiceKey,
    ClickKey,
    Form,
    Key,
    Spellings,
    TypedKey,
    spellings,
    state_spellings,
)
from quizapp.questions.model import Option, Question, Ref, Shows
from quizapp.questions.wording import NOTHING, event_names, segment_names

LETTERS = "abcdefghijklmnopqrstuvwxyz"
FEWEST_DISTRACTORS = 2
MOST_DISTRACTORS = 3


@dataclass(frozen=True, slots=True)
class Distractor:
    """A wrong value and the neighbouring question it would have answered."""

    value: str
    right_for: Text
    tier: int = 3
    """How plain the neighbour is: 1 on the main path, 2 drawn, 3 only in the text."""


def situations(machine: Machine, outcome: Outcome) -> tuple[Configuration, ...]:
    """Return every configuration in which an outcome happens."""
    return tuple(
        at
        for state in outcome.states
        for at in configurations(machine, state)
        if allows(outcome, at)
    )


def asked_at(machine: Machine, question: Question) -> Configuration:
    """Return where the machine is in a question about one step."""
    return question.at or situations(machine, machine.outcome(question.ref.fact))[0]


def said_by_variant(machine: Machine, outcome: Outcome, value: str) -> Text | None:
    """Return who else goes to a state, or sends a segment, that the standard does not."""
    for variant in machine.variants_of(outcome.id):
        sent = "; ".join(variant.sends) or NOTHING
        goes = (variant.target,) if variant.target else outcome.states
        if value in (*goes, sent):
            return Text(
                en=f"{variant.tag}: {variant.why.en}", zh=f"{variant.tag}：{variant.why.zh}"
            )
    return None


@lru_cache(maxsize=64)
def all_steps(machine: Machine) -> tuple[Step, ...]:
    """Return every possible step: each configuration with each event that can happen."""
    return tuple(
        taken
        for state in machine.states
        for at in configurations(machine, state.id)
        for event in machine.events
        if not isinstance((taken := step(machine, at, event.id)).outcome, Impossible)
    )


@lru_cache(maxsize=512)
def steps_from(machine: Machine, at: Configuration) -> tuple[Step, ...]:
    """Return every possible step out of one configuration."""
    return tuple(taken for taken in all_steps(machine) if taken.before == at)


def moves(taken: Step) -> bool:
    """Tell whether a step leaves its state."""
    return taken.outcome.reaction is Reaction.MOVES


def distinct(candidates: Iterable[Distractor], right: Iterable[str]) -> dict[str, Distractor]:
    """Keep the plainest reason for each value that is not right, the first of its tier.

    The values stay in the order in which they first came.
    """
    never = set(right)
    kept: dict[str, Distractor] = {}
    for candidate in candidates:
        if candidate.value in never:
            continue
        known = kept.setdefault(candidate.value, candidate)
        if candidate.tier < known.tier:
            kept[candidate.value] = candidate
    return kept


def choices(
    right: Option,
    distractors: Mapping[str, Distractor],
    labels: Mapping[str, Text],
    rng: random.Random,
) -> tuple[tuple[Option, ...], ChoiceKey]:
    """Shuffle the right option among a few distractors; ids are letters in order."""
    picked = list(distractors.values())[: MOST_DISTRACTORS * 2]
    rng.shuffle(picked)
    options = [right] + [
        Option("", item.value, labels[item.value], item.right_for)
        for item in picked[:MOST_DISTRACTORS]
    ]
    rng.shuffle(options)
    lettered = tuple(
        Option(letter, option.value, option.label, option.right_for)
        for letter, option in zip(LETTERS, options, strict=False)
    )
    key = next(option.id for option in lettered if option.value == right.value)
    return lettered, ChoiceKey(key, tuple(option.id for option in lettered))


@lru_cache(maxsize=64)
def event_spellings(machine: Machine) -> Spellings:
    """Return the table of events' spellings."""
    return spellings(event_names(machine))


@lru_cache(maxsize=64)
def segment_spellings(machine: Machine) -> Spellings:
    """Return the table of spellings of what can be sent."""
    return spellings(segment_names(machine))


def state_key(machine: Machine, form: Form, value: str) -> Key:
    """Return the key to a question for one state, typed or clicked."""
    if form is Form.CLICK:
        return ClickKey(value, tuple(state.id for state in machine.states))
    return TypedKey((value,), state_spellings(machine))


def state_labels(machine: Machine) -> dict[str, Text]:
    """Return how states read as options."""
    return {state.id: Text.same(state.id) for state in machine.states}


def state_question(
    machine: Machine,
    ref: Ref,
    stem: Text,
    value: str,
    wrong: Mapping[str, Distractor],
    rng: random.Random,
    at: Configuration | None = None,
) -> Question:
    """Build a question for one state in any of its forms: choose, type or click."""
    options: tuple[Option, ...] = ()
    if ref.form is Form.CHOOSE:
        right = Option("", value, Text.same(value))
        options, key = choices(right, wrong, state_labels(machine), rng)
        built: Key = key
    else:
        built = state_key(machine, ref.form, value)
    return Question(
        ref=ref,
        stem=stem,
        facts=(ref.fact,),
        key=built,
        right=Text.same(value),
        options=options,
        shows=Shows.STATES if ref.form is Form.CLICK else Shows.NOTHING,
        at=at,
        focus=(at.state,) if at else (),
    )
