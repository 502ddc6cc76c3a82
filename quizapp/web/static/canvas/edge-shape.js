/** One edge as seen and heard: its line, its tip and its words; only what changed is touched. */

import { shortened, tip } from "../drawing/geometry.js";
import { LABEL_SIZE, LINE_HEIGHT } from "../drawing/labels.js";
import { curveData, pointData, svg } from "../drawing/svg.js";
import { roughCurve } from "./sketch.js";

const TIP = 11;

/** The picture of an edge. */
export class EdgeShape {
  #shown = {};
  #hit = svg("path", { class: "canvas-edge__hit" });
  #line = svg("path", { class: "canvas-edge__line" });
  #tip = svg("path", { class: "canvas-edge__tip" });
  #plate = svg("rect", { class: "canvas-edge__plate", rx: 5 });
  #texts = [];

  constructor(id) {
    this.id = id;
    const looks = { class: "canvas-arrow", "aria-hidden": "true", "data-edge": id };
    /** The line lies below the words of all edges, so that none is struck through. */
    this.under = svg("g", looks, this.#hit, this.#line, this.#tip);
    const part = { class: "canvas-edge", role: "button", tabindex: "-1", "data-edge": id };
    this.group = svg("g", part, this.#plate);
    for (const type of ["focus", "blur", "pointerenter", "pointerleave"]) {
      this.group.addEventListener(type, () => this.#light());
    }
  }

  /** Whether the edge is selected. */
  set isSelected(on) {
    this.#once("selected", on, () => {
      this.group.classList.toggle("is-selected", on);
      this.under.classList.toggle("is-held", on);
    });
  }

  /** Show the edge along its curve, spoken as `words`. */
  show({ curve, label, lines }, { words, isGiven, isBlank, isUnclear, isSketch }) {
    this.#once("words", words, () => this.group.setAttribute("aria-label", words));
    const classes = { "is-given": isGiven, "is-blank": isBlank, "is-unclear": isUnclear };
    for (const [name, on] of Object.entries(classes)) {
      this.#once(name, on, () => this.#mark(name, on));
    }
    this.#once("lines", lines.join("\n"), () => this.#write(lines));
    this.#once("size", `${label.w} ${label.h}`, () => this.#setPlate(label));
    this.route({ curve, label }, isSketch);
  }

  /** Let the edge run along another curve, with its words at another place. */
  route({ curve, label }, isSketch) {
    const shaft = shortened(curve, TIP);
    const straight = curveData(shaft);
    this.#once("line", `${isSketch ? "~" : ""}${straight}`, () => {
      this.#line.setAttribute("d", isSketch ? roughCurve(shaft, this.id) : straight);
      this.#hit.setAttribute("d", curveData(curve));
      const outline = tip(shaft[3], curve[3], 4.5).map(pointData).join("L");
      this.#tip.setAttribute("d", `M${outline}Z`);
    });
    this.#once("place", `${label.x.toFixed(1)} ${label.y.toFixed(1)}`, () => this.#place(label));
  }

  /** The line wears the looks of its words. */
  #mark(name, on) {
    for (const part of [this.group, this.under]) part.classList.toggle(name, on);
  }

  #light() {
    this.under.classList.toggle("is-focused", this.group.matches(":focus-visible"));
    this.under.classList.toggle("is-hovered", this.group.matches(":hover"));
  }

  #write(lines) {
    this.#texts = lines.map((line, place) => {
      const text = svg("text", {
        class: place ? "canvas-edge__send" : "canvas-edge__event",
        "text-anchor": "middle",
        "font-size": LABEL_SIZE,
      });
      text.textContent = line;
      return text;
    });
    this.group.replaceChildren(this.#plate, ...this.#texts);
    this.#shown.place = null;
  }

  #setPlate({ w, h }) {
    this.#plate.setAttribute("width", w);
    this.#plate.setAttribute("height", h);
    this.#shown.place = null;
  }

  /** Without transforms: a browser paints few large pieces faster. */
  #place({ x, y, w }) {
    this.#plate.setAttribute("x", x.toFixed(1));
    this.#plate.setAttribute("y", y.toFixed(1));
    this.#texts.forEach((text, place) => {
      text.setAttribute("x", (x + w / 2).toFixed(1));
      text.setAttribute("y", (y + 1 + (place + 0.5) * LINE_HEIGHT + LABEL_SIZE * 0.35).toFixed(1));
    });
  }

  #once(name, value, act) {
    if (this.#shown[name] === value) return;
    this.#shown[name] = value;
    act(value);
  }
}
