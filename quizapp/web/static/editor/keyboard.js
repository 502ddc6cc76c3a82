/** The keyboard in the diagram: arrow keys, Enter, E, Delete, Escape; and undo everywhere. */

import { neighbour } from "./geometry.js";

const DIRECTIONS = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
const WRITES = "input, select, textarea, dialog";

/** Listens to the keyboard on a diagram and, for undo and redo, around it. */
export class Keyboard {
  #editor;
  #view;

  constructor(root, editor, view) {
    [this.#editor, this.#view] = [editor, view];
    view?.diagram.addEventListener("keydown", (event) => this.#press(event));
    document.addEventListener("keydown", (event) => {
      // A click beside everything leaves the focus on something around the editor.
      const { target } = event;
      if (root.contains(target) || target.contains(root)) this.#travel(event);
    });
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

  #travel(event) {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
    if (event.target.closest(WRITES)) return;
    const key = event.key.toLowerCase();
    if (key !== "z" && key !== "y") return;
    event.preventDefault();
    if (key === "y" || event.shiftKey) this.#editor.redo();
    else this.#editor.undo();
  }
}
