/** Whether somebody works by touch: then a field given the focus would raise a keyboard. */

let byTouch = false;
const notice = (event) => (byTouch = event.pointerType === "touch");
document.addEventListener("pointerdown", notice, { capture: true });
document.addEventListener("keydown", notice, { capture: true });

/** Let one type at once, unless that would raise a keyboard over a list one can tap. */
export function invite(field, { hasList = true } = {}) {
  if (byTouch && hasList) return;
  field.focus();
  field.select();
}
