/**
 * Shows a drawing in the diagram: the learner's arrows, the states one can start from, and
 * the line that follows the pointer.
 *
 * An arrow keeps its place for as long as its states and words stay the same, and only what
 * changed is touched.
 */

import { border, centre, readingOrder, shortened, tip } from "../drawing/geometry.js";
import { LABEL_SIZE, LINE_HEIGHT, placeLabel } from "../drawing/labels.js";
import { FIELDS, isArrow } from "./model.js";
import { nodesOf, sceneOf } from "./picture.js";
import { route } from "./route.js";
import { curveData, pointData, svg } from "../drawing/svg.js";

const TIP = 10;

/** The drawing as seen and heard. */
export class View {
  #words;
  #scene;
  #layer = svg("g", { class: "editor-edges" });
  #rubber = svg("path", { class: "editor-rubber", "aria-hidden": "true" });
  #drawn = new Map();

  constructor(diagram, words) {
    this.diagram = diagram;
    this.nodes = nodesOf(diagram);
    this.#words = words;
    this.#scene = sceneOf(diagram);
    this.boxes = this.#scene.boxes;
    this.frame = this.#scene.frame;
    this.order = readingOrder(this.boxes);
    diagram.setAttribute("role", "application");
    const first = this.nodes.get(this.order[0]);
    // Underneath, so that the words of the diagram stay readable where lines cross them.
    first.parentNode.insertBefore(this.#layer, first.parentNode.querySelector(".edge, .node"));
    diagram.append(this.#rubber);
    for (const node of this.nodes.values()) {
      node.setAttribute("role", "button");
      node.setAttribute("tabindex", node === first ? "0" : "-1");
    }
  }

  /** Show the arrows of a snapshot. */
  render(rows) {
    const arrows = rows.filter((row) => isArrow(row) && this.#knows(row));
    const kept = new Set(arrows.map((row) => row.id));
    for (const [id, { group }] of this.#drawn) {
      if (!kept.has(id)) {
        group.remove();
        this.#scene.remove(id);
        this.#drawn.delete(id);
      }
    }
    for (const row of arrows) this.#show(row);
    this.#nameNodes(arrows);
  }

  /** Return the arrow element of a row, or `null`. */
  arrow(id) {
    return this.#drawn.get(id)?.group ?? null;
  }

  /** Mark the arrow of one row as selected, and no other. */
  markSelected(id) {
    for (const [other, { group }] of this.#drawn) {
      group.classList.toggle("is-selected", other === id);
      group.setAttribute("aria-pressed", String(other === id));
    }
  }

  /** Mark the state an arrow is being drawn from, and the one it would lead to. */
  markEnds(source, target) {
    for (const [state, node] of this.nodes) {
      node.classList.toggle("is-source", state === source);
      node.classList.toggle("is-target", state === target);
      node.setAttribute("aria-pressed", String(state === source));
    }
  }

  /** Let a line run from a state to a point, or to the state it would lead to. */
  stretch(source, point, target) {
    const tail = this.boxes.get(source);
    const head = target === source ? null : this.boxes.get(target);
    const start = border(tail, head ? centre(head) : point);
    const end = head ? border(head, centre(tail)) : point;
    this.#rubber.setAttribute("d", `M${pointData(start)}L${pointData(end)}`);
  }

  /** Take the line away. */
  release() {
    this.#rubber.removeAttribute("d");
  }

  /** Put the keyboard's focus on a state. */
  focusState(state) {
    for (const [other, node] of this.nodes) {
      node.setAttribute("tabindex", other === state ? "0" : "-1");
    }
    this.nodes.get(state).focus();
  }

  /** Put the keyboard's focus on the arrow of a row. */
  focusArrow(id) {
    this.arrow(id)?.focus();
  }

  /** Put the keyboard's focus where the Tab key would put it. */
  focusDiagram() {
    this.diagram.querySelector(".node[tabindex='0']").focus();
  }

  #knows(row) {
    return this.boxes.has(row.from) && this.boxes.has(row.to);
  }

  #show(row) {
    const known = this.#drawn.get(row.id);
    const signature = FIELDS.map((name) => row[name]).join("\n");
    if (known?.signature === signature) return;
    this.#scene.remove(row.id);
    const lines = this.#words.labelLines(row);
    const curve = route(row.from, row.to, this.#scene);
    const label = placeLabel(curve, lines, this.#scene);
    this.#scene.addArrow(row.id, curve, label);
    const group = known?.group ?? this.#makeGroup(row.id);
    group.replaceChildren(...pieces(curve, label, lines, row));
    group.setAttribute("aria-label", this.#words.say("yours", { arrow: this.#words.arrow(row) }));
    this.#drawn.set(row.id, { group, signature });
  }

  #makeGroup(id) {
    const group = svg("g", {
      class: "edge editor-edge",
      role: "button",
      tabindex: "-1",
      "aria-pressed": "false",
      "data-arrow": id,
    });
    this.#layer.append(group);
    return group;
  }

  #nameNodes(arrows) {
    for (const [state, node] of this.nodes) {
      const count = arrows.filter((row) => row.from === state).length;
      node.setAttribute("aria-label", this.#words.say("state", { state, count }));
    }
  }
}

function pieces(curve, label, lines, row) {
  const shaft = shortened(curve, TIP);
  const line = curveData(shaft);
  const outline = tip(shaft[3], curve[3]).map(pointData).join("L");
  return [
    svg("path", { class: "editor-hit", d: curveData(curve) }),
    svg("rect", {
      class: "editor-hit-label",
      x: label.x,
      y: label.y,
      width: label.w,
      height: label.h,
    }),
    svg("path", { class: "edge__line", d: line, fill: "none", stroke: "currentColor" }),
    svg("path", { class: "edge__tip", d: `M${outline}Z`, fill: "currentColor" }),
    ...lines.map((words, place) => textLine(words, place, label, row)),
  ];
}

function textLine(words, place, label, row) {
  const missing = place === 0 && row.event.trim() === "";
  const text = svg("text", {
    class: `${place ? "edge__send" : "edge__event"}${missing ? " is-missing" : ""}`,
    x: label.x + label.w / 2,
    y: label.y + 1 + (place + 0.5) * LINE_HEIGHT + LABEL_SIZE * 0.35,
    "text-anchor": "middle",
    "font-size": LABEL_SIZE,
  });
  text.textContent = words;
  return text;
}
