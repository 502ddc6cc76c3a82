/** Says sentences to everybody: they are shown, and read out to those who hear the page. */

/** Return a function that says a sentence, also when it is the same again. */
export function announcer(status) {
  return (sentence) => {
    status.textContent = "";
    requestAnimationFrame(() => (status.textContent = sentence));
  };
}
