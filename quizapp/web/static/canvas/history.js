/** The snapshots of a drawing: past, present and undone, without limit. */

/** Remembers every snapshot, and tells who listens what became of the drawing. */
export class History {
  #past = [];
  #present;
  #undone = [];
  #listeners = [];

  constructor(drawing) {
    this.#present = drawing;
  }

  /** The drawing as it is now. */
  get drawing() {
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

  /** Call a function with `(drawing, before, what)` after every change. */
  onChange(listener) {
    this.#listeners.push(listener);
  }

  /** Make a snapshot the present one; `what` names the change. */
  commit(drawing, what) {
    this.#past.push({ drawing: this.#present, what });
    this.#undone = [];
    this.#become(drawing, what);
  }

  /** Go back by one change; return its name, or `null` if there was none. */
  undo() {
    if (!this.canUndo) return null;
    const { drawing, what } = this.#past.pop();
    this.#undone.push({ drawing: this.#present, what });
    this.#become(drawing, "undo");
    return what;
  }

  /** Go forward by one change taken back; return its name, or `null` if there was none. */
  redo() {
    if (!this.canRedo) return null;
    const { drawing, what } = this.#undone.pop();
    this.#past.push({ drawing: this.#present, what });
    this.#become(drawing, "redo");
    return what;
  }

  #become(drawing, what) {
    const before = this.#present;
    this.#present = drawing;
    for (const listener of this.#listeners) listener(drawing, before, what);
  }
}
