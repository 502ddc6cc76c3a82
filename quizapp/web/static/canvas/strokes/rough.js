/**
 * The whiteboard look: a path drawn twice by an unsteady hand, the same for the same seed.
 */

import { resample } from "./geometry.js";

const STEP = 18;
const WOBBLE = 1.3;

/** Return two wobbly copies of a path as lists of `[x, y]`; the ends stay where they are. */
export function rough(points, seed) {
  const good = points.filter((point) => point.every(Number.isFinite));
  if (good.length < 2) return [good, good];
  const random = generator(seed);
  return [wobbly(good, random), wobbly(good, random)];
}

function wobbly(points, random) {
  const even = resample(points, STEP);
  const wobble = () => (random() + random() - 1) * WOBBLE;
  const last = even.length - 1;
  return even.map(([x, y], i) => (i % last ? [x + wobble(), y + wobble()] : [x, y]));
}

/** Return a small seeded generator of numbers from 0 to 1 (mulberry32). */
function generator(seed) {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
