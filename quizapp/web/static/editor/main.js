/**
 * Brings the drawing form to life. Without this, its rows are the form, and they are complete.
 */

import { announcer } from "../drawing/announcer.js";
import { History } from "../drawing/history.js";
import { showLive } from "../drawing/live.js";
import { Draft } from "./draft.js";
import { Editor } from "./editor.js";
import { Keyboard } from "./keyboard.js";
import { LabelDialog } from "./label-dialog.js";
import { Pointer } from "./pointer.js";
import { Stage } from "./stage.js";
import { Table } from "./table.js";
import { connectTools } from "./tools.js";
import { View } from "./view.js";
import { Words } from "./words.js";

for (const root of document.querySelectorAll("[data-editor]")) enliven(root);

function enliven(root) {
  const words = new Words(JSON.parse(root.dataset.words));
  const part = (name) => root.querySelector(`[data-${name}]`);
  const table = new Table(part("rows"), part("blank-row"), words);
  const draft = new Draft(root.dataset.attempt);
  const kept = draft.load();
  const history = new History(kept ?? table.read());
  const announce = announcer(part("status"));
  const diagram = root.querySelector("[data-stage] svg");
  if (diagram?.querySelector(".node")) drawIn(root, { diagram, history, words, announce });
  table.join(history);
  history.onChange((rows) => draft.save(rows));
  root.closest("form")?.addEventListener("submit", () => draft.clear());
  if (kept?.length) announce(words.say("restored", { count: kept.length }));
}

function drawIn(root, { diagram, history, words, announce }) {
  showLive(root);
  const view = new View(diagram, words);
  diagram.setAttribute("aria-describedby", "draw-help");
  const stage = new Stage(root.querySelector("[data-stage]"), diagram, view.frame);
  const dialog = new LabelDialog(root.querySelector("[data-dialog]"), words);
  const editor = new Editor({ history, view, dialog, words, announce });
  new Pointer(editor, view, stage);
  new Keyboard(root, editor, view);
  connectTools(root, { editor, history, stage, words });
  view.render(history.present);
}
