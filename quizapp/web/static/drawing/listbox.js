/** The options under a field: arrow keys mark one of those shown, a tap picks one. */

/** Return words as they are compared: capitals, signs and widths make no difference. */
export const foldWords = (text) =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s_\-,+/()]+/g, " ")
    .trim();

/** The list of one field; what is on offer, and how it is narrowed, its owner says. */
export class Listbox {
  #input;
  #list;
  #options = new Map();
  #active = null;

  /** `whenPicked` is called with the option that was tapped. */
  constructor(input, list, whenPicked) {
    [this.#input, this.#list] = [input, list];
    // A press in the list must not take the focus from the field, or a phone's keyboard jumps.
    list.addEventListener("pointerdown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => {
      const option = this.#options.get(event.target.closest("[role=option]"));
      if (option) whenPicked(option);
    });
  }

  /** Hold options, each with its `element` in the list. */
  take(options) {
    this.#options = new Map(options.map((option) => [option.element, option]));
    this.mark(null);
  }

  /** All options. */
  get options() {
    return [...this.#options.values()];
  }

  /** The options that are shown, as they stand. */
  get shown() {
    const elements = [...this.#list.children].filter((element) => !element.hidden);
    return elements.map((element) => this.#options.get(element));
  }

  /** The option that is marked, or `null`. */
  get active() {
    return this.#active;
  }

  /** Whether the list is open. */
  get isOpen() {
    return !this.#list.hidden;
  }

  /** Open or close the list. */
  setOpen(open) {
    this.#list.hidden = !open;
    this.#input.setAttribute("aria-expanded", String(open));
  }

  /** Mark an option, or none. */
  mark(option) {
    this.#active = option;
    for (const element of this.#options.keys()) {
      element.setAttribute("aria-selected", String(element === option?.element));
    }
    if (!option) return this.#input.removeAttribute("aria-activedescendant");
    this.#input.setAttribute("aria-activedescendant", option.element.id);
    return option.element.scrollIntoView({ block: "nearest" });
  }

  /** Mark the next option shown, or the one before; tell whether there is one. */
  step(by) {
    const { shown } = this;
    if (!shown.length) return false;
    const here = shown.indexOf(this.#active);
    const start = here < 0 && by < 0 ? 0 : here;
    this.mark(shown[(start + by + shown.length) % shown.length]);
    return true;
  }
}
