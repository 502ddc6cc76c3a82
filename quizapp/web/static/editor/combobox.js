/** A searchable list of events: type to filter, arrow keys and Enter, or click. */

const fold = (text) =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s_\-,+/]+/g, " ")
    .trim();

/** The field and the list of events. */
export class Combobox {
  #input;
  #list;
  #options;
  #active = null;
  #whenChosen;

  /** `whenChosen` is called when an event has been chosen from the list. */
  constructor(input, list, whenChosen) {
    [this.#input, this.#list, this.#whenChosen] = [input, list, whenChosen];
    this.#options = readOptions(list);
    input.addEventListener("input", () => this.#filter());
    input.addEventListener("click", () => this.#open());
    list.addEventListener("pointerdown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => this.#pick(event));
  }

  /** Whether the list is open. */
  get isOpen() {
    return !this.#list.hidden;
  }

  /** Show a text; the whole list is on offer. */
  show(text) {
    this.#input.value = text;
    this.#mark(null);
    for (const option of this.#options) option.element.hidden = false;
    this.#setOpen(text === "");
  }

  /** Return the event typed or marked in the list, or `null` if there is no such event. */
  get value() {
    const text = this.#input.value.trim();
    const option = this.#find(text) ?? this.#active;
    return text === "" ? "" : (option?.value ?? null);
  }

  /** React to a key; tell whether it was used. */
  press(key) {
    if (key === "ArrowDown" || key === "ArrowUp") return this.#step(key === "ArrowDown" ? 1 : -1);
    if (key !== "Enter" || !this.isOpen || !this.#active) return false;
    this.#choose(this.#active);
    return true;
  }

  #step(by) {
    if (!this.isOpen) this.#open();
    const shown = this.#shown();
    if (!shown.length) return true;
    const here = shown.indexOf(this.#active);
    const start = here < 0 && by < 0 ? 0 : here;
    this.#mark(shown[(start + by + shown.length) % shown.length]);
    return true;
  }

  #shown() {
    return this.#options.filter((option) => !option.element.hidden);
  }

  #filter() {
    const wanted = fold(this.#input.value).split(" ");
    for (const { element, words } of this.#options) {
      element.hidden = !wanted.every((word) => words.includes(word));
    }
    this.#setOpen(true);
    const best = this.#find(this.#input.value) ?? this.#shown()[0];
    this.#mark(this.#input.value.trim() && best && !best.element.hidden ? best : null);
  }

  #open() {
    for (const option of this.#options) option.element.hidden = false;
    this.#setOpen(true);
    this.#mark(this.#find(this.#input.value) ?? null);
  }

  #pick(event) {
    const element = event.target.closest("[role=option]");
    const option = this.#options.find((known) => known.element === element);
    if (option) this.#choose(option);
  }

  #choose(option) {
    this.#input.value = option.value;
    this.#mark(option);
    this.#setOpen(false);
    this.#whenChosen();
  }

  #find(text) {
    const wanted = fold(text);
    return (
      this.#options.find((option) => option.id === text || fold(option.label) === wanted) ??
      this.#options.find((option) => option.names.includes(wanted))
    );
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

  #setOpen(open) {
    this.#list.hidden = !open;
    this.#input.setAttribute("aria-expanded", String(open));
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
  const names = [id, ...aliases.split("\n")].map(fold);
  return { element, id, label, names, words: [fold(label), ...names].join("\n") };
}
