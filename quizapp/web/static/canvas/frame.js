/** Does work at most once a frame, with what was asked for last. */

/** Return a function that calls `work` in the next frame with its latest arguments. */
export function perFrame(work) {
  let latest = null;
  const run = () => {
    const args = latest;
    latest = null;
    if (args) work(...args);
  };
  const ask = (...args) => {
    if (!latest) requestAnimationFrame(run);
    latest = args;
  };
  /** Do at once what waits for the frame. */
  ask.now = run;
  /** Forget what waits for the frame. */
  ask.drop = () => (latest = null);
  return ask;
}

/** Tell whether somebody asked for less motion. */
export const isStill = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

/** Call `step` with a share from 0 to 1, frame by frame, eased; at once if motion is unwanted. */
export function animate(step, milliseconds = 320) {
  if (isStill()) return Promise.resolve(step(1));
  return new Promise((resolve) => {
    const start = performance.now();
    const tick = (now) => {
      const share = Math.min(1, Math.max(0, (now - start) / milliseconds));
      step(share < 1 ? 1 - (1 - share) ** 3 : 1);
      if (share < 1) requestAnimationFrame(tick);
      else resolve();
    };
    requestAnimationFrame(tick);
  });
}
