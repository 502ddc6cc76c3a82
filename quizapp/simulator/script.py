"""Scripts: what is done to two hosts and the wire, as plain data, and how it is carried out.

A script holds no results. ``run`` is pure: stepping back is running fewer steps, a fork is the
same beginning with other steps after it.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import islice
from typing import Any

from quizapp.engine import Machine
from quizapp.engine.variants import as_run_by
from quizapp.simulator.clock import Timing
from quizapp.simulator.control import Control
from quizapp.simulator.endpoint import Endpoint
from quizapp.simulator.faults import Answer, Fate
from quizapp.simulator.listener import Listener, Overflow
from quizapp.simulator.network import DELAY, MOST_EVENTS, EndlessError, Network
from quizapp.simulator.segment import Segment
from quizapp.simulator.sequence import MODULUS

ISS = {"A": 100, "B": 300}
"""The numbers of RFC 9293's figures."""
NEXT_ISS = 100_000
"""How far apart the initial sequence numbers of one host's connections lie."""
STORY_BEGINS = 1.0
"""When the story begins if a handshake comes before it, unless that takes longer."""
LATE = 10.0
"""How much later a segment arrives that is held back without saying for how long."""
HOSTS = ("A", "B")


@dataclass(frozen=True, slots=True, kw_only=True)
class HostSetup:
    """What is special about one host."""

    runs: str = ""
    """The tag of the variants it follows; empty for the canon."""
    iss: tuple[int, ...] = ()
    """The initial sequence numbers of its connections, in order."""
    reads: bool = True
    """Whether its application reads what arrives at once."""
    timing: Timing = field(default_factory=Timing)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of a script."""

    act: str
    """``call``, ``socket``, ``fault``, ``inject``, ``wait``, ``settle`` or ``advance``."""
    name: str = ""
    """Which call, or which fault."""
    host: str = ""
    connection: int = 1
    length: int = 0
    count: int = 1
    seconds: float = 0.0
    flight: int = 0
    remote: bool = True
    answer: Answer = Answer.SILENCE
    listener: tuple[int, int, bool, Overflow] = (128, 256, False, Overflow.IGNORE)
    """Backlog, limit of the SYN queue, cookies, and what happens on overflow."""
    segment: Mapping[str, Any] = field(default_factory=dict)

    @property
    def index(self) -> int:
        """The place of its host."""
        return HOSTS.index(self.host)


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """Two hosts, the wire, and what happens to them."""

    hosts: tuple[HostSetup, HostSetup] = (HostSetup(), HostSetup())
    delay: float = DELAY
    established: bool = False
    """Whether the story begins with an open connection."""
    steps: tuple[Step, ...] = ()


def run(script: Script, machine: Machine, steps: int | None = None) -> Network:
    """Return the network after the first steps of a script, all of them by default."""
    network = prepared(script, machine)
    for step in script.steps[:steps]:
        take(network, step)
    return network


def prepared(script: Script, machine: Machine) -> Network:
    """Return the network of a script before its first step."""
    endpoints = tuple(
        Endpoint(run_by(machine, setup.runs), iss_source(setup.iss or (_first(script, name),)))
        for name, setup in zip(HOSTS, script.hosts, strict=True)
    )
    timings = (script.hosts[0].timing, script.hosts[1].timing)
    network = Network((endpoints[0], endpoints[1]), timings, delay=script.delay)
    for host, setup in zip(network.hosts, script.hosts, strict=True):
        host.drains = setup.reads
    if script.established:
        network.call(1, "open-passive")
        network.call(0, "open-active")
        network.settle()
        network.prelude = len(network.trace.lines)
        network.now = max(STORY_BEGINS, network.now)
    return network


def _first(script: Script, name: str) -> int:
    """Return an ISS that lets the story begin with the RFC's numbers."""
    return ISS[name] - script.established


def run_by(machine: Machine, tag: str) -> Machine:
    """Return the machine as somebody runs it.

    How a listening socket stays in LISTEN is left to the listening socket: the endpoint is one
    connection, and one connection leaves it.
    """
    return _otherwise(machine, tag) if tag else machine


@lru_cache(maxsize=64)
def _otherwise(machine: Machine, tag: str) -> Machine:
    kept = tuple(item for item in machine.variants if item.of != "listen.syn")
    return as_run_by(replace(machine, variants=kept), tag)


def iss_source(numbers: tuple[int, ...]) -> Callable[[], int]:
    """Return what chooses initial sequence numbers: the given ones, then further apart."""

    def numbered() -> Iterator[int]:
        yield from numbers
        last = numbers[-1]
        while True:
            last = (last + NEXT_ISS) % MODULUS
            yield last

    source = numbered()
    return lambda: next(source)


def unrolled(script: Script, machine: Machine, most: int = MOST_EVENTS) -> Script:
    """Return the same script with every wait cut into single events, to step through.

    Raises ``EndlessError`` if that makes more steps than ``most``.
    """
    network = prepared(script, machine)
    single = (one for step in script.steps for one in _single(network, step))
    steps = tuple(islice(single, most + 1))
    if len(steps) > most:
        raise EndlessError(most)
    return replace(script, steps=steps)


def _single(network: Network, step: Step) -> Iterator[Step]:
    """Take a step and yield it in single events."""
    if step.act in ("wait", "settle"):
        yield from _passing(network, step)
    elif step.act == "advance":
        for _ in range(step.count):
            network.advance()
            yield Step(act="advance")
    else:
        take(network, step)
        yield step


def _passing(network: Network, step: Step) -> Iterator[Step]:
    """Let time pass, event by event, and yield what is left of it at the end."""
    until = network.now + step.seconds
    while (due := network.next_due()) is not None:
        if network.is_busy if step.act == "settle" else due <= until:
            network.advance()
            yield Step(act="advance")
        else:
            break
    rest = replace(step, seconds=max(0.0, until - network.now))
    if step.act == "wait" and rest.seconds:
        take(network, rest)
        yield rest


def take(network: Network, step: Step) -> None:
    """Carry out one step."""
    ACTS[step.act](network, step)


def _call(network: Network, step: Step) -> None:
    network.call(
        step.index,
        step.name,
        connection=step.connection,
        length=step.length,
        remote=step.remote,
    )


def _socket(network: Network, step: Step) -> None:
    network.socket(
        step.index,
        step.name,
        connection=step.connection,
        length=step.length,
        listener=Listener(*step.listener),
    )


def _inject(network: Network, step: Step) -> None:
    segment = _segment(network, step)
    delay = step.seconds or None
    network.inject(step.index, segment, delay=delay, connection=step.connection)


def _advance(network: Network, step: Step) -> None:
    for _ in range(step.count):
        network.advance()


def _fate(fate: Fate) -> Callable[[Network, Step], object]:
    return lambda net, step: net.fate(step.index, fate, step.seconds, step.count)


FAULTS: dict[str, Callable[[Network, Step], object]] = {
    "lose": _fate(Fate.LOST),
    "duplicate": _fate(Fate.DOUBLED),
    "delay": _fate(Fate.LATE),
    "cut": lambda net, _: net.cut(),
    "repair": lambda net, _: net.repair(),
    "forget": lambda net, step: net.forget(step.connection, step.answer),
    "crash": lambda net, step: net.crash(step.index),
    "reboot": lambda net, step: net.reboot(step.index),
    "exit": lambda net, step: net.end_process(step.index, "exit"),
    "kill": lambda net, step: net.end_process(step.index, "kill"),
    "flood": lambda net, step: net.flood(step.index, step.count),
    "drop": lambda net, step: net.drop(step.flight),
    "deliver": lambda net, step: net.deliver(step.flight),
    "copy": lambda net, step: net.copy(step.flight, step.seconds),
    "hold": lambda net, step: net.hold(step.flight, step.seconds or LATE),
}


ACTS: dict[str, Callable[[Network, Step], object]] = {
    "call": _call,
    "socket": _socket,
    "fault": lambda net, step: FAULTS[step.name](net, step),
    "inject": _inject,
    "wait": lambda net, step: net.wait(step.seconds),
    "settle": lambda net, _: net.settle(),
    "advance": _advance,
}
"""Everything a step can do, by the key it is written with."""


def _segment(network: Network, step: Step) -> Segment:
    given = step.segment
    numbers = {
        name: number(given.get(name, 0), network, step.connection) for name in ("seq", "ack")
    }
    return Segment(
        given["flags"],
        numbers["seq"],
        numbers["ack"],
        given.get("length", 0),
        given.get("window", 65_535),
    )


TERMS: dict[str, Callable[[Control], int]] = {
    "ISS": lambda control: control.iss,
    "IRS": lambda control: control.irs,
    "SND.UNA": lambda control: control.snd_una,
    "SND.NXT": lambda control: control.snd_nxt,
    "RCV.NXT": lambda control: control.rcv_nxt,
}
"""What a number may be relative to, behind the name of a host: ``A.SND.NXT-1``."""


def number(value: int | str, network: Network, connection: int) -> int:
    """Return a sequence number given as such or relative to a host's: ``B.RCV.NXT+10``."""
    if isinstance(value, int):
        return value % MODULUS
    term, sign, offset = value.partition("+") if "+" in value else value.partition("-")
    host, _, name = term.strip().partition(".")
    control = network.hosts[HOSTS.index(host)].connection(connection).control
    moved = int(offset or 0) * (-1 if sign == "-" else 1)
    return (TERMS[name](control) + moved) % MODULUS
