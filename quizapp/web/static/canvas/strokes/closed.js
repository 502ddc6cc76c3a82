/**
 * Closed strokes: around nothing a new state, around states a lasso.
 */

import { isScribbled } from "./features.js";
import { boxAround, isInside, meets, outside } from "./geometry.js";
import { CLOSED, ENCLOSED } from "./thresholds.js";

const GRID = [0.08, 0.29, 0.5, 0.71, 0.92];

/** Return the readings of a stroke as something closed. */
export function readClosed(stroke, scene) {
  const ring = stroke.closing;
  if (ring.gap > CLOSED.gap || ring.tail > CLOSED.tail || ring.rounds > CLOSED.turns) return [];
  if (ring.fill < CLOSED.lassoFill || ring.rounds < 0.5 || isScribbled(stroke)) return [];
  const shares = scene.states.map((state) => {
    const share = shareInside(state, ring.ring);
    if (share >= ENCLOSED.share) return { state, share };
    return { state, share: Math.max(share, shareInside(state, stroke.points)) };
  });
  const within = shares.filter(({ share }) => share >= ENCLOSED.share);
  if (within.length) return readLasso(ring, within);
  const touched = shares.some(({ share }) => share >= ENCLOSED.touched);
  return readState(stroke, ring, scene, touched);
}

function readLasso(ring, within) {
  const states = within.map(({ state }) => state.id);
  const cost = 0.04 + 0.5 * slackness(ring, CLOSED.lassoFill);
  return [{ kind: "enclose", states, cost }];
}

function readState(stroke, ring, scene, touched) {
  const { x, y, w, h } = boxAround(ring.ring);
  const [long, short] = [Math.max(w, h), Math.min(w, h)].map((side) => side / stroke.unit);
  if (long < CLOSED.longSide || short < CLOSED.shortSide || ring.fill < CLOSED.fill) return [];
  if (scene.states.some((state) => inkWithin(state, ring.ring) > ENCLOSED.ink)) return [];
  const slack = Math.max(slackness(ring, CLOSED.fill), mouthOf(ring.ring, w, h) / CLOSED.mouth);
  const cost = 0.06 + 0.45 * slack + (touched ? 0.25 : 0);
  return [{ kind: "state", x, y, w, h, cost }];
}

/** Return how far a ring is from a perfect one: 0 perfect, 1 no ring any more. */
function slackness({ gap, tail, fill }, leastFill) {
  const dent = (1 - Math.min(1, fill)) / (1 - leastFill);
  return Math.hypot(gap / CLOSED.gap, tail / CLOSED.tail, dent);
}

/** Return how wide a ring gapes, as a share of its own width or height. */
function mouthOf(ring, w, h) {
  const [[ax, ay], [bx, by]] = [ring[0], ring[ring.length - 1]];
  return Math.max(Math.abs(bx - ax) / w, Math.abs(by - ay) / h);
}

/** Return which share of a box lies in a ring. */
export function shareInside(box, ring) {
  if (!meets(box, boxAround(ring))) return 0;
  let inside = 0;
  for (const u of GRID) {
    for (const v of GRID) if (isInside(ring, [box.x + u * box.w, box.y + v * box.h])) inside += 1;
  }
  return inside / (GRID.length * GRID.length);
}

/** Return which share of a stroke's points lies in a box. */
export const inkWithin = (box, points) =>
  points.filter((point) => outside(box, point) === 0).length / points.length;

