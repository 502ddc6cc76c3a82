"""Raw segments: what the live kernel does in each state, beside what the table says."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from quizapp.engine import Machine, Step
from quizapp.kernel.packets import Packet
from quizapp.kernel.plan import OUR_FIRST, UNKNOWN, Act, Seen, Trial
from quizapp.services.verify_findings import Agreement, Finding, Why, as_variant
from quizapp.services.verify_sockets import Machines
from quizapp.simulator import Endpoint, Segment
from quizapp.simulator.endpoint import Handled
from quizapp.simulator.kernel_names import shown, state_of
from quizapp.simulator.kernel_reasons import find_reason

CALLS = {
    "listen": "open-passive",
    "connect": "open-active",
    "send": "send",
    "shutdown": "close",
    "close": "close",
    "abort": "abort",
}
"""Socket calls, and the user calls of the standard behind them."""


@dataclass(frozen=True, slots=True)
class Reply:
    """A state, and the segments sent on the way to it."""

    state: str
    sent: tuple[Packet, ...]

    @property
    def flags(self) -> str:
        """The flags of each segment sent, with blanks between them."""
        return " ".join(packet.flags for packet in self.sent)


@dataclass(frozen=True, slots=True)
class Played:
    """A trial as an endpoint of the simulator takes it."""

    before: str
    reply: Reply
    steps: tuple[Step, ...]

    @property
    def outcomes(self) -> tuple[str, ...]:
        """The table's outcomes of the probe."""
        return tuple(taken.outcome.id for taken in self.steps)

    @property
    def cells(self) -> frozenset[tuple[str, str]]:
        """The table's cells that the probe reached."""
        return frozenset((taken.before.state, taken.event) for taken in self.steps)


def judge(trial: Trial, seen: Seen, machines: Machines) -> tuple[Finding, Played]:
    """Compare a trial with both tables; return as well how the standard's took it."""
    canon, variant = play(machines.canon, trial, seen), play(machines.variant, trial, seen)
    sent = tuple(replace(packet, flags=plain(packet.flags)) for packet in seen.sent)
    kernel = Reply(state_of(seen.after), sent)
    agreement, why = Agreement.AGREES, None
    if not state_of(seen.before) == canon.before == variant.before:
        agreement = Agreement.UNEXPLAINED
    elif kernel == variant.reply != canon.reply:
        agreement = Agreement.VARIANT
        why = as_variant(machines.variant, variant.outcomes, canon.outcomes)
    elif not kernel == canon.reply == variant.reply:
        why = _in_some_case(trial, seen, kernel, canon, machines)
        agreement = Agreement.VARIANT if why else Agreement.EXPLAINED
        why = why or _explained(trial, canon, kernel)
        agreement = agreement if why else Agreement.UNEXPLAINED
    words = _Words(seen)
    found = Finding(
        place=" ".join(map(written, trial.setup)),
        before=state_of(seen.before),
        step="; ".join(map(written, trial.probe)),
        kernel=words.reply(kernel),
        canon=words.reply(canon.reply),
        variant=words.reply(variant.reply),
        agreement=agreement,
        why=why,
    )
    return found, canon


def _in_some_case(
    trial: Trial, seen: Seen, kernel: Reply, canon: Played, machines: Machines
) -> Why | None:
    """Explain a difference by what the kernel is said to do in some case."""
    if kernel == canon.reply:
        return None
    orphaned = machines.orphaned if _is_orphaned(trial) else ()
    for machine in (*machines.cases, *orphaned):
        played = play(machine, trial, seen)
        if played.reply == kernel:
            return as_variant(machine, played.outcomes, canon.outcomes)
    return None


def _explained(trial: Trial, canon: Played, kernel: Reply) -> Why | None:
    events = tuple(taken.event for taken in canon.steps[:1])
    orphaned = _is_orphaned(trial)
    found = find_reason(canon.before, events, kernel.state, kernel.flags, orphaned)
    return Why(found.id, found.text, str(found.source)) if found else None


def _is_orphaned(trial: Trial) -> bool:
    """Tell whether the process has closed the socket before anything is tried on it."""
    return any(act.call == "close" for act in trial.setup)


def written(act: Act) -> str:
    """Write an act: a call as such, a segment as flags and relative numbers.

    >>> written(Act(flags="F.", seq=10, length=5))
    '[F.] seq+10 length 5'
    """
    if act.call:
        return f"{act.call}()"
    seq = f" seq{act.seq:+d}" if act.seq else ""
    ack = f" ack{act.ack:+d}" if act.ack else ""
    length = f" length {act.length}" if act.length else ""
    return f"[{act.flags or 'none'}]{seq}{ack}{length}"


class _Words:
    """Writes what is sent, with numbers relative to the first of each side."""

    def __init__(self, seen: Seen) -> None:
        self._iss = next(_syn_numbers(seen), UNKNOWN)

    def reply(self, reply: Reply) -> str:
        return ", ".join([reply.state, *map(self._packet, reply.sent)])

    def _packet(self, packet: Packet) -> str:
        ack = f" ack {_relative(packet.ack, OUR_FIRST)}" if "." in packet.flags else ""
        length = f" length {packet.length}" if packet.length else ""
        return f"[{packet.flags}] seq {_relative(packet.seq, self._iss)}{ack}{length}"


def _relative(number: int, first: int) -> int:
    """Return how far a number lies from the first; 0 stays 0, as in a RST without an ACK."""
    return (number - first + 2**31) % 2**32 - 2**31 if number else 0


def play(machine: Machine, trial: Trial, seen: Seen) -> Played:
    """Do to an endpoint what was done to the kernel, with the same numbers."""
    player = _Player(machine, seen)
    player.take(trial.setup)
    before = player.state
    player.sent.clear()
    player.steps.clear()
    player.take(trial.probe)
    return Played(before, Reply(player.state, tuple(player.sent)), tuple(player.steps))


class _Player:
    """An endpoint, the numbers it is to use, and whether anybody listens beside it."""

    def __init__(self, machine: Machine, seen: Seen) -> None:
        self._numbers = _syn_numbers(seen)
        self._endpoint = Endpoint(machine, lambda: next(self._numbers, 0))
        self._control = self._endpoint.fresh()
        self._segments = iter(seen.injected)
        self._is_listening = False
        self.sent: list[Packet] = []
        self.steps: list[Step] = []

    @property
    def state(self) -> str:
        return shown(self._control.state, self._is_listening)

    def take(self, acts: tuple[Act, ...]) -> None:
        for act in acts:
            if not act.call:
                self._keep(
                    self._endpoint.segment(self._control, _segment(next(self._segments)))
                )
            elif act.call in CALLS:
                self._call(act)

    def _call(self, act: Act) -> None:
        if act.call == "listen":
            self._is_listening = True
        reading = {"shutdown": True, "close": False}.get(act.call)
        name = CALLS[act.call]
        self._keep(self._endpoint.call(self._control, name, length=act.length, reading=reading))

    def _keep(self, done: Handled) -> None:
        self._control = done.control
        self.sent.extend(
            Packet(plain(item.flags), item.seq, item.ack, item.length) for item in done.sent
        )
        self.steps.extend(done.steps)


def plain(flags: str) -> str:
    """Return flags without those that change no meaning here."""
    return "".join(letter for letter in flags if letter not in "PU")


def _segment(packet: Packet) -> Segment:
    return Segment(packet.flags, packet.seq, packet.ack, packet.length)


def _syn_numbers(seen: Seen) -> Iterator[int]:
    """Yield the initial numbers that the kernel chose, each once."""
    packets = (*seen.answered, *seen.sent)
    yield from dict.fromkeys(packet.seq for packet in packets if "S" in packet.flags)
