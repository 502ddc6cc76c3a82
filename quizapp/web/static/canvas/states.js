/** The states as a list, always in step with the canvas, and the tray of those not placed yet. */

import { tidyText } from "./drawing.js";
import { heedTyping, showValue } from "./typing.js";

/** The list of states and the field that adds one. */
export class States {
  #place;
  #template;
  #adder;
  #editor;
  #items = new Map();

  /** `adder` holds the field and the button that add a state. */
  constructor(place, template, adder, editor) {
    [this.#place, this.#template, this.#adder, this.#editor] = [place, template, adder, editor];
    heedTyping(place);
    place.addEventListener("change", (event) => this.#rename(event));
    place.addEventListener("keydown", (event) => this.#press(event));
    place.addEventListener("click", (event) => this.#click(event));
    adder.hidden = !editor.rules.addsStates;
    adder.querySelector("button").addEventListener("click", () => this.#add());
    adder.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || !event.target.matches("input")) return;
      event.preventDefault();
      this.#add();
    });
  }

  /** Show the states of a drawing. */
  render(drawing) {
    const wanted = new Set(drawing.states.map((state) => state.id));
    for (const [id, item] of this.#items) {
      if (wanted.has(id)) continue;
      item.remove();
      this.#items.delete(id);
    }
    for (const state of drawing.states) this.#show(state);
  }

  #show(state) {
    const { rules, wording } = this.#editor;
    const item = this.#items.get(state.id) ?? this.#make(state.id);
    const input = item.querySelector("input");
    showValue(input, state.name);
    input.readOnly = !rules.renames(state);
    const remove = item.querySelector("[data-remove]");
    remove.hidden = !rules.removes(state);
    remove.setAttribute("aria-label", wording.say("removeState", { state: state.name }));
  }

  #make(id) {
    const item = this.#template.content.cloneNode(true).querySelector("[data-item]");
    item.dataset.item = id;
    this.#items.set(id, item);
    this.#place.append(item);
    return item;
  }

  #rename({ target }) {
    const item = target.closest("[data-item]");
    if (!this.#editor.renameTo(item.dataset.item, target.value)) this.render(this.#editor.drawing);
  }

  #press(event) {
    if (event.key !== "Enter" || !event.target.matches("input")) return;
    event.preventDefault();
    event.target.dispatchEvent(new Event("change", { bubbles: true }));
  }

  #click(event) {
    const button = event.target.closest("[data-remove]");
    if (!button) return;
    this.#editor.remove(new Set([button.closest("[data-item]").dataset.item]));
    this.#adder.querySelector("input").focus();
  }

  #add() {
    const input = this.#adder.querySelector("input");
    const name = tidyText(input.value);
    if (name && this.#editor.addState(name)) input.value = "";
    input.focus();
  }
}

/** The names on offer: a tap places one. */
export class Tray {
  #place;
  #editor;
  #shown = null;

  constructor(place, editor) {
    [this.#place, this.#editor] = [place, editor];
    place.addEventListener("click", (event) => this.#click(event));
  }

  /** Show what is not placed yet. */
  render() {
    const names = this.#editor.rules.addsStates ? this.#editor.unplaced : [];
    if (this.#shown === names.join("\n")) return;
    this.#shown = names.join("\n");
    this.#place.closest("[data-tray-box]").hidden = names.length === 0;
    this.#place.replaceChildren(...names.map(makeButton));
  }

  #click(event) {
    const button = event.target.closest("button");
    if (!button) return;
    const here = [...this.#place.children].indexOf(button);
    this.#editor.addState(button.textContent);
    // A mouse goes on in the tray, and so does a keyboard.
    (this.#place.children[here] ?? this.#place.lastElementChild)?.focus();
  }
}

function makeButton(name) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "canvas-tray__state";
  button.textContent = name;
  return button;
}
