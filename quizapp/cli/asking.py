"""Put a question on the terminal, read the answer into form fields, word the verdict."""

import re
from collections.abc import Iterator, Sequence

import click

from quizapp.grading import Form
from quizapp.questions import Question
from quizapp.services.values import Asked, Marked

ARROW = re.compile(
    r"^(?P<tail>[^:>]+?)\s*(?:->|→)\s*(?P<head>[^:]+?)\s*(?::\s*(?P<label>.*))?$"
)
"""``LISTEN -> SYN-RECEIVED : rcv SYN / SYN,ACK``."""

HINTS = {
    Form.CHOOSE: "letter",
    Form.SELECT: "letters, as in: a c",
    Form.TYPE: "name",
    Form.CLICK: "state",
    Form.DRAW: "STATE -> STATE : event / segments, one a line; an empty line ends",
}


def ask(asked: Asked, language: str) -> dict[str, Sequence[str]]:
    """Print a question and return the fields of the answer typed."""
    question = asked.question
    click.echo()
    click.secho(question.stem.in_language(language), bold=True)
    for option in question.options:
        click.echo(f"  {option.id}) {option.label.in_language(language)}")
    if question.ref.form is Form.DRAW:
        for line in _shown(asked):
            click.echo(line)
        return _drawn(list(_lines()))
    typed = click.prompt(
        f"  {HINTS[question.ref.form]}", default="", show_default=False, prompt_suffix=": "
    )
    return _fields(question, typed.strip())


def _fields(question: Question, typed: str) -> dict[str, Sequence[str]]:
    if not typed:
        return {"give_up": ["1"]}
    match question.ref.form:
        case Form.CHOOSE:
            return {"option": [typed.lower()]}
        case Form.SELECT:
            return {"option": re.findall(r"[a-z]", typed.lower())}
        case Form.CLICK:
            return {"state": [typed.upper()]}
        case _:
            return {"text": [typed]}


def _shown(asked: Asked) -> Sequence[str]:
    return [
        f"  {item.origin} -> {item.target} : {asked.machine.event(item.event).label.en}"
        + (f" / {', '.join(item.sends)}" if item.sends else "")
        for item in asked.machine.drawn()
        if item.id not in asked.question.hidden
    ]


def _lines() -> Iterator[str]:
    click.echo(f"  ({HINTS[Form.DRAW]})")
    while line := click.prompt("  ", default="", show_default=False, prompt_suffix="").strip():
        yield line


def _drawn(lines: Sequence[str]) -> dict[str, Sequence[str]]:
    if not lines:
        return {"give_up": ["1"]}
    fields: dict[str, list[str]] = {"from": [], "to": [], "event": [], "send": []}
    for line in lines:
        found = ARROW.match(line)
        event, _, sends = (found["label"] or "").partition("/") if found else ("", "", "")
        fields["from"].append(found["tail"] if found else line)
        fields["to"].append(found["head"] if found else "")
        fields["event"].append(event.strip())
        fields["send"].append(sends.strip())
    return {name: tuple(values) for name, values in fields.items()}


def verdict_lines(marked: Marked, language: str) -> Iterator[str]:
    """Yield what there is to say about a marked answer, line by line."""
    if marked.verdict.is_right:
        yield click.style("  Right.", fg="green", bold=True)
    else:
        yield click.style(f"  Not right ({marked.verdict.credit:.0%}).", fg="red", bold=True)
        yield f"  You:   {marked.yours.in_language(language)}"
    yield f"  Key:   {marked.right.in_language(language)}"
    if marked.right_for is not None:
        yield f"  Yours: {marked.right_for.in_language(language)}"
    for explanation in marked.explanations:
        yield f"  Why:   {explanation.why.in_language(language)}  [{explanation.source}]"
        for variant in explanation.variants:
            yield f"         {variant.tag}: {variant.why.in_language(language)}"
    for change in marked.changes:
        fact = change.label.in_language(language)
        yield f"  Back:  {change.due:%Y-%m-%d %H:%M} UTC  ({fact})"
