/** Whether somebody works by touch: then a field given the focus would raise a keyboard. */

let byTouch = false;
const notice = (event) => (byTouch = event.pointerType === "touch");
document.addEventListener("pointerdown", notice, { capture: true });
document.addEventListener("keydown", notice, { capture: true });

/** Let one type at once, unless that would raise a keyboard over the list. */
export function invite(field) {
  if (byTouch) return;
  field.focus();
  field.select();
}
