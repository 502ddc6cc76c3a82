"""A modelled hand: an ideal path becomes the points a pen, a finger or a mouse would report.

No human hand was recorded. What is modelled is what is known of drawing movements: slow at both
ends and in bends (the two-thirds power law), corners that get rounder the faster one draws, a
tremor of 8 to 12 Hz, a slow drift, hooks where the pen comes down and goes up, uneven sampling,
whole pixels for a mouse, lost and doubled samples.
"""

import math
from dataclasses import dataclass
from itertools import pairwise
from random import Random

Point = tuple[float, float]
Path = list[Point]
Sample = dict[str, float]


@dataclass(frozen=True, slots=True)
class Hand:
    """How somebody draws."""

    speed: float
    """Pixels a second along a straight line."""
    tremor: float
    drift: float
    rounding: float
    """Seconds over which a corner is cut."""
    rate: float
    hook: float
    grid: float
    """Samples lie on multiples of this: 1 for a mouse, 0 for a pen."""
    lost: float
    shake: float
    """Where in its swing the tremor starts."""


def some_hand(rng: Random, roughness: float = 1.0) -> Hand:
    """Choose a hand: a calm pen, a hasty finger, or a mouse."""
    return Hand(
        speed=rng.choice([220, 400, 700, 1100, 1600]) * rng.uniform(0.8, 1.2),
        tremor=rng.uniform(0.1, 1.1) * roughness,
        drift=rng.uniform(0.0, 3.0) * roughness,
        rounding=rng.uniform(0.002, 0.018),
        rate=rng.choice([60.0, 90.0, 125.0, 240.0]),
        hook=rng.choice([0.0, 0.0, 2.0, 4.0]) * roughness,
        grid=rng.choice([0.0, 0.0, 1.0, 1.0, 0.5]),
        lost=rng.choice([0.0, 0.0, 0.03, 0.1]),
        shake=rng.uniform(0, math.tau),
    )


def draw(path: Path, hand: Hand, rng: Random) -> list[Sample]:
    """Draw a path: return its samples."""
    ideal = _drifted(_hooked(even(path, 1.5), hand, rng), hand, rng)
    timed = list(zip(_times(ideal, hand), ideal, strict=True))
    return _reported(_rounded(_sampled(timed, hand), hand), hand, rng)


def even(path: Path, step: float) -> Path:
    """Return a path in small even steps."""
    points = [path[0]]
    for (ax, ay), (bx, by) in pairwise(path):
        count = max(1, math.ceil(math.dist((ax, ay), (bx, by)) / step))
        parts = [i / count for i in range(1, count + 1)]
        points += [(ax + (bx - ax) * part, ay + (by - ay) * part) for part in parts]
    return points


def _hooked(path: Path, hand: Hand, rng: Random) -> Path:
    if not hand.hook:
        return path
    ends = [_beside(path[0], hand.hook, rng), _beside(path[-1], hand.hook, rng)]
    return even([ends[0], *path, ends[1]], 1.5)


def _beside(point: Point, reach: float, rng: Random) -> Point:
    angle = rng.uniform(0, math.tau)
    return point[0] + reach * math.cos(angle), point[1] + reach * math.sin(angle)


def _drifted(path: Path, hand: Hand, rng: Random) -> Path:
    waves = [(rng.uniform(70, 320), rng.uniform(0, math.tau), rng.random()) for _ in range(4)]
    result = []
    for i, (x, y) in enumerate(path):
        slow = [
            size * math.sin(1.5 * i * math.tau / wave + phase) for wave, phase, size in waves
        ]
        result.append(
            (x + hand.drift * (slow[0] + slow[1]), y + hand.drift * (slow[2] + slow[3]))
        )
    return result


def _times(path: Path, hand: Hand) -> list[float]:
    """Return when each point is passed: slowly near the ends and where the path bends."""
    times, now, count = [0.0], 0.0, len(path)
    for i in range(1, count):
        start = min(1.0, 0.25 + min(i, count - i) / 20)
        bend = _bend(path, i)
        pace = hand.speed * start * (1 + 6 * bend) ** (-1 / 3) / (1 + 2 * bend)
        now += math.dist(path[i - 1], path[i]) / pace
        times.append(now)
    return times


def _bend(path: Path, i: int) -> float:
    """Return how far a path turns around a point, in radians."""
    before, here, after = path[max(0, i - 4)], path[i], path[min(len(path) - 1, i + 4)]
    first = math.atan2(here[1] - before[1], here[0] - before[0])
    turned = math.atan2(after[1] - here[1], after[0] - here[0]) - first
    return abs(math.remainder(turned, math.tau))


def _sampled(timed: list[tuple[float, Point]], hand: Hand) -> list[tuple[float, Point]]:
    samples, at, step = [], 0.0, 1 / hand.rate
    for (t, a), (u, b) in pairwise(timed):
        while at <= u:
            part = (at - t) / (u - t) if u > t else 0.0
            samples.append((at, (a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part)))
            at += step
    return [*samples, timed[-1]]


def _rounded(samples: list[tuple[float, Point]], hand: Hand) -> list[tuple[float, Point]]:
    width = round(hand.rounding * hand.rate)
    result = []
    for i, (t, _) in enumerate(samples):
        reach = min(width, i, len(samples) - 1 - i)
        near = [point for _, point in samples[i - reach : i + reach + 1]]
        result.append(
            (t, (sum(x for x, _ in near) / len(near), sum(y for _, y in near) / len(near)))
        )
    return result


def _reported(samples: list[tuple[float, Point]], hand: Hand, rng: Random) -> list[Sample]:
    result: list[Sample] = []
    last = samples[-1][0] or 1.0
    for t, (x, y) in samples:
        if rng.random() < hand.lost and 0 < t < last:
            continue
        swing = hand.tremor * math.sin(math.tau * 10 * t + hand.shake)
        place = [x + swing * 0.7 + rng.gauss(0, hand.tremor / 4), y + swing * 0.7]
        if hand.grid:
            place = [round(value / hand.grid) * hand.grid for value in place]
        pressure = 0.5 + 0.3 * math.sin(math.pi * t / last)
        one = {"x": place[0], "y": place[1], "t": 1000 * t, "p": pressure}
        result += [one, one] if rng.random() < hand.lost / 2 else [one]
    return result
