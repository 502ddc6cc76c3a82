"""Inside the namespace: put trials to the kernel over a TUN device, in batches.

Run as a program it reads trials as JSON from standard input and writes what was seen.
"""

import json
import socket
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from time import monotonic

from quizapp.kernel.namespace import NotPermittedError, enter
from quizapp.kernel.numbers import NUMBERS, set_number
from quizapp.kernel.packets import Ends, Packet, from_kernel
from quizapp.kernel.plan import Act, Seen, Trial, read_trial, seen_values
from quizapp.kernel.proc import Row, find_state, read_rows
from quizapp.kernel.subject import Subject
from quizapp.kernel.tun import KERNEL, PEER, Wire

BATCH = 40
"""Trials at once; they wait for late answers together."""
LATE = 0.06
"""How long a delayed acknowledgment takes at most on an idle connection, in seconds."""
PATIENCE = 0.1
"""How long an answer may take that must come."""
TURN = 0.005
RESENT_AFTER = 0.15
"""What was sent before and comes again after this is a retransmission."""
FIRST_PORTS = (10_000, 30_000)


class Tester:
    """Plays the peer of many sockets of the kernel."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire
        self._subjects: dict[tuple[int, int], Subject] = {}

    def see(self, trials: Sequence[Trial]) -> Iterator[Seen]:
        """Yield what the kernel does in each trial."""
        for start in range(0, len(trials), BATCH):
            yield from self._batch(trials[start : start + BATCH], start)

    def _batch(self, trials: Sequence[Trial], start: int) -> list[Seen]:
        """Do everything at once: the kernel needs long to list its sockets."""
        subjects = [self._subject(start + place) for place in range(len(trials))]
        for subject, trial in zip(subjects, trials, strict=True):
            self._carry_out(subject, trial.setup)
        self._wait_while(lambda: any(subject.owes_ack for subject in subjects))
        rows = read_rows(socket.AF_INET)
        before = [(_state(subject, rows), len(subject.came)) for subject in subjects]
        for subject, trial in zip(subjects, trials, strict=True):
            self._carry_out(subject, trial.probe)
        self._sort(self._wire.until(monotonic() + LATE))
        rows = read_rows(socket.AF_INET)
        seen = [
            _seen(subject, state, _state(subject, rows), answered)
            for subject, (state, answered) in zip(subjects, before, strict=True)
        ]
        self._let_go(subjects)
        return seen

    def _subject(self, number: int) -> Subject:
        ends = Ends((KERNEL, FIRST_PORTS[0] + number), (PEER, FIRST_PORTS[1] + number))
        made = Subject(self._wire, ends)
        self._subjects[ends.kernel[1], ends.peer[1]] = made
        return made

    def _let_go(self, subjects: Iterable[Subject]) -> None:
        for subject in subjects:
            subject.close()
        self._subjects.clear()
        self._sort(self._wire.waiting())

    def _carry_out(self, subject: Subject, acts: Iterable[Act]) -> None:
        for act in acts:
            subject.act(act)
            self._sort(self._wire.waiting())
            self._wait_while(lambda: subject.owes_syn)

    def _wait_while(self, owes: Callable[[], bool]) -> None:
        """Wait for what the kernel must send, though not for ever."""
        deadline = monotonic() + PATIENCE
        while owes() and monotonic() < deadline:
            self._sort(self._wire.until(min(deadline, monotonic() + TURN)))

    def _sort(self, packets: Iterable[bytes]) -> None:
        for data in packets:
            found = from_kernel(data)
            if found is not None and found[0] in self._subjects:
                self._subjects[found[0]].take(found[1])


def _state(subject: Subject, rows: tuple[Row, ...]) -> int:
    return find_state(rows, subject.ends.kernel, subject.ends.peer)


def _seen(subject: Subject, before: int, after: int, answered: int) -> Seen:
    return Seen(
        before=before,
        after=after,
        injected=tuple(subject.injected),
        answered=tuple(packet for _, packet in subject.came[:answered]),
        sent=tuple(_fresh(subject.came, answered)),
        returned=tuple(subject.returned),
    )


def _fresh(came: Sequence[tuple[float, Packet]], answered: int) -> Iterator[Packet]:
    """Yield what was sent to the probe, without what a timer sent again meanwhile."""
    first = {_numbered(packet): at for at, packet in reversed(came) if packet.span}
    for at, packet in came[answered:]:
        if at - first.get(_numbered(packet), at) < RESENT_AFTER:
            yield packet


def _numbered(packet: Packet) -> tuple[str, int, int]:
    """Return what stays the same when a segment is sent again."""
    return packet.flags, packet.seq, packet.length


def main() -> None:
    """Read trials from standard input, write what was seen, or why nothing was, as JSON."""
    asked = json.load(sys.stdin)
    trials = [read_trial(values) for values in asked["trials"]]
    try:
        enter()
        wire = Wire()
    except NotPermittedError as problem:
        refused = {"what": problem.what, "reason": problem.reason}
        json.dump({"refused": refused}, sys.stdout)
        return
    numbers = NUMBERS | asked["numbers"]
    unset = [name for name, value in numbers.items() if not set_number(name, value)]
    seen = [seen_values(item) for item in Tester(wire).see(trials)]
    json.dump({"unset": unset, "seen": seen}, sys.stdout)


if __name__ == "__main__":
    main()
