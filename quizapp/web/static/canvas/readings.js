/**
 * How the server understands labels typed in the learner's words.
 *
 * A reading is `{event, sends, says, problem, near}`. What was asked once is remembered; what
 * could not be asked, because nobody answered, is simply not known yet.
 */

const MOST = 150;

/** Asks for readings and remembers them. */
export class Readings {
  #server;
  #known = new Map();
  #asked = new Map();
  #listeners = [];

  constructor(server) {
    this.#server = server;
  }

  /** Return the reading of a label, or `undefined` if it is not known. */
  get(label) {
    return this.#known.get(label);
  }

  /** Tell whether the server did not understand a label. */
  isUnclear(label) {
    return Boolean(label && this.#known.get(label)?.problem);
  }

  /** Call a function whenever more is known. */
  onChange(listener) {
    this.#listeners.push(listener);
  }

  /** Return the reading of a label; `undefined` if nobody answers. */
  async of(label) {
    await this.learn([label]);
    return this.get(label);
  }

  /** Ask for the readings of those labels that are not known yet. */
  async learn(labels) {
    const wanted = [...new Set(labels)].filter((label) => label && !this.#known.has(label));
    const fresh = wanted.filter((label) => !this.#asked.has(label)).slice(0, MOST);
    if (fresh.length && this.#server.has("labels")) {
      const answer = this.#ask(fresh);
      for (const label of fresh) this.#asked.set(label, answer);
    }
    await Promise.all(wanted.map((label) => this.#asked.get(label)));
  }

  async #ask(labels) {
    const { status, body } = await this.#server.send("labels", { labels });
    const read = status === 200 && Array.isArray(body?.read) ? body.read : [];
    labels.forEach((label, place) => {
      this.#asked.delete(label);
      if (read[place]) this.#known.set(label, read[place]);
    });
    if (read.length) for (const listener of this.#listeners) listener();
  }
}
