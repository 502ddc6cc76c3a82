/**
 * Pure geometry: the curve of one edge between two boxes, or out of a box and back.
 *
 * A curve is the four points of a cubic Bézier. The `offset` of a curve is how far its middle
 * lies from the straight line between its states, as a vector.
 */

import { border, centre, contains, pointAt, sample } from "../drawing/geometry.js";

/** How far parallel edges keep apart. */
const LANE = 38;
const DETOURS = [0, 55, -55, 100, -100, 160, -160, 230, -230];
const COST = { hit: 60, detour: 0.12 };
const LOOP_REACH = 50;
const LOOP_SIDES = [[0, -1], [1, 0], [0, 1], [-1, 0]];
const LOOP_SPREAD = 15;
const CLEAR = 8;
const SAMPLES = 14;

/** Return the curve between two boxes whose middle is moved by a vector. */
export function bow(tail, head, [ox, oy]) {
  const [[ax, ay], [bx, by]] = [centre(tail), centre(head)];
  const push = [(ox * 4) / 3, (oy * 4) / 3];
  let [first, second] = handles([ax, ay], [bx, by], push);
  const [start, end] = [border(tail, first), border(head, second)];
  // Of boxes that are close together the handles would lie inside, and hide the tip with them.
  if (contains(tail, first) || contains(head, second)) [first, second] = handles(start, end, push);
  return through([start, first, second, end], [(ax + bx) / 2 + ox, (ay + by) / 2 + oy]);
}

function handles([ax, ay], [bx, by], [ox, oy]) {
  return [0.28, 0.72].map((t) => [ax + (bx - ax) * t + ox, ay + (by - ay) * t + oy]);
}

/** Return a curve with the same ends whose middle is exactly there. */
function through([a, b, c, d], [mx, my]) {
  const [x, y] = pointAt([a, b, c, d], 0.5);
  const [dx, dy] = [((mx - x) * 4) / 3, ((my - y) * 4) / 3];
  return [a, [b[0] + dx, b[1] + dy], [c[0] + dx, c[1] + dy], d];
}

/** Return the loop out of a box and back whose middle runs through a point. */
export function loopThrough(box, [mx, my]) {
  const [cx, cy] = centre(box);
  const [dx, dy] = [mx - cx, my - cy];
  const length = Math.hypot(dx, dy) || 1;
  const [wx, wy] = [-dy / length, dx / length];
  const at = (by) => border(box, [mx + wx * by, my + wy * by]);
  const [a, d] = [at(-LOOP_SPREAD), at(LOOP_SPREAD)];
  const spread = LOOP_SPREAD + Math.min(40, length * 0.28);
  const mid = [(8 * mx - a[0] - d[0]) / 6, (8 * my - a[1] - d[1]) / 6];
  return [a, [mid[0] - wx * spread, mid[1] - wy * spread],
    [mid[0] + wx * spread, mid[1] + wy * spread], d];
}

/** Return the middles that loops of a box may run through, in order of preference. */
export function loopMiddles(box, round = 0) {
  const [cx, cy] = centre(box);
  const reach = LOOP_REACH + round * 26;
  return LOOP_SIDES.map(([sx, sy]) => [
    cx + sx * (box.w / 2 + reach),
    cy + sy * (box.h / 2 + reach),
  ]);
}

/** Return the direction across the way from one point to another, of length 1. */
export function across([ax, ay], [bx, by]) {
  const length = Math.hypot(bx - ax, by - ay) || 1;
  return [(by - ay) / length, (ax - bx) / length];
}

/** Return how far lane `place` of `count` lies from the middle one. */
export const laneOf = (place, count) => (place - (count - 1) / 2) * LANE;

/** Return the curve of a lane that runs into the fewest other boxes. */
export function clearBow(tail, head, lane, normal, others) {
  let best = null;
  for (const detour of DETOURS) {
    if (best && Math.abs(detour) * COST.detour >= best.cost) continue;
    const by = lane + detour;
    const curve = bow(tail, head, [normal[0] * by, normal[1] * by]);
    const cost = Math.abs(detour) * COST.detour + COST.hit * hits(curve, others);
    if (!best || cost < best.cost) best = { curve, cost };
    if (best.cost === 0) break;
  }
  return best.curve;
}

/** Return how many points of a curve lie in or close to boxes. */
export function hits(curve, boxes) {
  let count = 0;
  const points = sample(curve, SAMPLES);
  for (const box of boxes) {
    for (const point of points) if (contains(box, point, CLEAR)) count += 1;
  }
  return count;
}
