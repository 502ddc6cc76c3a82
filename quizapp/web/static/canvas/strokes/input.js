/**
 * Reads what the canvas hands over: bad points, boxes and edges are dropped, never complained of.
 *
 * A pen driver may report anything; a stroke that cannot be read must not stop the drawing.
 */

/** Ten times the canvas: what lies beyond is a fault of the device. */
const FARTHEST = 1e6;

/** What a fast pen reports in half a minute: of more, only so many are looked at. */
const MOST_POINTS = 6000;

const isNumber = (value) => typeof value === "number" && Math.abs(value) <= FARTHEST;
const listOf = (value) => (Array.isArray(value) ? value : []);

/** Return the good points of a stroke as `[x, y]`, each different from the one before. */
export function readStroke(stroke) {
  const good = listOf(stroke).filter((point) => isNumber(point?.x) && isNumber(point?.y));
  const stride = Math.ceil(good.length / MOST_POINTS);
  const thin = good.filter((_, i) => i % stride === 0 || i === good.length - 1);
  const isNew = ({ x, y }, i) => i === 0 || x !== thin[i - 1].x || y !== thin[i - 1].y;
  return thin.filter(isNew).map(({ x, y }) => [x, y]);
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
  const label = isBox(edge?.label) ? edge.label : null;
  return { id: edge?.id, label, points: listOf(edge?.points).filter(isPoint) };
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
