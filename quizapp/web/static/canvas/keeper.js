/**
 * Keeps the drawing: on this device at every change, and on the server soon after.
 *
 * `revision` is the server's number of the drawing this one started from. The server takes a
 * drawing only if it still holds that number, and answers with the next one; otherwise another
 * tab was ahead, and the learner decides.
 */

import { difference, isSame, readDrawing, toJson } from "./drawing.js";

const PAUSE = 600;
const WAITS = [1000, 2000, 4000, 8000, 15000, 30000];
/** More changes than this travel in the next message. */
const MOST = 200;

/** Return which drawing to begin with: the server's, or the one kept on this device. */
export function newer(server, local) {
  const own = local?.drawing ? readDrawing(local.drawing) : null;
  if (!own || isSame(own, server.drawing)) return { ...server, dirty: false, rival: null };
  const isNewer = local.revision > server.revision;
  const isAhead = isNewer || (local.dirty && local.revision === server.revision);
  if (isAhead) return { drawing: own, revision: server.revision, dirty: true, rival: null };
  const rival = local.dirty && !wasTaken(server, local) ? own : null;
  return { ...server, dirty: false, rival };
}

/** Tell whether the server has what was on its way when this page was closed, and more. */
const wasTaken = (server, { sending, dirty }) =>
  !dirty || (sending && isSame(readDrawing(sending), server.drawing));

/** Saves the drawing, again and again until it is saved. */
export class Keeper {
  #server;
  #shelf;
  #history;
  #now;
  #listeners = [];
  #changes = [];
  #timer = 0;
  #failures = 0;
  #busy = false;
  #sending = null;
  #isKept = true;

  constructor({ server, shelf, history, now, revision, dirty = false, changes = [] }) {
    [this.#server, this.#shelf, this.#history, this.#now] = [server, shelf, history, now];
    [this.revision, this.dirty, this.#changes] = [revision, dirty, changes];
    this.rival = null;
    this.status = dirty ? "unsaved" : "saved";
    history.onChange((drawing, before, what) => this.#note(drawing, before, what));
    shelf.onOther((other) => this.#meet(other));
    addEventListener("online", () => this.#soon(0));
    addEventListener("pagehide", () => this.#leave());
    if (dirty) this.#soon(0);
  }

  /** Call a function with `(status, seconds)` whenever the drawing is saved, or is not. */
  onChange(listener) {
    this.#listeners.push(listener);
  }

  /** Whether the server has everything. */
  get isSettled() {
    return !this.dirty && !this.rival;
  }

  /** Keep this drawing, though another tab was ahead. */
  takeOver() {
    this.revision = this.rival.revision;
    this.rival = null;
    this.dirty = true;
    return this.save();
  }

  /** Show the drawing of the other tab; one's own can be had back by undoing. */
  giveWay() {
    const { drawing, revision } = this.rival;
    this.rival = null;
    this.#history.commit(drawing, "replace");
    clearTimeout(this.#timer);
    [this.revision, this.dirty, this.#changes] = [revision, false, []];
    this.#put();
    this.#become("saved");
  }

  /** Let the learner decide between this drawing and another. */
  contest(drawing, revision) {
    this.rival = { drawing, revision };
    this.#become("contested");
  }

  /** Save now; tell whether everything is saved. */
  async save() {
    clearTimeout(this.#timer);
    if (this.rival || this.#busy) return false;
    if (!this.dirty) return true;
    this.#busy = true;
    const drawing = this.#history.present;
    const changes = this.#changes.slice(0, MOST);
    this.#sending = toJson(drawing);
    this.#put();
    const answer = await this.#server.send(
      "save",
      { revision: this.revision, drawing: this.#sending, changes },
      { method: "PUT" },
    );
    this.#busy = false;
    this.#take(answer, drawing, changes.length);
    return !this.dirty;
  }

  #note(drawing, before, what) {
    const at = Math.round(this.#now() * 10) / 10;
    this.#changes.push({ at, what, ...difference(before, drawing) });
    this.dirty = true;
    this.#put();
    if (this.status === "saved") this.#become("saving");
    this.#soon(this.#failures ? WAITS[0] : PAUSE);
  }

  #take({ status, body }, drawing, count) {
    const isOurs = status === 409 && !body?.sent && body?.drawing && isSame(readDrawing(body.drawing), drawing);
    if (status === 200 || isOurs) return this.#settle(body, drawing, count);
    if (status === 409 && body?.sent) return this.#end();
    if (status === 409 && body?.drawing) {
      return this.contest(readDrawing(body.drawing), body.revision);
    }
    this.#become(status === 0 || status >= 500 ? "unsaved" : "refused");
    this.#soon(WAITS[Math.min(this.#failures, WAITS.length - 1)]);
    this.#failures += 1;
    return undefined;
  }

  /** Another tab has sent the drawing: show what was found about it. */
  #end() {
    this.dirty = false;
    this.#put();
    location.reload();
  }

  #settle({ revision, seconds }, drawing, count) {
    this.#changes.splice(0, count);
    [this.revision, this.#failures, this.#sending] = [revision, 0, null];
    this.dirty = this.#history.present !== drawing || this.#changes.length > 0;
    this.#put();
    this.#become(this.dirty ? "saving" : "saved", seconds);
    if (this.dirty) this.#soon(PAUSE);
  }

  /** Another tab has kept a drawing: if it is ahead of this one, say so. */
  #meet({ revision, drawing }) {
    if (!(revision > this.revision)) return;
    const other = readDrawing(drawing);
    if (isSame(other, this.#history.present)) this.revision = revision;
    else this.contest(other, revision);
  }

  #leave() {
    if (!this.dirty || this.rival) return;
    const body = { revision: this.revision, drawing: toJson(this.#history.present), changes: this.#changes };
    this.#sending = body.drawing;
    this.#put();
    this.#server.send("save", body, { method: "PUT", keepalive: true });
  }

  #put() {
    this.#isKept = this.#shelf.save({
      revision: this.revision,
      dirty: this.dirty,
      drawing: toJson(this.#history.present),
      changes: this.#changes,
      sending: this.#sending,
    });
  }

  #soon(wait) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.save(), wait);
  }

  #become(status, seconds) {
    this.status = status === "unsaved" && !this.#isKept ? "unkept" : status;
    for (const listener of this.#listeners) listener(this.status, seconds);
  }
}
