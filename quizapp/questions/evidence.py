"""What an answer shows about each fact asked, and how an answer reads in words."""

from statistics import fmean
from typing import cast

from quizapp.engine import Machine, Text
from quizapp.grading import (
    Answer,
    Choice,
    Clicked,
    Drawn,
    Edge,
    GaveUp,
    Selected,
    SelectKey,
    Traced,
    Typed,
    TypedKey,
    Verdict,
)
from quizapp.questions.catalog import question_kind
from quizapp.questions.model import Option, Question
from quizapp.questions.wording import apart, join, listed, sends_label

GAVE_UP = Text(en="You asked to be told.", zh="你选择了查看答案。")


def evidence_of(question: Question, answer: Answer, verdict: Verdict) -> dict[str, float]:
    """Return the credit, 0 to 1, that an answer earns for each fact asked."""
    if verdict.edges:
        earned = {mark.required.fact: mark.credit for mark in verdict.edges if mark.required}
        return {fact: earned.get(fact, 0.0) for fact in question.facts}
    if isinstance(question.key, SelectKey) and question.key.facts:
        return _ticked(question.key, answer)
    return dict.fromkeys(question.facts, verdict.credit)


def _ticked(key: SelectKey, answer: Answer) -> dict[str, float]:
    """Give each fact whose option was ticked the share of ticks that were right."""
    ticked = set(answer.options) if isinstance(answer, Selected) else set()
    precision = len(ticked & set(key.options)) / len(ticked) if ticked else 0.0
    shares: dict[str, list[float]] = {}
    for option, fact in key.facts:
        shares.setdefault(fact, []).append(precision if option in ticked else 0.0)
    # Several options may show one fact, where a state remembers how it was entered.
    return {fact: fmean(earned) for fact, earned in shares.items()}


def describe_answer(machine: Machine, question: Question, answer: Answer) -> Text:
    """Return an answer in words."""
    match answer:
        case GaveUp():
            return GAVE_UP
        case Choice(option=option):
            return _labels(question, (option,))
        case Selected(options=options):
            return _labels(question, options)
        case Typed(text=text, value=value):
            return _typed(text, _named(machine, question, value))
        case Clicked(state=state):
            return Text.same(state)
        case Drawn(edges=edges):
            return listed([_edge(machine, edge) for edge in edges], en="; ", zh="；")
        case Traced(option=option, events=events):
            return _traced(machine, _labels(question, (option,)), events)


def right_values(machine: Machine, question: Question, answer: Answer) -> tuple[Text, ...]:
    """Return everything right in words: first what was given, or else what was asked about."""
    if not isinstance(question.key, TypedKey) or question.asks_for != "event":
        return (question.right,)
    given = answer.value if isinstance(answer, Typed) else ""
    values = sorted(question.key.values, key=lambda value: value != given)
    named = [_named(machine, question, value) for value in values]
    first = named[0] if given in values else question.right
    return (first, *(name for name in named if name != first))


def _named(machine: Machine, question: Question, value: str) -> Text:
    if question.asks_for == "event":
        return machine.event(value).label
    return sends_label(value) if question.asks_for == "segments" else Text.same(value)


def _typed(text: str, understood: Text) -> Text:
    """Return what was typed and, where that reads differently, what it was taken for."""
    folded = text.casefold()
    return Text(
        en=text if folded == understood.en.casefold() else f"{text} ({understood.en})",
        zh=text if folded == understood.zh.casefold() else f"{text}（{understood.zh}）",
    )


def _edge(machine: Machine, edge: Edge) -> Text:
    event = machine.event(edge.event).label if edge.event else "?"
    sends: Text | str = ""
    if edge.sends:
        sends = Text(en=f" / {'; '.join(edge.sends)}", zh=f" / {'；'.join(edge.sends)}")
    return join(f"{edge.tail} → {edge.head} · ", event, sends)


def _traced(machine: Machine, diagram: Text, events: tuple[str, ...]) -> Text:
    named = apart([machine.event(event).label for event in events])
    return join(diagram, Text(en=": ", zh="："), named) if events else diagram


def _options(question: Question, ids: tuple[str, ...]) -> list[Option]:
    return [option for option in question.options if option.id in ids]


def _labels(question: Question, ids: tuple[str, ...]) -> Text:
    return apart([option.label for option in _options(question, ids)])


def right_for(machine: Machine, question: Question, answer: Answer) -> Text | None:
    """Say what a wrong answer would have been the right answer to."""
    kind = question_kind(question.ref.type)
    values = _wrong_values(question, answer)
    said = [
        text
        for value in values
        if (text := kind.right_for(machine, question, value)) is not None
    ]
    return listed(said[:3], en="; ", zh="；") if said else None


def _wrong_values(question: Question, answer: Answer) -> list[str]:
    match answer:
        case Choice(option=option):
            return [item.value for item in _options(question, (option,))]
        case Selected(options=options):
            right = set(cast(SelectKey, question.key).options)
            return [item.value for item in _options(question, options) if item.id not in right]
        case Typed(value=value):
            return [value]
        case Clicked(state=state):
            return [state]
        case _:
            return []
