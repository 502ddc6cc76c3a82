/**
 * Freehand: collects the points of a stroke, shows the ink, and does what the stroke means.
 *
 * What a stroke means is told by the recogniser; whatever it is, it is one undoable change,
 * and never the only way to make it.
 */

import { centre, overlap, sample } from "../drawing/geometry.js";
import { edgeOf } from "./drawing.js";
import { recognise } from "./strokes/recognise.js";

/** Why a stroke meant nothing, and the sentence that helps; of other reasons little can be said. */
const HELP = {
  small: "strokeSmall",
  inside: "strokeInside",
  open: "strokeOpen",
  "no-source": "strokeNoSource",
  "no-target": "strokeNoTarget",
};

/** One stroke of the pen. */
export class Ink {
  #editor;
  #walk;
  #points = [];
  #last;

  /** `last` is shared by all strokes: the edge drawn last and when. */
  constructor(editor, walk, event, last) {
    [this.#editor, this.#walk, this.#last] = [editor, walk, last];
    this.collect(event);
  }

  /** Take every point in, also those between two frames. */
  collect(event) {
    const all = event.getCoalescedEvents?.() ?? [];
    for (const one of all.length ? all : [event]) {
      const [x, y] = this.#editor.camera.toWorld(one.clientX, one.clientY);
      this.#points.push({ x, y, t: one.timeStamp, p: one.pressure });
    }
  }

  move() {
    this.#editor.view.ink(this.#points.map(({ x, y }) => [x, y]));
  }

  end(point, event) {
    this.cancel();
    const meant = recognise(this.#points, sceneOf(this.#editor.view), {
      zoom: this.#editor.camera.zoom,
      pointer: event.pointerType,
      lastEdge: this.#last.edge,
      since: performance.now() - this.#last.when,
    });
    return this.#act(meant);
  }

  cancel() {
    this.#editor.view.ink([]);
  }

  #act(meant) {
    const editor = this.#editor;
    const actions = {
      state: (ring) => this.#place(ring),
      edge: (edge) => this.#connect(edge),
      scribble: ({ states, edges }) => editor.remove(new Set([...states, ...edges])),
      enclose: ({ states }) => editor.selection.set(states),
      arrowhead: (head) => this.#turn(head),
      tap: ({ on }) => this.#tap(on),
      none: ({ reason }) => editor.say(HELP[reason] ?? "strokeUnclear"),
    };
    return actions[meant.kind](meant);
  }

  /** Where no state can be added, a ring at a state is an edge from it to itself. */
  #place({ x, y, w, h }) {
    const { rules, view } = this.#editor;
    const middle = [x + w / 2, y + h / 2];
    if (rules.addsStates) return this.#editor.placeState(middle);
    const [state] = [...view.layout.boxes].find(([, box]) => overlap(box, { x, y, w, h })) ?? [];
    if (!state) return this.#editor.placeState(middle);
    const [cx, cy] = centre(view.layout.boxes.get(state));
    const via = [2 * middle[0] - cx, 2 * middle[1] - cy];
    return this.#connect({ from: state, to: state, via });
  }

  async #connect({ from, to, via }) {
    const editor = this.#editor;
    const bend = via ? bendThrough(editor, from, to, via) : [0, 0];
    const before = editor.drawing.edges.length;
    await editor.connect(from, to, bend);
    if (editor.drawing.edges.length > before) {
      Object.assign(this.#last, { edge: editor.drawing.edges.at(-1).id, when: performance.now() });
    }
  }

  /** A head at the tail of the edge just drawn turns it around. */
  #turn({ edge: id, reverse }) {
    const edge = edgeOf(this.#editor.drawing, id);
    if (!reverse || !edge) return;
    this.#editor.change(id, { from: edge.to, to: edge.from }, "reconnect");
  }

  #tap(on) {
    const id = on?.state ?? on?.edge ?? null;
    if (id !== null) this.#walk.select(id);
    else this.#walk.cancel();
  }
}

/** Return the bend that leads an edge yet to be drawn through a point. */
function bendThrough({ view }, from, to, via) {
  const { x, y } = via.x === undefined ? { x: via[0], y: via[1] } : via;
  const own = view.layout.middleBetween(from, to);
  return [Math.round(x - own[0]), Math.round(y - own[1])];
}

function sceneOf({ layout }) {
  const states = [...layout.boxes].map(([id, box]) => ({ id, ...box }));
  const edges = [...layout.edges].map(([id, { curve, label }]) => ({
    id,
    label,
    points: [curve[0], ...sample(curve, 20), curve[3]],
  }));
  return { states, edges };
}
