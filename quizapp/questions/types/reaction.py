"""Reaction: a state and an event are given; does it move, handle, ignore or refuse?"""

import random

from quizapp.engine import Machine, Reaction, Text, step
from quizapp.grading import ChoiceKey, Form
from quizapp.questions.facts import Fact, FactKind
from quizapp.questions.making import LETTERS, all_steps, asked_at, situations, steps_from
from quizapp.questions.model import Option, Question, Ref
from quizapp.questions.registry import question_type
from quizapp.questions.wording import REACTIONS, fine_print, join, situation, step_label
from quizapp.scheduling import Rung

ASK = Text(en=" What happens?", zh="会发生什么？")


@question_type
class ReactionTo:
    """State + event → the kind of outcome."""

    slug = "reaction"
    offers = ((Rung.RECOGNISE, Form.CHOOSE),)

    def suits(self, machine: Machine, fact: Fact, form: Form) -> bool:
        """Suit outcomes that stay, and those that move although no figure draws them."""
        return fact.kind is FactKind.RESPONSE or (
            fact.kind is FactKind.TRANSITION and fact.tier > 2
        )

    def ask(self, machine: Machine, fact: Fact, ref: Ref, rng: random.Random) -> Question:
        """Ask for the reaction the engine gives; the four options keep their order."""
        outcome = machine.outcome(fact.id)
        at = rng.choice(situations(machine, outcome))
        taken = step(machine, at, outcome.event)
        options = tuple(
            Option(letter, reaction, label)
            for letter, (reaction, label) in zip(LETTERS, REACTIONS.items(), strict=False)
        )
        right = next(option for option in options if option.value == taken.outcome.reaction)
        return Question(
            ref=ref,
            stem=join(situation(machine, at, outcome.event), ASK),
            note=fine_print(machine, outcome.event),
            facts=(ref.fact,),
            key=ChoiceKey(right.id, tuple(option.id for option in options)),
            right=_explained(right.label, step_label(machine, taken)),
            options=options,
            asks_for="reaction",
            at=at,
            focus=(at.state,),
        )

    def right_for(self, machine: Machine, question: Question, value: str) -> Text | None:
        """Name an event to which the same state does react so, or a state that does."""
        here, event = asked_at(machine, question), machine.outcome(question.ref.fact).event
        elsewhere = [taken for taken in all_steps(machine) if taken.event == event]
        for taken in (*steps_from(machine, here), *elsewhere, *all_steps(machine)):
            if taken.outcome.reaction == Reaction(value):
                return step_label(machine, taken)
        return None


def _explained(reaction: Text, taken: Text) -> Text:
    return Text(en=f"{reaction.en}: {taken.en}", zh=f"{reaction.zh}：{taken.zh}")
