/**
 * The rows of a drawing as immutable snapshots.
 *
 * A row is one arrow as it will be sent: `{id, from, to, event, send}`, all strings. A row may
 * be incomplete while it is being filled in; it is an arrow once both its states are named.
 */

/** Names of the fields of a row, as the form sends them. */
export const FIELDS = Object.freeze(["from", "to", "event", "send"]);

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

/** Return the row of an id, or `undefined`. */
export const rowOf = (rows, id) => rows.find((row) => row.id === id);

/** Return the snapshot with one row more. */
export const withRow = (rows, row) => Object.freeze([...rows, row]);

/** Return the snapshot without a row. */
export const withoutRow = (rows, id) => Object.freeze(rows.filter((row) => row.id !== id));

/** Return the snapshot with some fields of a row changed. */
export const withChange = (rows, id, fields) =>
  Object.freeze(rows.map((row) => (row.id === id ? Object.freeze({ ...row, ...fields }) : row)));
