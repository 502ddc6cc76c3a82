/** Which part of the endless canvas is seen, and how large. */

import { animate } from "./frame.js";

const SMALLEST = 0.25;
const LARGEST = 3;
const STEP = 1.25;
const MARGIN = 24;
/** The buttons in the lower corner cover nothing that is fitted in. */
const BELOW = 44;
/** So far from the border something still is in view. */
const NEAR = 10;

/** The window on the canvas. */
export class Camera {
  #svg;
  #worlds;
  #listeners = [];
  #goal = null;

  /** `worlds` are the groups that move over `svg`. */
  constructor(svg, worlds) {
    [this.#svg, this.#worlds] = [svg, worlds];
    [this.x, this.y, this.zoom] = [0, 0, 1];
  }

  /** Call a function whenever something else is seen. */
  onChange(listener) {
    this.#listeners.push(listener);
  }

  /** Whether things can be made larger. */
  get canEnlarge() {
    return this.zoom < LARGEST;
  }

  /** Whether things can be made smaller. */
  get canReduce() {
    return this.zoom > SMALLEST;
  }

  /** The part of the canvas that is seen. */
  get view() {
    const { clientWidth, clientHeight } = this.#svg;
    const [x, y] = [-this.x / this.zoom, -this.y / this.zoom];
    return { x, y, w: clientWidth / this.zoom, h: clientHeight / this.zoom };
  }

  /** Return the point of the canvas under a point of the screen. */
  toWorld(clientX, clientY) {
    const { left, top } = this.#svg.getBoundingClientRect();
    return [(clientX - left - this.x) / this.zoom, (clientY - top - this.y) / this.zoom];
  }

  /** Return the point of the screen over a point of the canvas. */
  toScreen([x, y]) {
    const { left, top } = this.#svg.getBoundingClientRect();
    return [x * this.zoom + this.x + left, y * this.zoom + this.y + top];
  }

  /** Move by a distance on the screen. */
  pan(dx, dy) {
    this.#stop();
    this.#set(this.x + dx, this.y + dy, this.zoom);
  }

  /** Make everything larger by a factor; the point of the screen stays where it is. */
  zoomAt(factor, clientX, clientY) {
    const { left, top } = this.#svg.getBoundingClientRect();
    const zoom = Math.min(LARGEST, Math.max(SMALLEST, this.zoom * factor));
    const [px, py] = [clientX - left, clientY - top];
    const ratio = zoom / this.zoom;
    this.#stop();
    this.#set(px - (px - this.x) * ratio, py - (py - this.y) * ratio, zoom);
  }

  /** Make everything larger or smaller by a step, around the middle. */
  step(direction) {
    const { left, top, width, height } = this.#svg.getBoundingClientRect();
    this.zoomAt(direction > 0 ? STEP : 1 / STEP, left + width / 2, top + height / 2);
  }

  /**
   * Return the place and zoom that show a whole box, enlarged at most so much.
   *
   * Nothing becomes smaller than `least` either: of a box that is too large for that the top is
   * shown, and its middle.
   */
  aim(box, least = SMALLEST, most = 1) {
    const { clientWidth: width, clientHeight } = this.#svg;
    const height = clientHeight - BELOW;
    if (!box) return [width / 2, height / 2, 1];
    const fitting = Math.min((width - 2 * MARGIN) / box.w, (height - 2 * MARGIN) / box.h);
    const zoom = Math.max(least, Math.min(most, fitting));
    const top = Math.max(MARGIN, (height - box.h * zoom) / 2);
    return [width / 2 - (box.x + box.w / 2) * zoom, top - box.y * zoom, zoom];
  }

  /** Tell whether that place and zoom are what is seen, or where it is going. */
  isAt([x, y, zoom]) {
    const near = (one, other, by) => Math.abs(one - other) < by;
    const [toX, toY, toZoom] = this.#goal ?? [this.x, this.y, this.zoom];
    return near(toX, x, 1) && near(toY, y, 1) && near(toZoom, zoom, 0.005);
  }

  /** Go to a place and zoom. */
  go(to, { smooth = false } = {}) {
    this.#goal = to;
    if (!smooth) return this.#set(...to);
    const from = [this.x, this.y, this.zoom];
    return animate((share) => {
      if (this.#goal === to) this.#set(...to.map((end, i) => from[i] + (end - from[i]) * share));
    });
  }

  /** Leave off going anywhere: a hand has taken over. */
  #stop() {
    this.#goal = null;
  }

  /** Move just so far that a box is seen. */
  reveal(box) {
    const { x, y, w, h } = this.view;
    const pad = Math.min(NEAR / this.zoom, w / 6, h / 6);
    const shift = (start, size, from, room) => {
      if (start < from + pad) return from + pad - start;
      return Math.min(0, from + room - pad - start - size);
    };
    const [dx, dy] = [shift(box.x, box.w, x, w), shift(box.y, box.h, y, h)];
    if (dx || dy) this.pan(dx * this.zoom, dy * this.zoom);
  }

  #set(x, y, zoom) {
    [this.x, this.y, this.zoom] = [x, y, zoom];
    const matrix = `matrix(${zoom} 0 0 ${zoom} ${x} ${y})`;
    for (const world of this.#worlds) world.setAttribute("transform", matrix);
    for (const listener of this.#listeners) listener();
  }
}
