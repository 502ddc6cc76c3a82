"""Ask everything there is to ask, and answer it through the real forms."""

from collections.abc import Iterator, Sequence
from typing import Any

import pytest

from quizapp.engine import Machine
from quizapp.grading import (
    Answer,
    ChoiceKey,
    ClickKey,
    DrawKey,
    Edge,
    Form,
    SelectKey,
    TraceKey,
    TypedKey,
    Verdict,
    answer_form,
)
from quizapp.questions import Question, Ref, build, catalog, facts
from tests.conftest import MACHINES

Fields = dict[str, Sequence[str]]


def ways_of_asking(*forms: Form) -> list[Any]:
    """Return every machine, question type and form that go together, found by asking."""
    return [
        pytest.param(machine, slug, form, id=f"{machine.id}-{slug}-{form}")
        for machine in MACHINES.values()
        for slug, kind in catalog().items()
        for form in sorted({form for _, form in kind.offers if not forms or form in forms})
        if any(kind.suits(machine, fact, form) for fact in facts(machine))
    ]


def questions(machine: Machine, slug: str, form: Form, seeds: int = 5) -> Iterator[Question]:
    """Yield a question about every fact that suits, from several seeds."""
    kind = catalog()[slug]
    size = 3 if form is Form.DRAW else 1
    for fact in facts(machine):
        if kind.suits(machine, fact, form):
            for seed in range(seeds):
                yield build(machine, Ref(machine.id, fact.id, slug, form, seed, size))


def one_question(
    machine_id: str, slug: str, form: Form, fact: str, seed: int = 1, size: int = 1
) -> Question:
    """Return one question by name."""
    return build(MACHINES[machine_id], Ref(machine_id, fact, slug, form, seed, size))


def drawing_fields(edges: Sequence[Edge]) -> Fields:
    """Return the form fields of a drawing."""
    return {
        "from": [edge.tail for edge in edges],
        "to": [edge.head for edge in edges],
        "event": [edge.event for edge in edges],
        "send": ["; ".join(edge.sends) for edge in edges],
    }


def right_fields(question: Question) -> Fields:
    """Return the form fields of the right answer."""
    match question.key:
        case ChoiceKey(option=option):
            return {"option": [option]}
        case SelectKey(options=options):
            return {"option": options}
        case TypedKey(values=values):
            return {"text": [values[0]]}
        case ClickKey(state=state):
            return {"state": [state]}
        case DrawKey(required=required):
            return drawing_fields([item.edge for item in required])
        case TraceKey(option=option, shortest=events):
            return {"option": [option], "event": events}


def wrong_fields(question: Question) -> list[Fields]:
    """Return the form fields of wrong answers: all there are, where they can be counted."""
    match question.key:
        case ChoiceKey(option=right, offered=offered):
            return [{"option": [item]} for item in offered if item != right]
        case TypedKey(values=values, spellings=spellings):
            return [{"text": [text]} for text, value in spellings if value not in values]
        case ClickKey(state=right, states=states):
            return [{"state": [item]} for item in states if item != right]
        case SelectKey(options=right, offered=offered):
            extra = [item for item in offered if item not in right]
            fewer: list[Fields] = [
                {"option": [item for item in right if item != left_out]} for left_out in right
            ]
            more: list[Fields] = [{"option": [*right, item]} for item in extra]
            return [*more, *(fewer if len(right) > 1 else []), {"option": extra}]
        case DrawKey(required=required):
            edges = [item.edge for item in required]
            turned = [Edge(item.head, item.tail, item.event, item.sends) for item in edges]
            return [drawing_fields(turned), drawing_fields([*edges[:-1], turned[-1]])]
        case TraceKey(option=right, offered=offered, shortest=events):
            other = next(item for item in offered if item != right)
            return [
                {"option": [other], "event": events[:-1]},
                {"option": [other], "event": events},
                {"option": [right], "event": events[:-1]},
                {"option": [right]},
            ]


def answered(question: Question, fields: Fields) -> tuple[Answer, Verdict]:
    """Read and mark an answer as the program does."""
    form = answer_form(question.ref.form)
    given = form.read(question.key, fields)
    return given, form.mark(question.key, given)


def credit(question: Question, fields: Fields) -> float:
    """Return what an answer earns."""
    return answered(question, fields)[1].credit
