"""Time the examiner: ``python -m benchmarks.marking``; fails if an aim is missed.

The floor is what nobody can do without: putting the drawn arrows and the demanded ones into
sets and comparing these, which tells right from wrong and nothing more. An aim is held against
the fastest round: whatever else runs on the machine only adds to it.
"""

import random
import sys
from collections.abc import Callable

from benchmarks.report import Line, table
from benchmarks.timing import in_turns, stopwatch
from quizapp.config import shipped
from quizapp.content import machine_files, read_machine
from quizapp.engine import Machine
from quizapp.grading import DrawKey, Edge, Level, RequiredEdge
from quizapp.grading.demand import draw_key
from quizapp.grading.drawing import mark_drawing
from quizapp.grading.examiner import examine
from quizapp.grading.grammar import Reading
from quizapp.grading.label import read_label, says
from quizapp.grading.sheet import Sheet, SheetEdge, SheetState

STATES, EDGES, EVENTS = 40, 150, 12
AIMS = {"marking": 1.0, "marking, large": 20.0, "marking, large, all alike": 20.0}
"""Milliseconds that the fastest round may take."""
ROUNDS, WARM_UP = 100, 10


def main() -> int:
    """Time everything in turns and print it; return 1 if an aim was missed."""
    machine = read_machine(machine_files(shipped("content"))[0])
    works = _works(machine)
    taken = in_turns({name: stopwatch(work) for name, work in works.items()}, ROUNDS, WARM_UP)
    floors = {"marking": "floor", "marking, large": "floor, large"}
    lines = [
        Line(
            name,
            series,
            series.median / taken[floors[name]].median if name in floors else None,
            None,
            "its floor",
        )
        for name, series in taken.items()
    ]
    print(*table("Examining a drawing", lines), sep="\n")
    missed = [name for name, aim in AIMS.items() if min(taken[name].seconds) * 1e3 > aim]
    for name, aim in AIMS.items():
        print(f"{name}: {min(taken[name].seconds) * 1e3:.2f} ms at best, aim {aim:g} ms")
    return bool(missed)


def _works(machine: Machine) -> dict[str, Callable[[], object]]:
    level = Level()
    key, large = draw_key(machine, level), _large_key(EVENTS)
    alike = _large_key(1)
    drawn, sheet = _spoilt([item.edge for item in key.required]), _sheet(machine)
    drawn_large = _spoilt([item.edge for item in large.required])
    drawn_alike = _spoilt([item.edge for item in alike.required])
    labels = [edge.label for edge in sheet.edges]
    read = read_label.__wrapped__
    return {
        "floor": lambda: _compare(key, drawn),
        "marking": lambda: mark_drawing(key, drawn),
        "floor, large": lambda: _compare(large, drawn_large),
        "marking, large": lambda: mark_drawing(large, drawn_large),
        "marking, large, all alike": lambda: mark_drawing(alike, drawn_alike),
        "reading every label anew": lambda: [read(machine, label) for label in labels],
        "the whole examination": lambda: examine(machine, level, sheet),
    }


def _compare(key: DrawKey, drawn: list[Edge]) -> int:
    wanted = {(item.edge.tail, item.edge.event, item.edge.head) for item in key.required}
    return len(wanted & {(edge.tail, edge.event, edge.head) for edge in drawn})


def _spoilt(edges: list[Edge]) -> list[Edge]:
    """Turn every third arrow round, lead every third astray, leave the rest right."""
    heads = [edge.head for edge in edges]
    turned = [
        Edge(edge.head, edge.tail, edge.event, edge.sends) if place % 3 == 0 else edge
        for place, edge in enumerate(edges)
    ]
    return [
        Edge(edge.tail, heads[place - 5], edge.event, edge.sends) if place % 3 == 1 else edge
        for place, edge in enumerate(turned)
    ]


def _large_key(events: int) -> DrawKey:
    """Return a key as large as a drawing may be; with one event only, all is alike."""
    rng = random.Random(5)
    edges = {
        Edge(f"S{rng.randrange(STATES)}", f"S{rng.randrange(STATES)}", f"e{place % events}")
        for place in range(EDGES * 3)
    }
    chosen = sorted(edges, key=lambda edge: (edge.tail, edge.head, edge.event))
    rng.shuffle(chosen)
    required = (RequiredEdge(f"{place}", edge) for place, edge in enumerate(chosen[:EDGES]))
    return DrawKey(tuple(required))


def _sheet(machine: Machine) -> Sheet:
    """Return a machine's diagram as drawn, every third arrow the wrong way round."""
    states = tuple(SheetState(state.id, state.id) for state in machine.states)
    edges = []
    for place, rule in enumerate(machine.drawn()):
        ends = (rule.origin, rule.target) if place % 3 else (rule.target, rule.origin)
        label = says(machine, Reading(rule.event, rule.sends)).en
        edges.append(SheetEdge(rule.id, *ends, label))
    return Sheet(states=states, edges=tuple(edges))


if __name__ == "__main__":
    sys.exit(main())
