/**
 * Scratching out: a zigzag or a coil over states and edges.
 */

import { crossings, distanceToPath, isInside, meets, outside } from "./geometry.js";
import { inkWithin, shareInside } from "./closed.js";
import { CLOSED, SCRIBBLE } from "./thresholds.js";

/** Return the readings of a stroke as a scribble: none or one; over nothing it is none. */
export function readScribble(stroke, scene) {
  if (!isScribbled(stroke)) return [];
  const states = scene.states.filter((state) => isCovered(state, stroke));
  const edges = crossed(scene.edges, stroke, states);
  if (!states.length && !edges.length) return [];
  const sure = Math.min(1, (stroke.swings - SCRIBBLE.swings) / 3);
  const cost = 0.16 - 0.08 * Math.max(0, sure);
  return [{ kind: "scribble", states: states.map(({ id }) => id), edges, cost }];
}

/** Tell whether a stroke goes to and fro, or round and round, as only a scribble does. */
export function isScribbled(stroke) {
  const { swings, rounds, length, diagonal } = stroke;
  if (length < SCRIBBLE.density * diagonal) return false;
  return rounds >= SCRIBBLE.turns || (swings >= SCRIBBLE.swings && !isRing(stroke));
}

/** A ring drawn twice swings four times as well, but it encloses its area both times. */
const isRing = ({ closing, rounds }) =>
  closing.fill > 0.7 && closing.gap < CLOSED.gap && rounds < CLOSED.turns;

function isCovered(state, stroke) {
  if (!meets(state, stroke.box)) return false;
  const ink = inkWithin(state, stroke.points);
  const cover = shareInside(state, stroke.outline);
  return ink >= SCRIBBLE.ink || (cover >= SCRIBBLE.cover && ink > 0.08);
}

/** Return the ids of the edges meant: crossed often enough, away from the states meant. */
function crossed(edges, stroke, states) {
  const isFree = (point) => states.every((state) => outside(state, point) > 12 * stroke.unit);
  const counts = edges.map((edge) => ({ edge, count: countOver(edge, stroke, isFree) }));
  const most = Math.max(0, ...counts.map(({ count }) => count));
  const least = Math.max(SCRIBBLE.crossings + (states.length ? 1 : 0), most * SCRIBBLE.share);
  return counts.filter(({ count }) => count >= least).map(({ edge }) => edge.id);
}

/** Count the crossings of an edge, and the swings of a scribble that runs along it. */
function countOver(edge, stroke, isFree) {
  if (edge.points.every((point) => outside(stroke.box, point) > 0) && !cuts(edge, stroke)) return 0;
  const count = crossings(stroke.points, edge.points).filter(isFree).length;
  if (count >= SCRIBBLE.crossings) return count;
  const near = stroke.points.filter((p) => distanceToPath(edge.points, p) < 8 * stroke.unit);
  return near.length > 0.6 * stroke.points.length && near.some(isFree) ? stroke.swings : count;
}

const cuts = (edge, stroke) =>
  stroke.outline.length > 2 &&
  (crossings(edge.points, [...stroke.outline, stroke.outline[0]]).length > 0 ||
    edge.points.some((point) => isInside(stroke.outline, point)));
