"""Meaning: what it means to be in a state is given; which state is it?"""

import random

from quizapp.engine import Machine, Text
from quizapp.grading import Form
from quizapp.questions.facts import STATE_PREFIX, Fact, FactKind
from quizapp.questions.making import (
    FEWEST_DISTRACTORS,
    Distractor,
    state_question,
)
from quizapp.questions.model import Question, Ref
from quizapp.questions.registry import question_type
from quizapp.questions.wording import join
from quizapp.scheduling import Rung

ASK = Text(en="Which state is this? ", zh="这是哪个状态？")


@question_type
class Meaning:
    """Meaning → state."""

    slug = "meaning"
    offers = (
        (Rung.RECOGNISE, Form.CHOOSE),
        (Rung.RECALL, Form.TYPE),
        (Rung.RECALL, Form.CLICK),
    )

    def suits(self, machine: Machine, fact: Fact, form: Form) -> bool:
        """Suit the states' meanings."""
        return fact.kind is FactKind.STATE and (
            form is not Form.CHOOSE or len(machine.states) > FEWEST_DISTRACTORS
        )

    def ask(self, machine: Machine, fact: Fact, ref: Ref, rng: random.Random) -> Question:
        """Ask for the state's name; neighbours in the diagram distract."""
        state = fact.id.removeprefix(STATE_PREFIX)
        stem = join(ASK, machine.state(state).meaning)
        return state_question(machine, ref, stem, state, _wrong(machine, state), rng)

    def right_for(self, machine: Machine, question: Question, value: str) -> Text | None:
        """Give the meaning of the wrong state."""
        return machine.state(value).meaning if machine.has_state(value) else None


def _wrong(machine: Machine, state: str) -> dict[str, Distractor]:
    """Return the other states, those next to it in the diagram first."""
    near = {
        end
        for transition in machine.transitions
        if state in (transition.origin, transition.target)
        for end in (transition.origin, transition.target)
    }
    others = [other for other in machine.states if other.id != state]
    others.sort(key=lambda other: other.id not in near)
    return {other.id: Distractor(other.id, other.meaning) for other in others}
