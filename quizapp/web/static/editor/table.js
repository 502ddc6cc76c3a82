/** The rows of the form, which are what is sent: kept in step with the drawing, both ways. */

import { FIELDS, isBlank, makeRow, withChange, withRow, withoutRow } from "./model.js";

/** How many blank rows stay at the end. */
const SPARE = 1;
/** More rows than this are refused when they are sent. */
const MOST = 150;

/** The form's rows. */
export class Table {
  #place;
  #blank;
  #history;
  #words;

  constructor(place, blank, words) {
    [this.#place, this.#blank, this.#words] = [place, blank, words];
  }

  /** Return what the rows hold, as the page came. */
  read() {
    const rows = this.#elements.map((element) => makeRow(valuesOf(element)));
    return rows.filter((row) => !isBlank(row));
  }

  /** Follow a history, and lead it when a row is edited. */
  join(history) {
    this.#history = history;
    history.onChange((rows) => this.render(rows));
    this.#place.addEventListener("change", (event) => this.#edit(event));
    this.#place.addEventListener("click", (event) => this.#click(event));
    this.#place.addEventListener("keydown", (event) => this.#press(event));
    this.render(history.present);
  }

  /** Show the rows of a snapshot, and blank ones after them. */
  render(rows) {
    this.#resize(Math.min(MOST, rows.length + SPARE));
    this.#elements.forEach((element, place) => this.#fill(element, place, rows[place]));
  }

  get #elements() {
    return [...this.#place.querySelectorAll("[data-row]")];
  }

  #resize(count) {
    const elements = this.#elements;
    for (const surplus of elements.slice(count)) surplus.remove();
    for (let made = elements.length; made < count; made += 1) {
      this.#place.append(this.#blank.content.cloneNode(true));
    }
  }

  #fill(element, place, row) {
    const number = place + 1;
    element.querySelector("legend").textContent = this.#words.say("row", { number });
    for (const name of FIELDS) {
      const field = element.querySelector(`[name=${name}]`);
      if (field.value !== (row?.[name] ?? "")) field.value = row?.[name] ?? "";
    }
    const remove = element.querySelector("[data-remove]");
    remove.setAttribute("aria-label", this.#words.say("remove", { number }));
    remove.hidden = !row;
  }

  #edit(event) {
    const element = event.target.closest("[data-row]");
    const row = this.#history.present[this.#elements.indexOf(element)];
    const values = valuesOf(element);
    dismissComplaint(element, event.target);
    if (row ? isSame(row, values) : isBlank(values)) return;
    if (!row) this.#history.commit(withRow(this.#history.present, makeRow(values)));
    else this.#history.commit(withChange(this.#history.present, row.id, values));
  }

  #click(event) {
    const button = event.target.closest("[data-remove]");
    if (!button) return;
    const place = this.#elements.indexOf(button.closest("[data-row]"));
    const row = this.#history.present[place];
    if (row) this.#history.commit(withoutRow(this.#history.present, row.id));
    const next = this.#elements[Math.min(place, this.#history.present.length)];
    next.querySelector("[name=from]").focus();
  }

  /** Enter in a row takes the row in; it does not send the answer half done. */
  #press(event) {
    if (event.key !== "Enter" || event.target.name === undefined) return;
    if (event.target.matches("button")) return;
    event.preventDefault();
    event.target.dispatchEvent(new Event("change", { bubbles: true }));
    const here = this.#elements.indexOf(event.target.closest("[data-row]"));
    this.#elements[here + 1]?.querySelector("[name=from]").focus();
  }
}

function valuesOf(element) {
  const values = {};
  for (const name of FIELDS) values[name] = element.querySelector(`[name=${name}]`).value;
  return values;
}

const isSame = (row, values) => FIELDS.every((name) => row[name] === values[name]);

function dismissComplaint(element, field) {
  const complaint = field.getAttribute("aria-describedby");
  if (!complaint) return;
  field.removeAttribute("aria-invalid");
  field.removeAttribute("aria-describedby");
  element.querySelector(`[id="${complaint}"]`)?.remove();
}
