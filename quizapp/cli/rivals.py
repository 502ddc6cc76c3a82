"""Two diagrams on the terminal: arrow by arrow, with what sets each apart, and both played."""

import re
from collections.abc import Iterator, Sequence

from quizapp.engine import Machine, Text
from quizapp.grading import Edge
from quizapp.questions import Question, TrialLine, trial_of
from quizapp.questions.arrows import edge_of
from quizapp.services.values import Asked, Marked

BOTH = Text(en="Both have these arrows:", zh="两张图都有的转移：")
ALONE = Text(en="Only {name} has:", zh="只有{name}有：")
EVENTS = Text(
    en="events in order, one a line or with semicolons between; an empty line ends",
    zh="按顺序写出事件，每行一个，或用分号隔开；空行结束",
)
PLAYED = Text(en="Run:  ", zh="运行：")


def arrow_line(machine: Machine, edge: Edge, language: str) -> str:
    """Return an arrow as it is typed."""
    event = machine.event(edge.event).label.in_language(language)
    sends = f" / {'; '.join(edge.sends)}" if edge.sends else ""
    return f"  {edge.tail} -> {edge.head} : {event}{sends}"


def rival_lines(asked: Asked, language: str) -> Iterator[str]:
    """Yield two diagrams: what they share, and the arrow in which each differs."""
    question, machine = asked.question, asked.machine
    yield BOTH.in_language(language)
    for rule in machine.drawn():
        if rule.id != question.ref.fact:
            yield arrow_line(machine, edge_of(rule), language)
    for option, edge in zip(question.options, question.rivals, strict=True):
        name = option.label.in_language(language)
        yield ALONE.in_language(language).format(name=name)
        yield arrow_line(machine, edge, language)


def traced(option: str, lines: Sequence[str]) -> dict[str, Sequence[str]]:
    """Return the fields of a diagram chosen and of events typed."""
    events = [event.strip() for line in lines for event in re.split("[;；]", line)]
    return {"option": [option.lower()], "event": [event for event in events if event]}


def trial_lines(marked: Marked, language: str) -> Iterator[str]:
    """Yield what became of the events given, if any were asked for."""
    trial = trial_of(marked.machine, marked.question, marked.answer)
    if trial is None:
        return
    yield f"  {PLAYED.in_language(language)} {trial.says.in_language(language)}"
    for lines in (trial.given, trial.shortest):
        for line in lines:
            yield _played(marked.question, line, language)


def _played(question: Question, line: TrialLine, language: str) -> str:
    sign = "≠" if line.parts else " "
    takes = " | ".join(
        f"{option.id.upper()} {taken.in_language(language)}"
        for option, taken in zip(question.options, line.takes, strict=True)
    )
    return f"       {sign} {line.event.in_language(language)}: {takes}"
