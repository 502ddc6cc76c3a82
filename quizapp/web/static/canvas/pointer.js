/**
 * Mouse, pen and finger on the canvas: which gesture begins where, what a tap means, and two
 * fingers that move and enlarge.
 *
 * A mouse draws an edge from the rim of a state and moves the state by its middle; with the
 * arrow tool any part of a state draws, and so does tapping one state and then another.
 */

import { contains } from "../drawing/geometry.js";
import { perFrame } from "./frame.js";
import { Bend, Draw, Marquee, Move, Pan, Reconnect } from "./gestures.js";
import { Ink } from "./pen.js";
import { Pinch } from "./pinch.js";

const STILL = { mouse: 4, pen: 6, touch: 10 };
const RIM = { inside: 7, outside: 9 };
const TWICE = { time: 500, far: 26 };
/** How wide a target is for a finger, in pixels on the screen. */
const TOUCH = 44;

/** Listens to every pointer on the canvas. */
export class Pointer {
  #editor;
  #walk;
  #board;
  #drag = null;
  #pinch;
  #tapped = null;
  #penLast = { edge: null, when: -Infinity };
  #step = perFrame((event) => this.#follow(event));

  constructor(editor, walk) {
    [this.#editor, this.#walk, this.#board] = [editor, walk, editor.view.board];
    this.#pinch = new Pinch(editor.camera);
    this.tool = "select";
    this.isSpaceDown = false;
    const on = (name, act) => this.#board.addEventListener(name, act);
    on("pointerdown", (event) => this.#press(event));
    on("pointermove", (event) => this.#move(event));
    on("pointerup", (event) => this.#lift(event));
    on("pointercancel", (event) => this.#drop(event));
    on("contextmenu", (event) => event.preventDefault());
    this.#board.addEventListener("wheel", (event) => this.#wheel(event), { passive: false });
    // Without this a browser may still scroll or select while a finger draws.
    this.#board.addEventListener("touchstart", (event) => event.preventDefault(), {
      passive: false,
    });
  }

  #press(event) {
    if (event.pointerType === "touch" && this.#pinch.down(event)) return this.#abandon();
    if (this.#drag || !event.isPrimary || (event.button !== 0 && event.button !== 1)) return undefined;
    event.preventDefault();
    const hit = this.#hit(event);
    this.#drag = { id: event.pointerId, start: event, hit, gesture: null };
    this.#board.setPointerCapture(event.pointerId);
    if (this.tool === "pen" && event.button === 0) {
      this.#drag.gesture = new Ink(this.#editor, this.#walk, event, this.#penLast);
    }
    return undefined;
  }

  #move(event) {
    if (event.pointerType === "touch" && this.#pinch.move(event)) return;
    if (!this.#drag) return this.#hover(event);
    if (event.pointerId !== this.#drag.id) return;
    const { gesture, start } = this.#drag;
    gesture?.collect?.(event);
    const far = Math.hypot(event.clientX - start.clientX, event.clientY - start.clientY);
    if (!gesture && far < (STILL[event.pointerType] ?? 6)) return;
    this.#drag.gesture ??= this.#begin(this.#drag);
    this.#step(event);
  }

  #lift(event) {
    this.#pinch.up(event);
    if (!this.#drag || event.pointerId !== this.#drag.id) return;
    this.#step.drop();
    const { gesture, hit } = this.#drag;
    this.#drag = null;
    if (gesture) gesture.end(this.#point(event), event, this.#pad(event));
    else this.#tap(hit, event);
  }

  #drop(event) {
    this.#pinch.up(event);
    if (event.pointerId === this.#drag?.id) this.#abandon();
  }

  /** Forget a drag: a second finger came, or the browser took the pointer away. */
  #abandon() {
    this.#step.drop();
    this.#drag?.gesture?.cancel();
    this.#drag = null;
  }

  /** Give up what is being dragged; tell whether anything was. */
  cancel() {
    const was = this.#drag !== null;
    this.#abandon();
    return was;
  }

  #follow(event) {
    this.#drag?.gesture?.move(this.#point(event), event, this.#pad(event));
  }

  #begin({ start, hit }) {
    const point = this.#point(start);
    const editor = this.#editor;
    if (start.button === 1 || this.isSpaceDown) return new Pan(editor.camera, start);
    if (hit.kind === "handle") return this.#take(hit);
    if (hit.kind === "state") {
      const draws = (hit.isRim || this.tool === "connect") && editor.rules.addsEdges;
      return draws ? new Draw(editor, this.#walk, hit.id) : new Move(editor, hit.id, point);
    }
    if (hit.kind === "edge" && editor.selection.only === hit.id) {
      const edge = editor.drawing.edges.find(({ id }) => id === hit.id);
      if (editor.rules.leads(edge)) return new Bend(editor, hit.id);
    }
    if (start.pointerType === "touch") return new Pan(editor.camera, start);
    return new Marquee(editor, point, start.shiftKey);
  }

  #take({ handle }) {
    const id = this.#editor.selection.only;
    if (handle === "connect") return new Draw(this.#editor, this.#walk, id);
    if (handle === "middle") return new Bend(this.#editor, id);
    return new Reconnect(this.#editor, id, handle);
  }

  #tap(hit, event) {
    const isTwice = this.#isTwice(event);
    if (this.#walk.isConnecting || this.tool === "connect") {
      if (hit.kind === "state") return this.#walk.touch(hit.id);
    }
    if (hit.kind === "handle") return this.#tapHandle(hit);
    if (hit.kind === "ground") return this.#tapGround(isTwice, event);
    return this.#tapThing(hit, isTwice, event);
  }

  #tapHandle({ handle }) {
    const id = this.#editor.selection.only;
    if (handle === "connect") this.#walk.touch(id);
    else if (handle === "middle") this.#editor.edit(id);
    else this.#walk.loosen(id, handle);
  }

  #tapGround(isTwice, event) {
    if (isTwice && this.tool !== "pen") return this.#editor.placeState(this.#point(event));
    return this.#walk.cancel();
  }

  #tapThing({ id, kind }, isTwice, event) {
    if (event.shiftKey) return this.#editor.selection.toggle(id);
    const again = this.#editor.selection.only === id && (kind === "edge" || isTwice);
    return again ? this.#editor.edit(id) : this.#walk.select(id);
  }

  #isTwice({ timeStamp, clientX, clientY }) {
    const last = this.#tapped;
    const twice =
      last !== null &&
      timeStamp - last.timeStamp < TWICE.time &&
      Math.hypot(clientX - last.clientX, clientY - last.clientY) < TWICE.far;
    this.#tapped = twice ? null : { timeStamp, clientX, clientY };
    return twice;
  }

  #hit(event) {
    const point = this.#point(event);
    const handle = event.target.closest("[data-handle]")?.dataset.handle;
    // The wide reach of a handle must not cover the states around it.
    const isCovered = this.tool !== "select" && this.#editor.view.stateAt(point) !== null;
    if (handle && !isCovered && !this.#isBeside(event)) return { kind: "handle", handle };
    const edge = event.target.closest("[data-edge]")?.dataset.edge;
    const id = this.#editor.view.stateAt(point, edge && this.#isMeant(event) ? 0 : this.#pad(event));
    if (id !== null) return { kind: "state", id, isRim: this.#isRim(id, point, event) };
    return edge ? { kind: "edge", id: edge } : { kind: "ground" };
  }

  /** Tell whether a press on an edge means it, though it is within reach of a state. */
  #isMeant({ target }) {
    return target.matches(".canvas-edge__plate") || !this.#editor.rules.addsEdges;
  }

  /** Tell whether a press in the reach of a handle rather means the state it lies in. */
  #isBeside(event) {
    const onDot = event.target.closest(".canvas-handle__dot, .canvas-handle__arrow");
    return !onDot && this.#editor.view.stateAt(this.#point(event)) !== null;
  }

  #isRim(id, point, event) {
    const inside = event.pointerType === "touch" ? 0 : RIM.inside;
    return !contains(this.#editor.view.layout.boxes.get(id), point, -inside);
  }

  /** Return by how much states are widened for a pointer. */
  #pad({ pointerType }) {
    const { zoom } = this.#editor.camera;
    if (pointerType !== "touch") return RIM.outside / Math.max(zoom, 0.5);
    return Math.max(RIM.outside, TOUCH / zoom - TOUCH) / Math.max(zoom, 0.5);
  }

  /** Show what pressing here would do. */
  #hover(event) {
    if (event.pointerType !== "mouse" || event.buttons) return;
    const { kind, isRim } = this.#hit(event);
    const draws = kind === "state" && (isRim || this.tool === "connect" || this.#walk.isConnecting);
    this.#board.dataset.hover = draws && this.#editor.rules.addsEdges ? "draw" : kind;
    if (this.#walk.source === null) return;
    const point = this.#point(event);
    const over = this.#editor.view.stateAt(point, this.#pad(event));
    this.#editor.view.stretch(this.#walk.source, point, over);
  }

  #wheel(event) {
    event.preventDefault();
    const { camera } = this.#editor;
    if (event.ctrlKey || event.metaKey) {
      camera.zoomAt(Math.exp(-event.deltaY / 300), event.clientX, event.clientY);
    } else if (event.shiftKey && !event.deltaX) camera.pan(-event.deltaY, 0);
    else camera.pan(-event.deltaX, -event.deltaY);
  }

  #point({ clientX, clientY }) {
    return this.#editor.camera.toWorld(clientX, clientY);
  }
}
