/** What may be done at a level of the drill; everything, if the level is not known. */

/** The freedoms of one level. */
export class Rules {
  #kind;

  constructor(level) {
    this.#kind = level?.kind ?? "blank-page";
  }

  /** Whether states may be added. */
  get addsStates() {
    return !["labels", "missing-edges", "states-given"].includes(this.#kind);
  }

  /** Whether edges may be drawn. */
  get addsEdges() {
    return this.#kind !== "labels";
  }

  /** Tell whether a state or edge may be removed. */
  removes(thing) {
    return !thing.given;
  }

  /** Tell whether a state may get another name. */
  renames(state) {
    return !state.given;
  }

  /** Tell whether an edge may be bent and its ends put elsewhere. */
  leads(edge) {
    return !edge.given;
  }

  /** Tell whether the words beside an edge may be changed. */
  labels(edge) {
    return !edge.given || this.#kind === "labels";
  }
}
