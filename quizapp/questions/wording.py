"""Words shared by all question types: states, events and outcomes as people say them."""

from collections.abc import Sequence

from quizapp.engine import Configuration, Machine, Outcome, Reaction, Step, Text, Transition

NOTHING = "nothing"
"""The value that stands for no segment at all."""

REACTIONS = {
    Reaction.MOVES: Text(en="It moves to another state", zh="转移到另一个状态"),
    Reaction.HANDLED: Text(
        en="It stays, and deals with it (sends, delivers or queues something)",
        zh="状态不变，但会处理（发送、交付或排队）",
    ),
    Reaction.IGNORED: Text(
        en="It stays, and ignores it: nothing is sent", zh="状态不变，直接忽略，什么也不发送"
    ),
    Reaction.ERROR: Text(
        en="It stays, and the caller gets an error", zh="状态不变，调用方收到错误"
    ),
}


def join(*parts: Text | str) -> Text:
    """Put texts and words together, language by language."""
    return Text(
        en="".join(part if isinstance(part, str) else part.en for part in parts),
        zh="".join(part if isinstance(part, str) else part.zh for part in parts),
    )


def listed(texts: Sequence[Text], *, en: str = ", ", zh: str = "、") -> Text:
    """Return texts in a row, with each language's own mark between them."""
    return Text(en=en.join(text.en for text in texts), zh=zh.join(text.zh for text in texts))


def apart(texts: Sequence[Text]) -> Text:
    """Return options in a row; their labels may hold commas of their own."""
    return listed(texts, en=" · ", zh=" · ")


def place(machine: Machine, at: Configuration) -> Text:
    """Return a configuration in words: the state, and what it remembers in brackets."""
    remembered = remembers(machine, at)
    if remembered is None:
        return Text.same(at.state)
    return Text(
        en=f"{at.state} ({remembered.en})",
        zh=f"{at.state}（{remembered.zh}）",
    )


def spaced(before: Text) -> str:
    """Return the space that Chinese sets after a Latin name, and not after its own marks."""
    return "" if before.zh.endswith("）") else " "


def remembers(machine: Machine, at: Configuration) -> Text | None:
    """Return what a configuration remembers, in words; ``None`` if nothing."""
    titles = {variable.id: variable for variable in machine.variables}
    labels = [
        titles[name].labels[titles[name].values.index(value)] for name, value in at.variables
    ]
    if not labels:
        return None
    return listed(labels)


def situation(machine: Machine, at: Configuration, event: str) -> Text:
    """Return "In this state, this happens." as the first half of a stem, in few words."""
    here, happened = place(machine, at), machine.event(event)
    happens = happened.short or happened.meaning
    return Text(
        en=f"In {here.en}, {happens.en}.",
        zh=f"处于 {here.zh}{spaced(here)}状态时，{happens.zh}。",
    )


def fine_print(machine: Machine, event: str) -> Text | None:
    """Return what a stem says in few words, exactly; ``None`` if it said it all."""
    told = machine.event(event)
    if told.short is None:
        return None
    return Text(en=f"Exactly: {told.meaning.en}.", zh=f"确切地说：{told.meaning.zh}。")


def sends_value(outcome: Outcome) -> str:
    """Return what an outcome sends as one value; ``nothing`` if it sends nothing."""
    return "; ".join(outcome.sends) or NOTHING


def sends_label(value: str) -> Text:
    """Return what is sent in words."""
    if value == NOTHING:
        return Text(en="nothing is sent", zh="什么也不发送")
    return Text(en=f"snd {value}", zh=f"发送 {value.replace('; ', '；')}")


def outcome_label(machine: Machine, outcome: Outcome) -> Text:
    """Return an outcome on one line: where, on what, to where, sending what."""
    guard = remembers(machine, Configuration("", outcome.when))
    states = " / ".join(outcome.states)
    if guard is None:
        return _label(machine, Text.same(states), outcome)
    where = Text(en=f"{states} ({guard.en})", zh=f"{states}（{guard.zh}）")
    return _label(machine, where, outcome)


def step_label(machine: Machine, taken: Step) -> Text:
    """Return one step on one line, as ``outcome_label`` does, but from one state only."""
    return _label(machine, place(machine, taken.before), taken.outcome)


def _label(machine: Machine, where: Text, outcome: Outcome) -> Text:
    goes = Text.same(outcome.target) if isinstance(outcome, Transition) else _stays(outcome)
    ends = [goes, sends_label(sends_value(outcome))] if outcome.sends else [goes]
    return join(where, " · ", machine.event(outcome.event).label, " → ", listed(ends, zh="，"))


def _stays(outcome: Outcome) -> Text:
    if outcome.returns and outcome.reaction is Reaction.ERROR:
        return Text(en=f"error: {outcome.returns}", zh=f"返回错误：{outcome.returns}")
    if outcome.reaction is Reaction.IGNORED:
        return Text(en="ignored", zh="忽略")
    return Text(en="stays", zh="状态不变")


def event_names(machine: Machine) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return every event with all its spellings in every language."""
    return tuple(
        (event.id, (event.id, event.label.en, event.label.zh, *event.aliases))
        for event in machine.events
    )


def segment_names(machine: Machine) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return everything that can be sent with its spellings, and "nothing"."""
    nothing = (NOTHING, "none", "no", "无", "没有", "不发送", "什么也不发送", "x", "空")
    named = tuple(
        (name, (name, f"snd {name}", f"send {name}", f"发送 {name}", f"发 {name}"))
        for name in sent_values(machine)
    )
    return ((NOTHING, nothing), *named)


def sent_values(machine: Machine) -> tuple[str, ...]:
    """Return every single thing or combination an outcome sends, sorted."""
    return tuple(
        sorted({sends_value(outcome) for outcome in machine.outcomes() if outcome.sends})
    )
