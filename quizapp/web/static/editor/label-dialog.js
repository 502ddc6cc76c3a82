/** Asks for the words of an arrow: its event, and the segments that are sent. */

import { Combobox } from "./combobox.js";

/** The dialog; it answers with `{event, segments}`, or `null` if it was cancelled. */
export class LabelDialog {
  #dialog;
  #words;
  #input;
  #events;
  #chips;
  #problem;
  #answer = () => {};
  #byTouch = false;

  constructor(dialog, words) {
    [this.#dialog, this.#words] = [dialog, words];
    // Outside the form, so that no key in here can send the answer.
    document.body.append(dialog);
    this.#input = dialog.querySelector("[data-event-input]");
    const list = dialog.querySelector("[data-event-list]");
    this.#events = new Combobox(this.#input, list, () => this.#goOn());
    this.#chips = [...dialog.querySelectorAll("[data-segments] input")];
    this.#problem = dialog.querySelector("[data-problem]");
    this.#listen();
  }

  /** Show the dialog for an arrow and return what was answered. */
  ask({ title, event, segments }) {
    this.#dialog.querySelector("[data-title]").textContent = title;
    this.#complain("");
    for (const chip of this.#chips) chip.checked = segments.includes(chip.value);
    this.#keepNothingTrue();
    this.#dialog.showModal();
    this.#events.show(event);
    this.#invite();
    return new Promise((resolve) => (this.#answer = resolve));
  }

  #listen() {
    const dialog = this.#dialog;
    dialog.querySelector("[data-confirm]").addEventListener("click", () => this.#confirm());
    dialog.querySelector("[data-cancel]").addEventListener("click", () => this.#close(null));
    dialog.addEventListener("click", (event) => event.target === dialog && this.#close(null));
    dialog.addEventListener("close", () => this.#answer(null));
    dialog.addEventListener("keydown", (event) => this.#press(event));
    this.#input.addEventListener("input", () => this.#complain(""));
    const notice = (event) => (this.#byTouch = event.pointerType === "touch");
    document.addEventListener("pointerdown", notice, { capture: true });
    document.addEventListener("keydown", notice, { capture: true });
    for (const chip of this.#chips) {
      chip.addEventListener("change", () => this.#keepNothingTrue(chip));
    }
  }

  /** Let one type at once, unless that would raise a keyboard over the list. */
  #invite() {
    if (this.#byTouch) return;
    this.#input.focus();
    this.#input.select();
  }

  #press(event) {
    if (event.isComposing || event.target.closest("button")) return;
    const inEvents = event.target === this.#input;
    const used = (inEvents && this.#events.press(event.key)) || this.#pressAnywhere(event);
    if (used) event.preventDefault();
  }

  #pressAnywhere(event) {
    if (event.key === "Enter") {
      this.#confirm();
      return true;
    }
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    const here = this.#chips.indexOf(event.target);
    if (!step || here < 0) return false;
    this.#chips[(here + step + this.#chips.length) % this.#chips.length].focus();
    return true;
  }

  /** Go from the event to the segments. */
  #goOn() {
    this.#complain("");
    (this.#chips.find((chip) => chip.checked) ?? this.#chips[0])?.focus();
  }

  #keepNothingTrue(changed) {
    const nothing = this.#chips.find((chip) => "nothing" in chip.dataset);
    const segments = this.#chips.filter((chip) => chip !== nothing);
    if (changed === nothing) for (const chip of segments) chip.checked = false;
    nothing.checked = !segments.some((chip) => chip.checked);
  }

  #confirm() {
    const event = this.#events.value;
    if (event === null) {
      this.#complain(this.#words.say("unknownEvent", { text: this.#input.value.trim() }));
      this.#input.focus();
      return;
    }
    const segments = this.#chips.filter((chip) => chip.checked && chip.value);
    this.#close({ event, segments: segments.map((chip) => chip.value) });
  }

  /** Answer at once; the browser's own event comes later, and then changes nothing. */
  #close(answer) {
    this.#dialog.close();
    this.#answer(answer);
  }

  #complain(sentence) {
    this.#problem.textContent = sentence;
    if (sentence) this.#input.setAttribute("aria-invalid", "true");
    else this.#input.removeAttribute("aria-invalid");
  }
}
