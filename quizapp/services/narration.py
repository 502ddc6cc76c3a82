"""What happens in a trace, in words for people, in every language."""

from quizapp.engine import Text
from quizapp.simulator import Kind, Line
from quizapp.simulator.trace import LISTENING, STRANGERS
from quizapp.simulator.words import TIMERS

CALLS = {
    "open-passive": Text("OPEN (passive)", "OPEN（被动）"),
    "open-active": Text("OPEN (active)", "OPEN（主动）"),
    "send": Text.same("SEND"),
    "receive": Text.same("RECEIVE"),
    "close": Text.same("CLOSE"),
    "abort": Text.same("ABORT"),
    "status": Text.same("STATUS"),
    "kernel": Text("the kernel closes the socket", "内核关闭套接字"),
    "linger()": Text("setsockopt(SO_LINGER, 0)", "setsockopt(SO_LINGER, 0)"),
    "shutdown()": Text.same("shutdown(SHUT_WR)"),
    "poll()": Text.same("epoll_wait()"),
}
FAULTS = {
    "cut": Text("the cable is cut", "网线断开"),
    "repair": Text("the cable is repaired", "网线恢复"),
    "crash": Text("the host crashes", "主机宕机"),
    "reboot": Text("the host has rebooted", "主机重启完毕"),
    "kill": Text("kill -9", "kill -9"),
    "exit": Text("the process exits", "进程退出"),
    "forget": Text("the NAT forgets the connection", "NAT 丢失连接记录"),
}
LOSSES = {
    "lost": Text("lost", "丢失"),
    "cable cut": Text("lost: the cable is cut", "丢失：网线断开"),
    "host down": Text("lost: the host is down", "丢失：主机宕机"),
    "forgotten by the firewall": Text("stopped by the NAT", "被 NAT 拦下"),
    "nobody at that address": Text("lost: nobody is there", "丢失：目的地址上没有人"),
    "accept queue full": Text("dropped: accept queue full", "丢弃：全连接队列已满"),
    "SYN queue full": Text("dropped: SYN queue full", "丢弃：半连接队列已满"),
}
CHAPTERS = {
    "opening": Text("Opening", "建立连接"),
    "closing": Text("Closing", "关闭连接"),
    "sockets": Text("Sockets and processes", "套接字与进程"),
    "failures": Text("Failures", "故障"),
    "time-wait": Text("After the close: waiting 2 MSL", "关闭之后：等待 2MSL"),
    "old-segments": Text("Old and forged segments", "旧的和伪造的报文段"),
    "queues": Text("Queues", "队列"),
}
FORGED = "?"
"""Stands before what belongs to a forged address."""
SILENCE = Text("{time}: nothing happens", "{time}内什么也没有发生")
LATER = Text("{time} later", "{time}后")
DOES = Text("{host}: {seen}", "{host}：{seen}")
SENDS = Text("{host} sends", "{host} 发送")
RECEIVES = Text("{host} receives", "{host} 收到")
UNITS = (
    (86_400.0, 86_400.0, Text("{n} d", "{n} 天")),
    (3_600.0, 3_600.0, Text("{n} h", "{n} 小时")),
    (120.0, 60.0, Text("{n} min", "{n} 分钟")),
    (0.0, 1.0, Text("{n} s", "{n} 秒")),
)
"""From how many seconds on a unit is used, what it holds, and how it reads."""


def duration(seconds: float, language: str) -> str:
    """Return a length of time in words, in the largest unit that keeps it short.

    >>> duration(7200, "en"), duration(239.95, "en"), duration(90, "en")
    ('2 h', '4 min', '90 s')
    """
    rounded = round(seconds) if seconds >= 10 else round(seconds, 2)
    fitting = (item for item in UNITS if rounded >= item[0] and rounded % item[1] == 0)
    _, unit, words = next(fitting, UNITS[-1])
    return words.in_language(language).format(n=f"{rounded / unit:g}")


def prefix(line: Line, *, several: bool) -> str:
    """Return what tells a line's connection from others: ``#2``, ``?`` for a forged one."""
    return prefix_of(line.connection, several=several)


def prefix_of(connection: int, *, several: bool) -> str:
    """Return what tells a connection from others."""
    if connection >= STRANGERS:
        return f"{FORGED} "
    return f"#{connection} " if several and connection != LISTENING else ""


def happening(line: Line, language: str) -> tuple[str, ...]:
    """Return what a person at the host sees at a line: calls, timers, accidents, results."""
    told = tuple(line.told)
    match line.kind:
        case Kind.CALL:
            return (_call(line, language), *told)
        case Kind.TIMEOUT:
            return (said(TIMERS, line.what, language), *told)
        case Kind.FAULT:
            return (said(FAULTS, line.what, language),)
        case Kind.LOST | Kind.DROPPED:
            return (said(LOSSES, line.what, language),)
        case _:
            return told


def event(line: Line, language: str) -> str:
    """Return a line's event for a table: who does what."""
    seen = " · ".join(happening(line, language))
    match line.kind:
        case Kind.SENT:
            return SENDS.in_language(language).format(host=line.host)
        case Kind.ARRIVED:
            received = RECEIVES.in_language(language).format(host=line.host)
            return " · ".join(filter(None, (received, seen)))
        case Kind.PASSED:
            time = duration(float(line.what), language)
            return SILENCE.in_language(language).format(time=time)
        case Kind.FAULT if line.what in ("cut", "repair", "forget"):
            return seen
        case _:
            return DOES.in_language(language).format(host=line.host, seen=seen)


def _call(line: Line, language: str) -> str:
    name = said(CALLS, line.what, language)
    returned = line.returned or ""
    if line.what.endswith("()"):
        return f"{name} {returned}" if returned == "…" else f"{name} = {returned}"
    return name if returned in ("", "ok") else f"{name}: {returned}"


def said(words: dict[str, Text], what: str, language: str) -> str:
    """Return what a name stands for in words; a name nobody words stands for itself."""
    return words[what].in_language(language) if what in words else what


def chapter(name: str, language: str) -> str:
    """Return the heading of a chapter of scenarios."""
    return said(CHAPTERS, name, language)
