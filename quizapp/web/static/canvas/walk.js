/** Going about the drawing: what an edge is started from, and what is selected next. */

import { edgeOf } from "./drawing.js";

/** Remembers the state an edge was started from, or the end of an edge to put elsewhere. */
export class Walk {
  #editor;

  constructor(editor) {
    this.#editor = editor;
    this.source = null;
    this.loose = null;
  }

  /** Whether the next state chosen ends something. */
  get isConnecting() {
    return this.source !== null || this.loose !== null;
  }

  /** Start an edge in a state, or end what was started. */
  touch(state) {
    if (this.loose) return this.#putEnd(state);
    if (this.source === null) return this.start(state);
    const from = this.source;
    this.#clear();
    return this.#editor.connect(from, state);
  }

  /** Start an edge in a state. */
  start(state) {
    const { view, rules } = this.#editor;
    if (!rules.addsEdges) return this.#editor.say("fixedEdges");
    this.source = state;
    view.markEnds(state, null);
    view.focus(state);
    const name = this.#editor.drawing.states.find(({ id }) => id === state).name;
    return this.#editor.say("from", { state: name });
  }

  /** Take an end of an edge, to put it at the state chosen next. */
  loosen(id, end) {
    const { view, rules, drawing } = this.#editor;
    const edge = edgeOf(drawing, id);
    if (!edge || !rules.leads(edge)) return this.#editor.say("given");
    this.loose = { id, end };
    view.markEnds(end === "to" ? edge.from : edge.to, edge[end]);
    view.focus(edge[end]);
    return this.#editor.say(end === "to" ? "chooseTo" : "chooseFrom");
  }

  /** Forget what was started and what was selected; tell whether anything was. */
  cancel() {
    const was = this.isConnecting;
    this.#clear();
    if (was) this.#editor.say("cancelled");
    else this.#editor.selection.set([]);
    return was;
  }

  /** Select one thing and say what it is. */
  select(id) {
    const { selection, view, wording, drawing } = this.#editor;
    selection.set([id]);
    view.focus(id);
    const edge = edgeOf(drawing, id);
    if (edge) this.#editor.say("selected", { edge: wording.edge(drawing, edge) });
  }

  /** Select the next edge, or the one before: first those that leave a state. */
  selectNext({ after = null, leaving = null, step = 1 }) {
    const { edges } = this.#editor.drawing;
    if (!edges.length) return this.#editor.say("noEdges");
    const here = edges.findIndex((edge) => edge.id === after);
    const own = edges.findIndex((edge) => edge.from === leaving);
    const next = here < 0 ? Math.max(own, 0) : (here + step + edges.length) % edges.length;
    return this.select(edges[next].id);
  }

  /** Select everything. */
  selectAll() {
    const { drawing, selection } = this.#editor;
    selection.set([...drawing.states, ...drawing.edges].map((thing) => thing.id));
    this.#editor.say("selectedAll", { count: selection.ids.size });
  }

  #putEnd(state) {
    const { id, end } = this.loose;
    this.#clear();
    this.#editor.reconnect(id, end, state);
    this.select(id);
  }

  #clear() {
    [this.source, this.loose] = [null, null];
    this.#editor.view.markEnds(null, null);
    this.#editor.view.release();
  }
}
