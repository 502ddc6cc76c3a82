/** Asks for the words of an arrow: its event, and the segments that are sent. */

import { Chips } from "../drawing/chips.js";
import { listenForKeys } from "../drawing/dialog-keys.js";
import { invite } from "../drawing/invite.js";
import { Popup } from "../drawing/popup.js";
import { Combobox } from "./combobox.js";

/** The dialog; it answers with `{event, segments}`, or `null` if it was cancelled. */
export class LabelDialog {
  #dialog;
  #popup;
  #words;
  #input;
  #events;
  #boxes;
  #chips;
  #problem;

  constructor(dialog, words) {
    [this.#dialog, this.#words, this.#popup] = [dialog, words, new Popup(dialog)];
    this.#input = dialog.querySelector("[data-event-input]");
    const list = dialog.querySelector("[data-event-list]");
    this.#events = new Combobox(this.#input, list, () => this.#goOn());
    this.#boxes = [...dialog.querySelectorAll("[data-segments] input")];
    this.#chips = new Chips(this.#boxes);
    this.#problem = dialog.querySelector("[data-problem]");
    this.#listen();
  }

  /** Show the dialog for an arrow and return what was answered. */
  ask({ title, event, segments }) {
    this.#dialog.querySelector("[data-title]").textContent = title;
    this.#complain("");
    this.#chips.choose(segments);
    this.#keepNothingTrue();
    const answer = this.#popup.open();
    this.#events.show(event);
    invite(this.#input);
    return answer;
  }

  #listen() {
    const [dialog, input, list, chips] = [this.#dialog, this.#input, this.#events, this.#chips];
    dialog.querySelector("[data-confirm]").addEventListener("click", () => this.#confirm());
    listenForKeys(dialog, { input, list, chips, confirm: () => this.#confirm() });
    input.addEventListener("input", () => this.#complain(""));
    for (const box of this.#boxes) {
      box.addEventListener("change", () => this.#keepNothingTrue(box));
    }
  }

  /** Go from the event to the segments. */
  #goOn() {
    this.#complain("");
    this.#chips.focus();
  }

  #keepNothingTrue(changed) {
    const nothing = this.#boxes.find((box) => "nothing" in box.dataset);
    const segments = this.#boxes.filter((box) => box !== nothing);
    if (changed === nothing) for (const box of segments) box.checked = false;
    nothing.checked = !segments.some((box) => box.checked);
  }

  #confirm() {
    const event = this.#events.value;
    if (event !== null) return this.#popup.close({ event, segments: this.#chips.chosen });
    this.#complain(this.#words.say("unknownEvent", { text: this.#input.value.trim() }));
    return this.#input.focus();
  }

  #complain(sentence) {
    this.#problem.textContent = sentence;
    if (sentence) this.#input.setAttribute("aria-invalid", "true");
    else this.#input.removeAttribute("aria-invalid");
  }
}
