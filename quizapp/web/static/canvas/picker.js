/** A list under a field: what is typed narrows it, arrow keys or a tap choose from it. */

const fold = (text) =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s_\-,+()]+/g, " ")
    .trim();

/** The list of one field. */
export class Picker {
  #input;
  #list;
  #options = [];
  #shown = [];
  #active = null;
  #whenPicked;

  /** `whenPicked` is called with the option that was chosen. */
  constructor(input, list, whenPicked) {
    [this.#input, this.#list, this.#whenPicked] = [input, list, whenPicked];
    // A press in the list must not take the focus from the field, or a phone's keyboard jumps.
    list.addEventListener("pointerdown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => this.#click(event));
  }

  /** Offer options: each with `id`, `label` and further names. */
  offer(options) {
    this.#options = options.map(({ id, label, aliases = [] }, place) => {
      const element = document.createElement("li");
      element.className = "canvas-option";
      element.id = `${this.#list.id}-${place}`;
      element.setAttribute("role", "option");
      element.setAttribute("aria-selected", "false");
      element.textContent = label;
      const names = [id, label, ...aliases].map(fold);
      return { id, label, element, names, words: names.join("\n") };
    });
    this.#list.replaceChildren(...this.#options.map((option) => option.element));
    this.#mark(null);
    this.filter("");
  }

  /** Show only what holds every word of a text; everything, if nothing does. */
  filter(text) {
    const wanted = fold(text).split(" ");
    const fits = ({ words }) => wanted.every((word) => words.includes(word));
    const some = this.#options.some(fits);
    for (const option of this.#options) option.element.hidden = some && !fits(option);
    this.#sort(fold(text));
    this.#mark(null);
    this.#list.hidden = this.#options.length === 0;
    this.#input.setAttribute("aria-expanded", String(!this.#list.hidden));
  }

  /** What is named exactly so comes first, then what begins so. */
  #sort(wanted) {
    const rank = ({ names }) => {
      if (names.includes(wanted)) return 0;
      return names.some((name) => name.startsWith(wanted)) ? 1 : 2;
    };
    const sorted = wanted ? this.#options.toSorted((a, b) => rank(a) - rank(b)) : this.#options;
    this.#list.append(...sorted.map((option) => option.element));
    this.#shown = sorted;
  }

  /** Mark an option as the one in the field. */
  show(id) {
    this.#mark(this.#options.find((option) => option.id === id) ?? null);
  }

  /** React to a key of the field; tell whether it was used. */
  press(key) {
    if (key === "ArrowDown" || key === "ArrowUp") return this.#step(key === "ArrowDown" ? 1 : -1);
    if (key !== "Enter" || !this.#active || this.#isSettled) return false;
    this.#pick(this.#active);
    return true;
  }

  /** An option that was picked already is not picked again by the same key. */
  get #isSettled() {
    return this.#input.value === this.#active.label;
  }

  #step(by) {
    const shown = this.#shown.filter((option) => !option.element.hidden);
    if (!shown.length) return false;
    const here = shown.indexOf(this.#active);
    const start = here < 0 && by < 0 ? 0 : here;
    this.#mark(shown[(start + by + shown.length) % shown.length]);
    return true;
  }

  #click(event) {
    const element = event.target.closest("[role=option]");
    const option = this.#options.find((known) => known.element === element);
    if (option) this.#pick(option);
  }

  #pick(option) {
    this.#mark(option);
    this.#whenPicked(option);
  }

  #mark(option) {
    this.#active = option;
    for (const { element } of this.#options) {
      element.setAttribute("aria-selected", String(element === option?.element));
    }
    if (!option) return this.#input.removeAttribute("aria-activedescendant");
    this.#input.setAttribute("aria-activedescendant", option.element.id);
    return option.element.scrollIntoView({ block: "nearest" });
  }
}
