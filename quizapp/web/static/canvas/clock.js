/** The time a drill takes: it starts where the server's does, and never stops. */

const SOON = 60;

/** Tells the seconds since the drill's start, and shows them to those who want to see them. */
export class Clock {
  #zero;
  #limit;
  #output;
  #wording;
  #announce;
  #last = null;

  /** `elapsed` and `limit` are seconds; there may be no limit. */
  constructor({ elapsed, limit, output, wording, announce }) {
    this.set(elapsed ?? 0);
    this.#limit = limit || null;
    [this.#output, this.#wording, this.#announce] = [output, wording, announce];
    this.now = () => (Date.now() - this.#zero) / 1000;
    this.#last = this.now();
    this.#tick();
    setInterval(() => this.#tick(), 500);
  }

  /** Believe the server: so many seconds have passed. */
  set(elapsed) {
    this.#zero = Date.now() - elapsed * 1000;
  }

  #tick() {
    const now = this.now();
    this.#show(now);
    if (this.#limit) this.#warn(this.#last, now);
    this.#last = now;
  }

  #show(now) {
    const left = this.#limit === null ? null : this.#limit - now;
    const name = left === null ? "elapsed" : left >= 0 ? "left" : "over";
    const seconds = left === null ? now : Math.abs(Math.ceil(left));
    const words = this.#wording.say(name, { time: inMinutes(seconds) });
    if (this.#output.textContent !== words) this.#output.textContent = words;
    this.#output.classList.toggle("is-over", name === "over");
  }

  /** Say once that a minute is left, and once that the time is over. */
  #warn(before, now) {
    const passes = (mark) => before < mark && now >= mark;
    if (passes(this.#limit)) this.#announce(this.#wording.say("timeOver"));
    else if (this.#limit > 2 * SOON && passes(this.#limit - SOON)) {
      this.#announce(this.#wording.say("minuteLeft"));
    }
  }
}

function inMinutes(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
