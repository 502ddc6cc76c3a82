/** One state as seen and heard; only what changed is touched. */

import { svg } from "../drawing/svg.js";
import { NAME_SIZE } from "./layout.js";
import { roughBox } from "./sketch.js";

/** The picture of a state. */
export class StateShape {
  #shown = {};
  #box = svg("rect", { class: "canvas-state__box", rx: 12 });
  #rough = svg("path", { class: "canvas-state__rough" });
  #name = svg("text", { class: "canvas-state__name", "text-anchor": "middle" });
  #size = { w: 0, h: 0 };

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

  /** Whether the state is selected. */
  set isSelected(on) {
    this.#once("selected", on, () => this.group.classList.toggle("is-selected", on));
  }

  /** Show the state in a box, spoken as `words`. */
  show(state, box, words, isSketch) {
    this.#once("words", words, () => this.group.setAttribute("aria-label", words));
    this.#once("name", state.name, () => (this.#name.textContent = state.name));
    this.#once("given", state.given, () =>
      this.group.classList.toggle("is-given", state.given));
    this.#once("outline", `${box.w} ${isSketch}`, () => this.#outline(box, isSketch));
    this.place(state.x, state.y);
  }

  /** Put the state somewhere. Without transforms: a browser paints few large pieces faster. */
  place(x, y) {
    this.#once("place", `${x} ${y}`, () => {
      const { w, h } = this.#size;
      this.#box.setAttribute("x", x - w / 2);
      this.#box.setAttribute("y", y - h / 2);
      this.#name.setAttribute("x", x);
      this.#name.setAttribute("y", y + NAME_SIZE * 0.35);
      if (this.#shown.sketch) {
        this.#rough.setAttribute("d", roughBox({ x: x - w / 2, y: y - h / 2, w, h }, this.id));
      }
    });
  }

  #outline({ w, h }, isSketch) {
    this.#size = { w, h };
    this.#box.setAttribute("width", w);
    this.#box.setAttribute("height", h);
    [this.#shown.sketch, this.#shown.place] = [isSketch, null];
    if (!isSketch) this.#rough.removeAttribute("d");
  }

  #once(name, value, act) {
    if (this.#shown[name] === value) return;
    this.#shown[name] = value;
    act(value);
  }
}
