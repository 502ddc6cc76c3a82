/**
 * Asks for the words beside an edge: typed as one likes, or chosen from lists.
 *
 * What is typed is read by the server while one types, and how it was understood stands right
 * below. What was not understood is asked about; it is kept only if one says so.
 */

import { Chips } from "../drawing/chips.js";
import { listenForKeys } from "../drawing/dialog-keys.js";
import { invite } from "../drawing/invite.js";
import { Popup } from "../drawing/popup.js";
import { joinSegments, segmentsOf } from "../drawing/segments.js";
import { tidyText } from "./drawing.js";
import { Picker } from "./picker.js";

const PAUSE = 140;
/** Longer than this nobody waits for the server: the words are kept and read later. */
const PATIENCE = 1500;
const SLASH = /\s*[/／](?=\s|snd|send|发)\s*/i;

/** The dialog; it answers with the fields of an edge, or `null` if it was cancelled. */
export class LabelDialog {
  #dialog;
  #popup;
  #wording;
  #readings;
  #input;
  #picker;
  #chips;
  #events;
  #reading;
  #near;
  #event = null;
  #kept = null;
  #timer = 0;

  constructor(dialog, { wording, readings, events, segments }) {
    [this.#dialog, this.#wording, this.#readings] = [dialog, wording, readings];
    [this.#events, this.#popup] = [events, new Popup(dialog)];
    const part = (name) => dialog.querySelector(`[data-${name}]`);
    [this.#input, this.#reading, this.#near] = [part("input"), part("reading"), part("near")];
    this.#picker = new Picker(this.#input, part("list"), (event) => this.#choose(event.id));
    const boxes = segments.map((segment) => makeChip(segment));
    this.#chips = new Chips(boxes);
    part("segments").append(...boxes.map((box) => box.parentNode));
    part("segments").hidden = segments.length === 0;
    part("confirm").addEventListener("click", () => this.#confirm());
    part("segments").addEventListener("change", () => this.#compose());
    this.#near.addEventListener("click", (event) => this.#takeNear(event));
    this.#input.addEventListener("input", () => this.#type());
    const [input, list, chips] = [this.#input, this.#picker, this.#chips];
    listenForKeys(dialog, { input, list, chips, confirm: () => this.#confirm() });
  }

  /** Ask for the words of an edge; `title` names it, `near` is a point of the screen, `spare` what is kept in sight. */
  ask({ title, edge, near, spare }) {
    this.#dialog.querySelector("[data-title]").textContent = title;
    [this.#event, this.#kept] = [edge?.how === "chosen" ? edge.event : null, null];
    this.#input.value = edge ? this.#wording.label(edge) : "";
    this.#picker.offer(this.#events);
    this.#chips.choose(edge?.how === "chosen" ? segmentsOf(edge) : []);
    const answer = this.#popup.open(near, spare);
    if (this.#event) this.#picker.show(this.#event);
    this.#read();
    invite(this.#input, { hasList: this.#events.length > 0 });
    return answer;
  }

  get #text() {
    return tidyText(this.#input.value);
  }

  #type() {
    this.#event = null;
    this.#picker.filter(this.#text.split(SLASH)[0]);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#read(), PAUSE);
  }

  /** An event from the list: the rest of what was typed stays as it was understood. */
  #choose(id) {
    this.#event = id;
    this.#compose();
    this.#picker.show(id);
  }

  /** Write out what was chosen; words typed before the slash stay the learner's own. */
  #compose() {
    const segments = this.#chips.chosen;
    if (this.#event !== null) this.#input.value = this.#wording.label(this.#chosen);
    else {
      const [event] = this.#text.split(SLASH);
      const sends = this.#wording.say("sends", { segments: segments.join("; ") });
      this.#input.value = segments.length ? `${event} / ${sends}` : event;
    }
    this.#read();
  }

  get #chosen() {
    return { how: "chosen", label: "", event: this.#event, send: joinSegments(this.#chips.chosen) };
  }

  async #read() {
    const text = this.#text;
    if (this.#event !== null || !text) return this.#tell(null);
    this.#reading.textContent = this.#wording.say("reading");
    const reading = await this.#readings.of(text);
    if (this.#text === text && this.#event === null) this.#tell(reading ?? undefined);
    return undefined;
  }

  /** Say how the words were understood: `undefined` if nobody answered. */
  #tell(reading) {
    const problem = reading?.problem;
    this.#dialog.classList.toggle("is-unclear", Boolean(problem));
    this.#offerNear(problem ? reading.near : []);
    if (reading && !problem) this.#chips.choose(reading.sends ?? []);
    if (!problem) this.#kept = null;
    this.#label(Boolean(problem) && this.#kept === this.#text);
    if (reading === undefined) this.#reading.textContent = this.#wording.say("unread");
    else if (!reading) this.#reading.textContent = "";
    else this.#reading.textContent = problem || this.#wording.say("understood", { says: reading.says });
  }

  #label(keeps) {
    const name = keeps ? "keepWords" : "done";
    this.#dialog.querySelector("[data-confirm]").textContent = this.#wording.say(name);
  }

  #offerNear(near) {
    const buttons = (near ?? []).slice(0, 5).map((one) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "canvas-near__button";
      button.value = typeof one === "string" ? one : (one.event ?? one.id ?? one.says);
      const known = this.#events.find((event) => event.id === button.value);
      button.textContent = known?.label ?? one.says ?? one.label ?? button.value;
      return button;
    });
    this.#near.replaceChildren(...buttons);
    this.#near.hidden = buttons.length === 0;
  }

  #takeNear(event) {
    const button = event.target.closest("button");
    if (!button) return;
    if (this.#events.some((known) => known.id === button.value)) this.#choose(button.value);
    else {
      this.#input.value = button.textContent;
      this.#type();
    }
    this.#input.focus();
  }

  async #confirm() {
    if (this.#event !== null) return this.#popup.close(this.#chosen);
    const label = this.#text;
    const typed = { how: "typed", label, event: "", send: "" };
    const reading = label ? await soon(this.#readings.of(label)) : null;
    if (label !== this.#text || !this.#dialog.open) return undefined;
    if (!reading?.problem || this.#kept === label) return this.#popup.close(typed);
    this.#kept = label;
    this.#tell(reading);
    return this.#input.focus();
  }
}

const soon = (answer) =>
  Promise.race([answer, new Promise((resolve) => setTimeout(resolve, PATIENCE))]);

function makeChip(segment) {
  const [chip, input, words] = ["label", "input", "span"].map((tag) => document.createElement(tag));
  chip.className = "canvas-chip";
  Object.assign(input, { type: "checkbox", value: segment });
  words.textContent = segment;
  chip.append(input, words);
  return input;
}
