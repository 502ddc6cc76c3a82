"""Reads strokes in a real Chromium: the script of the page, and what it gives back."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page

from tests.browser.strokes import Case, judge

READ_ALL = """async (text) => {
    const { recognise } = await import("/static/canvas/strokes/recognise.js");
    const point = ([x, y, t, p]) => ({ x, y, t, p });
    const cases = JSON.parse(text).map(([stroke, scene, options]) => [
        stroke.map(point), scene, options,
    ]);
    const timed = (given) => {
        const start = performance.now();
        recognise(...given);
        return performance.now() - start;
    };
    return JSON.stringify(cases.map((given) => ({
        result: recognise(...given),
        took: Math.min(timed(given), timed(given), timed(given)),
    })));
}"""
"""The least of three times: what else the computer does is not measured."""

FUZZ = """async (count) => {
    const { recognise } = await import("/static/canvas/strokes/recognise.js");
    let state = 7;
    const random = () => (state = (state * 48271) % 2147483647) / 2147483647;
    const one = (list) => list[Math.floor(random() * list.length)];
    const ODD = [NaN, Infinity, -Infinity, 1e308, -1e308, 1e6, -1e6, 5e-324, 0, -0, null,
        undefined, "7", [], {}, true, 12n, Symbol("x")];
    const size = () => random() * one([3, 60, 900, 1e5, 1e9]);
    const number = (odd) => (random() < odd ? one(ODD) : size());
    const point = (odd) => (random() < odd ? one(ODD) :
        { x: number(odd), y: number(odd), t: number(odd), p: number(odd) });
    const list = (most, make) => Array.from({ length: Math.floor(random() * most) }, make);
    const box = (odd) => (random() < odd ? one(ODD) :
        { id: one(["a", 3]), x: number(odd), y: number(odd), w: number(odd), h: number(odd) });
    const edge = (odd) => (random() < odd ? one(ODD) :
        { id: one(["e", "f"]), points: list(6, () => [number(odd), number(odd)]) });
    const kinds = {};
    for (let i = 0; i < count; i++) {
        const odd = one([0, 0, 0.02, 0.3]);
        const points = list(one([2, 4, 30, 400]), () => point(odd));
        const stroke = random() < 0.02 ? one(ODD) : points;
        const scene = random() < 0.02 ? one(ODD) :
            { states: list(8, () => box(odd)), edges: list(8, () => edge(odd)) };
        const options = random() < 0.3 ? one(ODD) :
            { zoom: number(odd), since: number(odd), pointer: one(["pen", "touch", 1]),
              lastEdge: one(["e", null, 3]) };
        const { kind, ...rest } = recognise(stroke, scene, options);
        const numbers = Object.values(rest).flat().filter((value) => typeof value === "number");
        const good = numbers.every(Number.isFinite);
        const name = good ? kind : `${kind} with a bad number`;
        kinds[name] = (kinds[name] ?? 0) + 1;
    }
    return kinds;
}"""


@dataclass(frozen=True, slots=True)
class Reading:
    """A stroke and how it was read."""

    case: Case
    result: dict[str, Any]
    took: float
    """Milliseconds."""

    @property
    def is_right(self) -> bool:
        """Whether it was read as it was meant, in every detail."""
        return judge(self.case, self.result)


def read_all(page: Page, cases: list[Case]) -> list[Reading]:
    """Read strokes, all in one call."""
    given = [(_samples(case), case.scene, case.options) for case in cases]
    told = json.loads(page.evaluate(READ_ALL, json.dumps(given)))
    return [
        Reading(case, one["result"], one["took"]) for case, one in zip(cases, told, strict=True)
    ]


def _samples(case: Case) -> list[list[float]]:
    return [[round(p[key], 3) for key in ("x", "y", "t", "p")] for p in case.stroke]


def confusion(readings: Iterable[Reading]) -> dict[str, Counter[str]]:
    """Return how often each kind was read as what; a star: wrong in a detail only."""
    table: dict[str, Counter[str]] = {}
    for reading in readings:
        is_near = (
            not reading.is_right and reading.result["kind"] == reading.case.meaning["kind"]
        )
        seen = reading.result["kind"] + ("*" if is_near else "")
        table.setdefault(reading.case.kind, Counter())[seen] += 1
    return table


def shares(readings: Iterable[Reading]) -> dict[str, float]:
    """Return which share of each kind was read right."""
    right: dict[str, list[bool]] = {}
    for reading in readings:
        right.setdefault(reading.case.kind, []).append(reading.is_right)
    return {kind: sum(each) / len(each) for kind, each in right.items()}
