"""Sent: a state and an event are given; which segments go out?"""

import random
from collections.abc import Iterable
from functools import lru_cache

from quizapp.engine import Configuration, Machine, Reaction, Step, Text, step
from quizapp.grading import Form, Key, TypedKey
from quizapp.questions.facts import Fact, FactKind
from quizapp.questions.making import (
    FEWEST_DISTRACTORS,
    Distractor,
    all_steps,
    asked_at,
    choices,
    distinct,
    said_by_variant,
    segment_spellings,
    situations,
    steps_from,
)
from quizapp.questions.model import Option, Question, Ref
from quizapp.questions.registry import question_type
from quizapp.questions.wording import (
    NOTHING,
    fine_print,
    join,
    sends_label,
    sends_value,
    sent_values,
    situation,
    step_label,
)
from quizapp.scheduling import Rung

ASK = Text(en=" What is sent?", zh="会发送什么？")


@question_type
class Sent:
    """State + event → segments sent."""

    slug = "sent"
    offers = ((Rung.RECOGNISE, Form.CHOOSE), (Rung.RECALL, Form.TYPE))

    def suits(self, machine: Machine, fact: Fact, form: Form) -> bool:
        """Suit outcomes whose sending is worth knowing, in machines that send at all."""
        if fact.kind is FactKind.STATE or not sent_values(machine):
            return False
        outcome = machine.outcome(fact.id)
        if outcome.reaction not in (Reaction.MOVES, Reaction.HANDLED):
            return False
        return form is not Form.CHOOSE or all(
            len(_wrong(machine, at, outcome.event)) >= FEWEST_DISTRACTORS
            for at in situations(machine, outcome)
        )

    def ask(self, machine: Machine, fact: Fact, ref: Ref, rng: random.Random) -> Question:
        """Ask for what the engine sends on this step."""
        outcome = machine.outcome(fact.id)
        at = rng.choice(situations(machine, outcome))
        value = sends_value(step(machine, at, outcome.event).outcome)
        options: tuple[Option, ...] = ()
        if ref.form is Form.CHOOSE:
            right = Option("", value, sends_label(value))
            wrong = _wrong(machine, at, outcome.event)
            options, chosen = choices(right, wrong, _labels(machine), rng)
            key: Key = chosen
        else:
            key = TypedKey((value,), segment_spellings(machine))
        return Question(
            ref=ref,
            stem=join(situation(machine, at, outcome.event), ASK),
            note=fine_print(machine, outcome.event),
            facts=(ref.fact,),
            key=key,
            right=sends_label(value),
            options=options,
            asks_for="segments",
            at=at,
            focus=(at.state,),
        )

    def right_for(self, machine: Machine, question: Question, value: str) -> Text | None:
        """Say which neighbouring step sends a wrong value, or who does so here."""
        outcome = machine.outcome(question.ref.fact)
        found = _wrong(machine, asked_at(machine, question), outcome.event).get(value)
        return found.right_for if found else said_by_variant(machine, outcome, value)


@lru_cache(maxsize=4096)
def _wrong(machine: Machine, at: Configuration, event: str) -> dict[str, Distractor]:
    """Return wrong things to send: none that the engine or any variant sends here."""
    taken = step(machine, at, event)
    disputed = {
        "; ".join(variant.sends) or NOTHING for variant in machine.variants_of(taken.outcome.id)
    }
    return distinct(_neighbours(machine, taken), right={sends_value(taken.outcome), *disputed})


def _neighbours(machine: Machine, taken: Step) -> Iterable[Distractor]:
    """Yield what the same event sends elsewhere, what is sent here, then anything sent."""
    same_event = [other for other in all_steps(machine) if other.event == taken.event]
    for other in (*same_event, *steps_from(machine, taken.before), *all_steps(machine)):
        yield Distractor(
            sends_value(other.outcome), step_label(machine, other), other.outcome.tier
        )


def _labels(machine: Machine) -> dict[str, Text]:
    return {value: sends_label(value) for value in (NOTHING, *sent_values(machine))}
