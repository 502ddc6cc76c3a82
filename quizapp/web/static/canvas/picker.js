/** A list under a field: what is typed narrows it and brings the likeliest to the top. */

import { foldWords, Listbox } from "../drawing/listbox.js";

/** The list of one field. */
export class Picker {
  #input;
  #list;
  #box;
  #whenPicked;

  /** `whenPicked` is called with the option that was chosen. */
  constructor(input, list, whenPicked) {
    [this.#input, this.#list, this.#whenPicked] = [input, list, whenPicked];
    this.#box = new Listbox(input, list, (option) => this.#pick(option));
  }

  /** Offer options: each with `id`, `label` and further names. */
  offer(options) {
    const made = options.map((option, place) => makeOption(option, `${this.#list.id}-${place}`));
    this.#list.replaceChildren(...made.map((option) => option.element));
    this.#box.take(made);
    this.filter("");
  }

  /** Show only what holds every word of a text; everything, if nothing does. */
  filter(text) {
    const { options } = this.#box;
    const wanted = foldWords(text).split(" ");
    const fits = ({ words }) => wanted.every((word) => words.includes(word));
    const some = options.some(fits);
    if (!some) return this.#offerLike(foldWords(text));
    for (const option of options) option.element.hidden = !fits(option);
    this.#sort(foldWords(text));
    this.#box.mark(null);
    this.#box.setOpen(options.length > 0);
  }

  /** Nothing holds those words: everything is shown, and what is spelt most alike comes first. */
  #offerLike(text) {
    const { options } = this.#box;
    const pairs = pairsOf(text);
    const rank = new Map(options.map((one) => [one, Math.max(...one.names.map((name) => likeness(pairs, name)))]));
    for (const option of options) option.element.hidden = false;
    const sorted = options.toSorted((a, b) => rank.get(b) - rank.get(a));
    this.#list.append(...sorted.map((option) => option.element));
    this.#list.scrollTop = 0;
    this.#box.mark(null);
    this.#box.setOpen(options.length > 0);
  }

  /** What is named exactly so comes first, then what begins so. */
  #sort(wanted) {
    const { options } = this.#box;
    const rank = ({ names }) => {
      if (names.includes(wanted)) return 0;
      return names.some((name) => name.startsWith(wanted)) ? 1 : 2;
    };
    const sorted = wanted ? options.toSorted((a, b) => rank(a) - rank(b)) : options;
    this.#list.append(...sorted.map((option) => option.element));
  }

  /** Mark an option as the one in the field. */
  show(id) {
    this.#box.mark(this.#box.options.find((option) => option.id === id) ?? null);
  }

  /** React to a key of the field; tell whether it was used. */
  press(key) {
    if (key === "ArrowDown" || key === "ArrowUp") return this.#box.step(key === "ArrowDown" ? 1 : -1);
    if (key !== "Enter" || !this.#box.active || this.#isSettled) return false;
    this.#pick(this.#box.active);
    return true;
  }

  /** An option that was picked already is not picked again by the same key. */
  get #isSettled() {
    return this.#input.value === this.#box.active.label;
  }

  #pick(option) {
    this.#box.mark(option);
    this.#whenPicked(option);
  }
}

function makeOption({ id, label, aliases = [] }, elementId) {
  const element = document.createElement("li");
  element.className = "canvas-option";
  element.id = elementId;
  element.setAttribute("role", "option");
  element.textContent = label;
  const names = [id, label, ...aliases].map(foldWords);
  return { id, label, element, names, words: names.join("\n") };
}

/** Return the pairs of neighbouring letters of a text. */
const pairsOf = (text) => new Set(Array.from({ length: text.length }, (_, i) => text.slice(i, i + 2)));

/** Return how much of a text's pairs a name shares, from 0 to 1. */
function likeness(pairs, name) {
  const own = pairsOf(name);
  const shared = [...own].filter((pair) => pairs.has(pair)).length;
  return (2 * shared) / (own.size + pairs.size || 1);
}
