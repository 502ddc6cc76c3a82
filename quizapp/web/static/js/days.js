// The slider goes to its day as soon as it is let go; without this, its button does.

for (const form of document.querySelectorAll("[data-days]")) {
  form.querySelector("button").hidden = true;
  form.addEventListener("change", () => form.requestSubmit());
}
