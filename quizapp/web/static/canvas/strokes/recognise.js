/**
 * Says what a stroke of a pen, a finger or a mouse means on a canvas of states and edges.
 *
 * Every rule may offer a reading with its cost; the cheapest wins. Pure: the same stroke on the same scene
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
 * are dropped. `scene` is `{states: [{id, x, y, w, h}], edges: [{id, label, points: [[x, y], …]}]}`,
 * boxes from their top left corner, also those of
 * labels, the points of an edge from its tail to its head.
 * `options`: `zoom` (CSS pixels for a canvas unit), `pointer` ("touch" is coarser), `lastEdge` (id
 * of the edge drawn last: by default the last of the scene; `null` for none), `since`
 * (milliseconds between that edge and this stroke).
 *
 * The result is one of
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
  if (!points.length) return { kind: "none", reason: "empty" };
  const drawn = readScene(scene);
  const given = readOptions(options, drawn);
  const measured = measure(points, given.unit);
  const tapped = readTap(measured, drawn, given);
  if (tapped.length) return decide([...tapped, ...readArrowhead(measured, drawn, given)], "small");
  measured.closing = closing(measured);
  const readings = RULES.flatMap((rule) => rule(measured, drawn, given));
  return decide(readings, reasonAgainst(measured, drawn));
}

/** Return the cheapest reading, unless even that is too dear. */
function decide(readings, reason) {
  const [best] = readings.sort((a, b) => a.cost - b.cost);
  if (!best || best.cost > REFUSED) return { kind: "none", reason };
  const { cost, ...meant } = best;
  return meant;
}
