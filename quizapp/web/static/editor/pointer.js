/**
 * Mouse, pen and finger: drag from state to state, or tap one and then the other; tap an
 * arrow to select it, tap it again to change it; drag the background to move the picture.
 */

import { contains } from "../drawing/geometry.js";

const STILL = 8;

/** Listens to the pointer on a diagram. */
export class Pointer {
  #editor;
  #view;
  #stage;
  #drag = null;
  #pan = null;

  constructor(editor, view, stage) {
    [this.#editor, this.#view, this.#stage] = [editor, view, stage];
    const { diagram } = view;
    diagram.addEventListener("pointerdown", (event) => this.#press(event));
    diagram.addEventListener("pointermove", (event) => this.#move(event));
    diagram.addEventListener("pointerup", (event) => this.#lift(event));
    diagram.addEventListener("pointercancel", () => this.#drop());
    diagram.addEventListener("click", (event) => this.#click(event));
    // A finger put on a state draws; anywhere else it scrolls. Only a listener that is not
    // passive can tell the browser so.
    diagram.addEventListener("touchstart", (event) => this.#claim(event), { passive: false });
  }

  #claim(event) {
    const [touch] = event.changedTouches;
    if (event.touches.length === 1 && this.#stateAt(touch)) event.preventDefault();
  }

  #press(event) {
    if (!event.isPrimary || event.button !== 0) return;
    const state = this.#stateAt(event);
    if (state) {
      event.preventDefault();
      this.#drag = { ...start(event), from: state, moved: false, left: false };
    } else if (event.pointerType === "mouse" && !arrowUnder(event)) {
      this.#pan = start(event);
    }
  }

  #move(event) {
    if (this.#drag) this.#stretch(event);
    else if (this.#pan) this.#scroll(event);
  }

  #stretch(event) {
    const drag = this.#drag;
    if (!drag.moved && Math.hypot(event.clientX - drag.x, event.clientY - drag.y) < STILL) return;
    if (!drag.moved) {
      drag.moved = true;
      this.#editor.cancel();
      this.#view.diagram.setPointerCapture(event.pointerId);
    }
    this.#stage.follow(event.clientX, event.clientY);
    const over = this.#stateAt(event);
    drag.left ||= over !== drag.from;
    const target = drag.left ? over : null;
    if (target !== drag.over) this.#view.markEnds(drag.from, target);
    drag.over = target;
    const point = this.#stage.point(event.clientX, event.clientY);
    this.#view.stretch(drag.from, point, target);
  }

  #scroll(event) {
    const pan = this.#pan;
    if (!pan.moved && Math.hypot(event.clientX - pan.x, event.clientY - pan.y) < STILL) return;
    pan.moved = true;
    this.#view.diagram.setPointerCapture(event.pointerId);
    this.#stage.scrollBy(pan.x - event.clientX, pan.y - event.clientY);
    [pan.x, pan.y] = [event.clientX, event.clientY];
  }

  #lift(event) {
    const drag = this.#drag;
    this.#drop();
    if (!drag) return;
    const over = this.#stateAt(event);
    if (!drag.moved) this.#editor.touch(drag.from);
    else if (over && drag.left) this.#editor.connect(drag.from, over);
    else this.#editor.cancel();
  }

  #drop() {
    this.#drag = null;
    this.#pan = null;
    this.#view.release();
  }

  #click(event) {
    if (this.#stateAt(event)) return;
    const arrow = arrowUnder(event);
    if (!arrow) this.#editor.cancel();
    else if (arrow === this.#editor.selected) this.#editor.edit(arrow);
    else this.#editor.select(arrow);
  }

  #stateAt({ clientX, clientY }) {
    const point = this.#stage.point(clientX, clientY);
    for (const [state, box] of this.#view.boxes) {
      if (contains(box, point, this.#stage.reach(box.h))) return state;
    }
    return null;
  }
}

const start = (event) => ({ x: event.clientX, y: event.clientY });

const arrowUnder = (event) => event.target.closest("[data-arrow]")?.dataset.arrow ?? null;
