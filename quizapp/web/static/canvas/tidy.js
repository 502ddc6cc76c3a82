/** Lets the server lay the learner's own drawing out; one undoable change, seen as a movement. */

import { toJson, withFields } from "./drawing.js";
import { animate } from "./frame.js";

/** Ask for places and move everything there; tell whether that was done. */
export async function tidy(editor, server) {
  const before = editor.drawing;
  if (!before.states.length) return false;
  editor.say("tidying");
  const { status, body } = await server.send("tidy", { drawing: toJson(before) });
  if (status !== 200 || !body?.places) {
    editor.say("noTidy");
    return false;
  }
  if (editor.drawing !== before) return false;
  const after = placed(before, body);
  await animate((share) => show(editor.view, before, after, share));
  editor.commit(after, "tidy");
  editor.say("tidied");
  return true;
}

/** Bends belong to the places: the old ones go, and new ones lead around what is in the way. */
function placed(drawing, { places, bends = {} }) {
  const fields = new Map();
  for (const { id } of drawing.states) {
    const [x, y] = (places[id] ?? []).map(Number);
    if (Number.isFinite(x) && Number.isFinite(y)) fields.set(id, { x, y });
  }
  for (const { id } of drawing.edges) fields.set(id, { bend: bends[id] ?? [0, 0] });
  return withFields(drawing, fields);
}

function show(view, before, after, share) {
  const between = (from, to) => from + (to - from) * share;
  const fields = new Map(
    before.states.map(({ id, x, y }, place) => {
      const end = after.states[place];
      return [id, { x: between(x, end.x), y: between(y, end.y) }];
    }),
  );
  view.follow(withFields(after, fields), new Set(fields.keys()));
}
