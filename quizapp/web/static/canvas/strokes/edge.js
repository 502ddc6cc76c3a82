/**
 * Strokes from state to state: edges, bent as they were drawn, and self-loops.
 *
 * A head drawn in the same stroke is cut off first; both readings are tried, and the cheaper
 * one is kept.
 */

import { centre, direction, distance, lengthOf, mean, outside } from "./geometry.js";
import { shareInside } from "./closed.js";
import { rounds, swings } from "./features.js";
import { EDGE, ENCLOSED, HEAD, LOOP } from "./thresholds.js";

/** How much higher a bow is in its middle than over its middle third. */
const MEAN_TO_PEAK = 27 / 26;

/** Return the readings of a stroke as an edge: none or one. */
export function readEdge(stroke, scene) {
  if (stroke.length < EDGE.length * stroke.unit) return [];
  const readings = [...tips(stroke), stroke.points.length - 1]
    .map((tip) => readShaft(stroke.points.slice(0, tip + 1), tip, stroke, scene))
    .filter(Boolean);
  return readings.sort((a, b) => a.cost - b.cost).slice(0, 1);
}

/** Return where the shaft may end and the barbs begin: at sharp turns that all ink stays near. */
function tips({ points, turns, span, unit }) {
  const found = [];
  const last = points.length - 1;
  let ink = 0;
  for (let i = last - 1; i > 1 && ink < HEAD.ink * unit; i--) {
    ink += distance(points[i], points[i + 1]);
    if (turns[i] < HEAD.turn || !isPeak(turns, i, span)) continue;
    const farthest = Math.max(...points.slice(i).map((point) => distance(points[i], point)));
    const isHead = farthest <= HEAD.reach * unit;
    if (isHead && distance(points[0], points[i]) > farthest * 0.8) found.push(i);
  }
  return found.slice(-3);
}

function isPeak(turns, i, span) {
  const reach = Math.ceil(span / 2);
  for (let j = i - reach; j <= i + reach; j++) if (turns[j] > turns[i]) return false;
  return true;
}

function readShaft(points, tip, stroke, scene) {
  const { unit } = stroke;
  if (points.length < 3) return null;
  const ends = [points, [...points].reverse()].map((way) => attach(way, scene.states, unit));
  if (!ends[0] || !ends[1]) return null;
  const swung = swings(points, unit);
  const turned = rounds(points, stroke.span);
  if (swung > EDGE.swings || turned > 1.6) return null;
  const [from, to] = ends.map((end) => end.state);
  const wild = 0.06 * Math.max(0, swung - 1) + 0.2 * Math.max(0, turned - 0.8);
  const cost = 0.06 + 0.17 * (ends[0].cost + ends[1].cost) + wild;
  const headed = tip < stroke.points.length - 1;
  const path = { points, ends, unit, headed };
  return from === to ? readLoop(path, from, cost) : readLine(path, from, to, cost);
}

/** Return the state a path starts at, and what it costs to say so: 0 within, 1 at full reach. */
function attach(points, states, unit) {
  const [start] = points;
  const ahead = points[Math.min(points.length - 1, 8)];
  let best = null;
  for (const state of states) {
    const miss = outside(state, start) / unit;
    const near = miss <= EDGE.reach ? miss / EDGE.reach : aimed(state, start, ahead, unit);
    const cost = near + (miss === 0 ? -0.01 / (1 + distance(start, centre(state)) / unit) : 0);
    if (near <= 1.5 && (!best || cost < best.cost)) best = { state, cost };
  }
  return best && { state: best.state, cost: Math.max(0, best.cost) };
}

/** Return the cost of an end that misses a state, but points straight at it. */
function aimed(state, start, ahead, unit) {
  const miss = outside(state, start) / unit;
  if (miss > EDGE.aim) return Infinity;
  const back = direction(ahead, start);
  const reach = miss * 1.25 * unit;
  const target = [start[0] + back[0] * reach, start[1] + back[1] * reach];
  const more = (0.5 * (miss - EDGE.reach)) / (EDGE.aim - EDGE.reach);
  return outside(state, target) < 4 * unit ? 1 + more : Infinity;
}

function readLine({ points, unit, headed }, from, to, cost) {
  const free = points.filter((p) => outside(from, p) > 0 && outside(to, p) > 0);
  const way = free.length > 2 ? free : points;
  const via = bendOf(way, unit);
  const isRound = [from, to].some((state) => shareInside(state, points) > ENCLOSED.share);
  const more = (isRound ? 0.3 : 0) - (headed ? 0.02 : 0);
  return { kind: "edge", from: from.id, to: to.id, via, headed, cost: cost + more };
}

/** Return the middle of a path, or `null` if it runs so straight that no bend was meant. */
function bendOf(points, unit) {
  const [start, end] = [points[0], points[points.length - 1]];
  const chord = distance(start, end);
  const [dx, dy] = direction(start, end);
  const third = Math.floor(points.length / 3);
  const [x, y] = mean(points.slice(third, points.length - third));
  const aside = (x - start[0]) * dy - (y - start[1]) * dx;
  if (Math.abs(aside) <= Math.max(EDGE.flat * unit, EDGE.flatShare * chord)) return null;
  const peak = aside * MEAN_TO_PEAK;
  return [(start[0] + end[0]) / 2 + dy * peak, (start[1] + end[1]) / 2 - dx * peak];
}

function readLoop({ points, unit, headed }, state, cost) {
  const free = points.filter((p) => outside(state, p) > 0);
  const apex = free.reduce((a, b) => (outside(state, b) > outside(state, a) ? b : a), points[0]);
  if (free.length < points.length * 0.5) return null;
  if (outside(state, apex) < LOOP.excursion * unit) return null;
  if (shareInside(state, points) > ENCLOSED.share) return null;
  const upright = Math.min(leaving(points, state), leaving([...points].reverse(), state));
  if (upright < LOOP.upright) return null;
  const [w, h] = [state.w, state.h];
  const large = Math.max(0, lengthOf(free) / (2 * (w + h) + 120 * unit) - 1);
  const lean = 0.3 * Math.max(0, 0.6 - upright);
  const short = 0.2 * Math.max(0, 1 - outside(state, apex) / (LOOP.free * unit));
  return {
    kind: "edge",
    from: state.id,
    to: state.id,
    via: apex,
    headed,
    cost: cost + lean + short + 0.2 * large,
  };
}

/** Return how straight a path leaves a state: the cosine with the border's normal. */
function leaving(points, state) {
  const first = Math.max(0, points.findIndex((p) => outside(state, p) > 0));
  let nearest = first;
  for (let i = first; i < Math.min(points.length, first + 9); i++) {
    if (outside(state, points[i]) < outside(state, points[nearest])) nearest = i;
  }
  const start = points[nearest];
  const ahead = points[Math.min(points.length - 1, nearest + 7)];
  const [nx, ny] = normal(state, nearest > 0 ? mean([points[nearest - 1], start]) : start);
  const [dx, dy] = direction(start, ahead);
  return nx * dx + ny * dy;
}

/** Return the direction out of a box at the point of its border nearest to a point. */
function normal(box, [x, y]) {
  const [cx, cy] = centre(box);
  const [u, v] = [(x - cx) / (box.w / 2), (y - cy) / (box.h / 2)];
  const beyond = (offset, half) => Math.sign(offset) * Math.max(0, Math.abs(offset) - half);
  const away = [beyond(x - cx, box.w / 2), beyond(y - cy, box.h / 2)];
  if (away[0] || away[1]) return direction([0, 0], away);
  return Math.abs(u) > Math.abs(v) ? [Math.sign(u), 0] : [0, Math.sign(v)];
}
