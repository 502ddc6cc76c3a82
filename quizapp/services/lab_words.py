"""The lab in words: what a step does, what a button is called, why it cannot be pressed."""

from quizapp.engine import Text
from quizapp.services import narration
from quizapp.simulator import Kind, Line
from quizapp.simulator.script import LATE, Step

QUIET = Text("{time}: nothing happens", "{time}内什么也没有发生")
PASSES = Text("wait {time}", "等 {time}")
NEXT = Text("a segment arrives or a timer runs out", "有报文段到达，或有定时器到时")
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
    "hold": Text("the segment is held back for {time}", "报文段被暂缓 {time}"),
}
FLOOD = Text(
    "{count} forged SYNs are on their way to {host}", "{count} 个伪造的 SYN 正飞向 {host}"
)

NOTES = {
    "cut": Text(
        "Neither host notices: a cable says nothing to TCP. What is on it is lost.",
        "两台主机都不会察觉：网线不会告诉 TCP 任何事。线上的报文段就此丢失。",
    ),
    "repair": Text(
        "Neither host notices this either; what was lost comes with the next retransmission.",
        "两台主机同样不会察觉；丢失的内容要等下一次重传才会到来。",
    ),
    "crash": Text(
        "The power is gone, and with it every connection it remembered. It sends nothing, "
        "not even a RST.",
        "断电了，它记住的所有连接也随之消失。它什么都不发送，连 RST 也不发。",
    ),
    "reboot": Text(
        "It runs again and remembers no connection: an old one is answered with a RST.",
        "它重新运行，但不记得任何连接：谁还沿用旧连接，谁就会收到 RST。",
    ),
    "kill": Text(
        "The process cannot even say goodbye, but the kernel closes its sockets for it.",
        "进程来不及告别，但内核会替它关闭套接字。",
    ),
    "exit": Text(
        "When a process ends, the kernel closes what it had open.",
        "进程结束时，内核会关闭它打开的套接字。",
    ),
    "forget": Text(
        "The entry is gone, and neither host is told. A new SYN makes a new entry.",
        "记录没了，两台主机都不会得到通知。新的 SYN 会建立新的记录。",
    ),
    "lost": Text(
        "Neither host is told. If it has to be acknowledged, its sender sends it again once "
        "the retransmission timer runs out.",
        "两台主机都不知情。若它需要确认，发送方会在重传定时器到时后重发。",
    ),
    "host down": Text(
        "Nobody is there to take it, and nobody answers.", "没有主机接收，也没有谁应答。"
    ),
    "accept queue full": Text(
        "The process is too slow with accept(): there is no room for a finished connection.",
        "进程 accept() 得太慢：没有地方放下已完成握手的连接。",
    ),
    "SYN queue full": Text(
        "Too many handshakes are unfinished: there is no room to remember another.",
        "未完成的握手太多：没有地方再记下一个。",
    ),
}
"""What accidents mean, of which no table speaks."""


def note_words(line: Line, language: str) -> str:
    """Return what an accident means; empty for what the table explains."""
    is_accident = line.kind in (Kind.FAULT, Kind.LOST, Kind.DROPPED)
    text = NOTES.get(line.what) if is_accident else None
    return text.in_language(language) if text else ""


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
