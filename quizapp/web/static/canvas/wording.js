/** The sentences of the canvas, worded by the page, and edges in words. */

import { fill } from "../drawing/sentences.js";
import { segmentsOf } from "../drawing/segments.js";
import { isUnlabelled, stateOf } from "./drawing.js";

const LONG = 30;

/** What the canvas says, in the language of the page. */
export class Wording {
  #sentences;
  #events;

  /** `events` are those one can choose from, with id and label. */
  constructor(sentences, events) {
    this.#sentences = sentences;
    this.#events = new Map(events.map((event) => [event.id, event.label]));
  }

  /** Return a sentence by name, with its places filled in. */
  say(name, values = {}) {
    return fill(this.#sentences[name] ?? name, values);
  }

  /** Return several names as one. */
  list(names) {
    return new Intl.ListFormat(document.documentElement.lang).format(names);
  }

  /** Return what stands beside an edge as one text, as it could be typed. */
  label(edge) {
    if (edge.how !== "chosen") return edge.label;
    const event = this.#events.get(edge.event) ?? edge.event;
    const segments = segmentsOf(edge).join("; ");
    if (!segments) return event;
    return `${event} / ${this.say("sends", { segments })}`;
  }

  /** Return the lines that stand beside an edge. */
  lines(edge) {
    if (isUnlabelled(edge)) return ["?"];
    const parts = this.label(edge).split(/\s+[/／]\s*/);
    return parts.flatMap(wrapped).slice(0, 5);
  }

  /** Return an edge in one sentence, for those who hear it. */
  edge(drawing, edge) {
    return this.say("edge", {
      from: stateOf(drawing, edge.from)?.name ?? "",
      to: stateOf(drawing, edge.to)?.name ?? "",
      label: this.label(edge) || this.say("noLabel"),
    });
  }
}

function wrapped(text) {
  const lines = [""];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last && last.length + word.length >= LONG) lines.push(word);
    else lines[lines.length - 1] = last ? `${last} ${word}` : word;
  }
  return lines.map((line) => (line.length > LONG * 2 ? `${line.slice(0, LONG * 2)}…` : line));
}
