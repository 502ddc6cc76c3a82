/**
 * Scratching out: a zigzag or a coil over states and edges.
 */

import { boxAround, crossings, isInside, lengthOf, meets, outside, resample } from "./geometry.js";
import { inkWithin, shareInside } from "./closed.js";
import { isScribbled } from "./features.js";
import { SCRIBBLE } from "./thresholds.js";

/** Return the readings of a stroke as a scribble: none or one; over nothing it is none. */
export function readScribble(stroke, scene) {
  if (!isScribbled(stroke)) return [];
  const states = scene.states.filter((state) => isCovered(state, stroke));
  const named = scene.edges.filter(({ label }) => label && isCovered(label, stroke));
  const edges = named.length ? named.map(({ id }) => id) : crossed(scene.edges, stroke, states);
  if (!states.length && !edges.length) return [];
  const sure = Math.min(1, (stroke.swings - SCRIBBLE.swings) / 3);
  const cost = 0.16 - 0.08 * Math.max(0, sure);
  return [{ kind: "scribble", states: states.map(({ id }) => id), edges, cost }];
}

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
  if (!meets(boxAround(edge.points), stroke.box, stroke.unit)) return 0;
  const count = crossings(stroke.points, edge.points).filter(isFree).length;
  const covered = resample(edge.points, 4 * stroke.unit).filter(
    (point) => isInside(stroke.outline, point) && isFree(point),
  );
  const isAlong = lengthOf(covered) > SCRIBBLE.along * stroke.diagonal;
  return isAlong ? Math.max(count, stroke.swings) : count;
}
