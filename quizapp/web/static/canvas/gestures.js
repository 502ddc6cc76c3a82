/**
 * What a drag does, one class for each kind: it follows the pointer, then ends as one change.
 *
 * Every gesture has `move(point, event)`, called once a frame, `end(point, event)` and
 * `cancel()`; points are of the canvas.
 */

import { overlap, pointAt } from "../drawing/geometry.js";
import { edgeOf, stateOf, withFields } from "./drawing.js";

/** Below this bend an edge runs by itself again. */
const STRAIGHT = 12;

/** Moves states. */
export class Move {
  #editor;
  #start;
  #held;
  #ids;
  #moved = null;

  constructor(editor, state, point) {
    [this.#editor, this.#start] = [editor, point];
    this.#held = stateOf(editor.drawing, state);
    const { selection } = editor;
    if (!selection.has(state)) selection.set([state]);
    this.#ids = new Set([...selection.ids].filter((id) => stateOf(editor.drawing, id)));
  }

  move(point) {
    const { x, y } = this.#held;
    const dx = this.#editor.snap(x + point[0] - this.#start[0]) - x;
    const dy = this.#editor.snap(y + point[1] - this.#start[1]) - y;
    const fields = new Map();
    for (const state of this.#editor.drawing.states) {
      if (this.#ids.has(state.id)) fields.set(state.id, { x: state.x + dx, y: state.y + dy });
    }
    this.#moved = withFields(this.#editor.drawing, fields);
    this.#editor.view.follow(this.#moved, this.#ids);
  }

  end(point) {
    this.move(point);
    this.#editor.commit(this.#moved, "move");
    this.#editor.view.focus(this.#held.id);
    this.#editor.say("moved", { count: this.#ids.size });
  }

  cancel() {
    this.#editor.view.render(this.#editor.drawing);
  }
}

/** Draws an edge from a state to the state under the pointer. */
export class Draw {
  #editor;
  #walk;
  #from;
  #left = false;
  #over = null;

  constructor(editor, walk, from) {
    [this.#editor, this.#walk, this.#from] = [editor, walk, from];
    walk.cancel();
    editor.view.markEnds(from, null);
  }

  move(point, event, pad) {
    const { view } = this.#editor;
    const over = view.stateAt(point, pad);
    this.#left ||= over !== this.#from;
    const target = this.#left ? over : null;
    if (target !== this.#over) view.markEnds(this.#from, target);
    this.#over = target;
    view.stretch(this.#from, point, target);
  }

  end(point, event, pad) {
    const { view } = this.#editor;
    this.move(point, event, pad);
    const target = this.#over;
    this.cancel();
    if (target) this.#editor.connect(this.#from, target);
    else view.focus(this.#from);
  }

  cancel() {
    this.#editor.view.markEnds(null, null);
    this.#editor.view.release();
  }
}

/** Bends an edge by its middle. */
export class Bend {
  #editor;
  #id;
  #edge = null;

  constructor(editor, id) {
    [this.#editor, this.#id] = [editor, id];
  }

  move(point) {
    const edge = edgeOf(this.#editor.drawing, this.#id);
    const own = this.#editor.view.layout.ownMiddle(edge);
    const bend = [point[0] - own[0], point[1] - own[1]].map(Math.round);
    this.#edge = { ...edge, bend: Math.hypot(...bend) < STRAIGHT ? [0, 0] : bend };
    this.#editor.view.bend(this.#edge);
  }

  end(point) {
    this.move(point);
    this.cancel();
    this.#editor.change(this.#id, { bend: this.#edge.bend }, "bend");
    this.#editor.view.focus(this.#id);
  }

  cancel() {
    this.#editor.view.render(this.#editor.drawing);
  }
}

/** Puts an end of an edge at another state. */
export class Reconnect {
  #editor;
  #id;
  #end;
  #over = null;

  constructor(editor, id, end) {
    [this.#editor, this.#id, this.#end] = [editor, id, end];
  }

  move(point, event, pad) {
    const { view, drawing } = this.#editor;
    const edge = edgeOf(drawing, this.#id);
    const fixed = this.#end === "to" ? edge.from : edge.to;
    this.#over = view.stateAt(point, pad);
    view.markEnds(fixed, this.#over);
    view.stretch(fixed, point, this.#over);
  }

  end(point, event, pad) {
    this.move(point, event, pad);
    this.cancel();
    if (this.#over) this.#editor.reconnect(this.#id, this.#end, this.#over);
  }

  cancel() {
    this.#editor.view.markEnds(null, null);
    this.#editor.view.release();
  }
}

/** Selects everything in a box drawn around it. */
export class Marquee {
  #editor;
  #start;
  #before;

  constructor(editor, point, adds) {
    [this.#editor, this.#start] = [editor, point];
    this.#before = adds ? [...editor.selection.ids] : [];
  }

  move([x, y]) {
    const { view, selection } = this.#editor;
    const [left, top] = [Math.min(x, this.#start[0]), Math.min(y, this.#start[1])];
    const box = {
      x: left, y: top, w: Math.abs(x - this.#start[0]), h: Math.abs(y - this.#start[1]),
    };
    view.frame(box);
    selection.set([...this.#before, ...caught(view.layout, box)]);
  }

  end(point) {
    this.move(point);
    this.cancel();
    this.#editor.say("selectedAll", { count: this.#editor.selection.ids.size });
  }

  cancel() {
    this.#editor.view.frame(null);
  }
}

function caught({ boxes, edges }, frame) {
  const inside = ([x, y]) =>
    x > frame.x && x < frame.x + frame.w && y > frame.y && y < frame.y + frame.h;
  const states = [...boxes].filter(([, box]) => overlap(box, frame) > (box.w * box.h) / 2);
  const whole = ({ curve }) => [0.02, 0.5, 0.98].every((t) => inside(pointAt(curve, t)));
  const lines = [...edges].filter(([, edge]) => whole(edge));
  return [...states, ...lines].map(([id]) => id);
}

/** Moves the window over the canvas. */
export class Pan {
  #camera;
  #at;

  constructor(camera, event) {
    [this.#camera, this.#at] = [camera, [event.clientX, event.clientY]];
  }

  move(point, { clientX, clientY }) {
    this.#camera.pan(clientX - this.#at[0], clientY - this.#at[1]);
    this.#at = [clientX, clientY];
  }

  end() {}

  cancel() {}
}
