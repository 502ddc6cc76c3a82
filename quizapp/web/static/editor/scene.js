/**
 * What stands in the way of a new arrow: states, words, and the arrows drawn already.
 *
 * Arrows are kept as points in a grid of cells, so that asking how crowded a place is costs
 * the same with five arrows as with a hundred and fifty.
 */

import { contains, sample } from "./geometry.js";

const CELL = 24;
const NEAR = 8;

/** The boxes, labels and points of a picture. */
export class Scene {
  #cells = new Map();

  /** `boxes` maps states to boxes; `frame` is the box of the whole picture. */
  constructor(boxes, frame) {
    this.boxes = boxes;
    this.frame = frame;
    this.labels = [];
  }

  /** Return a copy, to which arrows can be added without changing this one. */
  copy() {
    const copy = new Scene(this.boxes, this.frame);
    copy.labels = [...this.labels];
    for (const [cell, points] of this.#cells) copy.#cells.set(cell, [...points]);
    return copy;
  }

  /** Add the points of an arrow. */
  addPoints(points) {
    for (const [x, y] of points) {
      const cell = cellOf(Math.floor(x / CELL), Math.floor(y / CELL));
      if (!this.#cells.has(cell)) this.#cells.set(cell, []);
      this.#cells.get(cell).push([x, y]);
    }
  }

  /** Add an arrow and its label. */
  addArrow(curve, label) {
    this.addPoints(sample(curve, 40));
    this.labels.push(label);
  }

  /** Return how many points of arrows lie near a point. */
  crowdAt([x, y]) {
    const box = { x: x - NEAR, y: y - NEAR, w: 2 * NEAR, h: 2 * NEAR };
    return this.crowdIn(box);
  }

  /** Return how many points of arrows lie in a box. */
  crowdIn(box) {
    let count = 0;
    const [left, right] = [Math.floor(box.x / CELL), Math.floor((box.x + box.w) / CELL)];
    const [top, bottom] = [Math.floor(box.y / CELL), Math.floor((box.y + box.h) / CELL)];
    for (let column = left; column <= right; column += 1) {
      for (let row = top; row <= bottom; row += 1) {
        for (const point of this.#cells.get(cellOf(column, row)) ?? []) {
          if (contains(box, point)) count += 1;
        }
      }
    }
    return count;
  }
}

const cellOf = (column, row) => column * 10_000 + row;
