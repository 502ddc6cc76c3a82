/** The buttons above the drawing, and how many arrows are drawn. */

import { isEnabled, setEnabled } from "../drawing/enabled.js";
import { isArrow } from "./model.js";

/** Let the buttons do what they say, and show when they cannot. */
export function connectTools(root, { editor, history, stage, words }) {
  const button = (name) => root.querySelector(`[data-tool=${name}]`);
  const actions = {
    undo: () => editor.undo(),
    redo: () => editor.redo(),
    edit: () => editor.edit(editor.selected),
    remove: () => editor.remove(editor.selected),
    smaller: () => stage.reduce(),
    larger: () => stage.enlarge(),
  };
  const count = root.querySelector("[data-count-of]");
  const show = () => {
    const able = {
      undo: history.canUndo,
      redo: history.canRedo,
      edit: editor.selected !== null,
      remove: editor.selected !== null,
      smaller: stage.canReduce,
      larger: stage.canEnlarge,
    };
    for (const name of Object.keys(able)) setEnabled(button(name), able[name]);
    const drawn = history.present.filter(isArrow).length;
    count.textContent = words.say("drawn", {
      drawn,
      missing: Math.max(0, Number(root.dataset.count) - drawn),
    });
  };
  for (const [name, act] of Object.entries(actions)) {
    button(name).addEventListener("click", () => {
      if (!isEnabled(button(name))) return;
      act();
      show();
    });
  }
  editor.onSelect(show);
  history.onChange(show);
  show();
}
