/**
 * Reads what the canvas hands over: bad points, boxes and edges are dropped, never complained of.
 *
 * A pen driver may report anything; a stroke that cannot be read must not stop the drawing.
 */

/** Ten times the canvas: what lies beyond is a fault of the device. */
const FARTHEST = 1e6;

const isNumber = (value) => typeof value === "number" && Math.abs(value) <= FARTHEST;
const listOf = (value) => (Array.isArray(value) ? value : []);

/** Return the good points of a stroke as `[x, y]`, each different from the one before. */
export function readStroke(stroke) {
  const points = [];
  let last = null;
  for (const point of listOf(stroke)) {
    if (!isNumber(point?.x) || !isNumber(point?.y)) continue;
    if (last && last[0] === point.x && last[1] === point.y) continue;
    points.push((last = [point.x, point.y]));
  }
  return points;
}

/** Return the states and edges of a scene that can be used. */
export function readScene(scene) {
  const states = listOf(scene?.states).filter(isBox);
  const edges = listOf(scene?.edges).map(readEdge).filter((edge) => edge.points.length > 1);
  return { states, edges };
}

function isBox(state) {
  const isSize = (value) => isNumber(value) && value > 0;
  return isNumber(state?.x) && isNumber(state?.y) && isSize(state.w) && isSize(state.h);
}

function readEdge(edge) {
  const isPoint = (point) => isNumber(point?.[0]) && isNumber(point?.[1]);
  return { id: edge?.id, points: listOf(edge?.points).filter(isPoint) };
}

/** Return the options with their defaults: see `recognise`. */
export function readOptions(options, scene) {
  const zoom = isNumber(options?.zoom) && options.zoom > 0 ? options.zoom : 1;
  const since = isNumber(options?.since) ? options.since : 0;
  const id = options?.lastEdge;
  const known = id === undefined ? scene.edges[scene.edges.length - 1] : null;
  const last = known ?? scene.edges.find((edge) => edge.id === id) ?? null;
  return { unit: 1 / zoom, coarse: options?.pointer === "touch", since, last };
}
