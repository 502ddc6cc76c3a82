/** What can be taken hold of on the thing selected: ends and middle of an edge, a state's arrow. */

import { lengthOf, pointAt } from "../drawing/geometry.js";
import { svg } from "../drawing/svg.js";

const RADIUS = 5.5;
/** How far the handles of the ends lie from them, so that the tip stays in sight. */
const [TAIL, HEAD] = [7, 20];
const REACH = 22;
const BESIDE = 20;

/** The handles; they keep their size on the screen. */
export class Handles {
  #layer;
  #made = new Map();
  #zoom = 1;

  constructor(layer) {
    this.#layer = layer;
  }

  /** Show the handles of an edge along its curve. */
  ofEdge(curve) {
    const length = lengthOf(curve) * this.#zoom;
    const ends = [Math.min(0.25, TAIL / length), 0.5, Math.max(0.7, 1 - HEAD / length)];
    const [from, middle, to] = ends.map((t) => pointAt(curve, t));
    this.#show({ from, middle, to });
  }

  /** Show the handle beside a state from which an edge can be drawn. */
  ofState(box) {
    this.#show({ connect: [box.x + box.w + BESIDE / this.#zoom, box.y + box.h / 2] });
  }

  /** Show none. */
  none() {
    this.#show({});
  }

  /** Keep the size on the screen at another zoom. */
  scale(zoom) {
    this.#zoom = zoom;
    for (const { group, at } of this.#made.values()) this.#place(group, at);
  }

  #show(wanted) {
    for (const [name, { group }] of this.#made) {
      if (name in wanted) continue;
      group.remove();
      this.#made.delete(name);
    }
    for (const [name, at] of Object.entries(wanted)) {
      const group = this.#made.get(name)?.group ?? this.#make(name);
      this.#made.set(name, { group, at });
      this.#place(group, at);
    }
  }

  #make(name) {
    const dot = svg("circle", { class: "canvas-handle__dot", r: name === "connect" ? 11 : RADIUS });
    const reach = svg("circle", { class: "canvas-handle__reach", r: REACH });
    const group = svg("g", { class: "canvas-handle", "data-handle": name, "aria-hidden": "true" });
    group.append(reach, dot);
    if (name === "connect") {
      group.append(svg("path", { class: "canvas-handle__arrow", d: "M-5 0H4M0.5 -3.5L4.5 0L0.5 3.5" }));
    }
    this.#layer.append(group);
    return group;
  }

  #place(group, [x, y]) {
    const size = 1 / this.#zoom;
    group.setAttribute("transform", `translate(${x.toFixed(1)} ${y.toFixed(1)}) scale(${size})`);
  }
}
