/** The keyboard on the canvas; every key is listed in the page's help. */

import { DIRECTIONS } from "../drawing/directions.js";
import { neighbour } from "../drawing/geometry.js";
import { listenForUndo } from "../drawing/undo-keys.js";
import { edgeOf, stateOf } from "./drawing.js";

const STEP = 20;

/** Listens to the keyboard on the canvas and, for undo and redo, around it. */
export class Keyboard {
  #editor;
  #walk;
  #pointer;
  #commands;

  /** `commands` are what the keys beside those of the drawing do, by name. */
  constructor(root, { editor, walk, pointer, commands }) {
    [this.#editor, this.#walk, this.#pointer] = [editor, walk, pointer];
    this.#commands = commands;
    const { surface } = editor.view;
    surface.addEventListener("keydown", (event) => this.#press(event));
    surface.addEventListener("keyup", (event) => {
      if (event.key === " ") pointer.isSpaceDown = false;
    });
    listenForUndo(root, editor);
  }

  #press(event) {
    const used = event.ctrlKey || event.metaKey ? this.#withControl(event) : this.#alone(event);
    if (!used) return;
    event.preventDefault();
    event.stopPropagation();
  }

  #withControl(event) {
    if (event.key.toLowerCase() !== "a" || event.altKey) return false;
    this.#walk.selectAll();
    return true;
  }

  #alone(event) {
    const id = event.target.closest("[data-state], [data-edge]")?.dataset;
    const direction = DIRECTIONS[event.key];
    if (direction && event.altKey) return this.#shift(id?.state, direction, event);
    if (event.altKey) return false;
    if (id?.edge && this.#onEdge(event, id.edge, direction)) return true;
    if (id?.state && this.#onState(event, id.state, direction)) return true;
    return this.#anywhere(event, direction);
  }

  #onState(event, id, direction) {
    if (direction) return this.#go(id, direction);
    const acts = {
      PageDown: () => this.#turn(id, 1),
      PageUp: () => this.#turn(id, -1),
      Enter: () => this.#walk.touch(id),
      F2: () => this.#editor.rename(id),
      r: () => this.#editor.rename(id),
      e: () => this.#walk.selectNext({ leaving: id }),
      " ": () => this.#editor.selection.toggle(id),
      Delete: () => this.#remove(id),
      Backspace: () => this.#remove(id),
    };
    return run(acts, event.key);
  }

  #onEdge(event, id, direction) {
    const edge = edgeOf(this.#editor.drawing, id);
    if (direction || event.key.toLowerCase() === "e") {
      const back = event.shiftKey || (direction && direction[0] + direction[1] < 0);
      this.#walk.selectNext({ after: id, step: back ? -1 : 1 });
      return true;
    }
    const acts = {
      Enter: () => this.#editor.edit(id),
      F2: () => this.#editor.edit(id),
      r: () => this.#editor.edit(id),
      f: () => this.#walk.loosen(id, "from"),
      t: () => this.#walk.loosen(id, "to"),
      "[": () => this.#bend(edge, -STEP),
      "]": () => this.#bend(edge, STEP),
      Delete: () => this.#remove(id),
      Backspace: () => this.#remove(id),
      Escape: () => this.#leave(edge),
    };
    return run(acts, event.key);
  }

  #anywhere(event, direction) {
    const { camera, view } = this.#editor;
    if (direction) {
      if (view.order.length) view.focus(view.order[0]);
      return true;
    }
    const acts = {
      n: () => this.#editor.placeState(),
      e: () => this.#walk.selectNext({}),
      Home: () => view.order.length && this.#visit(view.order[0]),
      End: () => view.order.length && this.#visit(view.order.at(-1)),
      Escape: () => this.#escape(),
      Enter: () => this.#editor.drawing.states.length || this.#editor.placeState(),
      Delete: () => this.#editor.remove(this.#editor.selection.ids),
      Backspace: () => this.#editor.remove(this.#editor.selection.ids),
      " ": () => (this.#pointer.isSpaceDown = true),
      "+": () => camera.step(1),
      "=": () => camera.step(1),
      "-": () => camera.step(-1),
      0: () => this.#commands.fit(),
      g: () => this.#commands.snap(),
    };
    return run(acts, event.key);
  }

  /** Give up one thing at a time: what is begun, what is selected, the window. */
  #escape() {
    const { selection } = this.#editor;
    const isSelected = selection.ids.size > 0;
    if (this.#pointer.cancel() || this.#walk.cancel() || isSelected) return;
    this.#commands.leave();
  }

  /** What is selected goes together; otherwise what has the focus. */
  #remove(id) {
    const { selection } = this.#editor;
    this.#editor.remove(selection.has(id) ? selection.ids : new Set([id]));
  }

  /** Go to the state in a direction; where there is none, to the next in reading order. */
  #go(id, direction) {
    const next = neighbour(this.#editor.view.layout.boxes, id, direction);
    if (next === null) this.#turn(id, direction[0] + direction[1]);
    else this.#visit(next);
    return true;
  }

  /** Go to the next state in reading order, or the one before. */
  #turn(id, step) {
    const { order } = this.#editor.view;
    this.#visit(order[(order.indexOf(id) + step + order.length) % order.length]);
  }

  #visit(id) {
    const { view, camera } = this.#editor;
    camera.reveal(view.layout.boxes.get(id));
    view.focus(id);
  }

  #shift(id, [dx, dy], { shiftKey }) {
    if (!id) return false;
    const { selection } = this.#editor;
    const step = shiftKey ? 1 : STEP;
    this.#editor.moveBy(selection.has(id) ? selection.ids : new Set([id]), [dx * step, dy * step]);
    return true;
  }

  #bend(edge, by) {
    if (!this.#editor.rules.leads(edge)) return this.#editor.say("given");
    const { boxes } = this.#editor.view.layout;
    const [a, b] = [boxes.get(edge.from), boxes.get(edge.to)];
    const [dx, dy] = [b.x - a.x, b.y - a.y];
    const length = Math.hypot(dx, dy) || 1;
    const [nx, ny] = edge.from === edge.to ? [0, 1] : [dy / length, -dx / length];
    const bend = [edge.bend[0] + nx * by, edge.bend[1] + ny * by].map(Math.round);
    return this.#editor.change(edge.id, { bend }, "bend");
  }

  #leave(edge) {
    if (this.#walk.cancel()) return;
    const state = stateOf(this.#editor.drawing, edge.from);
    this.#editor.view.focus(state.id);
  }
}

function run(acts, key) {
  const act = acts[key] ?? acts[key.toLowerCase()];
  act?.();
  return Boolean(act);
}
