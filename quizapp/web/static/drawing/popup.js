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
    dialog.addEventListener("close", () => this.#answer(null));
    dialog.querySelector("[data-cancel]").addEventListener("click", () => this.close(null));
  }

  /** Open beside a point of the screen, or in the middle; return the answer to come. */
  open(near) {
    this.#dialog.showModal();
    this.#place(near);
    return new Promise((resolve) => (this.#answer = resolve));
  }

  /** Answer and close. */
  close(answer) {
    const resolve = this.#answer;
    this.#answer = () => {};
    this.#dialog.close();
    resolve(answer);
  }

  #place(near) {
    const { style } = this.#dialog;
    for (const name of ["left", "top", "margin", "maxHeight"]) style[name] = "";
    if (!near || innerWidth < NARROW) return;
    const { offsetWidth: w, offsetHeight: h } = this.#dialog;
    const fits = near[0] + GAP + w < innerWidth - GAP;
    style.margin = "0";
    style.left = `${Math.max(GAP, fits ? near[0] + GAP : near[0] - GAP - w)}px`;
    // What was not understood is asked about below the field: there must be room for that.
    const top = Math.max(GAP, Math.min(near[1] - 60, innerHeight - h - GROWTH - GAP));
    style.top = `${top}px`;
    style.maxHeight = `${innerHeight - top - GAP}px`;
  }
}
