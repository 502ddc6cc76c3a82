/** Ctrl+Z and its kin, wherever the focus is, unless somebody writes there. */

const WRITES = "input, select, textarea, dialog";

/** Let the keys around a drawing take changes back and make them again. */
export function listenForUndo(root, editor) {
  document.addEventListener("keydown", (event) => {
    // A click beside everything leaves the focus on something around the drawing.
    const { target } = event;
    if (root.contains(target) || target.contains(root)) travel(event, editor);
  });
}

function travel(event, editor) {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
  if (event.target.closest(WRITES)) return;
  const key = event.key.toLowerCase();
  if (key !== "z" && key !== "y") return;
  event.preventDefault();
  if (key === "y" || event.shiftKey) editor.redo();
  else editor.undo();
}
