"""Cause: two states are given; which event leads from one to the other?"""

import random
from collections.abc import Iterable
from functools import lru_cache

from quizapp.engine import Configuration, Machine, Step, Text, step
from quizapp.grading import Form, Key, TypedKey
from quizapp.questions.facts import Fact, FactKind
from quizapp.questions.making import (
    FEWEST_DISTRACTORS,
    Distractor,
    all_steps,
    asked_at,
    choices,
    distinct,
    event_spellings,
    moves,
    situations,
    steps_from,
)
from quizapp.questions.model import Option, Question, Ref
from quizapp.questions.registry import question_type
from quizapp.questions.wording import NOTHING, place, sends_label, sends_value, step_label
from quizapp.scheduling import Rung


@question_type
class Cause:
    """State → state, and what is sent: by which event?"""

    slug = "cause"
    offers = ((Rung.RECOGNISE, Form.CHOOSE), (Rung.RECALL, Form.TYPE))

    def suits(self, machine: Machine, fact: Fact, form: Form) -> bool:
        """Suit every transition; choosing needs enough events that lead elsewhere."""
        if fact.kind is not FactKind.TRANSITION:
            return False
        outcome = machine.outcome(fact.id)
        return form is not Form.CHOOSE or all(
            len(_wrong(machine, at, outcome.event)) >= FEWEST_DISTRACTORS
            for at in situations(machine, outcome)
        )

    def ask(self, machine: Machine, fact: Fact, ref: Ref, rng: random.Random) -> Question:
        """Ask for the event; every event with the same effect is right when typed."""
        outcome = machine.outcome(fact.id)
        at = rng.choice(situations(machine, outcome))
        taken = step(machine, at, outcome.event)
        options: tuple[Option, ...] = ()
        if ref.form is Form.CHOOSE:
            right = Option("", outcome.event, machine.event(outcome.event).label)
            wrong = _wrong(machine, at, outcome.event)
            options, chosen = choices(right, wrong, _labels(machine), rng)
            key: Key = chosen
        else:
            key = TypedKey(_causes(machine, taken), event_spellings(machine))
        return Question(
            ref=ref,
            stem=_stem(machine, taken),
            facts=(ref.fact,),
            key=key,
            right=machine.event(outcome.event).label,
            options=options,
            asks_for="event",
            at=at,
            focus=(at.state, taken.after.state),
        )

    def right_for(self, machine: Machine, question: Question, value: str) -> Text | None:
        """Say where a wrong event would have led."""
        outcome = machine.outcome(question.ref.fact)
        found = _wrong(machine, asked_at(machine, question), outcome.event).get(value)
        return found.right_for if found else None


@lru_cache(maxsize=4096)
def _wrong(machine: Machine, at: Configuration, event: str) -> dict[str, Distractor]:
    """Return wrong events: none of them leads where the right one does."""
    taken = step(machine, at, event)
    target = taken.after.state
    leads_there = {
        other.event for other in steps_from(machine, at) if other.after.state == target
    }
    return distinct(_neighbours(machine, taken), right=leads_there)


def _neighbours(machine: Machine, taken: Step) -> Iterable[Distractor]:
    """Yield events that leave here for elsewhere, then those that lead there from elsewhere."""
    here = [other for other in steps_from(machine, taken.before) if moves(other)]
    there = [
        other
        for other in all_steps(machine)
        if moves(other) and other.after.state == taken.after.state
    ]
    stays = [other for other in steps_from(machine, taken.before) if not moves(other)]
    for other in (*here, *there, *stays):
        yield Distractor(other.event, step_label(machine, other), other.outcome.tier)


def _causes(machine: Machine, taken: Step) -> tuple[str, ...]:
    return tuple(
        other.event
        for other in steps_from(machine, taken.before)
        if other.after.state == taken.after.state and other.outcome.sends == taken.outcome.sends
    )


def _stem(machine: Machine, taken: Step) -> Text:
    # What the new state remembers stays unsaid: it may well name the event.
    here, there = place(machine, taken.before), taken.after.state
    value = sends_value(taken.outcome)
    sent = "nothing" if value == NOTHING else value
    return Text(
        en=f"{here.en} → {there}, sending {sent}: which event causes this?",
        zh=f"{here.zh} → {there}，{sends_label(value).zh}：是哪个事件引起的？",
    )


def _labels(machine: Machine) -> dict[str, Text]:
    return {event.id: event.label for event in machine.events}
