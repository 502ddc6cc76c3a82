/** The canvas over the whole window, for drawings that need the room; Escape leaves. */

/** Gives the canvas the window and takes it back. */
export class FullWindow {
  #root;
  #place;
  #button;
  #covered = [];
  #whenTurned;

  /** `place` is what fills the window; `whenTurned` is called with whether it does. */
  constructor(root, { place, button, whenTurned }) {
    [this.#root, this.#place, this.#button] = [root, place, button];
    this.#whenTurned = whenTurned;
    button.setAttribute("aria-pressed", "false");
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || event.defaultPrevented) return;
      if (!event.target.closest("dialog")) this.leave();
    });
  }

  /** Whether the canvas has the window. */
  get isOn() {
    return this.#root.classList.contains("is-full");
  }

  /** Fill the window, or leave it. */
  turn() {
    if (this.isOn) return this.leave();
    // What lies underneath is out of reach for keys and screen readers as well.
    this.#covered = beside(this.#place).filter((element) => !element.inert);
    return this.#set(true);
  }

  /** Leave the window, if the canvas has it. */
  leave() {
    if (this.isOn) this.#set(false);
  }

  #set(on) {
    for (const element of this.#covered) element.inert = on;
    this.#root.classList.toggle("is-full", on);
    this.#button.setAttribute("aria-pressed", String(on));
    this.#whenTurned(on);
  }
}

/** Return everything on the page that neither holds an element nor is held by it; no dialogs. */
function beside(element) {
  const found = [];
  for (let here = element; here !== document.body; here = here.parentElement) {
    for (const other of here.parentElement.children) {
      if (other !== here && !other.matches("dialog, script, link")) found.push(other);
    }
  }
  return found;
}
