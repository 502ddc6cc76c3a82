/** Disable a button without taking the keyboard's focus from it. */
export function setEnabled(button, enabled) {
  const value = String(!enabled);
  if (button.getAttribute("aria-disabled") !== value) button.setAttribute("aria-disabled", value);
}

/** Tell whether a button does anything just now. */
export const isEnabled = (button) => button.getAttribute("aria-disabled") !== "true";
