/** Pure geometry of words: how much room a label needs and where beside its arrow it stands. */

import { contains, directionAt, overlap, pointAt, sample } from "./geometry.js";

export const LABEL_SIZE = 13;
export const LINE_HEIGHT = 16;

const NARROW = new Set("iljtfrI.,:;'|!()[]` ");
const WIDE = new Set("mwMW@%—…");
const FULL_WIDTH = new RegExp(
  "[\\u1100-\\u115f\\u2e80-\\ua4cf\\uac00-\\ud7a3\\uf900-\\ufaff" +
    "\\ufe30-\\ufe6f\\uff00-\\uff60\\uffe0-\\uffe6]",
  "u",
);

const PLACES = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82];
const GAP = 5;
const COST = { area: 0.4, arrow: 7, own: 4, outside: 80, along: 30, across: 14 };

/** Return the width of a line of text in pixels; generous, since fonts differ. */
export function textWidth(text, size = LABEL_SIZE) {
  let ems = 0;
  for (const char of text) ems += emsOf(char);
  return ems * size;
}

function emsOf(char) {
  if (FULL_WIDTH.test(char)) return 1;
  if (NARROW.has(char)) return 0.34;
  if (WIDE.has(char)) return 0.92;
  return char !== char.toLowerCase() ? 0.7 : 0.58;
}

/** Return the size of the box that lines of text need. */
export function labelSize(lines) {
  const widest = Math.max(...lines.map((line) => textWidth(line)));
  return { w: Math.ceil(widest) + 6, h: lines.length * LINE_HEIGHT + 2 };
}

/** Return the box beside a curve where lines of text disturb least. */
export function placeLabel(curve, lines, scene) {
  const size = labelSize(lines);
  const own = sample(curve, 40);
  let best = null;
  for (const candidate of candidates(curve, size)) {
    const cost = candidate.effort + disturbance(candidate.box, own, scene);
    if (!best || cost < best.cost) best = { box: candidate.box, cost };
  }
  return best.box;
}

function candidates(curve, { w, h }) {
  return PLACES.flatMap((t) => {
    const [x, y] = pointAt(curve, t);
    const [dx, dy] = directionAt(curve, t);
    const reach = (Math.abs(dy) * w) / 2 + (Math.abs(dx) * h) / 2 + GAP;
    return [1, -1, 0].map((side) => ({
      box: { x: x - dy * reach * side - w / 2, y: y + dx * reach * side - h / 2, w, h },
      effort: Math.abs(t - 0.5) * COST.along + (side === 0 ? COST.across : 0),
    }));
  });
}

function disturbance(box, own, scene) {
  let cost = 0;
  for (const [, state] of scene.boxes) cost += overlap(box, state) * COST.area;
  for (const label of scene.labels) cost += overlap(box, label) * COST.area;
  for (const point of own) if (contains(box, point)) cost += COST.own;
  cost += COST.arrow * scene.crowdIn(box);
  if (overlap(box, scene.frame) < box.w * box.h - 1) cost += COST.outside;
  return cost;
}
