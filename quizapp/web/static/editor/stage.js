/**
 * The window on the diagram: it scrolls and zooms inside its own box, so that the page never
 * grows wider than the screen and states stay large enough to touch.
 */

const SMALLEST = 0.5;
const LARGEST = 2.5;
const STEP = 1.25;
/** Below this size the words of the diagram are too small to read. */
const READABLE = 0.9;
/** How wide a target is for a finger, in pixels on the screen. */
const TOUCH = 44;
const MARGIN = 36;
const SPEED = 9;

/** The scrolling box around a diagram. */
export class Stage {
  #box;
  #diagram;
  #frame;
  #zoom = 1;

  constructor(box, diagram, frame) {
    [this.#box, this.#diagram, this.#frame] = [box, diagram, frame];
    box.style.setProperty("--editor-width", frame.w);
    box.style.setProperty("--editor-height", frame.h);
    this.fit();
  }

  /** Show as much of the diagram as can be read. */
  fit() {
    const room = this.#box.clientWidth / this.#frame.w;
    this.#setZoom(Math.min(1.15, Math.max(READABLE, room)));
    this.#box.scrollLeft = (this.#box.scrollWidth - this.#box.clientWidth) / 2;
  }

  /** Whether the diagram can be made larger. */
  get canEnlarge() {
    return this.#zoom < LARGEST;
  }

  /** Whether the diagram can be made smaller. */
  get canReduce() {
    return this.#zoom > SMALLEST;
  }

  /** Make everything larger, around the middle of the box. */
  enlarge() {
    this.#zoomBy(STEP);
  }

  /** Make everything smaller, around the middle of the box. */
  reduce() {
    this.#zoomBy(1 / STEP);
  }

  /** Return the point of the diagram under a point of the screen. */
  point(clientX, clientY) {
    const inverse = this.#diagram.getScreenCTM().inverse();
    const { x, y } = new DOMPoint(clientX, clientY).matrixTransform(inverse);
    return [x, y];
  }

  /** Return by how much a box must be widened to be touched with ease. */
  reach(height) {
    return Math.min(16, Math.max(4, (TOUCH / this.#zoom - height) / 2));
  }

  /** Scroll on while something is dragged to the border of the box. */
  follow(clientX, clientY) {
    const box = this.#box.getBoundingClientRect();
    this.scrollBy(
      push(clientX - box.left, box.right - clientX),
      push(clientY - box.top, box.bottom - clientY),
    );
  }

  /** Scroll by a distance on the screen. */
  scrollBy(x, y) {
    if (x || y) this.#box.scrollBy({ left: x, top: y, behavior: "instant" });
  }

  #zoomBy(factor) {
    const box = this.#box;
    const [x, y] = [
      (box.scrollLeft + box.clientWidth / 2) / this.#zoom,
      (box.scrollTop + box.clientHeight / 2) / this.#zoom,
    ];
    this.#setZoom(this.#zoom * factor);
    box.scrollLeft = x * this.#zoom - box.clientWidth / 2;
    box.scrollTop = y * this.#zoom - box.clientHeight / 2;
  }

  #setZoom(zoom) {
    this.#zoom = Math.min(LARGEST, Math.max(SMALLEST, zoom));
    this.#box.style.setProperty("--editor-zoom", this.#zoom.toFixed(3));
  }
}

function push(before, after) {
  if (before < MARGIN) return -SPEED;
  return after < MARGIN ? SPEED : 0;
}
