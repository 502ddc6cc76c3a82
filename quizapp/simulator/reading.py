"""Scripts from and to plain values, as TOML and JSON hold them; says all that is wrong."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from quizapp.engine import Machine
from quizapp.engine.variants import variant_tags
from quizapp.errors import QuizappError
from quizapp.simulator.clock import RETRIES, Keepalive, Timing
from quizapp.simulator.endpoint import CALLS
from quizapp.simulator.faults import Answer
from quizapp.simulator.listener import Overflow
from quizapp.simulator.network import DELAY
from quizapp.simulator.process import SOCKET_CALLS
from quizapp.simulator.script import ACTS, FAULTS, HOSTS, TERMS, HostSetup, Script, Step
from quizapp.simulator.segment import FLAGS

MOST_STEPS = 500
MOST = 1e7
"""The longest time in seconds, and the most of anything else about a host or the wire."""
Values = Mapping[str, Any]

_TERM = re.compile(rf"[AB]\.({'|'.join(map(re.escape, TERMS))})(\s*[+-]\s*\d{{1,10}})?")
_NUMBERS = {"seconds": MOST, "length": 65_535, "count": 1000, "connection": 999, "flight": 1e6,
            "backlog": 65_535, "syn_queue": 65_535}  # fmt: skip
_WITHOUT_HOST = ("cut", "repair", "forget", "drop", "deliver", "copy", "hold")
_OPTIONS: dict[str, tuple[str, ...]] = {
    "call open-active": ("remote",),
    "call send": ("length", "remote"),
    "socket listen": ("backlog", "syn_queue", "cookies", "overflow"),
    "socket write": ("length",),
    "fault lose": ("count",),
    "fault duplicate": ("count", "seconds"),
    "fault delay": ("count", "seconds"),
    "fault forget": ("answer",),
    "fault flood": ("count",),
    "fault drop": ("flight",),
    "fault deliver": ("flight",),
    "fault copy": ("flight", "seconds"),
    "fault hold": ("flight", "seconds"),
    "inject ": ("seconds",),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a script: where, what, and what to do about it."""

    step: int | None
    """The number of the step, from 0; ``None`` if it is in no step."""
    problem: str
    remedy: str

    def __str__(self) -> str:
        """Print as a sentence with a remedy."""
        place = "" if self.step is None else f"step {self.step + 1}: "
        return f"{place}{self.problem}. {self.remedy}."


class ScriptError(QuizappError):
    """A script that cannot be carried out, with everything that is wrong."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, problems)))


def read_script(values: Values, machine: Machine) -> Script:
    """Return the script in ``{"network": …, "host": …, "step": […]}``.

    Raises ``ScriptError`` with everything that is wrong.
    """
    problems = list(script_problems(values, machine))
    if problems:
        raise ScriptError(problems)
    network, hosts = values.get("network", {}), values.get("host", {})
    return Script(
        hosts=(_host(hosts.get("A", {})), _host(hosts.get("B", {}))),
        delay=float(network.get("delay", DELAY)),
        established=network.get("established", False),
        steps=tuple(_step(item) for item in values.get("step", [])),
    )


def script_problems(values: Values, machine: Machine) -> Iterator[Problem]:
    """Yield everything that is wrong with the values of a script."""
    yield from _section(values, "network", {"delay": float, "established": bool})
    hosts = values.get("host", {})
    if not isinstance(hosts, dict) or set(hosts) - set(HOSTS):
        yield Problem(None, "[host] names another host than A and B", "Write [host.A]")
        return
    for name in hosts:
        yield from _host_problems(hosts, name, machine)
    steps = values.get("step", [])
    if not isinstance(steps, list) or len(steps) > MOST_STEPS:
        yield Problem(None, "the steps are no list", f"Write [[step]], {MOST_STEPS} at most")
        return
    for number, item in enumerate(steps):
        for problem, remedy in _step_problems(item):
            yield Problem(number, problem, remedy)


_HOST_KEYS: dict[str, type] = {
    "runs": str, "iss": list, "reads": bool, "retries": int, "time_wait": float,
    "user_timeout": float, "orphan": float, "keepalive": dict, "delayed_ack": float,
}  # fmt: skip


def _section(values: Values, name: str, keys: Mapping[str, type]) -> Iterator[Problem]:
    table = values.get(name, {})
    if not isinstance(table, dict):
        yield Problem(None, f"[{name}] is not a table", f"Write [{name}]")
        return
    for key, value in table.items():
        if key not in keys:
            yield Problem(None, f"[{name}] has no key {key!r}", f"Use {', '.join(keys)}")
        elif not _is(value, keys[key]):
            kind = keys[key].__name__
            yield Problem(None, f"[{name}] {key} = {value!r} is no {kind}", "Correct it")
        elif isinstance(value, int | float) and value > MOST:
            remedy = f"Use 0 to {MOST:g}"
            yield Problem(None, f"[{name}] {key} = {value!r} is out of bounds", remedy)
    if not _is_numbers(table.get("iss", [1])):
        yield Problem(None, f"[{name}] iss is no list of numbers", "Write iss = [100]")
    if not _is_times(table.get("keepalive", {})):
        remedy = "Write { idle = 7200, interval = 75, probes = 9 }"
        yield Problem(None, f"[{name}] keepalive cannot be read", remedy)


def _is(value: object, kind: type) -> bool:
    if kind is float:
        return isinstance(value, int | float) and not isinstance(value, bool) and value >= 0
    if kind is int:
        return isinstance(value, int) and not isinstance(value, bool) and value >= 0
    return isinstance(value, kind)


def _is_numbers(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(_is(item, int) for item in value)


def _is_times(value: object) -> bool:
    if not isinstance(value, dict):
        return True
    return set(value) <= {"idle", "interval", "probes"} and all(
        _is(item, float) and item <= MOST for item in value.values()
    )


def _step_problems(item: object) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with one step, each with its remedy."""
    if not isinstance(item, dict):
        yield "is not a table", "Write [[step]]"
        return
    acts = [act for act in ACTS if act in item]
    if len(acts) != 1:
        yield f"says {len(acts)} things to do", f"Give exactly one of {', '.join(ACTS)}"
        return
    act = acts[0]
    yield from _act_problems(act, item[act])
    allowed = _allowed(act, item[act])
    for key in item:
        if key not in allowed:
            yield f"{key!r} is not for {act} = {item[act]!r}", f"Use {', '.join(allowed)}"
    if "host" in allowed and item.get("host") not in HOSTS:
        yield f"host = {item.get('host')!r} is no host", "Use A or B"
    yield from _value_problems(item)


def _host_problems(hosts: Values, name: str, machine: Machine) -> Iterator[Problem]:
    yield from _section(hosts, name, _HOST_KEYS)
    tag = hosts[name].get("runs", "") if isinstance(hosts[name], dict) else ""
    if tag and tag not in variant_tags(machine):
        known = ", ".join(variant_tags(machine))
        yield Problem(None, f"[host.{name}] runs {tag!r}, unknown", f"Use {known}")


def _word_problems(act: str, value: object) -> Iterator[tuple[str, str]]:
    names = {"call": CALLS, "socket": SOCKET_CALLS, "fault": tuple(FAULTS)}.get(act)
    if names is not None and value not in names:
        yield f"{act} = {value!r} is unknown", f"Use one of {', '.join(names)}"
    if act == "settle" and value is not True:
        yield f"settle = {value!r} says nothing", "Write settle = true"


def _act_problems(act: str, value: object) -> Iterator[tuple[str, str]]:
    yield from _word_problems(act, value)
    if act == "wait" and not _is_at_most(value, float, "seconds"):
        yield f"wait = {value!r} is no time", "Give seconds"
    if act == "advance" and (value == 0 or not _is_at_most(value, int, "count")):
        yield f"advance = {value!r} is no number", "Give a number of events"
    if act == "inject":
        yield from _segment_problems(value)


def _is_at_most(value: object, kind: type, limit: str) -> bool:
    return _is(value, kind) and float(str(value)) <= _NUMBERS[limit]


def _segment_problems(value: object) -> Iterator[tuple[str, str]]:
    if not isinstance(value, dict) or not isinstance(value.get("flags"), str):
        yield "inject names no flags", 'Write inject = { flags = "S", seq = 90 }'
        return
    if set(value["flags"]) - set(FLAGS) or set(value) - {*_NUMBER_KEYS, "flags"}:
        yield f"inject = {value!r} is no segment", f"Use flags from {FLAGS}; seq, ack, length"
    for key in ("seq", "ack"):
        given = value.get(key, 0)
        if not _is_number(given):
            yield f"{key} = {given!r} is no number", 'Write 90 or "A.SND.NXT-1"'
    for key in ("length", "window"):
        if not _is_at_most(value.get(key, 0), int, "length"):
            yield f"{key} = {value[key]!r} is no length", "Use 0 to 65535"


def _is_number(value: object) -> bool:
    """Tell whether it is a sequence number, given as such or relative to a host's."""
    return _is(value, int) or (isinstance(value, str) and bool(_TERM.fullmatch(value)))


_NUMBER_KEYS = ("seq", "ack", "length", "window")


def _allowed(act: str, name: object) -> tuple[str, ...]:
    if act in ("wait", "settle", "advance"):
        return (act,)
    own = _OPTIONS.get(f"{act} {name}" if act != "inject" else "inject ", ())
    host = () if act == "fault" and name in _WITHOUT_HOST else ("host",)
    connection = () if act == "fault" and name != "forget" else ("connection",)
    return (act, *host, *connection, *own)


def _value_problems(item: Values) -> Iterator[tuple[str, str]]:
    for key, most in _NUMBERS.items():
        value = item.get(key, 1)
        kind = float if key == "seconds" else int
        if not (_is(value, kind) and value <= most):
            yield f"{key} = {value!r} is out of bounds", f"Use 0 to {most:g}"
    for key in ("remote", "cookies"):
        if not isinstance(item.get(key, True), bool):
            yield f"{key} = {item[key]!r} is neither true nor false", "Use true or false"
    for key, words in (("answer", Answer), ("overflow", Overflow)):
        if key in item and item[key] not in tuple(words):
            yield f"{key} = {item[key]!r} is unknown", f"Use {', '.join(words)}"


def _host(values: Values) -> HostSetup:
    keepalive = values.get("keepalive")
    standard = Timing()
    return HostSetup(
        runs=values.get("runs", ""),
        iss=tuple(values.get("iss", ())),
        reads=values.get("reads", True),
        timing=Timing(
            retries=values.get("retries", RETRIES),
            time_wait=float(values.get("time_wait", standard.time_wait)),
            user=values.get("user_timeout"),
            orphan=values.get("orphan"),
            delayed_ack=values.get("delayed_ack"),
            keepalive=Keepalive(**keepalive) if keepalive is not None else None,
        ),
    )


def _step(item: Values) -> Step:
    act = next(act for act in ACTS if act in item)
    value = item[act]
    is_named = act in ("call", "socket", "fault")
    return Step(
        act=act,
        name=value if is_named else "",
        host=item.get("host", ""),
        connection=item.get("connection", 1),
        length=item.get("length", 0),
        count=value if act == "advance" else item.get("count", 1),
        seconds=float(value if act == "wait" else item.get("seconds", 0.0)),
        flight=item.get("flight", 0),
        remote=item.get("remote", True),
        answer=Answer(item.get("answer", Answer.SILENCE)),
        listener=(
            item.get("backlog", 128),
            item.get("syn_queue", 256),
            item.get("cookies", False),
            Overflow(item.get("overflow", Overflow.IGNORE)),
        ),
        segment=dict(value) if act == "inject" else {},
    )


def step_values(step: Step) -> dict[str, Any]:
    """Return a step as plain values, which ``read_script`` takes back."""
    shown: dict[str, Any] = {
        "wait": step.seconds,
        "settle": True,
        "advance": step.count,
        "inject": dict(step.segment),
    }
    values = {step.act: shown.get(step.act, step.name)}
    backlog, syn_queue, cookies, overflow = step.listener
    given: dict[str, Any] = {
        "host": step.host, "connection": step.connection, "length": step.length,
        "count": step.count, "seconds": step.seconds, "flight": step.flight,
        "remote": step.remote, "answer": step.answer.value, "backlog": backlog,
        "syn_queue": syn_queue, "cookies": cookies, "overflow": overflow.value,
    }  # fmt: skip
    allowed = _allowed(step.act, step.name)
    return values | {key: given[key] for key in allowed if key in given}
