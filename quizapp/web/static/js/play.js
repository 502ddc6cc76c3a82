// Plays the making of a drawing: every step in its own time, but long thoughts are cut short.

const LONGEST = 1500;
const SHORTEST = 150;
/** Who asked for less motion gets no step sooner than this. */
const CALM = 900;

function enliven(button) {
  const words = { ...button.dataset, play: button.textContent };
  const film = new Film(document.querySelector("[data-film]"), document.querySelector("#step"));
  let turn = null;
  const show = () => {
    button.textContent = turn ? words.pause : film.next ? words.play : words.again;
  };
  const play = async () => {
    const mine = (turn = new AbortController());
    show();
    try {
      await film.play(words, mine.signal);
    } catch (error) {
      // A pause ends the wait, and is no fault; what is shown stays.
      if (!mine.signal.aborted) throw error;
    } finally {
      if (turn === mine) {
        turn = null;
        show();
      }
    }
  };
  const pause = () => {
    turn.abort();
    turn = null;
    show();
  };
  button.addEventListener("click", () => (turn ? pause() : play()));
  button.hidden = false;
  show();
}

class Film {
  constructor(place, slider) {
    this.place = place;
    this.slider = slider;
  }

  /** The address of the next step; none at the end. */
  get next() {
    return this.place.querySelector("a[rel=next]")?.href;
  }

  async play({ first, last }, signal) {
    // The frame of the whole drawing from the start, so that nothing jumps.
    this.frame ??= frameOf(await load(last, signal));
    if (!this.next) this.show(await load(first, signal), first);
    while (this.next) {
      const address = this.next;
      const step = await load(address, signal);
      await wait(step.dataset.seconds - this.place.dataset.seconds, signal);
      this.show(step, address);
    }
  }

  show(step, address) {
    const left = this.place.querySelector(".figure__scroll")?.scrollLeft ?? 0;
    const svg = step.querySelector("svg.diagram");
    for (const [name, value] of this.frame) svg?.setAttribute(name, value);
    this.place.replaceChildren(...step.childNodes);
    Object.assign(this.place.dataset, step.dataset);
    this.slider.value = step.dataset.step;
    this.slider.setAttribute("aria-valuetext", this.place.querySelector("p")?.textContent ?? "");
    history.replaceState(null, "", address);
    const scroller = this.place.querySelector(".figure__scroll");
    if (scroller) scroller.scrollLeft = left;
  }
}

function frameOf(step) {
  const svg = step.querySelector("svg.diagram");
  const names = ["viewBox", "width", "height"];
  return names.filter((name) => svg?.hasAttribute(name)).map((name) => [name, svg.getAttribute(name)]);
}

async function load(address, signal) {
  const answer = await fetch(address, { signal });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return document.adoptNode(page.querySelector("[data-film]"));
}

function wait(seconds, signal) {
  const least = matchMedia("(prefers-reduced-motion: reduce)").matches ? CALM : SHORTEST;
  const pause = Math.max(least, Math.min(LONGEST, seconds * 1000));
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, pause);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}

for (const button of document.querySelectorAll("[data-play]")) enliven(button);
