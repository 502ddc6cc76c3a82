/** What is selected: ids of states and edges. */

/** The selection; it tells who listens when it changes. */
export class Selection {
  #ids = new Set();
  #listeners = [];

  /** The ids selected. */
  get ids() {
    return this.#ids;
  }

  /** The id selected, if it is exactly one. */
  get only() {
    return this.#ids.size === 1 ? [...this.#ids][0] : null;
  }

  /** Call a function after every change. */
  onChange(listener) {
    this.#listeners.push(listener);
  }

  /** Tell whether something is selected. */
  has(id) {
    return this.#ids.has(id);
  }

  /** Select these and nothing else. */
  set(ids) {
    const wanted = new Set(ids);
    if (wanted.size === this.#ids.size && [...wanted].every((id) => this.#ids.has(id))) return;
    this.#ids = wanted;
    for (const listener of this.#listeners) listener(wanted);
  }

  /** Select something as well, or not any more. */
  toggle(id) {
    const wanted = new Set(this.#ids);
    if (!wanted.delete(id)) wanted.add(id);
    this.set(wanted);
  }

  /** Forget what is not there any more. */
  keep(known) {
    this.set([...this.#ids].filter((id) => known.has(id)));
  }
}
