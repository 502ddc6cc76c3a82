// How long a question was looked at before it was answered.

/** Fill in the seconds when the question's form is sent. */
export function measureSeconds(root) {
  const form = root.querySelector("form[data-question]");
  if (!form) return;
  let visible = 0;
  let since = root.hidden ? null : performance.now();
  root.addEventListener("visibilitychange", () => {
    if (since !== null) visible += performance.now() - since;
    since = root.hidden ? null : performance.now();
  });
  form.addEventListener("submit", () => {
    const now = since === null ? 0 : performance.now() - since;
    form.elements.seconds.value = ((visible + now) / 1000).toFixed(1);
  });
}
