/** Keeps things on this device; a browser may refuse, and then nothing is kept. */

import { quietly } from "../drawing/quietly.js";

const PREFIX = "quizapp-canvas:";
const OLD = 60 * 24 * 3600 * 1000;

/** What is kept under one name. */
export class Shelf {
  #name;

  constructor(name) {
    this.#name = PREFIX + name;
    dropOld(this.#name);
  }

  /** Return what is kept, or `null`. */
  load() {
    return quietly(() => JSON.parse(localStorage.getItem(this.#name)));
  }

  /** Keep something; tell whether that worked. */
  save(value) {
    const text = JSON.stringify({ ...value, when: Date.now() });
    return quietly(() => localStorage.setItem(this.#name, text) ?? true) ?? false;
  }

  /** Call a function with what another tab keeps under this name. */
  onOther(listener) {
    addEventListener("storage", (event) => {
      if (event.key !== this.#name || !event.newValue) return;
      const value = quietly(() => JSON.parse(event.newValue));
      if (value) listener(value);
    });
  }
}

/** A drawing sent long ago is not looked for any more. */
function dropOld(own) {
  quietly(() => {
    for (const name of Object.keys(localStorage)) {
      if (!name.startsWith(PREFIX) || name === own) continue;
      const { when } = JSON.parse(localStorage.getItem(name)) ?? {};
      if (when && Date.now() - when > OLD) localStorage.removeItem(name);
    }
  });
}
