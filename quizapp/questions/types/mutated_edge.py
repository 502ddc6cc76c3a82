"""Mutated edge: the diagram with one arrow drawn wrong; find it and draw it as it should be."""

import random

from quizapp.engine import Machine, Text
from quizapp.grading import Form
from quizapp.questions.arrows import arrows_key, edge_of
from quizapp.questions.facts import Fact, FactKind
from quizapp.questions.misdrawing import corrected, mutations
from quizapp.questions.model import Pretence, Question, Ref, Shows
from quizapp.questions.registry import question_type
from quizapp.scheduling import Rung

STEM = Text(
    en="One arrow of this diagram is wrong. Find it, and draw it as it should be, with event "
    "and segments.",
    zh="这张图里有一条转移画错了。请找出来，画出正确的转移，并写明事件和发送的报文段。",
)


@question_type
class MutatedEdge:
    """The diagram with one wrong arrow → the right arrow."""

    slug = "mutated-edge"
    offers = ((Rung.PRODUCE, Form.DRAW),)

    def suits(self, machine: Machine, fact: Fact, form: Form) -> bool:
        """Suit every arrow of the diagram that can be drawn wrong so that it shows."""
        if fact.kind is not FactKind.TRANSITION:
            return False
        rule = next((item for item in machine.drawn() if item.id == fact.id), None)
        return rule is not None and bool(mutations(machine, rule))

    def ask(self, machine: Machine, fact: Fact, ref: Ref, rng: random.Random) -> Question:
        """Spoil the fact's arrow; the wrong one, drawn again, earns nothing."""
        drawn = machine.drawn()
        rule = next(item for item in drawn if item.id == fact.id)
        by_kind = mutations(machine, rule)
        wrong = rng.choice(by_kind[rng.choice(sorted(by_kind))])
        shown = [wrong if item is rule else edge_of(item) for item in drawn]
        return Question(
            ref=ref,
            stem=STEM,
            facts=(fact.id,),
            key=arrows_key(machine, drawn, {rule.id}, shown),
            right=corrected(machine, rule, wrong),
            shows=Shows.REST,
            asks_for="edges",
            pretence=Pretence(fact=rule.id, edge=wrong),
        )

    def right_for(self, machine: Machine, question: Question, value: str) -> Text | None:
        """Say nothing: a drawing is explained edge by edge."""
        return None
