/**
 * Keeps an unfinished drawing in this tab, so that an accidental reload loses nothing.
 *
 * The browser may refuse to store anything; then a reload starts afresh, and nothing else fails.
 */

import { quietly } from "../drawing/quietly.js";
import { FIELDS, makeRow } from "./model.js";

/** The draft of one attempt. */
export class Draft {
  #name;

  constructor(attempt) {
    this.#name = `quizapp-drawing:${attempt}`;
  }

  /** Return the rows kept, or `null` if none are. */
  load() {
    const kept = quietly(() => sessionStorage.getItem(this.#name));
    const rows = kept ? quietly(() => JSON.parse(kept)) : null;
    return Array.isArray(rows) ? rows.map(asRow) : null;
  }

  /** Keep the rows. */
  save(rows) {
    quietly(() => sessionStorage.setItem(this.#name, JSON.stringify(rows)));
  }

  /** Forget the rows: they have been sent. */
  clear() {
    quietly(() => sessionStorage.removeItem(this.#name));
  }
}

function asRow(kept) {
  const fields = {};
  for (const name of FIELDS) fields[name] = String(kept?.[name] ?? "");
  return makeRow(fields);
}
