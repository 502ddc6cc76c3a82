/** A row of boxes to tick, one for each segment; arrow keys go along it. */

const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/** The boxes of one question; a box without a value chooses nothing. */
export class Chips {
  #boxes;

  constructor(boxes) {
    this.#boxes = boxes;
  }

  /** The values that are ticked. */
  get chosen() {
    return this.#boxes.filter((box) => box.checked && box.value).map((box) => box.value);
  }

  /** Tick these values, and no others. */
  choose(values) {
    for (const box of this.#boxes) box.checked = values.includes(box.value);
  }

  /** Go to the first box that is ticked, or to the first. */
  focus() {
    (this.#boxes.find((box) => box.checked) ?? this.#boxes[0])?.focus();
  }

  /** React to a key on a box; tell whether it was used. */
  press({ key, target }) {
    const here = this.#boxes.indexOf(target);
    if (!STEPS[key] || here < 0) return false;
    this.#boxes[(here + STEPS[key] + this.#boxes.length) % this.#boxes.length].focus();
    return true;
  }
}
