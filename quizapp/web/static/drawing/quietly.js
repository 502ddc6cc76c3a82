/** A browser may refuse to keep anything: then nothing is kept, and nothing else fails. */

/** Return what an action returns, or `null` if the browser refuses it. */
export function quietly(action) {
  try {
    return action();
  } catch {
    return null;
  }
}
