/**
 * Shows a drawing: states, edges, what is selected, and what follows the pointer.
 *
 * What does not change is not touched: while a state is dragged, only it and its edges are.
 */

import { border, centre, contains, readingOrder } from "../drawing/geometry.js";
import { svg } from "../drawing/svg.js";
import { isUnlabelled } from "./drawing.js";
import { EdgeShape } from "./edge-shape.js";
import { Handles } from "./handles.js";
import { StateShape } from "./state-shape.js";
import { through } from "./sketch.js";

/** The drawing as seen and heard. */
export class View {
  #wording;
  #rules;
  #readings;
  #states = new Map();
  #edges = new Map();
  #layers = {};
  #lifted = new Map();
  #rubber = svg("path", { class: "canvas-rubber", "aria-hidden": "true" });
  #ink = svg("path", { class: "canvas-ink", "aria-hidden": "true" });
  #marquee = svg("rect", { class: "canvas-marquee", "aria-hidden": "true" });
  #selection = new Set();
  #tabStop = null;

  /** `board` holds the surface and, above it, a layer for what is moving. */
  constructor(board, { layout, wording, rules, readings }) {
    [this.board, this.layout] = [board, layout];
    [this.#wording, this.#rules, this.#readings] = [wording, rules, readings];
    const [surface, above] = board.querySelectorAll("svg");
    const layer = () => svg("g");
    const { lines, edges, states, moving, handles } = (this.#layers = {
      lines: layer(), edges: layer(), states: layer(), moving: layer(), handles: layer(),
    });
    this.surface = surface;
    this.worlds = [surface, above].map(() => svg("g", { class: "canvas-world" }));
    this.worlds[0].append(lines, edges, states);
    this.worlds[1].append(moving, handles, this.#rubber, this.#ink, this.#marquee);
    surface.append(this.worlds[0]);
    above.append(this.worlds[1]);
    this.handles = new Handles(handles);
    this.isSketch = false;
    this.drawing = null;
  }

  /** Show a drawing. */
  render(drawing) {
    this.drawing = drawing;
    this.#settle();
    this.layout.take(drawing);
    const count = outgoing(drawing);
    this.#match(this.#states, drawing.states, this.#layers.states, StateShape);
    this.#match(this.#edges, drawing.edges, this.#layers.edges, EdgeShape);
    for (const state of drawing.states) this.#showState(state, count.get(state.id) ?? 0);
    for (const edge of drawing.edges) this.#showEdge(edge);
    this.#keepTabStop();
    this.select(this.#selection);
  }

  /** Show a drawing in which only some states have moved. */
  follow(drawing, moved) {
    this.#lift(moved);
    for (const state of drawing.states) {
      if (moved.has(state.id)) this.#states.get(state.id).place(state.x, state.y);
    }
    this.#route(this.layout.follow(drawing, moved));
    this.#placeHandles();
  }

  /** Show an edge while it is bent or re-connected. */
  bend(edge) {
    this.#lift(new Set([edge.id]));
    this.#route(this.layout.again(edge));
    this.#placeHandles();
  }

  /** Show what is selected. */
  select(ids) {
    this.#selection = ids;
    for (const shapes of [this.#states, this.#edges]) {
      for (const [id, shape] of shapes) {
        const [on, { group }] = [ids.has(id), shape];
        shape.isSelected = on;
        if (group.getAttribute("aria-pressed") !== String(on)) {
          group.setAttribute("aria-pressed", String(on));
        }
      }
    }
    this.#placeHandles();
  }

  /** Mark the state an edge is drawn from, and the one it would lead to. */
  markEnds(source, target) {
    for (const [id, { group }] of this.#states) {
      group.classList.toggle("is-source", id === source);
      group.classList.toggle("is-target", id === target);
    }
    this.board.classList.toggle("is-connecting", source !== null);
  }

  /** Let a line run from a state to a point, or to the state it would lead to. */
  stretch(source, point, target) {
    const tail = this.layout.boxes.get(source);
    const head = target === source ? null : this.layout.boxes.get(target);
    const start = border(tail, head ? centre(head) : point);
    const end = head ? border(head, centre(tail)) : point;
    this.#rubber.setAttribute("d", through([start, end]));
  }

  /** Keep an edge in sight that is still to be named; none, if it has no ends. */
  propose(from, to) {
    this.markEnds(from, to);
    if (from !== null && from !== to) this.stretch(from, null, to);
    else this.release();
  }

  /** Take the line away. */
  release() {
    this.#rubber.removeAttribute("d");
  }

  /** Show a pen's stroke; none, if it has no points. */
  ink(points) {
    if (points.length > 1) this.#ink.setAttribute("d", through(points));
    else this.#ink.removeAttribute("d");
  }

  /** Show a box drawn around things; none, if there is none. */
  frame(box) {
    const { x, y, w, h } = box ?? { x: 0, y: 0, w: 0, h: 0 };
    for (const [name, value] of Object.entries({ x, y, width: w, height: h })) {
      this.#marquee.setAttribute(name, value);
    }
  }

  /** Return the state whose box, widened by `pad`, holds a point; the uppermost first. */
  stateAt(point, pad = 0) {
    const found = [...this.layout.boxes].reverse();
    const inside = found.find(([, box]) => contains(box, point));
    return (inside ?? found.find(([, box]) => contains(box, point, pad)))?.[0] ?? null;
  }

  /** Return the element of a state or edge, or `null`. */
  element(id) {
    return (this.#states.get(id) ?? this.#edges.get(id))?.group ?? null;
  }

  /** Put the keyboard's focus on a state or edge, or on the canvas if it is not there. */
  focus(id) {
    const element = this.element(id);
    if (this.#states.has(id)) this.#setTabStop(id);
    (element ?? this.surface).focus({ preventScroll: true });
  }

  /** The states in reading order. */
  get order() {
    return readingOrder(this.layout.boxes);
  }

  /** Show straight lines, or lines as drawn by hand. */
  setSketch(on) {
    this.isSketch = on;
    this.board.classList.toggle("is-sketch", on);
    if (this.drawing) this.render(this.drawing);
  }

  /** Put what moves into a layer of its own, so that nothing else is painted again. */
  #lift(ids) {
    if (this.#lifted.size) return;
    const edges = this.drawing.edges.filter(
      ({ id, from, to }) => ids.has(id) || ids.has(from) || ids.has(to),
    );
    const shapes = edges.map(({ id }) => this.#edges.get(id));
    const states = [...ids].filter((id) => this.#states.has(id)).map((id) => this.element(id));
    const groups = shapes.map(({ group }) => group);
    for (const element of [...shapes.map(({ under }) => under), ...groups, ...states]) {
      const place = document.createComment("");
      element.replaceWith(place);
      this.#lifted.set(element, place);
    }
    this.#layers.moving.append(...this.#lifted.keys());
  }

  #settle() {
    for (const [element, place] of this.#lifted) place.replaceWith(element);
    this.#lifted.clear();
  }

  #match(shapes, things, layer, Shape) {
    const wanted = new Set(things.map((thing) => thing.id));
    for (const [id, { group, under }] of shapes) {
      if (wanted.has(id)) continue;
      group.remove();
      under?.remove();
      shapes.delete(id);
    }
    for (const { id } of things) {
      if (shapes.has(id)) continue;
      const shape = new Shape(id);
      shapes.set(id, shape);
      layer.append(shape.group);
      if (shape.under) this.#layers.lines.append(shape.under);
    }
  }

  #showState(state, count) {
    const words = this.#wording.say("state", { state: state.name, count });
    const box = this.layout.boxes.get(state.id);
    this.#states.get(state.id).show(state, box, words, this.isSketch);
  }

  #showEdge(edge) {
    const isUnclear = edge.how === "typed" && this.#readings.isUnclear(edge.label);
    const words = this.#wording.edge(this.drawing, edge);
    this.#edges.get(edge.id).show(this.layout.edges.get(edge.id), {
      words: isUnclear ? `${words}. ${this.#wording.say("unclear")}` : words,
      isGiven: edge.given && !this.#rules.labels(edge),
      isBlank: isUnlabelled(edge),
      isUnclear,
      isSketch: this.isSketch,
    });
  }

  #route(places) {
    for (const [id, place] of places) this.#edges.get(id).route(place, this.isSketch);
  }

  #placeHandles() {
    const id = this.#selection.size === 1 ? [...this.#selection][0] : null;
    const edge = this.layout.edges.get(id);
    const thing = edge && this.drawing.edges.find((other) => other.id === id);
    if (thing && this.#rules.leads(thing)) this.handles.ofEdge(edge.curve);
    else if (this.layout.boxes.has(id) && this.#rules.addsEdges) {
      this.handles.ofState(this.layout.boxes.get(id));
    } else this.handles.none();
  }

  /** One place in the canvas takes part in the Tab order: a state, or the canvas itself. */
  #keepTabStop() {
    this.#setTabStop(this.#states.has(this.#tabStop) ? this.#tabStop : (this.order[0] ?? null));
  }

  #setTabStop(id) {
    this.#states.get(this.#tabStop)?.group.setAttribute("tabindex", "-1");
    this.#tabStop = id;
    this.#states.get(id)?.group.setAttribute("tabindex", "0");
    this.surface.setAttribute("tabindex", id === null ? "0" : "-1");
  }
}

function outgoing(drawing) {
  const count = new Map();
  for (const { from } of drawing.edges) count.set(from, (count.get(from) ?? 0) + 1);
  return count;
}
