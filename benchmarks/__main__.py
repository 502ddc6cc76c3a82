"""Run every benchmark and print the figures: ``python -m benchmarks [--help]``."""

import argparse
import gc
from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.bare import bare_transaction
from benchmarks.database import Sample, build
from benchmarks.in_process import Learning
from benchmarks.machine import machine_report
from benchmarks.over_http import Browsing, served
from benchmarks.report import Line, table
from benchmarks.starting import (
    diagram_works,
    marking_work,
    show_help,
    start_and_fetch,
    warm_up,
)
from benchmarks.timing import Series, in_turns, stopwatch
from quizapp.config import shipped
from quizapp.content import read_library
from quizapp.services.study import Study, open_study

WARM_UP = 30
STARTS = 7


def main() -> None:
    """Build the databases, time everything, print the tables."""
    asked = _arguments()
    with TemporaryDirectory(prefix="quizapp-bench-") as name, ExitStack() as stack:
        library = read_library(shipped("content"))
        print(*machine_report(library, Path(name), asked.rounds), sep="\n", flush=True)
        if asked.machine:
            return
        print(f"Building {asked.reviews:,} reviews and {asked.cards} cards …", flush=True)
        samples = build(Path(name), asked.cards, asked.reviews)
        # One program's writing makes SQLite forget what another has read: a file for each.
        copies = [sample.copy_to(Path(name) / f"{sample.cards}-served") for sample in samples]
        studies = _open(samples, stack)
        taken = _answering(studies, copies, asked.rounds)
        print(*_in_process(taken), *_over_http(taken), sep="\n", flush=True)
        print(*_beside(samples[0], studies[0], asked.rounds), sep="\n")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--cards", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--reviews", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=200, help="measurements of each")
    parser.add_argument("--machine", action="store_true", help="only what needs no database")
    return parser.parse_args()


def _open(samples: list[Sample], stack: ExitStack) -> list[Study]:
    """Open the samples with one library: caches compare machines by being the same."""
    studies: list[Study] = []
    for sample in samples:
        opened = stack.enter_context(closing(open_study(sample.settings, datetime.now(UTC))))
        library = studies[0].library if studies else opened.library
        studies.append(replace(opened, library=library))
    warm_up(studies[0].library.first())
    return studies


def _answering(
    studies: list[Study], copies: list[Sample], rounds: int
) -> dict[int, dict[str, Series]]:
    """Time everything about answering, floors and all, in turns; by number of cards."""
    works, learners = {}, {}
    with ExitStack() as stack:
        served_studies = _open(copies, stack)
        for study, copied, reader in zip(studies, copies, served_studies, strict=True):
            cards = copied.cards
            learners[cards] = Learning(study)
            browsing = Browsing(stack.enter_context(served(copied)), reader)
            works[cards, "core"] = bare_transaction(study)
            works[cards, "inside"] = learners[cards].answer_and_next
            works[cards, "bare"] = browsing.bare_page
            works[cards, "http"] = browsing.answer_and_next
            works[cards, "verdict"] = browsing.verdict
        gc.collect()
        series = in_turns(works, rounds, WARM_UP)
    taken = {cards: learner.halves(rounds) for cards, learner in learners.items()}
    for (cards, name), one in series.items():
        taken[cards][name] = one
    return taken


def _in_process(taken: dict[int, dict[str, Series]]) -> Iterator[str]:
    lines = []
    for cards, of in taken.items():
        ratio = of["inside"].median / of["core"].median
        whole = f"{cards:,} cards: answer + next question"
        lines += [
            Line(f"{cards:,} cards: one Core transaction", of["core"]),
            Line(f"{cards:,} cards: answer", of["answer"]),
            Line(f"{cards:,} cards: next question", of["next"]),
            Line(whole, of["inside"], ratio, 2, "the Core transaction"),
        ]
    return table("In process", [*lines, _growth(taken, "inside")])


def _over_http(taken: dict[int, dict[str, Series]]) -> Iterator[str]:
    lines = []
    for cards, of in taken.items():
        once = of["http"].median / (of["bare"].median + of["inside"].median)
        twice = of["http"].median / (2 * of["bare"].median + of["inside"].median)
        whole = f"{cards:,} cards: POST answer + GET next (2 requests)"
        lines += [
            Line(f"{cards:,} cards: bare page (1 request)", of["bare"]),
            Line(whole, of["http"], once, 2, "(1 bare page + in process)"),
            Line(whole, of["http"], twice, None, "(2 bare pages + in process)"),
            Line(f"{cards:,} cards: verdict page (1 request)", of["verdict"]),
        ]
    return table("Over HTTP, connection kept alive", [*lines, _growth(taken, "http")])


def _growth(taken: dict[int, dict[str, Series]], name: str) -> Line:
    least, most = taken[min(taken)][name], taken[max(taken)][name]
    beside = f"that with {min(taken):,} cards"
    return Line(f"{max(taken):,} cards", most, most.median / least.median, 1.2, beside)


def _beside(sample: Sample, study: Study, rounds: int) -> Iterator[str]:
    machine = study.library.first()
    size, mark = marking_work(machine)
    quick = {name: stopwatch(work) for name, work in diagram_works(machine).items()}
    quick[f"marking a drawing of {size} arrows"] = stopwatch(mark)
    slow = {
        "quizapp --help": stopwatch(show_help),
        "second start to first page": stopwatch(lambda: start_and_fetch(sample.folder)),
    }
    taken = in_turns(quick, rounds // 4) | in_turns(slow, STARTS)
    return table("Besides", [Line(name, series) for name, series in taken.items()])


if __name__ == "__main__":
    main()
