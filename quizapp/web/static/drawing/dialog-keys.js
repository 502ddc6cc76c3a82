/** The keys of a dialog with a field, its list, and boxes to tick; a button keeps its own. */

/** Let a list and boxes have their keys first; what is left of Enter confirms. */
export function listenForKeys(dialog, { input, list, chips, confirm }) {
  const isUsed = (event) =>
    (event.target === input && list.press(event.key)) || chips?.press(event) || false;
  dialog.addEventListener("keydown", (event) => {
    if (event.isComposing || event.target.closest("button")) return;
    const used = isUsed(event);
    if (!used && event.key !== "Enter") return;
    event.preventDefault();
    if (!used) confirm();
  });
}
