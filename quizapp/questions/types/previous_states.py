"""Previous states: an event and a target are given; from which states does it lead there?"""

import random
from collections.abc import Sequence

from quizapp.engine import Configuration, Machine, Step, Text
from quizapp.grading import Form, SelectKey
from quizapp.questions.facts import Fact, FactKind
from quizapp.questions.making import LETTERS, all_steps, moves, situations, steps_from
from quizapp.questions.model import Option, Question, Ref
from quizapp.questions.registry import question_type
from quizapp.questions.wording import apart, place, step_label
from quizapp.scheduling import Rung

MOST_OPTIONS = 8


@question_type
class PreviousStates:
    """Target + event → every state it comes from."""

    slug = "previous-states"
    offers = ((Rung.RECALL, Form.SELECT),)

    def suits(self, machine: Machine, fact: Fact, form: Form) -> bool:
        """Suit transitions whose event does something else in other states."""
        if fact.kind is not FactKind.TRANSITION:
            return False
        here = situations(machine, machine.outcome(fact.id))
        return len(_others(machine, fact.id, here)) >= 2

    def ask(self, machine: Machine, fact: Fact, ref: Ref, rng: random.Random) -> Question:
        """Ask for all origins at once; each ticked one is evidence about its own fact."""
        outcome = machine.outcome(fact.id)
        leading = _leading(machine, fact.id)
        others = _others(machine, fact.id, [taken.before for taken in leading])
        rng.shuffle(others)
        shown = [*leading, *others[: max(2, MOST_OPTIONS - len(leading))]]
        rng.shuffle(shown)
        options = tuple(
            Option(
                letter, str(taken.before), place(machine, taken.before), _does(machine, taken)
            )
            for letter, taken in zip(LETTERS, shown, strict=False)
        )
        facts = {str(taken.before): taken.outcome.id for taken in leading}
        right = tuple(option for option in options if option.value in facts)
        target = leading[0].after.state
        event = machine.event(outcome.event).label
        return Question(
            ref=ref,
            stem=Text(
                en=f"In which states does “{event.en}” lead to {target}? Tick all.",
                zh=f"在哪些状态下，“{event.zh}”会转移到 {target}？请全部选出。",
            ),
            facts=tuple(dict.fromkeys(facts[option.value] for option in right)),
            key=SelectKey(
                tuple(option.id for option in right),
                tuple(option.id for option in options),
                tuple((option.id, facts[option.value]) for option in right),
            ),
            right=apart([option.label for option in right]),
            options=options,
            asks_for="states",
            focus=(target,),
        )

    def right_for(self, machine: Machine, question: Question, value: str) -> Text | None:
        """Say what the event does in the wrong state."""
        event = machine.outcome(question.ref.fact).event
        for taken in all_steps(machine):
            if taken.event == event and str(taken.before) == value:
                return step_label(machine, taken)
        return None


def _leading(machine: Machine, fact_id: str) -> list[Step]:
    """Return every step on the fact's event into the fact's target."""
    first = next(
        taken
        for taken in steps_from(machine, situations(machine, machine.outcome(fact_id))[0])
        if taken.outcome.id == fact_id
    )
    return [
        taken
        for taken in all_steps(machine)
        if moves(taken)
        and taken.event == first.event
        and taken.after.state == first.after.state
    ]


def _others(machine: Machine, fact_id: str, here: Sequence[Configuration]) -> list[Step]:
    event = machine.outcome(fact_id).event
    leading = {str(taken.before) for taken in _leading(machine, fact_id)}
    return [
        taken
        for taken in all_steps(machine)
        if taken.event == event
        and str(taken.before) not in leading
        and taken.before not in here
    ]


def _does(machine: Machine, taken: Step) -> Text:
    return step_label(machine, taken)
