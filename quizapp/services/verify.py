"""Compare the simulator with the TCP of this very machine."""

import platform
from collections.abc import Iterator, Sequence
from dataclasses import replace
from time import monotonic

from quizapp.content import Library
from quizapp.engine import Machine, Text
from quizapp.engine.machine import Impossible
from quizapp.engine.variants import CASE, variant_tags
from quizapp.kernel.namespace import NotPermittedError
from quizapp.kernel.numbers import TRIED, has_number
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
ORPHAN = "orphan"
"""The case in which the process has closed its socket."""
SOCKETS, RAW, SETTING = "sockets", "raw", "settings"
UNASKED = Text("Left out as asked (--no-raw).", "按要求略过（--no-raw）。")


def verify(library: Library, *, raw: bool = True) -> Report:
    """Do every experiment and every trial that this system permits."""
    began = monotonic()
    machine = library.machine(MACHINE)
    machines = Machines(machine, run_by(machine, TAG), *_cases(machine))
    found, skipped = _sockets(machines, EXPERIMENTS)
    tried, cells, left_out = _raw(machines) if raw else ((), frozenset(), ((RAW, UNASKED),))
    return Report(
        system=f"{platform.system()} {platform.release()}",
        tag=TAG,
        standard=machine.source.document,
        titles=tuple((item.id, item.title) for item in EXPERIMENTS),
        sockets=found,
        raw=tried,
        reached=len(cells & _reachable(machine)),
        reachable=len(_reachable(machine)),
        skipped=(*skipped, *left_out),
        seconds=monotonic() - began,
    )


def _cases(machine: Machine) -> tuple[tuple[Machine, ...], tuple[Machine, ...]]:
    """Return how the kernel is said to run in each case that needs no setting of it.

    Apart from them, how it runs where the process has closed its socket.
    """
    tags = [tag for tag in variant_tags(machine) if tag.startswith(TAG + CASE)]
    cases = {tag.partition(CASE)[2]: run_by(machine, tag) for tag in tags}
    others = (case for case in cases if case != ORPHAN and not has_number(case))
    orphaned = (case for case in cases if case == ORPHAN)
    return tuple(cases[case] for case in others), tuple(cases[case] for case in orphaned)


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


def _raw(machines: Machines) -> tuple[tuple[Finding, ...], Cells, Skipped]:
    """Try every segment in every state, then what a setting of the kernel changes."""
    every = trials()
    try:
        run = see(every)
        judged = _tried_again(machines, every, _judged(machines, every, run))
        others = [found for name in TRIED for found in _set(machines, name, judged, every)]
    except NotPermittedError as problem:
        return (), frozenset(), ((RAW, _not_permitted(problem)),)
    cells: Cells = frozenset().union(*(played.cells for _, played in judged))
    return (*(found for found, _ in judged), *others), cells, _unset(run)


Judged = tuple[Finding, Played]


def _tried_again(
    machines: Machines, every: Sequence[Trial], judged: Sequence[Judged]
) -> list[Judged]:
    """Try once more what is unexplained, before it is believed."""
    unknown = [
        place
        for place, (found, _) in enumerate(judged)
        if found.agreement is Agreement.UNEXPLAINED
    ]
    if not unknown:
        return list(judged)
    some = [every[place] for place in unknown]
    again = dict(zip(unknown, _judged(machines, some, see(some)), strict=True))
    return [again.get(place, old) for place, old in enumerate(judged)]


def _set(
    machines: Machines,
    name: str,
    judged: Sequence[Judged],
    every: Sequence[Trial],
) -> Iterator[Finding]:
    """Try again, with a setting of the kernel, what it is said to change."""
    tag = f"{TAG}{CASE}{name}"
    changed = {item.of for item in machines.canon.variants if item.tag == tag}
    some = [
        trial
        for trial, (_, played) in zip(every, judged, strict=True)
        if changed.intersection(played.outcomes)
    ]
    if not some:
        return
    run = see(some, {name: 1})
    if name not in run.unset:
        case = Machines(machines.canon, run_by(machines.canon, tag))
        for found, _ in _judged(case, some, run):
            yield replace(found, step=f"{found.step} ({name} = 1)")


def _judged(machines: Machines, some: Sequence[Trial], run: Run) -> list[Judged]:
    return [judge(trial, seen, machines) for trial, seen in zip(some, run.seen, strict=True)]


def _not_permitted(problem: NotPermittedError) -> Text:
    thing = "网络命名空间" if problem.what == NotPermittedError.NAMESPACE else "TUN 设备"
    return Text(
        str(problem),
        f"本系统不允许使用{thing}（{problem.reason}）。"
        "请在允许非特权用户命名空间和 /dev/net/tun 的系统上运行，或以 root 身份运行。",
    )


def _unset(run: Run) -> Skipped:
    """Say which of the kernel's numbers could not be set, if any."""
    names = ", ".join(run.unset)
    text = Text(
        f"These numbers of net.ipv4 could not be set: {names}. Some answers may be missing.",
        f"net.ipv4 的这些参数无法设置：{names}。有些应答可能因此缺失。",
    )
    return ((SETTING, text),) if run.unset else ()


def _reachable(machine: Machine) -> Cells:
    """Return the cells of the table that a segment can reach."""
    return frozenset(
        (state, outcome.event)
        for outcome in machine.outcomes()
        if not isinstance(outcome, Impossible)
        and machine.event(outcome.event).kind == "segment"
        for state in outcome.states
    )
