/**
 * What can be done to a drawing, however it is asked for: by pointer, pen, key, button or row.
 *
 * Every command is one undoable change, and says what it did.
 */

import {
  CAPS,
  edgeOf,
  findNamed,
  isUnlabelled,
  makeEdge,
  makeState,
  stateOf,
  tidyText,
  withFields,
  withMore,
  without,
} from "./drawing.js";
import { overlap } from "../drawing/geometry.js";
import { around, boxOf } from "./layout.js";

const GRID = 20;
const ROOM = { wide: 200, narrow: 170, h: 120, least: 600, beside: 18, tries: 400 };
/** More things than this are not named one by one. */
const NAMED = 5;

/** The commands. */
export class Editor {
  #history;
  #ids;
  #dialogs;
  #now;

  /** `now` tells the seconds since the drill's start; `dialogs` are `{name, label}`. */
  constructor({ history, ids, view, camera, selection, rules, wording, dialogs, announce, now }) {
    [this.#history, this.#ids, this.#dialogs, this.#now] = [history, ids, dialogs, now];
    Object.assign(this, { view, camera, selection, rules, wording, announce });
    this.names = [];
    this.snaps = true;
  }

  /** The drawing as it is now. */
  get drawing() {
    return this.#history.present;
  }

  /** The names on offer that are not on the canvas yet. */
  get unplaced() {
    return this.names.filter((name) => !findNamed(this.drawing, name));
  }

  /** Say a sentence of the page. */
  say(name, values) {
    this.announce(this.wording.say(name, values));
  }

  /** Make a snapshot the present one. */
  commit(drawing, what) {
    this.#history.commit(drawing, what);
  }

  /** Return a coordinate on the grid, if things snap to it. */
  snap(value) {
    return this.snaps ? Math.round(value / GRID) * GRID : Math.round(value);
  }

  /** Ask for a name and place a state; at a point of the canvas, or where there is room. */
  async placeState(at = null) {
    if (!this.rules.addsStates) return this.say("fixedStates");
    const place = at ?? this.freePlace();
    const name = await this.#dialogs.name.ask({
      title: this.wording.say("newState"),
      names: this.unplaced,
      complaint: (text) => this.complaintAbout(text),
      near: this.camera.toScreen(place),
    });
    if (name === null) {
      this.view.focus(this.selection.only);
      return this.say("cancelled");
    }
    return this.addState(name, place);
  }

  /** Place a state of that name; return its id, or `null` if that cannot be. */
  addState(name, at = this.freePlace(name)) {
    const complaint = this.complaintAbout(name);
    if (complaint) {
      this.announce(complaint);
      return null;
    }
    const state = this.makeState(name, at);
    this.commit(withMore(this.drawing, [state]), "add-state");
    this.selection.set([state.id]);
    this.camera.reveal(boxOf(state));
    this.view.focus(state.id);
    this.say("placed", { state: state.name });
    return state.id;
  }

  /** Return a new state that is not yet part of the drawing. */
  makeState(name, [x, y] = this.freePlace(name)) {
    const id = this.#ids.next("s");
    return makeState({ id, name: tidyText(name), x: this.snap(x), y: this.snap(y) });
  }

  /** Say what is wrong with a name for a state, or nothing. */
  complaintAbout(name, own = null) {
    const known = findNamed(this.drawing, name);
    if (known && known.id !== own) return this.wording.say("sameName", { state: known.name });
    const isFull = own === null && this.drawing.states.length >= CAPS.states;
    return isFull ? this.wording.say("fullStates", { count: CAPS.states }) : "";
  }

  /**
   * Return a point where a state has room, row by row from the first or from what is seen.
   *
   * It keeps off states and words, and off lines too if there is such a place near by.
   */
  freePlace(name = "", besides = []) {
    const { x, y, w } = this.camera.view;
    const width = w < ROOM.least ? ROOM.narrow : ROOM.wide;
    const columns = Math.max(1, Math.floor((w - 20) / width));
    const states = [...this.drawing.states, ...besides];
    const taken = [...states.map(boxOf), ...this.view.layout.labels];
    let second = null;
    const first = {
      x: states.length ? Math.min(...states.map((state) => state.x)) : x + width / 2 + 10,
      y: states.length ? Math.min(...states.map((state) => state.y)) : y + 60,
    };
    for (let place = 0; ; place += 1) {
      const at = [
        first.x + (place % columns) * width,
        first.y + Math.floor(place / columns) * ROOM.h,
      ].map((value) => this.snap(value));
      const room = widened(boxOf({ name, x: at[0], y: at[1] }), ROOM.beside);
      if (taken.some((box) => overlap(box, room) > 0)) continue;
      if (place > ROOM.tries || !this.view.layout.isCrossed(room)) return at;
      second ??= at;
      if (at[1] > second[1]) return second;
    }
  }

  /** Ask for another name of a state. */
  async rename(id) {
    const state = stateOf(this.drawing, id);
    if (!state || !this.rules.renames(state)) return this.say("given");
    const name = await this.#dialogs.name.ask({
      title: this.wording.say("renameState", { state: state.name }),
      name: state.name,
      names: this.unplaced,
      complaint: (text) => this.complaintAbout(text, id),
      near: this.camera.toScreen([state.x, state.y]),
    });
    if (name !== null) this.renameTo(id, name);
    return this.view.focus(id);
  }

  /** Give a state another name; tell whether that could be. */
  renameTo(id, text) {
    const state = stateOf(this.drawing, id);
    const name = tidyText(text);
    const complaint = name ? this.complaintAbout(name, id) : "";
    if (complaint) this.announce(complaint);
    if (!name || complaint || !this.rules.renames(state)) return false;
    if (name === state.name) return true;
    this.commit(withFields(this.drawing, new Map([[id, { name }]])), "rename");
    this.say("renamed", { before: state.name, state: name });
    return true;
  }

  /** Draw an edge: ask for its words, then add it; `bend` moves its middle. */
  async connect(from, to, bend = [0, 0]) {
    if (!this.rules.addsEdges) return this.say("fixedEdges");
    if (this.drawing.edges.length >= CAPS.edges) {
      return this.say("fullEdges", { count: CAPS.edges });
    }
    this.view.propose(from, to);
    const fields = await this.askLabel(from, to);
    this.view.propose(null, null);
    if (fields) this.addEdge({ from, to, bend, ...fields });
    else this.say("cancelled");
    return this.view.focus(to);
  }

  /** Ask for the words of an edge from one state to another. */
  askLabel(from, to, edge = null) {
    const [tail, head] = [stateOf(this.drawing, from), stateOf(this.drawing, to)];
    const box = around([boxOf(tail), boxOf(head)]);
    return this.#dialogs.label.ask({
      title: `${tail.name} → ${head.name}`,
      edge,
      near: this.camera.toScreen([(tail.x + head.x) / 2, (tail.y + head.y) / 2]),
      spare: [this.camera.toScreen([box.x, 0])[0], this.camera.toScreen([box.x + box.w, 0])[0]],
    });
  }

  /** Add an edge whose words are known, with new states if it needs them; return its id. */
  addEdge(fields, states = []) {
    const edge = makeEdge({ ...fields, id: this.#ids.next("e"), at: this.#now() });
    this.commit(withMore(this.drawing, states, [edge]), "add-edge");
    this.selection.set([edge.id]);
    this.#tell("added", edge);
    return edge.id;
  }

  /** Ask for other words of an edge. */
  async edit(id) {
    const edge = edgeOf(this.drawing, id);
    if (!edge) return this.rename(id);
    if (!this.rules.labels(edge)) return this.say("given");
    const fields = await this.askLabel(edge.from, edge.to, edge);
    if (fields) this.change(id, fields, "label");
    return this.view.focus(id);
  }

  /** Change fields of an edge. */
  change(id, fields, what) {
    const edge = edgeOf(this.drawing, id);
    const isSame = Object.entries(fields).every(([name, value]) => `${edge[name]}` === `${value}`);
    if (isSame) return;
    // A given arrow counts from when its label was first written.
    const first = what === "label" && edge.given && isUnlabelled(edge) ? { at: this.#now() } : {};
    this.commit(withFields(this.drawing, new Map([[id, { ...fields, ...first }]])), what);
    this.#tell("changed", edgeOf(this.drawing, id));
  }

  /** Put one end of an edge at another state. */
  reconnect(id, end, state) {
    const edge = edgeOf(this.drawing, id);
    if (!edge || !this.rules.leads(edge)) return;
    this.change(id, { [end]: state, ...(edge[end] === state ? {} : { bend: [0, 0] }) }, "reconnect");
  }

  /** Remove states, with their edges, and edges. */
  remove(ids) {
    const all = [...this.drawing.states, ...this.drawing.edges];
    const things = all.filter((thing) => ids.has(thing.id) && this.rules.removes(thing));
    if (!things.length) return this.say(ids.size ? "given" : "nothingSelected");
    const [first] = things;
    const before = this.drawing;
    const gone = new Set(things.map((thing) => thing.id));
    this.selection.set([]);
    this.commit(without(before, gone), "remove");
    this.view.focus(first.from ?? null);
    if (things.length > NAMED) return this.say("removedMany", { count: things.length });
    const names = things.map((thing) => thing.name ?? this.wording.edge(before, thing));
    return this.say("removed", { thing: this.wording.list(names) });
  }

  /** Put states at places, by id. */
  moveTo(places, what = "move") {
    const fields = new Map();
    for (const [id, [x, y]] of places) fields.set(id, { x, y });
    this.commit(withFields(this.drawing, fields), what);
  }

  /** Move states by a distance. */
  moveBy(ids, [dx, dy]) {
    const states = this.drawing.states.filter((state) => ids.has(state.id));
    if (!states.length) return;
    this.moveTo(new Map(states.map(({ id, x, y }) => [id, [x + dx, y + dy]])));
    this.camera.reveal(boxOf(stateOf(this.drawing, states[0].id)));
    this.say("moved", { count: states.length });
  }

  /** Take the last change back. */
  undo() {
    this.say(this.#history.undo() ? "undone" : "noUndo", this.#counts);
  }

  /** Make a change again that was taken back. */
  redo() {
    this.say(this.#history.redo() ? "redone" : "noRedo", this.#counts);
  }

  /** Whether something can be taken back, and made again. */
  get can() {
    return { undo: this.#history.canUndo, redo: this.#history.canRedo };
  }

  get #counts() {
    return { states: this.drawing.states.length, edges: this.drawing.edges.length };
  }

  #tell(name, edge) {
    this.say(name, { edge: this.wording.edge(this.drawing, edge) });
  }
}

const widened = ({ x, y, w, h }, by) => ({ x: x - by, y: y - by, w: w + 2 * by, h: h + 2 * by });
