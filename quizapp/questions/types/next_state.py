"""Next state: a state and an event are given; where does the machine go?"""

import random
from collections.abc import Iterable
from functools import lru_cache

from msgspec.structs import replace

from quizapp.engine import Configuration, Machine, Step, Text, Transition, step
from quizapp.grading import Form
from quizapp.questions.facts import Fact, FactKind
from quizapp.questions.making import (
    FEWEST_DISTRACTORS,
    Distractor,
    all_steps,
    asked_at,
    distinct,
    moves,
    said_by_variant,
    situations,
    state_question,
    steps_from,
)
from quizapp.questions.model import Question, Ref
from quizapp.questions.registry import question_type
from quizapp.questions.wording import (
    fine_print,
    join,
    outcome_label,
    place,
    situation,
    step_label,
)
from quizapp.scheduling import Rung

ASK = Text(en=" Which state comes next?", zh="下一个状态是什么？")


@question_type
class NextState:
    """State + event → next state."""

    slug = "next-state"
    offers = (
        (Rung.RECOGNISE, Form.CHOOSE),
        (Rung.RECALL, Form.TYPE),
        (Rung.RECALL, Form.CLICK),
        (Rung.PRODUCE, Form.TYPE),
    )

    def suits(self, machine: Machine, fact: Fact, form: Form) -> bool:
        """Suit every transition; choosing needs enough plausible wrong states."""
        if fact.kind is not FactKind.TRANSITION:
            return False
        return form is not Form.CHOOSE or all(
            len(_wrong(machine, at, machine.outcome(fact.id).event)) >= FEWEST_DISTRACTORS
            for at in situations(machine, machine.outcome(fact.id))
        )

    def ask(self, machine: Machine, fact: Fact, ref: Ref, rng: random.Random) -> Question:
        """Ask for the state the engine steps into."""
        outcome = machine.outcome(fact.id)
        at = rng.choice(situations(machine, outcome))
        taken = step(machine, at, outcome.event)
        stem = join(situation(machine, at, outcome.event), ASK)
        wrong = _wrong(machine, at, outcome.event)
        asked = state_question(machine, ref, stem, taken.after.state, wrong, rng, at)
        return replace(asked, note=fine_print(machine, outcome.event))

    def right_for(self, machine: Machine, question: Question, value: str) -> Text | None:
        """Say which neighbouring step leads to a wrong state, or who else goes there."""
        outcome = machine.outcome(question.ref.fact)
        found = _wrong(machine, asked_at(machine, question), outcome.event).get(value)
        return found.right_for if found else said_by_variant(machine, outcome, value)


@lru_cache(maxsize=4096)
def _wrong(machine: Machine, at: Configuration, event: str) -> dict[str, Distractor]:
    """Return wrong states, each proven wrong by the engine and by every variant."""
    taken = step(machine, at, event)
    # A variant without a target stays where it is.
    elsewhere = {
        variant.target or at.state for variant in machine.variants_of(taken.outcome.id)
    }
    return distinct(_neighbours(machine, taken), right={taken.after.state, *elsewhere})


def _neighbours(machine: Machine, taken: Step) -> Iterable[Distractor]:
    """Yield where the same event leads elsewhere, then where other events lead from here."""
    same_event = [other for other in all_steps(machine) if other.event == taken.event]
    for other in (*same_event, *steps_from(machine, taken.before)):
        if moves(other):
            yield _distractor(machine, other)
    yield Distractor(
        taken.before.state,
        join(
            Text(
                en="the case that nothing changed: it would stay in ",
                zh="状态不变的情形：停留在 ",
            ),
            place(machine, taken.before),
        ),
        tier=2,
    )
    for transition in machine.transitions:
        if transition.target == taken.before.state or transition.origin == taken.after.state:
            yield from _ends(machine, transition)


def _distractor(machine: Machine, taken: Step) -> Distractor:
    return Distractor(taken.after.state, step_label(machine, taken), taken.outcome.tier)


def _ends(machine: Machine, transition: Transition) -> Iterable[Distractor]:
    yield Distractor(transition.target, outcome_label(machine, transition), transition.tier)
