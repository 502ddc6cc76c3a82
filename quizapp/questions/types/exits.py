"""Exits: a state is given; which events take the machine out of it?"""

import random
from collections.abc import Sequence

from quizapp.engine import Machine, Step, Text
from quizapp.grading import Form, SelectKey
from quizapp.questions.facts import Fact, FactKind
from quizapp.questions.making import LETTERS, asked_at, moves, situations, steps_from
from quizapp.questions.model import Option, Question, Ref
from quizapp.questions.registry import question_type
from quizapp.questions.wording import apart, place, spaced, step_label
from quizapp.scheduling import Rung

MOST_OPTIONS = 10
FEWEST_STAYING = 2


@question_type
class Exits:
    """State → every event that leaves it."""

    slug = "exits"
    offers = ((Rung.RECALL, Form.SELECT),)

    def suits(self, machine: Machine, fact: Fact, form: Form) -> bool:
        """Suit transitions out of states that other events leave alone."""
        if fact.kind is not FactKind.TRANSITION:
            return False
        return all(
            any(not moves(taken) for taken in steps_from(machine, at))
            for at in situations(machine, machine.outcome(fact.id))
        )

    def ask(self, machine: Machine, fact: Fact, ref: Ref, rng: random.Random) -> Question:
        """Ask for all exits at once; each ticked exit is evidence about its own fact."""
        outcome = machine.outcome(fact.id)
        at = rng.choice(situations(machine, outcome))
        is_drawn = outcome in machine.drawn()
        steps = steps_from(machine, at)
        leaving = _leaving(machine, steps, fact, is_drawn=is_drawn)
        options = _options(machine, steps, leaving, rng)
        by_event = {taken.event: taken.outcome.id for taken in leaving}
        right = tuple(option for option in options if option.value in by_event)
        return Question(
            ref=ref,
            stem=_stem(place(machine, at), is_drawn=is_drawn),
            facts=tuple(by_event[option.value] for option in right),
            key=SelectKey(
                tuple(option.id for option in right),
                tuple(option.id for option in options),
                tuple((option.id, by_event[option.value]) for option in right),
            ),
            right=apart([option.label for option in right]),
            options=options,
            asks_for="events",
            at=at,
            focus=(at.state,),
        )

    def right_for(self, machine: Machine, question: Question, value: str) -> Text | None:
        """Say what the event does here instead."""
        for taken in steps_from(machine, asked_at(machine, question)):
            if taken.event == value and not moves(taken):
                return step_label(machine, taken)
        return None


def _stem(here: Text, *, is_drawn: bool) -> Text:
    if is_drawn:
        return Text(
            en=f"Which of these events take it out of {here.en} in the diagram? Tick all.",
            zh=f"在状态图中，下列哪些事件会离开 {here.zh}？请全部选出。",
        )
    return Text(
        en=f"Which of these take it out of {here.en}? Tick all.",
        zh=f"下列哪些会使其离开 {here.zh}{spaced(here)}状态？请全部选出。",
    )


def _leaving(
    machine: Machine, steps: Sequence[Step], fact: Fact, *, is_drawn: bool
) -> list[Step]:
    """Return the exits asked for: those of the diagram for one of its arrows, else all.

    The fact asked is always among them, and there is room for events that stay.
    """
    drawn = {transition.id for transition in machine.drawn()}
    leaving = [
        taken for taken in steps if moves(taken) and (taken.outcome.id in drawn or not is_drawn)
    ]
    leaving.sort(key=lambda taken: taken.outcome.id != fact.id)
    return leaving[: MOST_OPTIONS - FEWEST_STAYING]


def _options(
    machine: Machine, steps: Sequence[Step], leaving: Sequence[Step], rng: random.Random
) -> tuple[Option, ...]:
    staying = [taken for taken in steps if not moves(taken)]
    rng.shuffle(staying)
    shown = [*leaving, *staying[: MOST_OPTIONS - len(leaving)]]
    rng.shuffle(shown)
    return tuple(
        Option(letter, taken.event, machine.event(taken.event).label, _why_not(machine, taken))
        for letter, taken in zip(LETTERS, shown, strict=False)
    )


def _why_not(machine: Machine, taken: Step) -> Text | None:
    return None if moves(taken) else step_label(machine, taken)
