/**
 * What stands in the way of a new arrow: states, words, and the arrows drawn already.
 *
 * Arrows are kept as points in a grid of cells, so that asking how crowded a place is costs
 * the same with five arrows as with a hundred and fifty.
 */

import { contains, sample } from "../drawing/geometry.js";

const CELL = 24;
const NEAR = 8;

/** The boxes, labels and points of a picture; what belongs to an arrow can be taken out. */
export class Scene {
  #cells = new Map();
  #labels = new Map();

  /** `boxes` maps states to boxes; `frame` is the box of the whole picture. */
  constructor(boxes, frame) {
    this.boxes = boxes;
    this.frame = frame;
  }

  /** The boxes of all words beside arrows. */
  get labels() {
    return this.#labels.values();
  }

  /** Add an arrow by its points. */
  addPoints(owner, points) {
    for (const [x, y] of points) {
      const cell = cellOf(Math.floor(x / CELL), Math.floor(y / CELL));
      if (!this.#cells.has(cell)) this.#cells.set(cell, []);
      this.#cells.get(cell).push({ at: [x, y], owner });
    }
  }

  /** Add the box of words. */
  addLabel(owner, box) {
    this.#labels.set(owner, box);
  }

  /** Add an arrow and its label. */
  addArrow(owner, curve, label) {
    this.addPoints(owner, sample(curve, 40));
    this.addLabel(owner, label);
  }

  /** Take an arrow and its label out. */
  remove(owner) {
    if (!this.#labels.delete(owner)) return;
    for (const [cell, points] of this.#cells) {
      this.#cells.set(cell, points.filter((point) => point.owner !== owner));
    }
  }

  /** Return how many points of arrows lie near a point. */
  crowdAt([x, y]) {
    return this.crowdIn({ x: x - NEAR, y: y - NEAR, w: 2 * NEAR, h: 2 * NEAR });
  }

  /** Return how many points of arrows lie in a box. */
  crowdIn(box) {
    let count = 0;
    const [left, right] = [Math.floor(box.x / CELL), Math.floor((box.x + box.w) / CELL)];
    const [top, bottom] = [Math.floor(box.y / CELL), Math.floor((box.y + box.h) / CELL)];
    for (let column = left; column <= right; column += 1) {
      for (let row = top; row <= bottom; row += 1) {
        for (const point of this.#cells.get(cellOf(column, row)) ?? []) {
          if (contains(box, point.at)) count += 1;
        }
      }
    }
    return count;
  }
}

const cellOf = (column, row) => column * 10_000 + row;
