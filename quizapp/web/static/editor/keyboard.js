/** The keyboard in the diagram: arrow keys, Enter, E, Delete, Escape; and undo everywhere. */

import { DIRECTIONS } from "../drawing/directions.js";
import { neighbour } from "../drawing/geometry.js";
import { listenForUndo } from "../drawing/undo-keys.js";

/** Listens to the keyboard on a diagram and, for undo and redo, around it. */
export class Keyboard {
  #editor;
  #view;

  constructor(root, editor, view) {
    [this.#editor, this.#view] = [editor, view];
    view?.diagram.addEventListener("keydown", (event) => this.#press(event));
    listenForUndo(root, editor);
  }

  #press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const arrow = event.target.closest("[data-arrow]");
    const node = event.target.closest("[data-state]");
    const used = arrow
      ? this.#onArrow(event, arrow.dataset.arrow)
      : node && this.#onState(event, node.dataset.state);
    if (used) {
      event.preventDefault();
      event.stopPropagation();
    }
  }

  #onState(event, state) {
    const direction = DIRECTIONS[event.key];
    if (direction) return this.#walk(state, direction);
    switch (event.key) {
      case "Enter":
      case " ":
        this.#editor.touch(state);
        return true;
      case "Home":
      case "End":
        this.#view.focusState(this.#view.order.at(event.key === "Home" ? 0 : -1));
        return true;
      case "Escape":
        this.#editor.cancel();
        return true;
      case "e":
      case "E":
        this.#editor.selectNext({ leaving: state });
        return true;
      default:
        return false;
    }
  }

  #onArrow(event, id) {
    const direction = DIRECTIONS[event.key];
    if (direction || event.key.toLowerCase() === "e") {
      const back = event.shiftKey || (direction && direction[0] + direction[1] < 0);
      this.#editor.selectNext({ after: id, step: back ? -1 : 1 });
      return true;
    }
    switch (event.key) {
      case "Enter":
      case " ":
        this.#editor.edit(id);
        return true;
      case "Delete":
      case "Backspace":
        this.#editor.remove(id);
        return true;
      case "Escape":
        this.#editor.leave(id);
        return true;
      default:
        return false;
    }
  }

  /** Go to the state in a direction; where there is none, to the next in reading order. */
  #walk(state, direction) {
    const { boxes, order } = this.#view;
    const step = direction[0] + direction[1];
    const place = (order.indexOf(state) + step + order.length) % order.length;
    this.#view.focusState(neighbour(boxes, state, direction) ?? order[place]);
    return true;
  }
}
