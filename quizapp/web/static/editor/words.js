/** The sentences of the editor, worded by the page, and arrows in words. */

import { fill } from "../drawing/sentences.js";
import { segmentsOf } from "../drawing/segments.js";

/** What the editor says, in the language of the page. */
export class Words {
  #sentences;

  constructor(sentences) {
    this.#sentences = sentences;
  }

  /** Return a sentence by name, with its places filled in. */
  say(name, values = {}) {
    return fill(this.#sentences[name], values);
  }

  /** Return the lines that stand beside an arrow: its event and what is sent. */
  labelLines(row) {
    const segments = segmentsOf(row);
    const event = row.event.trim() || this.say("noEvent");
    if (!segments.length) return [event];
    return [event, this.say("sends", { segments: segments.join(", ") })];
  }

  /** Return an arrow in one sentence, for those who hear it. */
  arrow(row) {
    const label = this.labelLines(row).join(", ");
    return this.say("arrow", { from: row.from, to: row.to, label });
  }
}
