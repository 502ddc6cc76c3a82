/**
 * Where everything of a drawing stands: boxes of states, curves of edges, places of labels.
 *
 * Lines depend on the drawing alone; a label stays where it is for as long as its edge does
 * and nothing comes in its way. While something is dragged only the edges that touch it are
 * laid out again, and their labels keep their place along the curve.
 */

import { centre, overlap, pointAt } from "../drawing/geometry.js";
import { textWidth } from "../drawing/labels.js";
import { Ground, placeLabels } from "./placing.js";
import { edgesAt } from "./drawing.js";
import { across, bow, clearBow, hits, laneOf, loopMiddles, loopThrough } from "./curves.js";

/** How tall a state is: a finger's width. */
export const STATE_HEIGHT = 44;
/** The size of a state's name. */
export const NAME_SIZE = 14;
const STATE_LEAST = 92;
const STATE_PADDING = 30;

/** Return the box of a state. */
export function boxOf({ name, x, y }) {
  const w = Math.ceil(Math.max(STATE_LEAST, textWidth(name, NAME_SIZE) + STATE_PADDING));
  return { x: x - w / 2, y: y - STATE_HEIGHT / 2, w, h: STATE_HEIGHT };
}

/** Return the box around boxes, or `null` if there are none. */
export function around(boxes) {
  const all = [...boxes];
  if (!all.length) return null;
  const [x, y] = [Math.min(...all.map((box) => box.x)), Math.min(...all.map((box) => box.y))];
  const right = Math.max(...all.map((box) => box.x + box.w));
  const bottom = Math.max(...all.map((box) => box.y + box.h));
  return { x, y, w: right - x, h: bottom - y };
}

/** The layout of the drawing shown, kept from change to change. */
export class Layout {
  #linesOf;
  #groups = new Map();

  /** `linesOf` returns the lines of words beside an edge. */
  constructor(linesOf) {
    this.#linesOf = linesOf;
    this.boxes = new Map();
    this.edges = new Map();
  }

  /** The boxes of all words beside edges. */
  get labels() {
    return [...this.edges.values()].map((edge) => edge.label);
  }

  /** Tell whether a line runs through a box. */
  isCrossed(box) {
    return [...this.edges.values()].some(({ curve }) => hits(curve, [box]) > 0);
  }

  /** The box around everything, or `null` if nothing is drawn. */
  get extent() {
    return around([...this.boxes.values(), ...this.labels]);
  }

  /** Lay out a drawing. */
  take(drawing) {
    this.boxes = new Map(drawing.states.map((state) => [state.id, boxOf(state)]));
    this.#groups = grouped(drawing.edges);
    const before = this.edges;
    this.edges = new Map();
    const ground = new Ground(this.boxes.values());
    for (const edge of drawing.edges) {
      const curve = this.#curve(edge);
      this.edges.set(edge.id, { curve, lines: this.#linesOf(edge) });
      ground.addLine(edge.id, curve);
    }
    this.#placeWords(before, ground);
  }

  /** Words stay where they were if nothing came in their way; the others choose together. */
  #placeWords(before, ground) {
    const [kept, fresh] = [[], []];
    for (const [id, place] of this.edges) {
      if (keep(id, place, before.get(id), ground, kept)) kept.push(place.label);
      else fresh.push({ id, ...place });
    }
    for (const [id, label] of placeLabels(fresh, ground, kept)) {
      const place = this.edges.get(id);
      Object.assign(place, { label, t: nearest(place.curve, centre(label)) });
    }
  }

  /** Lay out the edges of states that are being moved; return them by id. */
  follow(drawing, moved) {
    for (const state of drawing.states) {
      if (moved.has(state.id)) this.boxes.set(state.id, boxOf(state));
    }
    return this.#again(edgesAt(drawing, moved));
  }

  /** Lay out one edge that is being bent or re-connected; return it by id. */
  again(edge) {
    return this.#again([edge]);
  }

  /** Return the middle an edge would have if it was not bent. */
  ownMiddle(edge) {
    return pointAt(this.#curve({ ...edge, bend: [0, 0] }, true), 0.5);
  }

  /** Return the middle an edge would have that is drawn next from one state to another. */
  middleBetween(from, to) {
    const edge = { id: "", from, to, bend: [0, 0] };
    const group = this.#groups.get(pairOf(edge)) ?? [];
    if (from === to) return loopMiddles(this.boxes.get(from), Math.floor(group.length / 4))[group.length % 4];
    const curve = this.#bow(edge, laneOf(group.length, group.length + 1), true);
    return pointAt(curve, 0.5);
  }

  #again(edges) {
    const found = new Map();
    for (const edge of edges) {
      const known = this.edges.get(edge.id);
      const curve = this.#curve(edge);
      const label = carried(known, curve);
      const place = { curve, lines: known.lines, label, t: known.t, isMoved: true };
      this.edges.set(edge.id, place);
      found.set(edge.id, place);
    }
    return found;
  }

  #curve(edge, plain = false) {
    const group = this.#groups.get(pairOf(edge)) ?? [edge];
    const place = Math.max(0, group.findIndex((other) => other.id === edge.id));
    if (edge.from === edge.to) return this.#loop(edge, place);
    return this.#bow(edge, laneOf(place, group.length), plain);
  }

  #bow(edge, lane, plain) {
    const [tail, head] = [this.boxes.get(edge.from), this.boxes.get(edge.to)];
    // Lanes are counted from the same side, whichever way an edge runs.
    const ends = edge.from < edge.to ? [tail, head] : [head, tail];
    const [nx, ny] = across(centre(ends[0]), centre(ends[1]));
    const [bx, by] = edge.bend;
    if (bx || by || plain) return bow(tail, head, [nx * lane + bx, ny * lane + by]);
    return clearBow(tail, head, lane, [nx, ny], this.#others(edge));
  }

  #loop(edge, place) {
    const box = this.boxes.get(edge.from);
    const middles = loopMiddles(box, Math.floor(place / 4));
    const [bx, by] = edge.bend;
    const start = bx || by ? middles[place % 4] : this.#freeMiddle(edge, box, middles, place % 4);
    return loopThrough(box, [start[0] + bx, start[1] + by]);
  }

  #freeMiddle(edge, box, middles, place) {
    const others = this.#others(edge);
    const cost = (middle) => hits(loopThrough(box, middle), others);
    const free = middles.filter((_, side) => side >= place).find((middle) => cost(middle) === 0);
    return place ? middles[place] : (free ?? middles[0]);
  }

  #others(edge) {
    const others = [];
    for (const [id, box] of this.boxes) if (id !== edge.from && id !== edge.to) others.push(box);
    return others;
  }

}

/** Leave a label where it was, if its edge is as it was and nothing came in its way. */
function keep(id, place, before, ground, kept) {
  const isSame = before && `${before.curve}` === `${place.curve}` && `${before.lines}` === `${place.lines}`;
  if (!isSame || before.isMoved || ground.isTaken(before.label, id)) return false;
  if (kept.some((other) => overlap(before.label, other) > 0)) return false;
  Object.assign(place, { label: before.label, t: before.t });
  return true;
}

function carried({ curve: old, label, t }, curve) {
  const [[ax, ay], [bx, by]] = [pointAt(old, t), pointAt(curve, t)];
  return { ...label, x: label.x + bx - ax, y: label.y + by - ay };
}

function nearest(curve, [x, y]) {
  let best = { t: 0.5, far: Infinity };
  for (let t = 0.1; t <= 0.9; t += 0.1) {
    const [px, py] = pointAt(curve, t);
    const far = Math.hypot(px - x, py - y);
    if (far < best.far) best = { t, far };
  }
  return best.t;
}

const pairOf = ({ from, to }) => (from < to ? `${from}\n${to}` : `${to}\n${from}`);

function grouped(edges) {
  const groups = new Map();
  for (const edge of edges) {
    const pair = pairOf(edge);
    if (!groups.has(pair)) groups.set(pair, []);
    groups.get(pair).push(edge);
  }
  return groups;
}
