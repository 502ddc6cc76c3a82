/**
 * Brings the canvas to life. Without this, the rows of the form are complete.
 */

import { announcer } from "../drawing/announcer.js";
import { History } from "../drawing/history.js";
import { showLive } from "../drawing/live.js";
import { Camera } from "./camera.js";
import { Clock } from "./clock.js";
import { Ids, readDrawing, toJson } from "./drawing.js";
import { Editor } from "./editor.js";
import { connectHint } from "./hint.js";
import { Keeper, newer } from "./keeper.js";
import { Keyboard } from "./keyboard.js";
import { Framing } from "./framing.js";
import { FullWindow } from "./full-window.js";
import { LabelDialog } from "./label-dialog.js";
import { Layout } from "./layout.js";
import { NameDialog } from "./name-dialog.js";
import { Server } from "./net.js";
import { Pointer } from "./pointer.js";
import { Readings } from "./readings.js";
import { Rules } from "./rules.js";
import { Selection } from "./selection.js";
import { connectSending } from "./sending.js";
import { Shelf } from "./shelf.js";
import { States, Tray } from "./states.js";
import { connectSaving } from "./saving.js";
import { Table } from "./table.js";
import { tidy } from "./tidy.js";
import { connectSwitch, connectTools } from "./tools.js";
import { View } from "./view.js";
import { Walk } from "./walk.js";
import { Wording } from "./wording.js";

for (const root of document.querySelectorAll("[data-canvas]")) enliven(root);

function enliven(root) {
  const config = JSON.parse(root.dataset.config);
  const part = (name) => root.querySelector(`[data-${name}]`);
  const wording = new Wording(config.words, config.events ?? []);
  const announce = announcer(part("status"));
  const server = new Server(config.urls, config.csrf);
  const clock = new Clock({ ...config, output: part("clock"), wording, announce });
  const shelf = new Shelf(config.attempt);
  const start = newer(
    { drawing: readDrawing(config.drawing), revision: config.revision ?? 0 },
    shelf.load(),
  );
  const history = new History(start.drawing);
  const changes = start.dirty ? (shelf.load().changes ?? []) : [];
  const keeper = new Keeper({ server, shelf, history, now: clock.now, ...start, changes });
  const context = { root, config, part, wording, announce, server, clock, history, keeper };
  showLive(root);
  part("plain")?.remove();
  build(context, start);
}

function build(context, start) {
  const { root, part, history, server } = context;
  const editor = makeEditor(context);
  const walk = new Walk(editor);
  const pointer = new Pointer(editor, walk);
  const commands = makeCommands(context, editor);
  new Keyboard(root, { editor, walk, pointer, commands });
  connectTools(root, { editor, pointer, history, commands });
  follow(context, editor);
  connectSaving(root, context);
  connectSending(root, context);
  connectHint(root, { server, editor });
  commands.frame();
  new ResizeObserver(gridOf(editor.camera, part("board"))).observe(part("board"));
  if (start.rival) context.keeper.contest(start.rival, start.revision);
}

function makeEditor({ part, config, wording, announce, server, clock, history }) {
  const rules = new Rules(config.level);
  const readings = new Readings(server);
  const layout = new Layout((edge) => wording.lines(edge));
  const view = new View(part("board"), { layout, wording, rules, readings });
  const camera = new Camera(view.surface, view.worlds);
  camera.onChange(() => view.handles.scale(camera.zoom));
  const { events = [], segments = [] } = config;
  const dialogs = {
    name: new NameDialog(part("name-dialog")),
    label: new LabelDialog(part("label-dialog"), { wording, readings, events, segments }),
  };
  const selection = new Selection();
  const now = () => Math.round(clock.now() * 10) / 10;
  const ids = new Ids(history.present);
  const parts = { history, ids, view, camera, selection, rules, wording, dialogs, announce, now };
  const editor = new Editor(parts);
  return Object.assign(editor, { readings, names: config.states ?? [] });
}

/** Let everything that shows the drawing follow it. */
function follow({ root, part, history }, editor) {
  const { view, selection, readings } = editor;
  const table = new Table(part("rows"), part("blank-row"), { editor, readings });
  const states = new States(part("states"), part("blank-state"), part("add-state"), editor);
  const tray = new Tray(part("tray"), editor);
  const hidden = root.querySelector("input[name=drawing]");
  hidden.disabled = false;
  const show = (drawing) => {
    const held = view.surface.contains(document.activeElement);
    view.render(drawing);
    selection.keep(new Set([...drawing.states, ...drawing.edges].map(({ id }) => id)));
    table.render(drawing);
    states.render(drawing);
    tray.render();
    count(part("count"), drawing, editor);
    offerNames(part("names"), drawing, editor);
    hidden.value = JSON.stringify(toJson(drawing));
    root.classList.toggle("is-empty", drawing.states.length === 0);
    if (held && document.activeElement === document.body) view.focus(null);
  };
  selection.onChange((ids) => view.select(ids));
  history.onChange(show);
  readings.onChange(() => show(history.present));
  show(history.present);
  readings.learn(history.present.edges.map((edge) => edge.label));
}

function count(output, drawing, { wording, readings }) {
  const unclear = drawing.edges.filter(({ label }) => readings.isUnclear(label)).length;
  const words = wording.say("count", {
    states: drawing.states.length,
    edges: drawing.edges.length,
  });
  output.textContent = unclear ? `${words} ${wording.say("countUnclear", { count: unclear })}` : words;
}

function offerNames(list, drawing, editor) {
  const names = [...drawing.states.map((state) => state.name), ...editor.unplaced];
  if (list.dataset.shown === names.join("\n")) return;
  list.dataset.shown = names.join("\n");
  list.replaceChildren(...names.map((name) => Object.assign(document.createElement("option"), { value: name })));
}

function makeCommands({ root, part, server }, editor) {
  const habits = new Shelf("habits");
  const toggle = (name, start, act) => {
    const button = root.querySelector(`[data-tool=${name}]`);
    return connectSwitch(button, habits, { start, act });
  };
  const snap = toggle("snap", true, (on) => {
    editor.snaps = on;
    part("board").classList.toggle("has-grid", on);
  });
  const sketch = toggle("sketch", false, (on) => editor.view.setSketch(on));
  const clock = toggle("clock", true, (on) => (part("clock").hidden = !on));
  const framing = new Framing(editor);
  const full = new FullWindow(root, {
    place: part("drawing"),
    button: root.querySelector("[data-tool=full]"),
    whenTurned: (on) => {
      framing.show();
      editor.say(on ? "fullWindow" : "fullWindowLeft");
    },
  });
  return {
    snap: () => editor.say(snap() ? "snapOn" : "snapOff"),
    sketch: () => sketch(),
    clock: () => clock(),
    frame: () => framing.show(),
    fit: () => framing.turn(),
    full: () => full.turn(),
    leave: () => full.leave(),
    tidy: async () => (await tidy(editor, server)) && framing.show({ smooth: true }),
  };
}

/** Return what moves the dots of the grid with the canvas. */
function gridOf(camera, surface) {
  const show = () => {
    const size = 20 * camera.zoom * (camera.zoom < 0.6 ? 2 : 1);
    surface.style.backgroundSize = `${size}px ${size}px`;
    surface.style.backgroundPosition = `${camera.x}px ${camera.y}px`;
  };
  camera.onChange(show);
  return show;
}
