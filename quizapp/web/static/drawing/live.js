/** A page is complete without scripts; what only works with them is hidden until now. */

/** Show what scripts have brought to life. */
export function showLive(root) {
  root.classList.add("is-live");
  for (const hidden of root.querySelectorAll("[data-live]")) hidden.hidden = false;
}
