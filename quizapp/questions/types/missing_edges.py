"""Missing edges: the diagram with some arrows taken out; draw them."""

import random

from quizapp.engine import Machine, Text, Transition
from quizapp.grading import Form
from quizapp.grading.demand import diagram
from quizapp.questions.arrows import arrows_key, edge_of
from quizapp.questions.facts import Fact, FactKind
from quizapp.questions.model import Question, Ref, Shows
from quizapp.questions.registry import question_type
from quizapp.questions.wording import listed, outcome_label
from quizapp.scheduling import Rung


@question_type
class MissingEdges:
    """The diagram without some arrows → the arrows."""

    slug = "missing-edges"
    offers = ((Rung.PRODUCE, Form.DRAW),)

    def suits(self, machine: Machine, fact: Fact, form: Form) -> bool:
        """Suit every arrow of the diagram."""
        return fact.kind is FactKind.TRANSITION and fact.id in {
            transition.id for transition in machine.drawn()
        }

    def ask(self, machine: Machine, fact: Fact, ref: Ref, rng: random.Random) -> Question:
        """Take the fact's arrow and others out; the key holds exactly those."""
        pool = diagram(machine, ref.role)
        asked = [fact.id] if any(item.id == fact.id for item in pool) else []
        others = [item.id for item in pool if item.id != fact.id]
        if ref.others:
            asked += [other for other in others if other in ref.others]
        else:
            rng.shuffle(others)
            asked += others[: max(0, ref.size - len(asked))]
        hidden = set(asked)
        shown = [edge_of(item) for item in pool if item.id not in hidden]
        return Question(
            ref=ref,
            stem=_stem(len(asked)),
            facts=tuple(transition.id for transition in pool if transition.id in hidden),
            key=arrows_key(machine, pool, hidden, shown),
            right=_right(machine, [item for item in pool if item.id in hidden]),
            shows=Shows.REST,
            hidden=tuple(sorted(hidden)),
            asks_for="edges",
        )

    def right_for(self, machine: Machine, question: Question, value: str) -> Text | None:
        """Say nothing: a drawing is explained edge by edge."""
        return None


def _stem(count: int) -> Text:
    en = (
        "One arrow is missing from this diagram. Draw it, with event and segments."
        if count == 1
        else f"{count} arrows are missing from this diagram. "
        "Draw them, each with event and segments."
    )
    return Text(
        en=en,
        zh=f"这张图少了 {count} 条转移。请补画出来，并写明事件和发送的报文段。",
    )


def _right(machine: Machine, asked: list[Transition]) -> Text:
    return listed([outcome_label(machine, item) for item in asked], en="; ", zh="；")
