/**
 * A stroke that goes nowhere: a tap on a state, on an edge, or on nothing.
 */

import { centre, distance, distanceToPath, outside } from "./geometry.js";
import { TAP } from "./thresholds.js";

/** Return the readings of a stroke as a tap: none or one. */
export function readTap(stroke, scene, { unit, coarse }) {
  const [sure, most] = coarse ? [TAP.touchSure, TAP.touchExtent] : [TAP.sure, TAP.extent];
  const extent = stroke.diagonal / unit;
  if (extent > most || stroke.length > 5 * most * unit) return [];
  const cost = extent <= sure ? 0.02 : 0.3;
  return [{ kind: "tap", on: whatLiesAt(stroke.middle, scene, unit), cost }];
}

/** Return the state or edge at a point as `{state}` or `{edge}`, or `null`. */
function whatLiesAt(point, { states, edges }, unit) {
  const hit = states.filter((state) => outside(state, point) <= 3 * unit);
  const [state] = hit.sort((a, b) => distance(centre(a), point) - distance(centre(b), point));
  if (state) return { state: state.id };
  const near = edges.map(({ id, points }) => ({ id, miss: distanceToPath(points, point) }));
  const within = near.filter(({ miss }) => miss <= TAP.reach * unit);
  const [edge] = within.sort((a, b) => a.miss - b.miss);
  return edge ? { edge: edge.id } : null;
}
