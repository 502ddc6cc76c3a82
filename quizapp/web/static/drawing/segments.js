/** The segments an arrow sends, as its `send` field holds them: one text. */

const SEPARATOR = "; ";

/** Return the segments of an arrow's `send` field. */
export const segmentsOf = ({ send }) =>
  send
    .normalize("NFKC")
    .split(";")
    .map((segment) => segment.trim())
    .filter(Boolean);

/** Return segments as a `send` field holds them. */
export const joinSegments = (segments) => segments.join(SEPARATOR);
