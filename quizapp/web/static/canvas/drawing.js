/**
 * A drawing as an immutable snapshot: states and edges, as they are kept and sent.
 *
 * A state is `{id, name, x, y, given}` by its middle; an edge is
 * `{id, from, to, label, event, send, bend, how, at, given}`. Every change returns a new
 * snapshot that shares whatever did not change, so that comparing two is cheap.
 */

/** The format's version. */
export const VERSION = 1;
/** What a drawing may hold; the server refuses more. */
export const CAPS = Object.freeze({ states: 40, edges: 150, text: 200, far: 1e5 });

/** Return a name or label as it is kept: one line, without spaces around it. */
export const tidyText = (text) =>
  String(text ?? "").replace(/\s+/g, " ").trim().slice(0, CAPS.text);

const fold = (text) => tidyText(text).normalize("NFKC").toLowerCase().replace(/[\s_]+/g, "-");

/** Return the drawing that a piece of JSON holds; what cannot be read is left out. */
export function readDrawing(value) {
  const states = listOf(value?.states).slice(0, CAPS.states).map(readState);
  const known = new Set(states.map((state) => state.id));
  const edges = listOf(value?.edges)
    .slice(0, CAPS.edges)
    .map(readEdge)
    .filter((edge) => known.has(edge.from) && known.has(edge.to));
  return freeze(states, edges);
}

const listOf = (value) => (Array.isArray(value) ? value.filter((one) => one?.id) : []);
const finite = (value) => Math.max(-CAPS.far, Math.min(CAPS.far, Number(value) || 0));

function readState({ id, name, x, y, given }) {
  return makeState({ id: String(id), name, x: finite(x), y: finite(y), given: given === true });
}

function readEdge({ id, from, to, bend, at, given, ...rest }) {
  const [dx, dy] = Array.isArray(bend) ? bend.map(finite) : [0, 0];
  return makeEdge({
    ...rest,
    id: String(id),
    from: String(from),
    to: String(to),
    bend: [dx ?? 0, dy ?? 0],
    at: Number(at) || 0,
    given: given === true,
  });
}

/** Return a state. */
export const makeState = ({ id, name, x, y, given = false }) =>
  Object.freeze({ id, name: tidyText(name), x, y, given });

/** Return an edge; what is not said about it is empty. */
export function makeEdge({ id, from, to, bend = [0, 0], at = 0, given = false, ...rest }) {
  const label = tidyText(rest.label);
  const event = tidyText(rest.event);
  const send = tidyText(rest.send);
  const how = rest.how === "chosen" || (!label && event) ? "chosen" : "typed";
  return Object.freeze({ id, from, to, label, event, send, bend, how, at, given });
}

/** Tell whether an edge says nothing yet. */
export const isUnlabelled = (edge) => edge.label === "" && edge.event === "" && edge.send === "";

/** Return the state of an id, or `undefined`. */
export const stateOf = (drawing, id) => drawing.states.find((state) => state.id === id);

/** Return the edge of an id, or `undefined`. */
export const edgeOf = (drawing, id) => drawing.edges.find((edge) => edge.id === id);

/** Return the state of a name, however it is spelt, or `undefined`. */
export const findNamed = (drawing, name) =>
  drawing.states.find((state) => fold(state.name) === fold(name));

/** Tell whether two names are spellings of one another. */
export const isSameName = (one, other) => fold(one) === fold(other);

/** Return the edges that touch one of some states. */
export const edgesAt = (drawing, ids) =>
  drawing.edges.filter((edge) => ids.has(edge.from) || ids.has(edge.to));

/** Return the drawing with more states and edges. */
export const withMore = (drawing, states, edges = []) =>
  freeze([...drawing.states, ...states], [...drawing.edges, ...edges]);

/** Return the drawing with fields of states and edges changed, by id. */
export function withFields(drawing, fields) {
  const changed = (thing, make) =>
    fields.has(thing.id) ? make({ ...thing, ...fields.get(thing.id) }) : thing;
  return freeze(
    drawing.states.map((state) => changed(state, makeState)),
    drawing.edges.map((edge) => changed(edge, makeEdge)),
  );
}

/** Return the drawing without some things, and without the edges of states that went. */
export function without(drawing, ids) {
  const gone = (edge) => ids.has(edge.id) || ids.has(edge.from) || ids.has(edge.to);
  return freeze(
    drawing.states.filter((state) => !ids.has(state.id)),
    drawing.edges.filter((edge) => !gone(edge)),
  );
}

/** Return what differs between two snapshots: things new or changed, and ids that went. */
export function difference(before, after) {
  const found = { states: [], edges: [], gone: [] };
  for (const kind of ["states", "edges"]) {
    const old = new Map(before[kind].map((thing) => [thing.id, thing]));
    found[kind] = after[kind].filter((thing) => old.get(thing.id) !== thing).map(plain);
    for (const thing of after[kind]) old.delete(thing.id);
    found.gone.push(...old.keys());
  }
  return found;
}

/** Return a drawing as it is sent. */
export const toJson = (drawing) => ({
  version: VERSION,
  states: drawing.states.map(plain),
  edges: drawing.edges.map(plain),
});

/** Tell whether two drawings would be sent alike. */
export const isSame = (one, other) =>
  JSON.stringify(toJson(one)) === JSON.stringify(toJson(other));

function plain({ given, ...thing }) {
  return given ? { ...thing, given } : { ...thing };
}

/** Hands out ids that no state or edge has had before. */
export class Ids {
  #last = 0;

  constructor(drawing) {
    this.skip(drawing);
  }

  /** Never hand out an id of this drawing. */
  skip(drawing) {
    for (const { id } of [...drawing.states, ...drawing.edges]) {
      this.#last = Math.max(this.#last, Number(/\d+$/.exec(id)?.[0] ?? 0));
    }
  }

  /** Return a new id that starts with a letter. */
  next(letter) {
    this.#last += 1;
    return `${letter}${this.#last}`;
  }
}

const freeze = (states, edges) =>
  Object.freeze({ states: Object.freeze(states), edges: Object.freeze(edges) });
