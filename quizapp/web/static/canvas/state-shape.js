/** One state as seen and heard; only what changed is touched. */

import { svg } from "../editor/svg.js";
import { NAME_SIZE } from "./layout.js";
import { roughBox } from "./sketch.js";

/** The picture of a state. */
export class StateShape {
  #shown = {};
  #box = svg("rect", { class: "canvas-state__box", rx: 12 });
  #rough = svg("path", { class: "canvas-state__rough" });
  #name = svg("text", { class: "canvas-state__name", "text-anchor": "middle", y: NAME_SIZE * 0.35 });

  constructor(id) {
    this.id = id;
    this.#name.setAttribute("font-size", NAME_SIZE);
    this.group = svg(
      "g",
      { class: "canvas-state", role: "button", tabindex: "-1", "data-state": id },
      this.#box,
      this.#rough,
      this.#name,
    );
  }

  /** Show the state in a box, spoken as `words`. */
  show(state, box, words, isSketch) {
    this.place(state.x, state.y);
    this.#once("words", words, () => this.group.setAttribute("aria-label", words));
    this.#once("name", state.name, () => (this.#name.textContent = state.name));
    this.#once("given", state.given, () =>
      this.group.classList.toggle("is-given", state.given));
    this.#once("outline", `${box.w} ${isSketch}`, () => this.#outline(box, isSketch));
  }

  /** Put the state somewhere. */
  place(x, y) {
    this.#once("place", `translate(${x.toFixed(1)} ${y.toFixed(1)})`, (value) =>
      this.group.setAttribute("transform", value));
  }

  #outline({ w, h }, isSketch) {
    const own = { x: -w / 2, y: -h / 2, w, h };
    const attributes = { x: own.x, y: own.y, width: w, height: h };
    for (const [name, value] of Object.entries(attributes)) this.#box.setAttribute(name, value);
    if (isSketch) this.#rough.setAttribute("d", roughBox(own, this.id));
    else this.#rough.removeAttribute("d");
  }

  #once(name, value, act) {
    if (this.#shown[name] === value) return;
    this.#shown[name] = value;
    act(value);
  }
}
