"""A machine's table as a matrix in Markdown: events down, states across, and what decides."""

from collections.abc import Iterator, Sequence

from quizapp.engine import (
    Configuration,
    Machine,
    Outcome,
    Reaction,
    Source,
    Text,
    Transition,
)
from quizapp.questions.wording import remembers

TITLE = Text("{title}: every state × every event", "{title}：每个状态 × 每个事件")
WRITTEN = Text(
    "Written by `{command}`: change the machine's file and run it again, never edit this.",
    "由 `{command}` 生成：请修改状态机文件后重新运行，不要手工编辑本文件。",
)
LEGEND = (
    Text(
        "**→ STATE** moves there; `X` is what is sent; “stays” deals with it in place; "
        "*ignored* does nothing at all; ⚠ is an error that the caller sees; — cannot happen.",
        "**→ 状态** 表示转移；`X` 是发送的内容；“不变”表示状态不变但会处理；"
        "*忽略* 表示什么也不做；⚠ 是调用方看到的错误；— 表示不可能发生。",
    ),
    Text(
        "① is the main path, ② the rest of the standard's figure; all else only its text "
        "says. ≠ names who does otherwise. The section leads to the entry that decides, with "
        "its reason.",
        "① 是主路径，② 是标准状态图的其余部分，其余的只在正文中。≠ 列出做法不同者。"
        "章节号链接到起决定作用的条目及其理由。",
    ),
)
KINDS = {
    "call": Text("Calls of the user", "用户调用"),
    "segment": Text("Segments that arrive", "到达的报文段"),
    "timeout": Text("Timeouts", "超时"),
}
TIERS = {1: "①", 2: "②"}
EVENT = Text("event", "事件")
STAYS = Text("stays", "不变")
IGNORED = Text("ignored", "忽略")
TOLD = Text("Says “{words}”.", "告知“{words}”。")
ENTRIES = Text("What decides", "起决定作用的条目")
HEADS = (
    Text("entry", "条目"),
    Text("in", "状态"),
    Text("source", "出处"),
    Text("why", "理由"),
)
SENDS = Text("Sends {segment}: {fields}.", "发送 {segment}：{fields}。")
STARTS = Text("Starts: {timers}.", "启动：{timers}。")
STOPS = Text("Stops: {timers}.", "停止：{timers}。")
OTHERWISE = Text("≠ {tag}: {what} ({source}). {why}", "≠ {tag}：{what}（{source}）。{why}")


def matrix(of: Machine, language: str) -> str:
    """Return the whole table of a machine as one document, the same for the same machine."""
    lines = [*_head(of, language)]
    for kind in dict.fromkeys(event.kind for event in of.events):
        lines += ["", f"## {KINDS[kind].in_language(language)}", "", *_grid(of, kind, language)]
    lines += ["", f"## {ENTRIES.in_language(language)}", "", *_entries(of, language)]
    return "\n".join(lines) + "\n"


def _head(of: Machine, language: str) -> Iterator[str]:
    command = f"quizapp table {of.id} --format matrix --language {language}"
    yield f"<!-- {WRITTEN.in_language(language).format(command=command)} -->"
    yield ""
    title = of.title.in_language(language)
    yield f"# {TITLE.in_language(language).format(title=plain(title))}"
    for paragraph in LEGEND:
        yield from ("", paragraph.in_language(language))


def _grid(of: Machine, kind: str, language: str) -> Iterator[str]:
    """Yield the table of one kind of event."""
    states = [state.id for state in of.states]
    yield row([EVENT.in_language(language), *states])
    yield row(["---"] * (len(states) + 1))
    for event in of.events:
        if event.kind == kind:
            name = f"**{plain(event.label.in_language(language))}**<br>`{event.id}`"
            yield row([name, *(_cell(of, state, event.id, language) for state in states)])


def _cell(of: Machine, state: str, event: str, language: str) -> str:
    """Return a cell: a line for each outcome, several where a guard decides."""
    return "<br>".join(_line(of, outcome, language) for outcome in of.cell(state, event))


def _line(of: Machine, outcome: Outcome, language: str) -> str:
    parts = [_guard(of, outcome, language), _what(outcome, language)]
    parts += [f"`{name}`" for name in outcome.sends]
    if outcome.reaction is not Reaction.IMPOSSIBLE:
        parts.append(TIERS.get(outcome.tier, ""))
    parts.append(f"[{_section(of, outcome.source)}](#{anchor(outcome.id)})")
    tags = dict.fromkeys(variant.tag for variant in of.variants_of(outcome.id))
    parts += [f"≠ {plain(', '.join(tags))}"] if tags else []
    return " ".join(filter(None, parts))


def _guard(of: Machine, outcome: Outcome, language: str) -> str:
    words = remembers(of, Configuration("", outcome.when))
    mark = ":" if language == "en" else "："
    return f"*{plain(words.in_language(language))}{mark}*" if words else ""


def _what(outcome: Outcome, language: str) -> str:
    match outcome.reaction:
        case Reaction.MOVES if isinstance(outcome, Transition):
            return f"**→ {outcome.target}**"
        case Reaction.IGNORED:
            return f"*{IGNORED.in_language(language)}*"
        case Reaction.ERROR:
            return f"⚠ {plain(outcome.returns or '')}"
        case Reaction.IMPOSSIBLE:
            return "—"
        case _:
            return STAYS.in_language(language)


def _section(of: Machine, source: Source) -> str:
    """Return a citation, without the document if it is the machine's own."""
    return plain(str(source).removeprefix(f"{of.source.document} "))


def _entries(of: Machine, language: str) -> Iterator[str]:
    """Yield every outcome with its reason, in the order of the machine's file."""
    yield row([head.in_language(language) for head in HEADS])
    yield row(["---"] * len(HEADS))
    for outcome in of.outcomes():
        name = f'<a id="{anchor(outcome.id)}"></a>`{outcome.id}`'
        told = " ".join(_told(of, outcome, language))
        where = ", " if language == "en" else "、"
        yield row([name, where.join(outcome.states), plain(str(outcome.source)), told])


def _told(of: Machine, outcome: Outcome, language: str) -> Iterator[str]:
    yield plain(outcome.why.in_language(language))
    for name, numbers in zip(outcome.sends, outcome.fields, strict=False):
        yield SENDS.in_language(language).format(segment=f"`{name}`", fields=f"`{numbers}`")
    if outcome.returns and outcome.reaction is not Reaction.ERROR:
        yield TOLD.in_language(language).format(words=plain(outcome.returns))
    for words, timers in ((STARTS, outcome.starts), (STOPS, outcome.stops)):
        if timers:
            listed = ", ".join(timers)
            yield words.in_language(language).format(timers=listed)
    for variant in of.variants_of(outcome.id):
        goes = f"**→ {variant.target}**" if variant.target else STAYS.in_language(language)
        yield "<br>" + OTHERWISE.in_language(language).format(
            tag=plain(variant.tag),
            what=" ".join((goes, *(f"`{name}`" for name in variant.sends))),
            source=plain(str(variant.source)),
            why=plain(variant.why.in_language(language)),
        )


def anchor(outcome_id: str) -> str:
    """Return the name of an outcome's place in the document."""
    return outcome_id.replace(".", "-")


def row(cells: Sequence[str]) -> str:
    """Return one line of a table."""
    return "| " + " | ".join(cells) + " |"


def plain(text: str) -> str:
    r"""Return a text that Markdown shows as it is, in a table too.

    >>> plain("a | b <c> *d*")
    'a \\| b &lt;c&gt; \\*d\\*'
    """
    escaped = text.replace("\\", "\\\\").replace("&", "&amp;")
    escaped = escaped.replace("<", "&lt;").replace(">", "&gt;")
    for sign in "|*`[]":
        escaped = escaped.replace(sign, f"\\{sign}")
    return " ".join(escaped.split())
