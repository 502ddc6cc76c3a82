/**
 * A head drawn by itself, just after its edge: a "V", one barb, a triangle, or a filled one.
 *
 * Drawn at the edge's tail, it says that the edge was meant the other way round.
 */

import { inkWithin } from "./closed.js";
import { angleBetween, direction, distance, mean } from "./geometry.js";
import { ARROWHEAD } from "./thresholds.js";

const DEGREES = 180 / Math.PI;

/** Return the readings of a stroke as the head of the last edge: none or one. */
export function readArrowhead(stroke, scene, { last, since, unit }) {
  const size = stroke.diagonal / unit;
  if (!last || since > ARROWHEAD.time) return [];
  if (size < ARROWHEAD.smallest || size > ARROWHEAD.largest) return [];
  const isWritten = scene.states.some((s) => inkWithin(s, stroke.points) > ARROWHEAD.ink);
  const readings = ["tail", "head"].map((end) => readAt(stroke, last, end, isWritten));
  return readings.filter(Boolean).sort((a, b) => a.cost - b.cost).slice(0, 1);
}

function readAt(stroke, edge, end, isWritten) {
  const way = end === "head" ? [...edge.points].reverse() : edge.points;
  if (isWritten && distance(stroke.middle, way[0]) > ARROWHEAD.near * stroke.unit) return null;
  const back = direction(way[0], along(way, 20 * stroke.unit));
  const cost = Math.min(
    costOfV(stroke, way[0], back),
    costOfBarb(stroke, way[0], back),
    costOfFilled(stroke, way[0]),
    costOfAnything(stroke, way[0]),
  );
  if (cost > 1) return null;
  return { kind: "arrowhead", edge: edge.id, end, reverse: end === "tail", cost };
}

function along(way, reach) {
  return way.find((point) => distance(way[0], point) >= reach) ?? way[way.length - 1];
}

/** A "V" or a triangle: its sharpest turn near the end, opening back along the edge. */
function costOfV({ points, turns, unit, swings, diagonal }, end, back) {
  let cost = Infinity;
  const last = points.length - 1;
  const isClosed = distance(points[0], points[last]) < 0.4 * diagonal;
  for (let i = 0; i <= last; i++) {
    if (turns[i] < ARROWHEAD.turn && !(isClosed && i % last === 0)) continue;
    const miss = distance(points[i], end) / (ARROWHEAD.reach * unit);
    const open = Math.abs(angleBetween(direction(points[i], mean(points)), back)) * DEGREES;
    if (miss <= 1 && open < 75) cost = Math.min(cost, 0.03 + 0.15 * miss + open / 600);
  }
  return cost + 0.1 * Math.max(0, swings - 2);
}

/** One barb: a short line from the end, back along the edge but aside. */
function costOfBarb({ points, length, unit }, end, back) {
  const near = nearest(points, end);
  const far = points.reduce((a, b) => (distance(b, near) > distance(a, near) ? b : a));
  const aside = Math.abs(angleBetween(direction(near, far), back)) * DEGREES;
  const miss = distance(near, end) / (ARROWHEAD.reach * unit);
  const isLine = distance(near, far) > 0.5 * length;
  if (!isLine || miss > 1 || aside > 110) return Infinity;
  return 0.12 + 0.25 * miss;
}

const nearest = (points, to) =>
  points.reduce((a, b) => (distance(b, to) < distance(a, to) ? b : a));

/** A filled head: a scribble too small for anything else, right at the end. */
function costOfFilled({ diagonal, middle, swings, unit }, end) {
  const miss = distance(middle, end) / (ARROWHEAD.reach * unit);
  const isSmall = diagonal <= ARROWHEAD.filled * unit;
  return swings >= 2 && isSmall && miss <= 1 ? 0.05 + 0.1 * miss : Infinity;
}

/** Anything else that small, right at the end: taken if it is nothing else. */
function costOfAnything({ points, unit }, end) {
  const miss = distance(nearest(points, end), end) / (ARROWHEAD.reach * 0.5 * unit);
  return miss <= 1 ? 0.45 + 0.1 * miss : Infinity;
}
