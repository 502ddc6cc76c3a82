/** Two fingers: they move the window and make things larger or smaller. */

/** Follows the fingers on the canvas. */
export class Pinch {
  #camera;
  #fingers = new Map();

  constructor(camera) {
    this.#camera = camera;
  }

  /** Take a finger in; tell whether there are two now. */
  down(event) {
    this.#fingers.set(event.pointerId, at(event));
    return this.#fingers.size > 1;
  }

  /** Follow a finger; tell whether two are down. */
  move(event) {
    if (!this.#fingers.has(event.pointerId)) return false;
    const before = this.#span();
    this.#fingers.set(event.pointerId, at(event));
    const after = this.#span();
    if (!before || !after) return false;
    this.#camera.pan(after.x - before.x, after.y - before.y);
    if (before.length > 8) this.#camera.zoomAt(after.length / before.length, after.x, after.y);
    return true;
  }

  /** Let a finger go. */
  up(event) {
    this.#fingers.delete(event.pointerId);
  }

  #span() {
    const [one, other] = [...this.#fingers.values()];
    if (!other) return null;
    return {
      x: (one[0] + other[0]) / 2,
      y: (one[1] + other[1]) / 2,
      length: Math.hypot(one[0] - other[0], one[1] - other[1]),
    };
  }
}

const at = ({ clientX, clientY }) => [clientX, clientY];
