/** The snapshots of a drawing, whatever it is made of: past, present and undone, without limit. */

/** Remembers every snapshot, and tells who listens what became of the drawing. */
export class History {
  #past = [];
  #present;
  #undone = [];
  #listeners = [];

  constructor(snapshot) {
    this.#present = snapshot;
  }

  /** The drawing as it is now. */
  get present() {
    return this.#present;
  }

  /** Whether there is something to take back. */
  get canUndo() {
    return this.#past.length > 0;
  }

  /** Whether there is something to do again. */
  get canRedo() {
    return this.#undone.length > 0;
  }

  /** Call a function with `(present, before, what)` after every change. */
  onChange(listener) {
    this.#listeners.push(listener);
  }

  /** Make a snapshot the present one; `what` names the change. */
  commit(snapshot, what = "change") {
    this.#past.push({ snapshot: this.#present, what });
    this.#undone = [];
    this.#become(snapshot, what);
  }

  /** Go back by one change; return its name, or `null` if there was none. */
  undo() {
    if (!this.canUndo) return null;
    const { snapshot, what } = this.#past.pop();
    this.#undone.push({ snapshot: this.#present, what });
    this.#become(snapshot, "undo");
    return what;
  }

  /** Go forward by one change taken back; return its name, or `null` if there was none. */
  redo() {
    if (!this.canRedo) return null;
    const { snapshot, what } = this.#undone.pop();
    this.#past.push({ snapshot: this.#present, what });
    this.#become(snapshot, "redo");
    return what;
  }

  #become(snapshot, what) {
    const before = this.#present;
    this.#present = snapshot;
    for (const listener of this.#listeners) listener(snapshot, before, what);
  }
}
