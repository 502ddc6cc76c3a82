"""What one can do in the lab: the buttons, why some cannot be pressed, what a press means."""

import re
from collections.abc import Iterator, Mapping
from math import isfinite
from typing import Any

from quizapp.engine import Text
from quizapp.services import narration
from quizapp.services.lab_run import RunError
from quizapp.services.lab_values import Button
from quizapp.simulator import Host, Network
from quizapp.simulator.endpoint import CALLS
from quizapp.simulator.network import Flight
from quizapp.simulator.process import SOCKET_CALLS

DOWN = Text("{host} has no power.", "{host} 已断电。")
NO_PROCESS = Text("No socket is open at {host}.", "{host} 上没有打开的套接字。")
NOTHING_DUE = Text(
    "Nothing is under way and no timer runs: nothing will happen by itself.",
    "没有在途的报文段，也没有运行中的定时器：不会再自行发生什么。",
)
NOTHING_FLIES = Text("Nothing is under way.", "没有在途的报文段。")
IS_FORGOTTEN = Text("The NAT has forgotten it already.", "NAT 已经丢失记录。")

LABELS = {
    "advance": Text("Next event", "下一事件"),
    "wait:1": Text("Wait 1 s", "等 1 秒"),
    "wait:60": Text("Wait 1 min", "等 1 分钟"),
    "settle": Text("Until quiet", "直到没有后续事件"),
    "cut": Text("Cut the cable", "断开网线"),
    "repair": Text("Repair the cable", "接好网线"),
    "forget": Text("NAT forgets", "NAT 丢失记录"),
    "crash": Text("Crash", "宕机"),
    "reboot": Text("Reboot", "重启"),
    "kill": Text.same("kill -9"),
    "exit": Text("Process exits", "进程退出"),
    "lose": Text("Lose it", "丢失"),
    "duplicate": Text("Double it", "复制"),
    "delay": Text("Delay it", "延迟"),
    "drop": Text("Drop", "丢弃"),
    "deliver": Text("Deliver now", "立即送达"),
    "copy": Text("Duplicate", "复制"),
    "hold": Text("Hold back", "暂缓"),
}
FORGED = ("S", "S.", ".", "P.", "F.", "R", "R.")
"""The flags a forged segment may carry, in tcpdump's letters."""
PLAIN = re.compile(r"[0-9]{1,10}")
"""A sequence number as such: 32 bits have ten digits at most."""
LENGTH = 100
"""Octets of a SEND or write without a length."""
DELAYED = 10.0
"""Seconds by which the next segment is late."""


class ActError(RunError):
    """Something nobody can do."""

    def __init__(self, do: str) -> None:
        self.do = do
        super().__init__(f"there is nothing called {do[:40]!r} to do.")


def calls(host: Host, language: str) -> tuple[Button, ...]:
    """Return the calls of RFC 9293."""
    return tuple(
        _host_button("call", name, narration.CALLS, name, host, language) for name in CALLS
    )


def socket_calls(host: Host, language: str) -> tuple[Button, ...]:
    """Return the socket calls; those that change nothing are left out."""
    names = [name for name in SOCKET_CALLS if name not in ("socket", "bind")]
    return tuple(
        _host_button("socket", name, narration.CALLS, f"{name}()", host, language)
        for name in names
    )


def fates(host: Host, language: str) -> tuple[Button, ...]:
    """Return what may become of the next segment a host sends."""
    names = ("lose", "duplicate", "delay")
    return tuple(_host_button("fault", name, LABELS, name, host, language) for name in names)


def accidents(host: Host, language: str) -> tuple[Button, ...]:
    """Return what may happen to a host; power comes and goes by one button."""
    if not host.is_up:
        return (_button(f"fault:{host.name}:reboot", LABELS["reboot"], None, language),)
    idle = None if _has_sockets(host) else NO_PROCESS
    refusals = {"exit": idle, "kill": idle, "crash": None}
    return tuple(
        _button(f"fault:{host.name}:{name}", LABELS[name], why, language, host)
        for name, why in refusals.items()
    )


def _has_sockets(host: Host) -> bool:
    return host.listener is not None or any(
        item.control.has_connection and item.control.reads for item in host.connections.values()
    )


def wire(network: Network, connection: int, language: str) -> tuple[Button, ...]:
    """Return what may happen between the hosts."""
    gone = connection in network.firewall.forgotten
    cable = "repair" if network.is_cut else "cut"
    return (
        _button(f"fault::{cable}", LABELS[cable], None, language),
        _button("fault::forget", LABELS["forget"], IS_FORGOTTEN if gone else None, language),
    )


def times(network: Network, language: str) -> tuple[Button, ...]:
    """Return how time may pass."""
    due = network.next_due() is not None
    return (
        _button("advance", LABELS["advance"], None if due else NOTHING_DUE, language),
        _button(
            "settle", LABELS["settle"], None if network.is_busy else NOTHING_FLIES, language
        ),
        _button("wait:1", LABELS["wait:1"], None, language),
        _button("wait:60", LABELS["wait:60"], None, language),
    )


def flight(one: Flight, language: str) -> tuple[Button, ...]:
    """Return what may happen to a segment under way."""
    return tuple(
        _button(f"flight:{one.number}:{name}", LABELS[name], None, language)
        for name in ("drop", "copy", "hold", "deliver")
    )


def _host_button(
    kind: str, name: str, words: Mapping[str, Text], key: str, host: Host, language: str
) -> Button:
    label = words.get(key) or Text.same(key)
    refusal = None if host.is_up else DOWN
    return _button(f"{kind}:{host.name}:{name}", label, refusal, language, host)


def _button(
    do: str, label: Text, refusal: Text | None, language: str, host: Host | None = None
) -> Button:
    why = refusal.in_language(language) if refusal else ""
    name = host.name if host else ""
    return Button(do=do, label=label.in_language(language), why_not=why.format(host=name))


def step_values(do: str, fields: Mapping[str, str], connection: int) -> dict[str, Any]:
    """Return what a press means as the values of a step; raises ``ActError``.

    ``fields`` may hold ``length`` and ``seconds``; whether the step can be read, the script's
    reader says.
    """
    kind, *rest = do.split(":")
    match kind, rest:
        case ("advance", []):
            return {"advance": 1}
        case ("settle", []):
            return {"settle": True}
        case ("wait", []):
            return {"wait": _amount(fields.get("seconds", ""), do)}
        case ("wait", [seconds]):
            return {"wait": _amount(seconds, do)}
        case ("inject", []):
            return _forged(fields, connection, do)
        case ("flight", [number, name]):
            return {"fault": name, "flight": int(_amount(number, do))}
        case ("call" | "socket", [host, name]):
            extra = dict(_extra(name, fields, do))
            return {kind: name, "host": host, "connection": connection, **extra}
        case ("fault", [host, name]):
            return {"fault": name, **_fault(host, name, connection)}
    raise ActError(do)


def _extra(name: str, fields: Mapping[str, str], do: str) -> Iterator[tuple[str, int]]:
    if name in ("send", "write"):
        yield "length", int(_amount(fields.get("length") or str(LENGTH), do))
    if name == "listen" and fields.get("backlog"):
        yield "backlog", int(_amount(fields["backlog"], do))


def _forged(fields: Mapping[str, str], connection: int, do: str) -> dict[str, Any]:
    """Return a segment that nobody sent; its numbers may be relative to a host's."""
    segment: dict[str, Any] = {"flags": fields.get("flags", "")}
    for name in ("seq", "ack"):
        given = fields.get(name, "").strip()
        if given:
            segment[name] = int(given) if PLAIN.fullmatch(given) else given
    if fields.get("octets"):
        segment["length"] = int(_amount(fields["octets"], do))
    return {"inject": segment, "host": fields.get("to", ""), "connection": connection}


def _fault(host: str, name: str, connection: int) -> dict[str, Any]:
    if name == "forget":
        return {"connection": connection}
    late = {"seconds": DELAYED} if name == "delay" else {}
    return {"host": host, **late} if host else late


def _amount(text: str, do: str) -> float:
    try:
        amount = float(text.strip().replace(",", "."))
    except ValueError:
        raise ActError(f"{do} {text}") from None
    if not isfinite(amount):
        raise ActError(f"{do} {text}")
    return amount
