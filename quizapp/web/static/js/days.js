// The slider goes to its day as soon as it is let go; without this, its button does.

for (const form of document.querySelectorAll("[data-days]")) {
  form.querySelector("button").hidden = true;
  const [slider, ahead] = [form.querySelector("[type=range]"), form.querySelector("output")];
  slider.addEventListener("input", () => (ahead.value = (slider.value > 0 ? "+" : "") + slider.value));
  form.addEventListener("change", () => form.requestSubmit());
}
