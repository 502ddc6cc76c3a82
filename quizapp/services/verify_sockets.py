"""Socket experiments: each step on real sockets, and the same step in the simulator."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace

from quizapp.engine import Machine
from quizapp.kernel.pair import Pair, Wanted
from quizapp.services.verify_experiments import Doing, Experiment
from quizapp.services.verify_findings import Agreement, Finding, Why, as_variant
from quizapp.simulator import Kind, Line, Network
from quizapp.simulator.kernel_names import numbers_of, state_of
from quizapp.simulator.kernel_reasons import find_reason
from quizapp.simulator.listener import Overflow
from quizapp.simulator.script import HOSTS, HostSetup, Script, Step, prepared, take

PLENTY = 200_000
"""More than fits into any window of the simulator."""
PROBING = 20.0
"""How long a closed window may need to be found open again, in simulated seconds."""
UNCOUNTED = ("fill", "drain")
"""Calls made as often as it takes: how many octets they move is no matter of TCP's."""
LONE = (0, 256, False, Overflow.IGNORE)


@dataclass(frozen=True, slots=True)
class Shown:
    """The states of both ends after a step, and what the call returned."""

    states: tuple[str, str]
    returned: str
    outcomes: tuple[str, ...] = field(default=(), compare=False)
    """The outcomes of the table on the way there."""

    def __str__(self) -> str:
        """Print both states, and what was returned."""
        result = f" = {self.returned}" if self.returned else ""
        return " / ".join(self.states) + result


@dataclass(frozen=True, slots=True)
class Machines:
    """The standard's table, and the one that the kernel is said to follow."""

    canon: Machine
    variant: Machine
    cases: tuple[Machine, ...] = ()
    """The same with what the kernel is said to do in certain cases only."""
    orphaned: tuple[Machine, ...] = ()
    """Cases besides, where the process has closed its socket."""


def compare(experiment: Experiment, machines: Machines) -> Iterator[Finding]:
    """Yield every step of an experiment, done for real and in the simulator.

    Raises ``NoStatesError`` where the kernel's states are not shown, ``OSError`` where there
    is no such address.
    """
    networks = (_network(machines.canon), _network(machines.variant))
    before = Shown(("", ""), "")
    with closing(Pair(experiment.family)) as pair:
        # Where no states are shown, nothing need be tried.
        pair.states()
        for doing in experiment.steps:
            canon, variant = (_simulate(network, doing) for network in networks)
            kernel = _really(pair, doing, (canon, variant))
            yield _finding(experiment, doing, (before, kernel, canon, variant), machines)
            before = kernel


def _really(pair: Pair, doing: Doing, expected: tuple[Shown, ...]) -> Shown:
    returned = pair.call(doing.host[0], doing.call, doing.connection, doing.length)
    numbers = pair.settled(tuple(map(_wanted, expected)), doing.connection)
    states = (state_of(numbers[0]), state_of(numbers[1]))
    return Shown(states, "" if doing.call in UNCOUNTED else returned)


def _finding(
    experiment: Experiment,
    doing: Doing,
    shown: tuple[Shown, Shown, Shown, Shown],
    machines: Machines,
) -> Finding:
    before, kernel, canon, variant = shown
    agreement, why = Agreement.AGREES, None
    if kernel == variant != canon:
        agreement = Agreement.VARIANT
        why = as_variant(machines.variant, variant.outcomes, canon.outcomes)
    elif not kernel == canon == variant:
        why = _explained(doing, before, kernel, canon)
        agreement = Agreement.EXPLAINED if why else Agreement.UNEXPLAINED
    return Finding(
        place=experiment.id,
        before="",
        step=str(doing),
        kernel=str(kernel),
        canon=str(canon),
        variant=str(variant),
        agreement=agreement,
        why=why,
    )


def _explained(doing: Doing, before: Shown, kernel: Shown, canon: Shown) -> Why | None:
    """Explain a difference in the state of who made the call, if that is all there is."""
    own = HOSTS.index(doing.host[0])
    alike = (
        kernel.returned == canon.returned and kernel.states[1 - own] == canon.states[1 - own]
    )
    if not alike:
        return None
    found = find_reason(before.states[own], (doing.call,), kernel.states[own], "")
    return Why(found.id, found.text, str(found.source)) if found else None


def _wanted(shown: Shown) -> Wanted:
    first, second = (frozenset(numbers_of(state)) for state in shown.states)
    return first, second


def _network(machine: Machine) -> Network:
    setups = (HostSetup(reads=False), HostSetup(reads=False))
    return prepared(Script(hosts=setups), machine)


def _simulate(network: Network, doing: Doing) -> Shown:
    """Do a step in the simulator and let it settle."""
    begun = len(network.trace.lines)
    for step in _script(doing):
        take(network, step)
    take(network, Step(act="settle"))
    if doing.call == "drain":
        _drain(network, doing)
    first, second = (host.state(doing.connection) for host in network.hosts)
    lines = network.trace.lines[begun:]
    outcomes = tuple(outcome for line in lines for outcome in line.outcomes)
    return Shown((first, second), _returned(lines, doing), outcomes)


def _script(doing: Doing) -> Iterator[Step]:
    for host in doing.host:
        plain = Step(
            act="socket",
            name=_plain(doing),
            host=host,
            connection=doing.connection,
            length=doing.length,
        )
        match doing.call:
            case "fill":
                yield replace(plain, name="write", length=PLENTY)
            case "drain":
                yield replace(plain, name="read")
            case "unlisten":
                yield Step(act="fault", name="exit", host=host)
            case "listen-for-one":
                yield replace(plain, name="listen", listener=LONE)
            case _:
                yield plain


def _plain(doing: Doing) -> str:
    return doing.call.removesuffix("-self")


def _drain(network: Network, doing: Doing) -> None:
    """Read on until the end of the stream, with time for what the window kept back."""
    for _ in range(PLENTY // 50_000):
        take(network, Step(act="wait", seconds=PROBING))
        take(
            network,
            Step(act="socket", name="read", host=doing.host, connection=doing.connection),
        )
        take(network, Step(act="settle"))


def _returned(lines: tuple[Line, ...], doing: Doing) -> str:
    """Return what a call returned, at once or when it had waited."""
    if doing.call in UNCOUNTED:
        return ""
    name, result = f"{_plain(doing)}()", "0"
    for line in lines:
        if line.host != doing.host[0]:
            continue
        if line.kind is Kind.CALL and line.returned is not None:
            result = line.returned
        for told in line.told:
            call, _, answer = told.partition(" = ")
            result = answer if call == name else result
    return result
