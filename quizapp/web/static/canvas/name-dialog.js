/** Asks for the name of a state: typed, or picked from those not placed yet. */

import { listenForKeys } from "../drawing/dialog-keys.js";
import { invite } from "../drawing/invite.js";
import { Popup } from "../drawing/popup.js";
import { tidyText } from "./drawing.js";
import { Picker } from "./picker.js";

/** The dialog; it answers with a name, or `null` if it was cancelled. */
export class NameDialog {
  #dialog;
  #popup;
  #input;
  #picker;
  #problem;
  #complaint = () => "";

  constructor(dialog) {
    this.#dialog = dialog;
    this.#popup = new Popup(dialog);
    this.#input = dialog.querySelector("[data-input]");
    this.#problem = dialog.querySelector("[data-problem]");
    const list = dialog.querySelector("[data-list]");
    this.#picker = new Picker(this.#input, list, (option) => this.#take(option.label));
    dialog.querySelector("[data-confirm]").addEventListener("click", () => this.#confirm());
    const confirm = () => this.#confirm();
    listenForKeys(dialog, { input: this.#input, list: this.#picker, confirm });
    this.#input.addEventListener("input", () => {
      this.#complain("");
      this.#picker.filter(this.#input.value);
    });
  }

  /** Ask; `complaint` says what is wrong with a name, `names` are on offer. */
  ask({ title, name = "", names, complaint, near }) {
    this.#dialog.querySelector("[data-title]").textContent = title;
    this.#complaint = complaint;
    this.#input.value = name;
    this.#complain("");
    this.#picker.offer(names.map((label) => ({ id: label, label })));
    const answer = this.#popup.open(near);
    invite(this.#input, { hasList: names.length > 0 });
    return answer;
  }

  #take(name) {
    this.#input.value = name;
    this.#confirm();
  }

  #confirm() {
    const name = tidyText(this.#input.value);
    const complaint = name ? this.#complaint(name) : "";
    if (!complaint) return this.#popup.close(name || null);
    this.#complain(complaint);
    return this.#input.focus();
  }

  #complain(sentence) {
    this.#problem.textContent = sentence;
    if (sentence) this.#input.setAttribute("aria-invalid", "true");
    else this.#input.removeAttribute("aria-invalid");
  }
}
