/** A searchable list of events that opens and closes: its field holds an event, or nothing. */

import { foldWords, Listbox } from "../drawing/listbox.js";

/** The field and the list of events. */
export class Combobox {
  #input;
  #box;
  #whenChosen;

  /** `whenChosen` is called when an event has been chosen from the list. */
  constructor(input, list, whenChosen) {
    [this.#input, this.#whenChosen] = [input, whenChosen];
    this.#box = new Listbox(input, list, (option) => this.#choose(option));
    this.#box.take(readOptions(list));
    input.addEventListener("input", () => this.#filter());
    input.addEventListener("click", () => this.#open());
  }

  /** Show a text; the whole list is on offer. */
  show(text) {
    this.#input.value = text;
    this.#box.mark(null);
    this.#showAll(text === "");
  }

  /** Return the event typed or marked in the list, or `null` if there is no such event. */
  get value() {
    const text = this.#input.value.trim();
    const option = this.#find(text) ?? this.#box.active;
    return text === "" ? "" : (option?.value ?? null);
  }

  /** React to a key; tell whether it was used. */
  press(key) {
    if (key === "ArrowDown" || key === "ArrowUp") return this.#step(key === "ArrowDown" ? 1 : -1);
    if (key !== "Enter" || !this.#box.isOpen || !this.#box.active) return false;
    this.#choose(this.#box.active);
    return true;
  }

  #step(by) {
    if (!this.#box.isOpen) this.#open();
    this.#box.step(by);
    return true;
  }

  #filter() {
    const wanted = foldWords(this.#input.value).split(" ");
    for (const { element, words } of this.#box.options) {
      element.hidden = !wanted.every((word) => words.includes(word));
    }
    this.#box.setOpen(true);
    const best = this.#find(this.#input.value) ?? this.#box.shown[0];
    this.#box.mark(this.#input.value.trim() && best && !best.element.hidden ? best : null);
  }

  #open() {
    this.#showAll(true);
    this.#box.mark(this.#find(this.#input.value) ?? null);
  }

  #showAll(open) {
    for (const option of this.#box.options) option.element.hidden = false;
    this.#box.setOpen(open);
  }

  #choose(option) {
    this.#input.value = option.value;
    this.#box.mark(option);
    this.#box.setOpen(false);
    this.#whenChosen();
  }

  #find(text) {
    const { options } = this.#box;
    const wanted = foldWords(text);
    return (
      options.find((option) => option.id === text || foldWords(option.label) === wanted) ??
      options.find((option) => option.names.includes(wanted))
    );
  }
}

function readOptions(list) {
  const options = [...list.querySelectorAll("[role=option]")].map(readOption);
  return options.map((option) => {
    const { id, label } = option;
    const isOnlyOne = options.every((other) => other.id === id || other.label !== label);
    return { ...option, value: isOnlyOne ? label : id };
  });
}

function readOption(element) {
  const label = element.textContent.trim();
  const { id, aliases } = element.dataset;
  const names = [id, ...aliases.split("\n")].map(foldWords);
  return { element, id, label, names, words: [foldWords(label), ...names].join("\n") };
}
