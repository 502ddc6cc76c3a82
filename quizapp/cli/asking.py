"""Put a question on the terminal, read the answer into form fields, word the verdict."""

import re
from collections.abc import Iterator, Sequence
from typing import cast

import click

from quizapp.grading import DrawKey, Form, find_value
from quizapp.questions.making import state_spellings
from quizapp.services.values import Asked, Marked

ARROW = re.compile(
    r"^(?P<tail>[^:：>]+?)\s*(?:->|→)\s*(?P<head>[^:：]+?)\s*(?:[:：]\s*(?P<label>.*))?$"
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
        for line in _shown(asked, language):
            click.echo(line)
        return _drawn(list(_lines()))
    typed = click.prompt(
        f"  {HINTS[question.ref.form]}", default="", show_default=False, prompt_suffix=": "
    )
    return _fields(asked, typed.strip())


def _fields(asked: Asked, typed: str) -> dict[str, Sequence[str]]:
    if not typed:
        return {"give_up": ["1"]}
    match asked.question.ref.form:
        case Form.CHOOSE:
            return {"option": [typed.lower()]}
        case Form.SELECT:
            return {"option": re.findall(r"[a-z]", typed.lower())}
        case Form.CLICK:
            return {"state": [find_value(state_spellings(asked.machine), typed) or typed]}
        case _:
            return {"text": [typed]}


def _shown(asked: Asked, language: str) -> Iterator[str]:
    for edge in cast(DrawKey, asked.question.key).shown:
        event = asked.machine.event(edge.event).label.in_language(language)
        sends = f" / {'; '.join(edge.sends)}" if edge.sends else ""
        yield f"  {edge.tail} -> {edge.head} : {event}{sends}"


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
        event, sends = _parts((found["label"] or "") if found else "")
        fields["from"].append(found["tail"] if found else line)
        fields["to"].append(found["head"] if found else "")
        fields["event"].append(event)
        fields["send"].append(sends)
    return {name: tuple(values) for name, values in fields.items()}


def _parts(label: str) -> tuple[str, str]:
    """Split ``rcv SYN/ACK / ACK`` at the slash that stands alone, if there is one."""
    event, _, sends = label.partition(" / " if " / " in label else "/")
    return event.strip(), sends.strip()


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
