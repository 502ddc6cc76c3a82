/**
 * The look of a whiteboard: lines that tremble a little, always in the same way for one thing.
 *
 * Nothing is drawn at random: the trembling is computed from the id, so that a picture does
 * not change when it is shown again.
 */

import { pointAt } from "../drawing/geometry.js";
import { pointData } from "../drawing/svg.js";

const PIECES = 9;
const TREMBLE = 1.6;

/** Return the path of a box as drawn by hand. */
export function roughBox({ x, y, w, h }, id) {
  const next = trembling(id);
  const near = (px, py) => [px + next() * TREMBLE, py + next() * TREMBLE];
  const side = ([ax, ay], [bx, by]) => {
    const [mx, my] = near((ax + bx) / 2, (ay + by) / 2);
    return `Q${pointData([mx, my])} ${pointData([bx, by])}`;
  };
  const round = 9;
  const corners = [
    [[x + round, y], [x + w - round, y]],
    [[x + w, y + round], [x + w, y + h - round]],
    [[x + w - round, y + h], [x + round, y + h]],
    [[x, y + h - round], [x, y + round]],
  ].map((ends) => ends.map(([px, py]) => near(px, py)));
  const turns = [[x + w, y], [x + w, y + h], [x, y + h], [x, y]];
  const parts = corners.map(([start, end], place) => {
    const after = corners[(place + 1) % 4][0];
    return `${place ? "" : `M${pointData(start)}`}${side(start, end)}Q${pointData(turns[place])} ${pointData(after)}`;
  });
  return `${parts.join("")}l${pointData([3 + next() * 2, next()])}`;
}

/** Return the path of a curve as drawn by hand; its ends stay where they are. */
export function roughCurve(curve, id) {
  const next = trembling(id);
  const points = Array.from({ length: PIECES + 1 }, (_, i) => {
    const [x, y] = pointAt(curve, i / PIECES);
    const free = i > 0 && i < PIECES ? TREMBLE : 0;
    return [x + next() * free, y + next() * free];
  });
  return through(points);
}

/** Return a smooth path through points. */
export function through(points) {
  const parts = [`M${pointData(points[0])}`];
  for (let i = 1; i < points.length - 1; i += 1) {
    const [x, y] = points[i];
    const [nx, ny] = points[i + 1];
    const end = i === points.length - 2 ? points[i + 1] : [(x + nx) / 2, (y + ny) / 2];
    parts.push(`Q${pointData([x, y])} ${pointData(end)}`);
  }
  if (points.length === 2) parts.push(`L${pointData(points[1])}`);
  return parts.join("");
}

/** Return a function that gives numbers from -1 to 1, the same ones for the same id. */
function trembling(id) {
  let seed = 2166136261;
  for (const char of id) seed = Math.imul(seed ^ char.codePointAt(0), 16777619);
  return () => {
    seed = Math.imul(seed ^ (seed >>> 15), 2246822519);
    seed = Math.imul(seed ^ (seed >>> 13), 3266489917);
    return ((seed ^= seed >>> 16) >>> 0) / 2147483648 - 1;
  };
}
