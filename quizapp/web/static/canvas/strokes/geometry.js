/**
 * Pure geometry of pen strokes: points are `[x, y]`, boxes `{x, y, w, h}` from the top left.
 *
 * Nothing here knows what a stroke means.
 */

const MOST_POINTS = 256;

/** Return the length of a vector: `Math.hypot` is ten times slower and as exact as is needed. */
const size = (x, y) => Math.sqrt(x * x + y * y);

/** Return the distance between two points. */
export const distance = (a, b) => size(b[0] - a[0], b[1] - a[1]);

/** Return the length of a path. */
export function lengthOf(points) {
  let length = 0;
  for (let i = 1; i < points.length; i++) length += distance(points[i - 1], points[i]);
  return length;
}

/** Return a path in even steps: at least `step` long, and never more than 256 points. */
export function resample(points, step) {
  const length = lengthOf(points);
  const count = Math.max(2, Math.min(MOST_POINTS, Math.floor(length / step) + 1));
  const even = length / (count - 1);
  const result = [points[0]];
  let walked = 0;
  for (let i = 1; i < points.length && result.length < count - 1; i++) {
    const [[ax, ay], [bx, by]] = [points[i - 1], points[i]];
    const part = distance(points[i - 1], points[i]);
    while (walked + part >= even * result.length && result.length < count - 1) {
      const t = part ? (even * result.length - walked) / part : 0;
      result.push([ax + (bx - ax) * t, ay + (by - ay) * t]);
    }
    walked += part;
  }
  result.push(points[points.length - 1]);
  return result;
}

/** Return the box around some points. */
export function boxAround(points) {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const point of points) {
    left = Math.min(left, point[0]);
    right = Math.max(right, point[0]);
    top = Math.min(top, point[1]);
    bottom = Math.max(bottom, point[1]);
  }
  return { x: left, y: top, w: right - left, h: bottom - top };
}

/** Return the middle of a box. */
export const centre = (box) => [box.x + box.w / 2, box.y + box.h / 2];

/** Return the middle of some points. */
export function mean(points) {
  let [x, y] = [0, 0];
  for (const point of points) [x, y] = [x + point[0], y + point[1]];
  return [x / points.length, y / points.length];
}

/** Return how far a point lies outside a box: 0 inside. */
export function outside(box, point) {
  const [x, y] = [point[0], point[1]];
  const dx = Math.max(box.x - x, 0, x - box.x - box.w);
  const dy = Math.max(box.y - y, 0, y - box.y - box.h);
  return size(dx, dy);
}

/** Tell whether two boxes come closer than `pad` to each other. */
export const meets = (a, b, pad = 0) =>
  a.x < b.x + b.w + pad && b.x < a.x + a.w + pad && a.y < b.y + b.h + pad && b.y < a.y + a.h + pad;

/** Return the area of a closed polygon: negative if it runs the other way round. */
export function signedArea(points) {
  let twice = 0;
  let [px, py] = points[points.length - 1];
  for (const [x, y] of points) {
    twice += px * y - x * py;
    [px, py] = [x, y];
  }
  return twice / 2;
}

/** Return the convex hull of some points. */
export function hull(points) {
  const sorted = [...points].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const half = (ordered) => {
    const chain = [];
    for (const point of ordered) {
      while (chain.length > 1 && !turnsLeft(chain.at(-2), chain.at(-1), point)) chain.pop();
      chain.push(point);
    }
    return chain.slice(0, -1);
  };
  return [...half(sorted), ...half(sorted.reverse())];
}

const turnsLeft = (a, b, c) =>
  (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]) > 0;

/** Tell whether a point lies in a closed polygon. */
export function isInside(polygon, [x, y]) {
  let inside = false;
  let [px, py] = polygon[polygon.length - 1];
  for (const point of polygon) {
    const qx = point[0];
    const qy = point[1];
    if (qy > y !== py > y && x < ((px - qx) * (y - qy)) / (py - qy) + qx) inside = !inside;
    px = qx;
    py = qy;
  }
  return inside;
}

/** Return the angle between two directions, from -π to π. */
export const angleBetween = (a, b) =>
  Math.atan2(a[0] * b[1] - a[1] * b[0], a[0] * b[0] + a[1] * b[1]);

/** Return the direction from one point to another, of length 1. */
export function direction(a, b) {
  const length = distance(a, b) || 1;
  return [(b[0] - a[0]) / length, (b[1] - a[1]) / length];
}

/** Return how far a point lies from the path through some points. */
export function distanceToPath(points, point) {
  let best = points.length ? distance(points[0], point) : Infinity;
  for (let i = 1; i < points.length; i++) {
    best = Math.min(best, distanceToSegment(points[i - 1], points[i], point));
  }
  return best;
}

function distanceToSegment([ax, ay], [bx, by], [x, y]) {
  const [dx, dy] = [bx - ax, by - ay];
  const square = dx * dx + dy * dy;
  const t = square ? Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / square)) : 0;
  return size(ax + dx * t - x, ay + dy * t - y);
}

/** Return the points in which two paths cross. */
export function crossings(one, other) {
  const found = [];
  const reach = boxAround(one);
  for (let j = 1; j < other.length; j++) {
    if (!meets(boxAround([other[j - 1], other[j]]), reach, 1e-6)) continue;
    for (let i = 1; i < one.length; i++) {
      const point = crossing(one[i - 1], one[i], other[j - 1], other[j]);
      if (point) found.push(point);
    }
  }
  return found;
}

function crossing(a, b, c, d) {
  const rx = b[0] - a[0];
  const ry = b[1] - a[1];
  const sx = d[0] - c[0];
  const sy = d[1] - c[1];
  const cross = rx * sy - ry * sx;
  if (!cross) return null;
  const t = ((c[0] - a[0]) * sy - (c[1] - a[1]) * sx) / cross;
  const u = ((c[0] - a[0]) * ry - (c[1] - a[1]) * rx) / cross;
  return t >= 0 && t < 1 && u >= 0 && u < 1 ? [a[0] + rx * t, a[1] + ry * t] : null;
}
