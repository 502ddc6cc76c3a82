"""Put a question on the terminal, read the answer into form fields, word the verdict."""

import re
from collections.abc import Iterator, Sequence
from typing import cast
from zoneinfo import ZoneInfo

import click

from quizapp.cli.rivals import EVENTS, arrow_line, rival_lines, traced, trial_lines
from quizapp.engine import Machine, Text
from quizapp.grading import DrawKey, Form, find_value, state_spellings
from quizapp.questions import Pretence, pictured
from quizapp.questions.arrows import edge_of
from quizapp.services.values import Asked, Marked

ARROW = re.compile(
    r"^(?P<tail>[^:：>]+?)\s*(?:->|→)\s*(?P<head>[^:：]+?)\s*(?:[:：]\s*(?P<label>.*))?$"
)
"""``LISTEN -> SYN-RECEIVED : rcv SYN / SYN,ACK``."""

HINTS = {
    Form.CHOOSE: Text(en="letter", zh="字母"),
    Form.SELECT: Text(en="letters, as in: a c", zh="若干字母，例如：a c"),
    Form.TYPE: Text(en="name", zh="名称"),
    Form.CLICK: Text(en="state", zh="状态"),
    Form.DRAW: Text(
        en="STATE -> STATE : event / segments, one a line; an empty line ends",
        zh="状态 -> 状态 : 事件 / 报文段，每行一条；空行结束",
    ),
    Form.TRACE: Text(en="letter of the right diagram", zh="正确的那张图的字母"),
}
RIGHT = Text(en="Right.", zh="正确。")
NOT_RIGHT = Text(en="Not right", zh="不正确")
YOU = Text(en="You:  ", zh="你的回答：")
KEY = Text(en="Key:  ", zh="答案：")
ALSO = Text(en="Also: ", zh="同样正确：")
YOURS = Text(en="Yours:", zh="你答的是：")
WHY = Text(en="Why:  ", zh="原因：")
BACK = Text(en="Back: ", zh="下次：")


def ask(asked: Asked, language: str) -> dict[str, Sequence[str]]:
    """Print a question and return the fields of the answer typed."""
    form = asked.question.ref.form
    for line in _put(asked, language):
        click.echo(line)
    if form is Form.DRAW:
        return _drawn(asked.machine, list(_lines(HINTS[form], language)))
    typed = click.prompt(
        f"  {HINTS[form].in_language(language)}",
        default="",
        show_default=False,
        prompt_suffix=": ",
    ).strip()
    if typed and form is Form.TRACE:
        return traced(typed, list(_lines(EVENTS, language)))
    return _fields(asked, typed)


def _put(asked: Asked, language: str) -> Iterator[str]:
    """Yield a question line by line, with as much of the diagram as it shows."""
    question = asked.question
    yield ""
    yield click.style(question.stem.in_language(language), bold=True)
    if question.note:
        yield question.note.in_language(language)
    if question.ref.form is Form.DRAW:
        yield from _shown(asked, language)
    elif question.pretence:
        yield from _pretended(asked.machine, question.pretence, language)
    if question.rivals:
        yield from rival_lines(asked, language)
    for option in question.options:
        yield f"  {option.id}) {option.label.in_language(language)}"


def _fields(asked: Asked, typed: str) -> dict[str, Sequence[str]]:
    if not typed:
        return {"give_up": ["1"]}
    match asked.question.ref.form:
        case Form.CHOOSE:
            return {"option": [typed.lower()]}
        case Form.SELECT:
            return {"option": re.findall(r"[a-z]", typed.lower())}
        case Form.CLICK:
            return {"state": [_state(asked.machine, typed)]}
        case _:
            return {"text": [typed]}


def _shown(asked: Asked, language: str) -> Iterator[str]:
    for edge in cast(DrawKey, asked.question.key).shown:
        yield arrow_line(asked.machine, edge, language)


def _pretended(machine: Machine, pretence: Pretence, language: str) -> Iterator[str]:
    """Yield a diagram that is not the truth, arrow by arrow."""
    shown = pictured(machine, pretence)
    for rule in shown.drawn():
        yield arrow_line(shown, edge_of(rule), language)


def _lines(hint: Text, language: str) -> Iterator[str]:
    click.echo(f"  ({hint.in_language(language)})")
    while line := click.prompt("  ", default="", show_default=False, prompt_suffix="").strip():
        yield line


def _drawn(machine: Machine, lines: Sequence[str]) -> dict[str, Sequence[str]]:
    if not lines:
        return {"give_up": ["1"]}
    fields: dict[str, list[str]] = {"from": [], "to": [], "event": [], "send": []}
    for line in lines:
        found = ARROW.match(line)
        event, sends = _parts((found["label"] or "") if found else "")
        fields["from"].append(_state(machine, found["tail"]) if found else line)
        fields["to"].append(_state(machine, found["head"]) if found else "")
        fields["event"].append(event)
        fields["send"].append(sends)
    return {name: tuple(values) for name, values in fields.items()}


def _state(machine: Machine, typed: str) -> str:
    return find_value(state_spellings(machine), typed) or typed


def _parts(label: str) -> tuple[str, str]:
    """Split ``rcv SYN/ACK / ACK`` at the slash that stands alone, if there is one."""
    event, _, sends = label.partition(" / " if " / " in label else "/")
    return event.strip(), sends.strip()


def verdict_lines(marked: Marked, language: str, zone: str) -> Iterator[str]:
    """Yield what there is to say about a marked answer, line by line."""
    if marked.verdict.is_right:
        yield click.style(f"  {RIGHT.in_language(language)}", fg="green", bold=True)
    else:
        said = f"  {NOT_RIGHT.in_language(language)} ({marked.verdict.credit:.0%})."
        yield click.style(said, fg="red", bold=True)
        yield f"  {YOU.in_language(language)} {marked.yours.in_language(language)}"
    yield f"  {KEY.in_language(language)} {marked.right.in_language(language)}"
    if marked.also:
        others = "; ".join(other.in_language(language) for other in marked.also)
        yield f"  {ALSO.in_language(language)} {others}"
    if marked.right_for is not None:
        yield f"  {YOURS.in_language(language)} {marked.right_for.in_language(language)}"
    yield from trial_lines(marked, language)
    for explanation in marked.explanations:
        why = explanation.why.in_language(language)
        yield f"  {WHY.in_language(language)} {why}  [{explanation.source}]"
        for variant in explanation.variants:
            yield f"         {variant.tag}: {variant.why.in_language(language)}"
    for change in marked.changes:
        fact = change.label.in_language(language)
        due = change.due.astimezone(ZoneInfo(zone))
        yield f"  {BACK.in_language(language)} {due:%Y-%m-%d %H:%M %Z}  ({fact})"
