/**
 * Pure geometry of boxes and curves.
 *
 * A box is `{x, y, w, h}` from its top left corner, a point `[x, y]`, and a curve the four
 * points of a cubic Bézier.
 */

/** How many points stand for a curve. */
const SAMPLES = 28;

/** Return the middle of a box. */
export const centre = (box) => [box.x + box.w / 2, box.y + box.h / 2];

/** Tell whether a point lies in a box widened by `pad`. */
export const contains = (box, [x, y], pad = 0) =>
  x > box.x - pad && x < box.x + box.w + pad && y > box.y - pad && y < box.y + box.h + pad;

/** Return the area two boxes have in common. */
export function overlap(a, b) {
  const width = Math.min(a.x + a.w, b.x + b.w) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.h, b.y + b.h) - Math.max(a.y, b.y);
  return width > 0 && height > 0 ? width * height : 0;
}

/** Return the point of a curve at `t` from 0 to 1. */
export function pointAt([a, b, c, d], t) {
  const u = 1 - t;
  const mix = (i) =>
    u * u * u * a[i] + 3 * u * u * t * b[i] + 3 * u * t * t * c[i] + t * t * t * d[i];
  return [mix(0), mix(1)];
}

/** Return about how long a curve is. */
export function lengthOf(curve) {
  const points = [curve[0], ...sample(curve, 9), curve[3]];
  return points.slice(1).reduce((sum, [x, y], i) => sum + Math.hypot(x - points[i][0], y - points[i][1]), 0);
}

/** Return the direction of a curve at `t`, of length 1. */
export function directionAt(curve, t) {
  const [before, after] = [Math.max(0, t - 0.01), Math.min(1, t + 0.01)];
  const [[x1, y1], [x2, y2]] = [pointAt(curve, before), pointAt(curve, after)];
  const length = Math.hypot(x2 - x1, y2 - y1) || 1;
  return [(x2 - x1) / length, (y2 - y1) / length];
}

/** Return evenly spaced points of a curve, without its ends. */
export const sample = (curve, count = SAMPLES) =>
  Array.from({ length: count }, (_, i) => pointAt(curve, (i + 1) / (count + 1)));

/** Return where the line from the middle of a box to a point leaves the box. */
export function border(box, [x, y]) {
  const [cx, cy] = centre(box);
  const [dx, dy] = [x - cx, y - cy];
  const reach = Math.max(Math.abs(dx) / (box.w / 2), Math.abs(dy) / (box.h / 2), 0.001);
  return [cx + dx / reach, cy + dy / reach];
}

/** Return the curve cut short by `length` at its end, where the tip begins. */
export function shortened(curve, length) {
  const [x, y] = curve[3];
  const [hx, hy] = curve[2];
  const away = Math.hypot(hx - x, hy - y) || 1;
  const base = [x + ((hx - x) / away) * length, y + ((hy - y) / away) * length];
  return [curve[0], curve[1], curve[2], base];
}

/** Return the outline of an arrow's tip between its base and its point. */
export function tip([bx, by], [x, y], half = 4) {
  const length = Math.hypot(x - bx, y - by) || 1;
  const [ox, oy] = [((y - by) / length) * half, ((bx - x) / length) * half];
  return [[x, y], [bx + ox, by + oy], [bx - ox, by - oy]];
}

/** Return the state nearest in a direction, or `null`: straight ahead counts most. */
export function neighbour(boxes, from, [dx, dy]) {
  const [x, y] = centre(boxes.get(from));
  let best = null;
  for (const [state, box] of boxes) {
    const [ox, oy] = [centre(box)[0] - x, centre(box)[1] - y];
    const ahead = ox * dx + oy * dy;
    const aside = Math.abs(ox * dy) + Math.abs(oy * dx);
    const cost = ahead + 2 * aside;
    if (ahead > 4 && (!best || cost < best.cost)) best = { state, cost };
  }
  return best && best.state;
}

/** Return the states from the top left, row by row. */
export function readingOrder(boxes) {
  const byPlace = ([, a], [, b]) => a.y - b.y || a.x - b.x;
  return [...boxes].sort(byPlace).map(([state]) => state);
}
