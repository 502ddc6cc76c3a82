"""The lab in words: what a step does, what a button is called, why it cannot be pressed."""

from quizapp.engine import Text
from quizapp.services import narration
from quizapp.simulator.script import LATE, Step

QUIET = Text("{time}: nothing happens", "{time}内什么也没有发生")
PASSES = Text("wait {time}", "等 {time}")
NEXT = Text("the next event", "下一事件")
SETTLES = Text("everything under way arrives", "在途的报文段全部到达")
INJECTED = Text(
    "a segment nobody sent is on its way to {host}", "一个没人发送的报文段正飞向 {host}"
)
FATES = {
    "lose": (
        Text("the next segment {host} sends will be lost", "{host} 发送的下一个报文段将会丢失"),
        Text(
            "the next {count} segments {host} sends will be lost",
            "{host} 接下来发送的 {count} 个报文段将会丢失",
        ),
    ),
    "duplicate": (
        Text(
            "the next segment {host} sends will arrive twice",
            "{host} 发送的下一个报文段将会到达两次",
        ),
        Text(
            "the next {count} segments {host} sends will arrive twice",
            "{host} 接下来发送的 {count} 个报文段将会各到达两次",
        ),
    ),
    "delay": (
        Text("the next segment {host} sends will be late", "{host} 发送的下一个报文段将会迟到"),
        Text(
            "the next {count} segments {host} sends will be late",
            "{host} 接下来发送的 {count} 个报文段将会迟到",
        ),
    ),
}
FLIGHTS = {
    "drop": Text("the segment is lost on the way", "报文段在途中丢失"),
    "deliver": Text("the segment arrives at once", "报文段立即到达"),
    "copy": Text("the segment is doubled on the way", "报文段在途中被复制"),
    "hold": Text("the segment is held back for {time}", "报文段被耽搁 {time}"),
}
FLOOD = Text(
    "{count} forged SYNs are on their way to {host}", "{count} 个伪造的 SYN 正飞向 {host}"
)


def act_words(step: Step, language: str) -> str:
    """Return what a step does, whatever follows from it."""
    return _filled(_text(step), step, language)


def quiet_words(step: Step, language: str) -> str:
    """Return a step in words from which nothing followed that could be seen."""
    return _filled(QUIET if step.act == "wait" else _text(step), step, language)


def _filled(text: Text, step: Step, language: str) -> str:
    time = narration.duration(step.seconds or LATE, language)
    words = _named(step, language)
    return text.in_language(language).format(
        host=step.host, count=step.count, time=time, words=words
    )


def _text(step: Step) -> Text:
    plain = {"advance": NEXT, "settle": SETTLES, "wait": PASSES, "inject": INJECTED}
    if step.act in plain:
        return plain[step.act]
    if step.act == "fault" and step.name in FATES:
        return FATES[step.name][step.count > 1]
    if step.act == "fault" and step.name in FLIGHTS:
        return FLIGHTS[step.name]
    if step.act == "fault" and step.name == "flood":
        return FLOOD
    return Text.same("{host}: {words}" if step.host else "{words}")


def _named(step: Step, language: str) -> str:
    """Return a call or an accident in words."""
    if step.act == "socket" and step.name == "write":
        return f"write({step.length})"
    if step.act == "socket":
        return narration.said(narration.CALLS, f"{step.name}()", language)
    words = narration.FAULTS if step.act == "fault" else narration.CALLS
    said = narration.said(words, step.name, language)
    return f"{said} {step.length}" if (step.act, step.name) == ("call", "send") else said
