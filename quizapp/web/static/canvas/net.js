/** Talks to the server: JSON both ways, with the token against forged forms. */

const PATIENCE = 8000;

/** Sends JSON to the addresses of one drill. */
export class Server {
  #urls;
  #csrf;

  constructor(urls, csrf) {
    [this.#urls, this.#csrf] = [urls ?? {}, csrf ?? ""];
  }

  /** Tell whether there is an address of that name. */
  has(name) {
    return Boolean(this.#urls[name]);
  }

  /** Send JSON; return `{status, body}`, with status 0 if nobody answered. */
  async send(name, body, { method = "POST", keepalive = false } = {}) {
    try {
      const response = await fetch(this.#urls[name], {
        method,
        keepalive,
        credentials: "same-origin",
        headers: { "Content-Type": "application/json", "X-CSRF-Token": this.#csrf },
        body: JSON.stringify(body),
        signal: keepalive ? undefined : AbortSignal.timeout(PATIENCE),
      });
      return { status: response.status, body: await response.json().catch(() => null) };
    } catch {
      return { status: 0, body: null };
    }
  }
}
