/** A dialog that opens where one is drawing, and answers once. */

const GAP = 18;
const GROWTH = 110;
const NARROW = 720;

/** A `<dialog>` that resolves a promise with what was answered, or `null`. */
export class Popup {
  #dialog;
  #answer = () => {};

  constructor(dialog) {
    this.#dialog = dialog;
    // Outside the form, so that no key in here can send it.
    document.body.append(dialog);
    dialog.addEventListener("click", (event) => event.target === dialog && this.close(null));
    // The browser tells of a closing later: by then the dialog may ask the next thing.
    dialog.addEventListener("close", () => dialog.open || this.#answer(null));
    dialog.querySelector("[data-cancel]").addEventListener("click", () => this.close(null));
  }

  /**
   * Open beside a point of the screen, or in the middle; return the answer to come.
   *
   * `spare` is from where to where on the screen nothing is covered, if there is room.
   */
  open(near, spare = near && [near[0], near[0]]) {
    this.#dialog.showModal();
    this.#place(near, spare);
    return new Promise((resolve) => (this.#answer = resolve));
  }

  /** Answer and close. */
  close(answer) {
    const resolve = this.#answer;
    this.#answer = () => {};
    this.#dialog.close();
    resolve(answer);
  }

  #place(near, spare) {
    const { style } = this.#dialog;
    for (const name of ["left", "top", "margin", "maxHeight"]) style[name] = "";
    if (!near || innerWidth < NARROW) return;
    const { offsetWidth: w, offsetHeight: h } = this.#dialog;
    style.margin = "0";
    style.left = `${leftOf(w, spare) ?? leftOf(w, [near[0], near[0]]) ?? GAP}px`;
    // What was not understood is asked about below the field: there must be room for that.
    const top = Math.max(GAP, Math.min(near[1] - 60, innerHeight - h - GROWTH - GAP));
    style.top = `${top}px`;
    style.maxHeight = `${innerHeight - top - GAP}px`;
  }
}

/** Return where something so wide begins to the right or left of what is spared, or `null`. */
function leftOf(width, [left, right]) {
  if (right + GAP + width < innerWidth - GAP) return right + GAP;
  return left - GAP - width >= GAP ? left - GAP - width : null;
}
