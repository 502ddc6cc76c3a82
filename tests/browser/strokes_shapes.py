"""The ideal paths people draw on a whiteboard: rings, arrows, heads, scribbles, letters."""

import math
from random import Random

from tests.browser.strokes_hand import Path, Point

Box = dict[str, float]


def centre(box: Box) -> Point:
    """Return the middle of a box."""
    return box["x"] + box["w"] / 2, box["y"] + box["h"] / 2


def turned(path: Path, around: Point, angle: float) -> Path:
    """Turn a path around a point."""
    cos, sin = math.cos(angle), math.sin(angle)
    moved = [(x - around[0], y - around[1]) for x, y in path]
    return [(around[0] + x * cos - y * sin, around[1] + x * sin + y * cos) for x, y in moved]


def ring(box: Box, rng: Random, overlap: float) -> Path:
    """Return a closed outline in a box: `overlap` of its way too much, or too little."""
    outline = rng.choice([_ellipse, _ellipse, _rounded_box, _box, _potato])(rng)
    start, way = rng.random(), rng.choice([-1, 1])
    growth = rng.uniform(-0.05, 0.05)
    count = round(240 * (1 + overlap))
    (cx, cy), path = centre(box), []
    for i in range(count + 1):
        x, y = _at(outline, start + way * i / 240)
        size = 1 + growth * (i / count - 0.5)
        path.append((cx + x * size * box["w"] / 2, cy + y * size * box["h"] / 2))
    return turned(path, (cx, cy), rng.uniform(-0.12, 0.12))


def _at(outline: Path, part: float) -> Point:
    place = (part % 1) * len(outline)
    i = int(place)
    (ax, ay), (bx, by) = outline[i % len(outline)], outline[(i + 1) % len(outline)]
    return ax + (bx - ax) * (place - i), ay + (by - ay) * (place - i)


def _ellipse(_: Random) -> Path:
    angles = [i * math.tau / 120 for i in range(120)]
    return [(math.cos(a), math.sin(a)) for a in angles]


def _rounded_box(rng: Random) -> Path:
    power = 2 / rng.uniform(3, 8)
    path = []
    for x, y in _ellipse(rng):
        path.append(
            (math.copysign(abs(x) ** power, x), math.copysign(abs(y) ** power, y)),
        )
    return path


def _box(rng: Random) -> Path:
    slip = [(rng.uniform(-0.1, 0.1), rng.uniform(-0.1, 0.1)) for _ in range(4)]
    corners = [(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)]
    ends = [(x + dx, y + dy) for (x, y), (dx, dy) in zip(corners, slip, strict=True)]
    path = []
    for i in range(4):
        (ax, ay), (bx, by) = ends[i], ends[(i + 1) % 4]
        path += [(ax + (bx - ax) * j / 30, ay + (by - ay) * j / 30) for j in range(30)]
    return path


def _potato(rng: Random) -> Path:
    waves = [(k, rng.uniform(0, 0.12 / k), rng.uniform(0, math.tau)) for k in (2, 3, 4)]
    path = []
    for i in range(120):
        a = i * math.tau / 120
        size = 1 + sum(amount * math.sin(k * a + phase) for k, amount, phase in waves)
        path.append((math.cos(a) * size, math.sin(a) * size))
    return path


def border(box: Box, towards: Point, out: float) -> Point:
    """Return the point `out` pixels outside a box, on the line from its middle to a point."""
    cx, cy = centre(box)
    dx, dy = towards[0] - cx, towards[1] - cy
    reach = max(abs(dx) / (box["w"] / 2), abs(dy) / (box["h"] / 2), 1e-6)
    far = math.hypot(dx, dy) or 1.0
    return cx + dx / reach + dx / far * out, cy + dy / reach + dy / far * out


def bow(start: Point, end: Point, bend: float) -> Path:
    """Return a bow whose middle lies `bend` pixels aside."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    far = math.hypot(dx, dy) or 1.0
    mx = (start[0] + end[0]) / 2 + 2 * bend * dy / far
    my = (start[1] + end[1]) / 2 - 2 * bend * dx / far
    parts = [i / 40 for i in range(41)]
    return [
        (
            (1 - t) ** 2 * start[0] + 2 * t * (1 - t) * mx + t * t * end[0],
            (1 - t) ** 2 * start[1] + 2 * t * (1 - t) * my + t * t * end[1],
        )
        for t in parts
    ]


def snake(start: Point, end: Point, sway: float) -> Path:
    """Return an S-shaped way between two points."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    far = math.hypot(dx, dy) or 1.0
    path = []
    for i in range(41):
        t, aside = i / 40, sway * math.sin(math.tau * i / 40)
        path.append(
            (start[0] + dx * t + aside * dy / far, start[1] + dy * t - aside * dx / far)
        )
    return path


def loop(box: Box, rng: Random, reach: float, out: tuple[float, float]) -> tuple[Path, Point]:
    """Return a self-loop on any side of a box, and its farthest point."""
    cx, cy = centre(box)
    sx, sy = rng.choice([(1, 0), (-1, 0), (0, 1), (0, -1)])
    side = box["h"] if sx else box["w"]
    shift = rng.uniform(-0.15, 0.15) * side
    half = min(rng.uniform(0.12, 0.3) * side, 26)
    wide = half + reach * rng.uniform(0.25, 0.6)

    def at(spread: float, away: float) -> Point:
        ex, ey = cx + sx * box["w"] / 2, cy + sy * box["h"] / 2
        return ex + sx * away + sy * (spread + shift), ey + sy * away + sx * (spread + shift)

    top = reach * 4 / 3
    path = _cubic(at(-half, out[0]), at(-wide, top), at(wide, top), at(half, out[1]))
    return (path if rng.random() < 0.5 else path[::-1]), at(0, reach)


def _cubic(a: Point, b: Point, c: Point, d: Point) -> Path:
    path = []
    for i in range(41):
        t = i / 40
        u = 1 - t
        weights = (u**3, 3 * u * u * t, 3 * u * t * t, t**3)
        x, y = (
            sum(w * p[axis] for w, p in zip(weights, (a, b, c, d), strict=True))
            for axis in (0, 1)
        )
        path.append((x, y))
    return path


def barbs(tip: Point, back: float, rng: Random) -> tuple[Point, Point]:
    """Return the far ends of two barbs of a head that opens in a direction."""
    far = []
    for side in (-1, 1):
        size, spread = rng.uniform(9, 20), rng.uniform(0.35, 0.85)
        angle = back + side * spread
        far.append((tip[0] + size * math.cos(angle), tip[1] + size * math.sin(angle)))
    return far[0], far[1]


def back_along(path: Path, reach: float = 14) -> float:
    """Return the direction from the end of a path back along it."""
    tip = path[-1]
    behind = next((p for p in reversed(path) if math.dist(p, tip) >= reach), path[0])
    return math.atan2(behind[1] - tip[1], behind[0] - tip[0])


def same_stroke_head(path: Path, rng: Random) -> Path:
    """Return a head as it is drawn without lifting the pen, at the end of a path."""
    tip = path[-1]
    one, other = barbs(tip, back_along(path), rng)
    if rng.random() < 0.5:
        one, other = other, one
    hook, vee = [one], [one, tip, other]
    across, triangle = [one, other], [one, other, tip]
    return rng.choice([hook, vee, vee, across, triangle])


def own_stroke_head(path: Path, rng: Random) -> Path:
    """Return a head drawn by itself at the end of a path."""
    x, y = path[-1]
    tip = x + rng.uniform(-5, 5), y + rng.uniform(-5, 5)
    one, other = barbs(tip, back_along(path), rng)
    if rng.random() < 0.5:
        one, other = other, one
    vee, triangle, barb = [one, tip, other], [tip, one, other, tip], [tip, one]
    between = ((one[0] + other[0]) / 2, (one[1] + other[1]) / 2)
    filled = [tip, one, other, tip, between, one, tip, other]
    return rng.choice(
        [vee, vee, vee, triangle, [one, tip, other, one], barb, barb[::-1], filled]
    )


def zigzag(middle: Point, long: float, wide: float, passes: int, angle: float) -> Path:
    """Return a scratching-out: `passes` across, moving on along `angle`."""
    path = []
    for i in range(passes + 1):
        on = (i / passes - 0.5) * long
        path.append((middle[0] + on, middle[1] + (0.5 if i % 2 else -0.5) * wide))
    return turned(path, middle, angle)


def coil(middle: Point, long: float, wide: float, times: float, angle: float) -> Path:
    """Return a scratching-out that goes round and round."""
    path = []
    for i in range(round(times * 24) + 1):
        a = i * math.tau / 24
        on = (i / (times * 24) - 0.5) * long
        path.append(
            (middle[0] + on + wide * 0.3 * math.cos(a), middle[1] + wide / 2 * math.sin(a))
        )
    return turned(path, middle, angle)


def spiral(middle: Point, radius: float, times: float) -> Path:
    """Return a spiral from its middle outwards."""
    count = round(times * 30)
    path = []
    for i in range(count + 1):
        a, r = i * math.tau / 30, radius * i / count
        path.append((middle[0] + r * math.cos(a), middle[1] + r * math.sin(a)))
    return path


def hull(points: Path) -> Path:
    """Return the convex hull of some points."""
    ordered = sorted(set(points))

    def half(points: Path) -> Path:
        chain: Path = []
        for p in points:
            while len(chain) > 1 and _cross(chain[-2], chain[-1], p) <= 0:
                chain.pop()
            chain.append(p)
        return chain[:-1]

    return half(ordered) + half(ordered[::-1])


def _cross(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


LETTERS: dict[str, Path] = {
    "S": [
        (90, 12), (60, 0), (25, 6), (10, 25), (25, 42), (60, 55), (85, 72), (75, 93),
        (45, 100), (8, 88)
    ],
    "8": [
        (80, 15), (50, 0), (20, 14), (25, 35), (50, 48), (80, 65), (78, 90), (50,
        100), (22, 90), (20, 66), (50, 48), (76, 34), (80, 15)
    ],
    "check": [(0, 60), (35, 100), (100, 0)],
    "C": [(88, 22), (55, 0), (18, 20), (4, 50), (18, 82), (55, 100), (88, 80)],
    "U": [(5, 0), (5, 65), (25, 95), (50, 100), (75, 95), (95, 65), (95, 0)],
    "L": [(10, 0), (10, 100), (80, 100)],
    "Z": [(5, 5), (95, 0), (5, 100), (98, 96)],
    "N": [(5, 100), (8, 0), (90, 100), (95, 0)],
    "W": [(0, 0), (25, 100), (50, 30), (75, 100), (100, 0)],
    "M": [(0, 100), (20, 0), (50, 70), (80, 0), (100, 100)],
    "2": [(8, 25), (25, 4), (60, 0), (85, 22), (75, 48), (5, 98), (95, 100)],
    "3": [
        (10, 10), (55, 0), (80, 20), (65, 42), (35, 48), (75, 58), (85, 80), (55,
        100), (8, 90)
    ],
    "5": [(90, 0), (20, 2), (14, 42), (60, 40), (88, 65), (70, 95), (10, 96)],
    "6": [
        (85, 0), (40, 22), (10, 62), (22, 94), (58, 100), (84, 78), (70, 56), (36,
        54), (14, 70)
    ],
    "7": [(5, 2), (95, 0), (35, 100)],
    "?": [(10, 25), (30, 3), (70, 2), (88, 25), (70, 45), (50, 58), (50, 90)],
    "infinity": [
        (50, 50), (30, 20), (8, 30), (8, 70), (30, 80), (50, 50), (70, 20), (92, 30),
        (92, 70), (70, 80), (50, 50)
    ],
    "alpha": [(100, 5), (60, 70), (25, 80), (5, 50), (25, 20), (60, 30), (100, 95)],
    "V": [(0, 0), (50, 100), (100, 0)],
    "r": [(10, 0), (12, 100), (12, 40), (40, 8), (85, 12)],
}  # fmt: skip
"""Letters, digits and signs drawn in one stroke, in a square of 100."""

ROUND = {"S", "8", "C", "U", "2", "3", "6", "?", "infinity", "alpha"}


def letter(name: str, box: Box) -> Path:
    """Return a letter in a box."""
    path = LETTERS[name]
    smooth = _smooth(path) if name in ROUND else path
    scale_x, scale_y = box["w"] / 100, box["h"] / 100
    return [(box["x"] + x * scale_x, box["y"] + y * scale_y) for x, y in smooth]


def _smooth(path: Path) -> Path:
    """Return a path through the same points without corners (Catmull-Rom)."""
    padded = [path[0], *path, path[-1]]
    result = []
    for a, b, c, d in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        for i in range(8):
            t = i / 8
            x, y = (
                0.5
                * (
                    2 * b[k]
                    + (c[k] - a[k]) * t
                    + (2 * a[k] - 5 * b[k] + 4 * c[k] - d[k]) * t * t
                    + (3 * b[k] - a[k] - 3 * c[k] + d[k]) * t**3
                )
                for k in (0, 1)
            )
            result.append((x, y))
    return [*result, path[-1]]
