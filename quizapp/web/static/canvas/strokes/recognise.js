/**
 * Says what a stroke of a pen, a finger or a mouse means on a canvas of states and edges.
 *
 * Every rule may offer a reading with its cost; the cheapest wins, and the next is handed along,
 * so that the editor can ask "or did you mean a state?". Pure: the same stroke on the same scene
 * is always read alike. Knows no DOM and no drawing program.
 */

import { readArrowhead } from "./arrowhead.js";
import { readClosed } from "./closed.js";
import { readEdge } from "./edge.js";
import { closing, measure } from "./features.js";
import { readOptions, readScene, readStroke } from "./input.js";
import { reasonAgainst } from "./reason.js";
import { readScribble } from "./scribble.js";
import { readTap } from "./tap.js";
import { REFUSED } from "./thresholds.js";

const RULES = [readArrowhead, readScribble, readEdge, readClosed];

/**
 * Return what a stroke means.
 *
 * `stroke` is a list of `{x, y, t, p}` in canvas units; only x and y are needed, and bad points
 * are dropped. `scene` is `{states: [{id, x, y, w, h}], edges: [{id, points: [[x, y], …]}]}`,
 * boxes from their top left corner, the points of an edge from its tail to its head.
 * `options`: `zoom` (CSS pixels for a canvas unit), `pointer` ("touch" is coarser), `lastEdge` (id
 * of the edge drawn last: by default the last of the scene; `null` for none), `since`
 * (milliseconds between that edge and this stroke).
 *
 * The result has `confidence` (0 to 1), `second` (the next best reading with a confidence of its
 * own, or `null`) and one of
 * `{kind: "state", x, y, w, h}` ·
 * `{kind: "edge", from, to, via, headed}`: `via` is a point in the middle of the bend (of a
 * self-loop: its farthest), `null` if the edge is to run straight ·
 * `{kind: "arrowhead", edge, end, reverse}`: `reverse` if it was drawn at the tail ·
 * `{kind: "scribble", states, edges}` · `{kind: "enclose", states}` ·
 * `{kind: "tap", on}`: `{state}`, `{edge}` or `null` ·
 * `{kind: "none", reason}`: "empty", "scribble", "spiral", "inside", "small", "no-source",
 * "no-target", "open", "figure" or "unclear".
 */
export function recognise(stroke, scene, options) {
  const points = readStroke(stroke);
  if (!points.length) return { kind: "none", reason: "empty", confidence: 1, second: null };
  const drawn = readScene(scene);
  const given = readOptions(options, drawn);
  const measured = measure(points, given.unit);
  const tapped = readTap(measured, drawn, given);
  if (tapped.length) return decide([...tapped, ...readArrowhead(measured, drawn, given)], "small");
  measured.closing = closing(measured);
  const readings = RULES.flatMap((rule) => rule(measured, drawn, given));
  return decide(readings, reasonAgainst(measured, drawn));
}

function decide(readings, reason) {
  const sorted = readings.sort((a, b) => a.cost - b.cost);
  const [best, next] = sorted;
  if (!best || best.cost > REFUSED) {
    const second = best ? told(best, 1) : null;
    return { kind: "none", reason, confidence: Math.min(1, best?.cost ?? 1), second };
  }
  return { ...told(best, next?.cost ?? 1), second: next ? told(next, best.cost) : null };
}

/** Return a reading with its confidence, given what the other reading costs. */
function told({ cost, ...reading }, other) {
  const share = other / (cost + other);
  return { ...reading, confidence: Math.max(0, (1 - Math.min(1, cost)) * share) };
}
