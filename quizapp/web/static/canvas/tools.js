/** The buttons around the canvas, and what they show. */

import { isEnabled, setEnabled } from "../drawing/enabled.js";

/** Let the buttons do what they say, and show when they cannot. */
export function connectTools(root, { editor, pointer, history, commands }) {
  const { selection, camera } = editor;
  const buttons = [...root.querySelectorAll("[data-tool]")];
  const actions = {
    undo: () => editor.undo(),
    redo: () => editor.redo(),
    state: () => editor.placeState(),
    edit: () => editor.edit(selection.only),
    remove: () => editor.remove(selection.ids),
    smaller: () => camera.step(-1),
    larger: () => camera.step(1),
    ...commands,
  };
  const show = () => {
    const able = {
      undo: editor.can.undo,
      redo: editor.can.redo,
      state: editor.rules.addsStates,
      edit: selection.only !== null,
      remove: selection.ids.size > 0,
      smaller: camera.canReduce,
      larger: camera.canEnlarge,
    };
    for (const button of buttons) setEnabled(button, able[button.dataset.tool] ?? true);
  };
  for (const button of buttons) {
    button.addEventListener("click", () => {
      if (!isEnabled(button)) return;
      actions[button.dataset.tool]();
      show();
    });
  }
  selection.onChange(show);
  history.onChange(show);
  camera.onChange(show);
  connectModes(root, editor, pointer);
  show();
}

/** The tools of the pointer: exactly one is in the hand. */
function connectModes(root, editor, pointer) {
  const modes = [...root.querySelectorAll("[data-mode]")];
  const choose = (name) => {
    pointer.tool = name;
    editor.view.board.dataset.mode = name;
    for (const mode of modes) {
      mode.setAttribute("aria-pressed", String(mode.dataset.mode === name));
    }
  };
  for (const mode of modes) {
    mode.addEventListener("click", () => {
      choose(mode.dataset.mode);
      editor.say(`mode_${mode.dataset.mode}`);
    });
    mode.hidden = mode.dataset.mode !== "select" && !editor.rules.addsEdges;
  }
  choose("select");
}

/** Let a button switch something on and off, and remember that on this device. */
export function connectSwitch(button, shelf, { start, act }) {
  const name = button.dataset.tool;
  let on = shelf.load()?.[name] ?? start;
  const show = () => {
    button.setAttribute("aria-pressed", String(on));
    act(on);
  };
  show();
  return () => {
    on = !on;
    shelf.save({ ...shelf.load(), [name]: on });
    show();
    return on;
  };
}
