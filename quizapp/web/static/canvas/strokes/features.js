/**
 * What can be measured of a stroke before anybody asks what it means.
 */

import {
  angleBetween,
  boxAround,
  direction,
  distance,
  hull,
  lengthOf,
  mean,
  resample,
  signedArea,
} from "./geometry.js";
import { CHORD, CLOSED, HOOK, SCRIBBLE, STEP } from "./thresholds.js";

const DEGREES = 180 / Math.PI;

/** Return the measures of a stroke; `unit` is a CSS pixel in canvas units. */
export function measure(raw, unit) {
  const points = withoutHooks(resample(raw, STEP * unit), unit);
  const box = boxAround(points);
  const length = lengthOf(points);
  const span = spanOf(points, length, unit);
  const turns = turningAt(points, span);
  const outline = hull(points);
  return {
    points,
    box,
    length,
    unit,
    turns,
    span,
    outline,
    diagonal: Math.hypot(box.w, box.h),
    middle: mean(points),
    rounds: rounds(points, span),
    swings: swings(points, unit),
    hullArea: outline.length > 2 ? Math.abs(signedArea(outline)) : 0,
  };
}

const spanOf = (points, length, unit) =>
  Math.max(1, Math.round((CHORD * unit * (points.length - 1)) / (length || 1)));

/** Cut off the hooks a pen leaves where it comes down and goes up, if there is enough besides. */
function withoutHooks(points, unit) {
  const length = lengthOf(points);
  if (length < HOOK.worth * unit) return points;
  const span = spanOf(points, length, unit);
  const near = Math.ceil((span * HOOK.length) / CHORD);
  const turns = turningAt(points, Math.max(1, Math.floor(span / 2)));
  const isSharp = (i) => turns[i] > HOOK.turn;
  const last = points.length - 1;
  const [start, end] = [Math.min(near, last), Math.max(0, last - near)];
  let [from, to] = [0, last];
  for (let i = 0; i <= start; i++) if (isSharp(i)) from = i;
  for (let i = last; i >= end; i--) if (isSharp(i)) to = i;
  return from < to ? points.slice(from, to + 1) : points;
}

/** Return how much a path turns at each point, in degrees from 0 to 180. */
function turningAt(points, span) {
  return points.map((point, i) => {
    const [before, after] = [points[i - span], points[i + span]];
    if (!before || !after) return 0;
    return Math.abs(angleBetween(direction(before, point), direction(point, after))) * DEGREES;
  });
}

/** Return how often a path turns round itself: 1 for a ring, about 0 for an "8" or a zigzag. */
export function rounds(points, span) {
  const stride = Math.max(span, Math.floor(points.length / 64));
  let sum = 0;
  let last = null;
  for (let i = stride; i < points.length; i += stride) {
    const next = direction(points[i - stride], points[i]);
    if (last) sum += angleBetween(last, next);
    last = next;
  }
  return Math.abs(sum) / (2 * Math.PI);
}

/** Return how often a path goes round its own middle, whichever way. */
function sweep(points) {
  const [x, y] = mean(points);
  let [sum, last] = [0, null];
  for (const point of points) {
    const next = [point[0] - x, point[1] - y];
    if (last) sum += angleBetween(last, next);
    last = next;
  }
  return Math.abs(sum) / (2 * Math.PI);
}

/** Return how often a path turns back, seen along the axis on which it does so most. */
export function swings(points, unit) {
  const [ux, uy] = inkAxis(points);
  const axes = [0, 1, 2, 3].map((i) => turnedBy([ux, uy], (i * Math.PI) / 4));
  return Math.max(...axes.map((axis) => swingsAlong(points, axis, unit)));
}

function swingsAlong(points, [ux, uy], unit) {
  const along = points.map(([x, y]) => x * ux + y * uy);
  const least = Math.max(SCRIBBLE.swing * unit, SCRIBBLE.swingShare * range(along));
  return turningPoints(along, least);
}

const turnedBy = ([x, y], angle) => [
  x * Math.cos(angle) - y * Math.sin(angle),
  x * Math.sin(angle) + y * Math.cos(angle),
];

function inkAxis(points) {
  let [xx, xy, yy] = [0, 0, 0];
  for (let i = 1; i < points.length; i++) {
    const [dx, dy] = [points[i][0] - points[i - 1][0], points[i][1] - points[i - 1][1]];
    [xx, xy, yy] = [xx + dx * dx, xy + dx * dy, yy + dy * dy];
  }
  const angle = Math.atan2(2 * xy, xx - yy) / 2;
  return [Math.cos(angle), Math.sin(angle)];
}

function range(values) {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return high - low;
}

/** Count the turning points of a series, each at least `least` away from the one before. */
function turningPoints(values, least) {
  let [count, way] = [0, 0];
  let extreme = values[0];
  for (const value of values) {
    const moved = value - extreme;
    if (way === 0 ? Math.abs(moved) >= least : moved * way < 0 && Math.abs(moved) >= least) {
      if (way !== 0) count += 1;
      [way, extreme] = [Math.sign(moved), value];
    } else if (moved * way > 0) extreme = value;
  }
  return count;
}

/**
 * Return how a stroke closes best: `ring` (its points without what runs over), `gap`, `tail` and
 * `fill`, each a share.
 */
export function closing(stroke) {
  const { points, length } = stroke;
  const [from, to] = closest(points, length / Math.max(1, points.length - 1));
  const ring = points.slice(from, to + 1);
  const inked = lengthOf(ring) || 1;
  const around = hull(ring);
  const area = around.length > 2 ? Math.abs(signedArea(around)) : 0;
  const times = sweep(ring);
  return {
    ring,
    gap: distance(points[from], points[to]) / inked,
    tail: 1 - inked / (length || 1),
    fill: area ? Math.abs(signedArea(ring)) / (area * Math.max(1, Math.round(times))) : 0,
    rounds: times,
  };
}

/** Return the two places near the ends that lie closest, counting what is cut off a little. */
function closest(points, step) {
  const last = points.length - 1;
  const reach = Math.floor(last * CLOSED.tail * 1.3);
  let best = { cost: Infinity, pair: [0, last] };
  for (let i = 0; i <= reach; i++) {
    for (let j = last; j >= last - reach + i; j--) {
      const cost = distance(points[i], points[j]) + (i + last - j) * step * 0.25;
      if (cost < best.cost) best = { cost, pair: [i, j] };
    }
  }
  return best.pair;
}

/** Tell whether a stroke goes to and fro, or round and round, as only a scribble does. */
export function isScribbled(stroke) {
  const { swings, rounds, length, diagonal } = stroke;
  if (length < SCRIBBLE.density * diagonal) return false;
  const isDense = length > SCRIBBLE.dense * diagonal;
  const least = SCRIBBLE.swings - (isDense ? 1 : 0);
  return rounds >= SCRIBBLE.turns || (swings >= least && !isRing(stroke));
}

/** A ring drawn twice swings four times as well, but it encloses its area both times. */
const isRing = ({ closing, rounds }) =>
  closing.fill > 0.7 && closing.gap < CLOSED.gap && rounds < CLOSED.turns;
