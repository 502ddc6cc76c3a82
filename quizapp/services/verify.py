"""Compare the simulator with the TCP of this very machine."""

import platform
from collections.abc import Sequence
from time import monotonic

from quizapp.content import Library
from quizapp.engine import Machine, Text
from quizapp.engine.machine import Impossible
from quizapp.kernel.namespace import NotPermittedError
from quizapp.kernel.plan import Trial
from quizapp.kernel.proc import NoStatesError
from quizapp.kernel.raw import Run, see
from quizapp.services.verify_experiments import EXPERIMENTS, Experiment
from quizapp.services.verify_findings import Agreement, Finding, Report
from quizapp.services.verify_raw import Played, judge
from quizapp.services.verify_sockets import Machines, compare
from quizapp.services.verify_trials import trials
from quizapp.simulator.follow import MACHINE
from quizapp.simulator.script import run_by

TAG = "Linux"
"""Whose variants the kernel is compared with: only Linux shows the states that we need."""
SOCKETS, RAW = "sockets", "raw"
UNASKED = Text("Left out as asked (--no-raw).", "按要求略过（--no-raw）。")


def verify(library: Library, *, raw: bool = True) -> Report:
    """Do every experiment and every trial that this system permits."""
    began = monotonic()
    machine = library.machine(MACHINE)
    machines = Machines(machine, run_by(machine, TAG))
    found, skipped = _sockets(machines, EXPERIMENTS)
    tried, cells, refused = _raw(machines) if raw else ((), frozenset(), UNASKED)
    if refused is not None:
        skipped = (*skipped, (RAW, refused))
    return Report(
        system=f"{platform.system()} {platform.release()}",
        tag=TAG,
        standard=machine.source.document,
        titles=tuple((item.id, item.title) for item in EXPERIMENTS),
        sockets=found,
        raw=tried,
        reached=len(cells & _reachable(machine)),
        reachable=len(_reachable(machine)),
        skipped=skipped,
        seconds=monotonic() - began,
    )


Skipped = tuple[tuple[str, Text], ...]


def _sockets(
    machines: Machines, experiments: Sequence[Experiment]
) -> tuple[tuple[Finding, ...], Skipped]:
    found: list[Finding] = []
    skipped: list[tuple[str, Text]] = []
    for experiment in experiments:
        try:
            found.extend(compare(experiment, machines))
        except NoStatesError as problem:
            return (), ((SOCKETS, _no_states(problem)),)
        except OSError as problem:
            reason = problem.strerror or str(problem)
            skipped.append((experiment.id, Text.same(f"{reason}.")))
    return tuple(found), tuple(skipped)


def _no_states(problem: NoStatesError) -> Text:
    return Text(
        str(problem),
        f"本系统不显示 TCP 套接字的状态（{problem.path}：{problem.reason}）；"
        "请在 Linux 上运行。",
    )


Cells = frozenset[tuple[str, str]]


def _raw(machines: Machines) -> tuple[tuple[Finding, ...], Cells, Text | None]:
    """Try every segment in every state; what remains unexplained is tried once more."""
    every = trials()
    try:
        judged = _judged(machines, every, see(every))
        again = [
            place
            for place, (found, _) in enumerate(judged)
            if found.agreement is Agreement.UNEXPLAINED
        ]
        if again:
            some = [every[place] for place in again]
            for place, new in zip(again, _judged(machines, some, see(some)), strict=True):
                judged[place] = new
    except NotPermittedError as problem:
        return (), frozenset(), _not_permitted(problem)
    cells: Cells = frozenset().union(*(played.cells for _, played in judged))
    return tuple(found for found, _ in judged), cells, None


def _judged(
    machines: Machines, some: Sequence[Trial], run: Run
) -> list[tuple[Finding, Played]]:
    return [judge(trial, seen, machines) for trial, seen in zip(some, run.seen, strict=True)]


def _not_permitted(problem: NotPermittedError) -> Text:
    thing = "网络命名空间" if problem.what == NotPermittedError.NAMESPACE else "TUN 设备"
    return Text(
        str(problem),
        f"本系统不允许使用{thing}（{problem.reason}）。"
        "请在允许非特权用户命名空间和 /dev/net/tun 的系统上运行，或以 root 身份运行。",
    )


def _reachable(machine: Machine) -> Cells:
    """Return the cells of the table that a segment can reach."""
    return frozenset(
        (state, outcome.event)
        for outcome in machine.outcomes()
        if not isinstance(outcome, Impossible)
        and machine.event(outcome.event).kind == "segment"
        for state in outcome.states
    )
