/**
 * Where a new arrow can run between the boxes of states.
 *
 * Every arrow tries a few curves and takes the one that disturbs least, so parallel, opposite
 * and crossing arrows need no cases of their own.
 */

import { border, centre, contains, sample } from "../drawing/geometry.js";

const BENDS = [0, 24, 52, 90, 140, 200, 270, 340];
/** Where along the way a curve turns: early for a round bow, at the ends for a wide detour. */
const SHAPES = [0.3, 0.06];
const LOOP_REACHES = [46, 72, 98];
const LOOP_SIDES = [[1, 0], [-1, 0], [0, -1], [0, 1]];

/** What it costs to run through a state, over words, along an arrow, or off the picture. */
const COST = { state: 60, words: 20, arrow: 4, outside: 40, bend: 0.13, shape: 6, reach: 0.25 };

/** Return the curve from one state to another that disturbs least. */
export function route(from, to, scene) {
  const candidates = from === to ? loops(scene.boxes.get(from)) : bows(from, to, scene.boxes);
  let best = { curve: candidates[0].curve, cost: Infinity };
  for (const { curve, effort } of candidates) {
    const cost = effort + disturbance(curve, [from, to], scene, best.cost - effort);
    if (cost < best.cost) best = { curve, cost };
  }
  return best.curve;
}

function bows(from, to, boxes) {
  const [tail, head] = [boxes.get(from), boxes.get(to)];
  return SHAPES.flatMap((turn, shape) =>
    BENDS.flatMap((bend) => [bend, -bend]).map((bend) => ({
      curve: bow(tail, head, bend, turn),
      effort: Math.abs(bend) * COST.bend + shape * COST.shape,
    })),
  );
}

function bow(tail, head, bend, turn) {
  const [[ax, ay], [bx, by]] = [centre(tail), centre(head)];
  const length = Math.hypot(bx - ax, by - ay) || 1;
  const [nx, ny] = [((by - ay) / length) * bend * (4 / 3), ((ax - bx) / length) * bend * (4 / 3)];
  const handle = (t) => [ax + (bx - ax) * t + nx, ay + (by - ay) * t + ny];
  const [first, second] = [handle(turn), handle(1 - turn)];
  return [border(tail, first), first, second, border(head, second)];
}

function loops(box) {
  return LOOP_SIDES.flatMap((side) =>
    LOOP_REACHES.map((reach) => ({ curve: loop(box, side, reach), effort: reach * COST.reach })),
  );
}

function loop(box, [sx, sy], reach) {
  const [cx, cy] = centre(box);
  const [ex, ey] = [cx + (sx * box.w) / 2, cy + (sy * box.h) / 2];
  const at = (spread, out) => [ex + sx * out + sy * spread, ey + sy * out + sx * spread];
  const half = sx ? box.h / 4 : 14;
  return [at(-half, 0), at(-half - reach / 2, reach), at(half + reach / 2, reach), at(half, 0)];
}

/** Add up what a curve disturbs, up to `limit`: beyond that it is not taken anyway. */
function disturbance(curve, ends, scene, limit) {
  let cost = 0;
  for (const point of sample(curve)) {
    if (cost >= limit) return cost;
    for (const [state, box] of scene.boxes) {
      const pad = ends.includes(state) ? -2 : 9;
      if (contains(box, point, pad)) cost += COST.state;
    }
    for (const label of scene.labels) if (contains(label, point, 2)) cost += COST.words;
    cost += COST.arrow * scene.crowdAt(point);
    if (!contains(scene.frame, point, -4)) cost += COST.outside;
  }
  return cost;
}
