/**
 * Why a stroke means nothing, in one word for the editor to explain.
 */

import { inkWithin } from "./closed.js";
import { isScribbled } from "./features.js";
import { outside } from "./geometry.js";
import { CLOSED, EDGE, ENCLOSED, SCRIBBLE } from "./thresholds.js";

/** Return the reason a stroke could not be read. */
export function reasonAgainst(stroke, scene) {
  const found = REASONS.find(([, holds]) => holds(stroke, scene));
  return found ? found[0] : "unclear";
}

const touches = (point, { unit }, { states }) =>
  states.some((state) => outside(state, point) <= EDGE.reach * unit);

const startsAtState = (stroke, scene) => touches(stroke.points[0], stroke, scene);
const endsAtState = (stroke, scene) => touches(stroke.points.at(-1), stroke, scene);

const REASONS = [
  ["spiral", ({ rounds }) => rounds >= SCRIBBLE.turns],
  ["scribble", (stroke) => isScribbled(stroke)],
  ["inside", ({ points }, { states }) => states.some((s) => inkWithin(s, points) > ENCLOSED.ink)],
  ["small", ({ box, unit }) => Math.max(box.w, box.h) < CLOSED.longSide * unit],
  ["no-target", (stroke, scene) => startsAtState(stroke, scene) && !endsAtState(stroke, scene)],
  ["no-source", (stroke, scene) => endsAtState(stroke, scene) && !startsAtState(stroke, scene)],
  ["figure", ({ closing }) => closing.gap <= CLOSED.gap],
  ["open", () => true],
];
