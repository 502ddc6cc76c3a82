/** The edges as rows, always in step with the canvas: a complete other way to draw. */

import { edgeOf, findNamed, isSameName, stateOf, tidyText } from "./drawing.js";
import { heedTyping, showValue } from "./typing.js";

const FIELDS = ["from", "to", "label"];

/** The rows of edges, and a blank one to add the next. */
export class Table {
  #place;
  #template;
  #editor;
  #readings;
  #blank = null;
  #adopted = null;
  #rows = new Map();

  constructor(place, template, { editor, readings }) {
    [this.#place, this.#template] = [place, template];
    [this.#editor, this.#readings] = [editor, readings];
    heedTyping(place);
    place.addEventListener("change", (event) => this.#edit(event));
    place.addEventListener("click", (event) => this.#click(event));
    place.addEventListener("keydown", (event) => this.#press(event));
    place.addEventListener("focusin", (event) => this.#follow(event));
  }

  /** Show the edges of a drawing, and a blank row after them. */
  render(drawing) {
    const wanted = new Set(drawing.edges.map((edge) => edge.id));
    for (const [id, row] of this.#rows) {
      if (wanted.has(id)) continue;
      row.remove();
      this.#rows.delete(id);
    }
    drawing.edges.forEach((edge, place) => this.#show(edge, place, drawing));
    this.#showBlank(drawing.edges.length);
  }

  #show(edge, place, drawing) {
    const row = this.#rows.get(edge.id) ?? this.#adopt(edge.id);
    if (this.#place.children[place] !== row) {
      this.#place.insertBefore(row, this.#place.children[place] ?? null);
    }
    const { rules, wording } = this.#editor;
    const values = {
      from: stateOf(drawing, edge.from).name,
      to: stateOf(drawing, edge.to).name,
      label: wording.label(edge),
    };
    const locked = { from: !rules.leads(edge), to: !rules.leads(edge), label: !rules.labels(edge) };
    for (const name of FIELDS) fill(field(row, name), values[name], locked[name]);
    this.#number(row, place);
    remover(row).hidden = !rules.removes(edge);
    this.#showReading(row, edge);
  }

  #adopt(id) {
    const row = this.#adopted ?? this.#make();
    this.#adopted = null;
    if (row === this.#blank) this.#blank = null;
    row.dataset.row = id;
    this.#rows.set(id, row);
    return row;
  }

  #make() {
    return this.#template.content.cloneNode(true).querySelector("[data-row]");
  }

  #showBlank(place) {
    if (!this.#editor.rules.addsEdges) return;
    this.#blank ??= this.#make();
    if (this.#place.lastElementChild !== this.#blank) this.#place.append(this.#blank);
    this.#number(this.#blank, place);
    remover(this.#blank).hidden = true;
  }

  #number(row, place) {
    const { wording } = this.#editor;
    const number = place + 1;
    write(row.querySelector("legend"), wording.say("row", { number }));
    remover(row).setAttribute("aria-label", wording.say("removeRow", { number }));
  }

  #showReading(row, edge) {
    const output = row.querySelector("[data-reading]");
    const reading = edge.how === "typed" ? this.#readings.get(edge.label) : null;
    const { wording } = this.#editor;
    row.classList.toggle("is-unclear", Boolean(reading?.problem));
    if (reading?.problem) return write(output, reading.problem);
    const says = reading?.says ?? "";
    const isNews = says && says !== edge.label;
    return write(output, isNews ? wording.say("understood", { says }) : "");
  }

  #edit(event) {
    const row = event.target.closest("[data-row]");
    const name = event.target.dataset.field;
    if (!row || !name) return;
    if (row === this.#blank) this.#add(row);
    else if (name === "label") this.#label(row);
    else this.#lead(row, name);
  }

  /** A blank row becomes an edge as soon as both its states are named. */
  #add(row) {
    const values = FIELDS.map((name) => tidyText(field(row, name).value));
    if (!values[0] || !values[1]) return;
    const made = [];
    const [from, to] = values.slice(0, 2).map((name) => this.#resolve(name, made));
    if (!from || !to) return;
    this.#adopted = row;
    this.#editor.addEdge({ from, to, label: values[2], how: "typed" }, made);
    this.#readings.learn([values[2]]);
  }

  #lead(row, name) {
    const edge = edgeOf(this.#editor.drawing, row.dataset.row);
    const made = [];
    const state = this.#resolve(tidyText(field(row, name).value), made);
    if (!state) return this.render(this.#editor.drawing);
    if (made.length) this.#editor.addState(made[0].name);
    const found = made.length ? findNamed(this.#editor.drawing, made[0].name).id : state;
    return this.#editor.reconnect(edge.id, name, found);
  }

  #label(row) {
    const edge = edgeOf(this.#editor.drawing, row.dataset.row);
    const label = tidyText(field(row, "label").value);
    if (label === this.#editor.wording.label(edge)) return;
    this.#editor.change(edge.id, { how: "typed", label, event: "", send: "" }, "label");
    this.#readings.learn([label]);
  }

  /** Return the id of a state by name; a new state is added to `made`. */
  #resolve(name, made) {
    const { drawing, rules } = this.#editor;
    const known =
      findNamed(drawing, name) ?? made.find((state) => isSameName(state.name, name));
    if (known || !name) return known?.id ?? null;
    if (!rules.addsStates) return this.#editor.say("noState", { state: name }) ?? null;
    made.push(this.#editor.makeState(name, this.#editor.freePlace(name, made)));
    return made.at(-1).id;
  }

  #click(event) {
    const button = event.target.closest("[data-remove]");
    if (!button) return;
    const row = button.closest("[data-row]");
    const next = row.nextElementSibling ?? row.previousElementSibling;
    this.#editor.remove(new Set([row.dataset.row]));
    (next ? field(next, "from") : this.#place).focus();
  }

  /** Enter in a row takes the row in and goes to the next; it does not send the drawing. */
  #press(event) {
    if (event.key !== "Enter" || !event.target.dataset.field) return;
    event.preventDefault();
    const row = event.target.closest("[data-row]");
    event.target.dispatchEvent(new Event("change", { bubbles: true }));
    const next = row.nextElementSibling;
    if (next) field(next, "from").focus();
  }

  /** Show on the canvas which edge a row is about. */
  #follow(event) {
    const id = event.target.closest("[data-row]")?.dataset.row;
    if (id) this.#editor.selection.set([id]);
  }
}

const field = (row, name) => row.querySelector(`[data-field=${name}]`);
const remover = (row) => row.querySelector("[data-remove]");

function fill(input, value, locked) {
  showValue(input, value);
  if (input.readOnly !== locked) input.readOnly = locked;
}

function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
