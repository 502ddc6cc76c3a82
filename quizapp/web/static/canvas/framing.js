/**
 * What is seen of a drawing at first: all of it, or as much as can be read.
 *
 * Words smaller than a glance can read show the shape of a drawing and nothing else; that is
 * shown to those who ask twice.
 */

import { LABEL_SIZE } from "../drawing/labels.js";

/** Words beside arrows are at least so many pixels high. */
const LEAST_WORDS = 10;
/** What was given whole may fill the canvas up to this size. */
const LARGEST = 1.3;
const READABLE = LEAST_WORDS / LABEL_SIZE;

/** Brings the drawing into view. */
export class Framing {
  #editor;

  constructor(editor) {
    this.#editor = editor;
  }

  /** Show the drawing at a size that can be read. */
  show(options) {
    return this.#editor.camera.go(this.#aims.readable, options);
  }

  /** Show the drawing so; if it is shown so already, all of it, however small. */
  turn() {
    const { camera } = this.#editor;
    const { readable, whole } = this.#aims;
    const isAll = readable[2] === whole[2];
    const shrinks = !isAll && camera.isAt(readable);
    if (!isAll) this.#editor.say(shrinks ? "shownWhole" : "shownReadable");
    return camera.go(shrinks ? whole : readable, { smooth: true });
  }

  get #aims() {
    const { camera, view, drawing } = this.#editor;
    const { extent } = view.layout;
    const most = drawing.states.every((state) => state.given) ? LARGEST : 1;
    const readable = camera.aim(extent, READABLE, most);
    return { readable, whole: camera.aim(extent, undefined, most) };
  }
}
