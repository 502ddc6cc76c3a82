/**
 * The rows of a drawing as immutable snapshots, with unlimited undo and redo.
 *
 * A row is one arrow as it will be sent: `{id, from, to, event, send}`, all strings. A row may
 * be incomplete while it is being filled in; it is an arrow once both its states are named.
 */

/** Names of the fields of a row, as the form sends them. */
export const FIELDS = Object.freeze(["from", "to", "event", "send"]);

/** What separates the segments of one arrow in its `send` field. */
const SEPARATOR = "; ";

let made = 0;

/** Return a new row; what is not given is empty. */
export function makeRow(fields) {
  made += 1;
  const row = { id: `arrow-${made}` };
  for (const name of FIELDS) row[name] = fields[name] ?? "";
  return Object.freeze(row);
}

/** Tell whether a row says nothing at all. */
export const isBlank = (row) => FIELDS.every((name) => row[name].trim() === "");

/** Tell whether a row joins two states, so that it can be drawn. */
export const isArrow = (row) => row.from !== "" && row.to !== "";

/** Return the segments of a row's `send` field. */
export const segmentsOf = (row) =>
  row.send
    .normalize("NFKC")
    .split(";")
    .map((segment) => segment.trim())
    .filter(Boolean);

/** Return segments as a `send` field holds them. */
export const joinSegments = (segments) => segments.join(SEPARATOR);

/** Return the snapshot with one row more. */
export const withRow = (rows, row) => Object.freeze([...rows, row]);

/** Return the snapshot without a row. */
export const withoutRow = (rows, id) => Object.freeze(rows.filter((row) => row.id !== id));

/** Return the snapshot with some fields of a row changed. */
export const withChange = (rows, id, fields) =>
  Object.freeze(rows.map((row) => (row.id === id ? Object.freeze({ ...row, ...fields }) : row)));

/** The snapshots of a drawing: past, present and undone. */
export class History {
  #past = [];
  #present;
  #undone = [];
  #listeners = [];

  constructor(rows = []) {
    this.#present = Object.freeze([...rows]);
  }

  /** The rows as they are now. */
  get rows() {
    return this.#present;
  }

  /** Whether there is something to take back. */
  get canUndo() {
    return this.#past.length > 0;
  }

  /** Whether there is something to do again. */
  get canRedo() {
    return this.#undone.length > 0;
  }

  /** Return the row of that id, or `undefined`. */
  find(id) {
    return this.#present.find((row) => row.id === id);
  }

  /** Call a function after every change. */
  onChange(listener) {
    this.#listeners.push(listener);
  }

  /** Make a snapshot the present one. */
  commit(rows) {
    this.#past.push(this.#present);
    this.#undone = [];
    this.#become(rows);
  }

  /** Go back by one change; tell whether there was one. */
  undo() {
    if (!this.canUndo) return false;
    this.#undone.push(this.#present);
    this.#become(this.#past.pop());
    return true;
  }

  /** Go forward by one change taken back; tell whether there was one. */
  redo() {
    if (!this.canRedo) return false;
    this.#past.push(this.#present);
    this.#become(this.#undone.pop());
    return true;
  }

  #become(rows) {
    this.#present = rows;
    for (const listener of this.#listeners) listener(rows);
  }
}
