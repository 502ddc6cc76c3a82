/**
 * What can be done to a drawing, however it is asked for: by pointer, by key or by button.
 *
 * Holds the two things that are not part of the drawing itself: the state an arrow has been
 * started from, and the arrow that is selected.
 */

import { joinSegments, segmentsOf } from "../drawing/segments.js";
import { isArrow, makeRow, rowOf, withChange, withRow, withoutRow } from "./model.js";

/** The commands of the editor. */
export class Editor {
  #history;
  #view;
  #dialog;
  #words;
  #announce;
  #listeners = [];

  constructor({ history, view, dialog, words, announce }) {
    [this.#history, this.#view, this.#dialog] = [history, view, dialog];
    [this.#words, this.#announce] = [words, announce];
    this.source = null;
    this.selected = null;
    history.onChange(() => this.#refresh());
  }

  /** The arrows drawn so far. */
  get arrows() {
    return this.#history.present.filter((row) => isArrow(row) && this.#view.arrow(row.id));
  }

  /** Call a function whenever what is selected changes. */
  onSelect(listener) {
    this.#listeners.push(listener);
  }

  /** Start an arrow in a state, or end the one that was started. */
  touch(state) {
    if (this.source === null) this.#start(state);
    else this.connect(this.source, state);
  }

  /** Draw an arrow: ask for its words, then add it. */
  async connect(from, to) {
    this.#view.markEnds(from, to);
    const label = await this.#dialog.ask({ title: `${from} → ${to}`, event: "", segments: [] });
    this.#clearSource();
    this.#view.focusState(to);
    if (!label) return this.#announce(this.#words.say("cancelled"));
    const row = makeRow({ from, to, event: label.event, send: joinSegments(label.segments) });
    this.#history.commit(withRow(this.#history.present, row));
    return this.#tell("added", row);
  }

  /** Change the words of an arrow. */
  async edit(id) {
    const row = rowOf(this.#history.present, id);
    if (!row) return;
    const title = `${row.from} → ${row.to}`;
    const asked = { title, event: row.event, segments: segmentsOf(row) };
    const label = await this.#dialog.ask(asked);
    if (label) {
      const fields = { event: label.event, send: joinSegments(label.segments) };
      this.#history.commit(withChange(this.#history.present, id, fields));
      this.#tell("changed", rowOf(this.#history.present, id));
    }
    this.#view.focusArrow(id);
  }

  /** Remove an arrow. */
  remove(id) {
    const row = rowOf(this.#history.present, id);
    if (!row) return;
    this.#history.commit(withoutRow(this.#history.present, id));
    this.#view.focusState(row.from);
    this.#tell("removed", row);
  }

  /** Select an arrow, so that it can be changed or removed. */
  select(id) {
    const row = rowOf(this.#history.present, id);
    if (!row) return;
    this.#clearSource();
    this.#setSelected(id);
    this.#view.focusArrow(id);
    this.#tell("selected", row);
  }

  /** Select the next arrow, or the one before: first those that leave a state. */
  selectNext({ after = null, leaving = null, step = 1 }) {
    const arrows = this.arrows;
    if (!arrows.length) return this.#announce(this.#words.say("noArrows"));
    const here = arrows.findIndex((row) => row.id === after);
    const own = arrows.findIndex((row) => row.from === leaving);
    const next = here < 0 ? Math.max(own, 0) : (here + step + arrows.length) % arrows.length;
    return this.select(arrows[next].id);
  }

  /** Go back from an arrow to the state it leaves. */
  leave(id) {
    this.cancel();
    this.#view.focusState(rowOf(this.#history.present, id).from);
  }

  /** Forget what was started and what was selected. */
  cancel() {
    const wasDrawing = this.source !== null;
    this.#clearSource();
    this.#setSelected(null);
    if (wasDrawing) this.#announce(this.#words.say("cancelled"));
  }

  /** Take the last change back. */
  undo() {
    if (this.#history.undo()) this.#count("undone");
  }

  /** Make a change again that was taken back. */
  redo() {
    if (this.#history.redo()) this.#count("redone");
  }

  #start(state) {
    this.#setSelected(null);
    this.source = state;
    this.#view.markEnds(state, null);
    this.#view.focusState(state);
    this.#announce(this.#words.say("from", { state }));
  }

  #clearSource() {
    this.source = null;
    this.#view.markEnds(null, null);
  }

  #setSelected(id) {
    this.selected = id;
    this.#view.markSelected(id);
    for (const listener of this.#listeners) listener(id);
  }

  #refresh() {
    const held = this.#view.diagram.contains(document.activeElement);
    this.#view.render(this.#history.present);
    const gone = this.selected !== null && !this.#view.arrow(this.selected);
    this.#setSelected(gone ? null : this.selected);
    if (held && document.activeElement === document.body) this.#view.focusDiagram();
  }

  #tell(name, row) {
    this.#announce(this.#words.say(name, { arrow: this.#words.arrow(row) }));
  }

  #count(name) {
    this.#announce(this.#words.say(name, { count: this.arrows.length }));
  }
}
