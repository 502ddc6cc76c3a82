"""Occlusion: the whole diagram but for one covered label, or one covered name."""

import random
from collections.abc import Iterable
from functools import lru_cache

from quizapp.engine import Machine, Text, Transition
from quizapp.grading import Form, Key, TypedKey
from quizapp.questions.facts import STATE_PREFIX, Fact, FactKind
from quizapp.questions.making import (
    FEWEST_DISTRACTORS,
    Distractor,
    choices,
    distinct,
    event_spellings,
    situations,
    state_key,
)
from quizapp.questions.model import Option, Pretence, Question, Ref, Shows
from quizapp.questions.registry import question_type
from quizapp.questions.wording import outcome_label
from quizapp.scheduling import Rung

EVENT = Text(
    en="One label is covered. Which event does it name?", zh="有一处标注被遮住了：是哪个事件？"
)
STATE = Text(
    en="The name of one state is covered. Which state is it?",
    zh="有一个状态的名称被遮住了：是哪个状态？",
)


@question_type
class Occlusion:
    """The diagram with one thing covered → what it is."""

    slug = "occlusion"
    offers = ((Rung.RECOGNISE, Form.CHOOSE), (Rung.RECALL, Form.TYPE))

    def suits(self, machine: Machine, fact: Fact, form: Form) -> bool:
        """Suit arrows of the diagram; a state only typed, as all others are in sight."""
        if fact.kind is FactKind.STATE:
            return form is Form.TYPE and _is_drawn(machine, fact.id.removeprefix(STATE_PREFIX))
        rule = _drawn_rule(machine, fact.id)
        if rule is None:
            return False
        return form is Form.TYPE or len(_wrong(machine, rule)) >= FEWEST_DISTRACTORS

    def ask(self, machine: Machine, fact: Fact, ref: Ref, rng: random.Random) -> Question:
        """Cover a name, or a label; any event that leads the same way is right when typed."""
        if fact.kind is FactKind.STATE:
            return _of_state(machine, ref, fact.id.removeprefix(STATE_PREFIX))
        rule = next(item for item in machine.drawn() if item.id == fact.id)
        right = machine.event(rule.event).label
        options: tuple[Option, ...] = ()
        if ref.form is Form.CHOOSE:
            labels = {event.id: event.label for event in machine.events}
            option = Option("", rule.event, right)
            options, chosen = choices(option, _wrong(machine, rule), labels, rng)
            key: Key = chosen
        else:
            key = TypedKey(_causes(machine, rule), event_spellings(machine))
        return Question(
            ref=ref,
            stem=EVENT,
            facts=(ref.fact,),
            key=key,
            right=right,
            options=options,
            shows=Shows.REST,
            asks_for="event",
            at=situations(machine, rule)[0],
            pretence=Pretence(fact=rule.id),
        )

    def right_for(self, machine: Machine, question: Question, value: str) -> Text | None:
        """Say where a wrong event leads from there, or what a wrong state means."""
        if machine.has_state(value):
            return machine.state(value).meaning
        rule = _drawn_rule(machine, question.ref.fact)
        found = _wrong(machine, rule).get(value) if rule else None
        return found.right_for if found else None


def _of_state(machine: Machine, ref: Ref, state: str) -> Question:
    return Question(
        ref=ref,
        stem=STATE,
        facts=(ref.fact,),
        key=state_key(machine, ref.form, state),
        right=Text.same(state),
        shows=Shows.REST,
        pretence=Pretence(state=state),
    )


def _is_drawn(machine: Machine, state: str) -> bool:
    return any(state in (rule.origin, rule.target) for rule in machine.drawn())


def _drawn_rule(machine: Machine, fact: str) -> Transition | None:
    return next((rule for rule in machine.drawn() if rule.id == fact), None)


def _causes(machine: Machine, rule: Transition) -> tuple[str, ...]:
    """Return every event that leads the same way, the one of the diagram first."""
    others = (
        other.event
        for other in machine.transitions
        if (other.origin, other.target) == (rule.origin, rule.target)
    )
    return tuple(dict.fromkeys((rule.event, *others)))


@lru_cache(maxsize=512)
def _wrong(machine: Machine, rule: Transition) -> dict[str, Distractor]:
    """Return wrong events: those of the neighbouring arrows first."""
    return distinct(_neighbours(machine, rule), right=_causes(machine, rule))


def _neighbours(machine: Machine, rule: Transition) -> Iterable[Distractor]:
    drawn = machine.drawn()
    here = [other for other in drawn if other.origin == rule.origin]
    there = [other for other in drawn if other.target == rule.target]
    for other in (*here, *there, *drawn):
        yield Distractor(other.event, outcome_label(machine, other), other.tier)
