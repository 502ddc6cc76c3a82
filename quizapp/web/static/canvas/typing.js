/** Leaves alone what somebody is typing: an answer of the server may arrive at any moment. */

/** Remember, in a place with fields, which of them holds words not taken in yet. */
export function heedTyping(place) {
  place.addEventListener("input", ({ target }) => (target.dataset.typing = ""));
  place.addEventListener("change", ({ target }) => delete target.dataset.typing, true);
}

/** Show a value in a field, unless somebody is typing there. */
export function showValue(field, value) {
  if (field.dataset.typing !== undefined && field === document.activeElement) return;
  delete field.dataset.typing;
  if (field.value !== value) field.value = value;
}
