/**
 * Pure geometry: where the words of all arrows stand, so that each is seen to be whose it is.
 *
 * Every label has places to choose from: along its own curve, on both sides, close and farther
 * off, and on the line itself. A place costs what it hides, and what makes it look like another
 * arrow's. Labels choose in turn, again and again, until none finds a better place.
 * The server places the words of a drawing by the same rule.
 */

import { contains, directionAt, overlap, pointAt } from "../drawing/geometry.js";
import { labelSize } from "../drawing/labels.js";

const STOPS = [0.5, 0.44, 0.56, 0.38, 0.62, 0.32, 0.68, 0.26, 0.74, 0.2, 0.8];
/** How far beside its curve a label stands, at best and at most. */
const [GAP, FAR] = [4, 14];
/** Another line must be so much farther away than the own one. */
const CLEARER = 6;
const COST = { along: 60, across: 9, away: 10, area: 0.5, hit: 20, arrow: 11, near: 2.5, wrong: 70, tip: 40, own: 4 };
/** How much of the end of an arrow is its tip, and how close points stand for a line. */
const [TIP, STRIDE] = [14, 6];
const [FEWEST, MOST] = [12, 160];
const CELL = 24;
/** So many places of each label are compared with those of the other labels. */
const BEST = 16;
const SWEEPS = 8;
/** So many places a label asks others to leave. */
const WISHES = 3;

/** Return evenly spaced points for a curve, dense enough that no word slips between two. */
export function waypoints(curve) {
  const length = curve.slice(1).reduce((sum, [x, y], i) => sum + Math.hypot(x - curve[i][0], y - curve[i][1]), 0);
  const count = Math.max(FEWEST, Math.min(MOST, Math.ceil(length / STRIDE)));
  return Array.from({ length: count + 1 }, (_, i) => pointAt(curve, i / count));
}

/** What words may hide, in a grid of cells so that asking is cheap. */
export class Ground {
  #cells = new Map();
  #boxes;

  /** `boxes` are those of states. */
  constructor(boxes) {
    this.#boxes = [...boxes];
  }

  /** Add the line of an arrow. */
  addLine(owner, curve) {
    const [x, y] = curve[3];
    for (const at of waypoints(curve)) {
      const cell = cellOf(Math.floor(at[0] / CELL), Math.floor(at[1] / CELL));
      if (!this.#cells.has(cell)) this.#cells.set(cell, []);
      const isTip = Math.hypot(at[0] - x, at[1] - y) < TIP;
      this.#cells.get(cell).push({ at, owner, isTip });
    }
  }

  /** Tell whether words would hide a state, or another arrow's line. */
  isTaken(box, owner) {
    if (this.#boxes.some((state) => overlap(box, state) > 0)) return true;
    for (const point of this.#around(box, 0)) {
      if (point.owner !== owner && contains(box, point.at)) return true;
    }
    return false;
  }

  /** Return what words would hide or confuse that stand so far beside their own line, or on it. */
  cost(box, owner, gap) {
    let cost = 0;
    for (const state of this.#boxes) {
      const shared = overlap(box, state);
      if (shared > 0) cost += COST.hit + shared * COST.area;
    }
    let isWrong = false;
    for (const point of this.#around(box, gap + CLEARER)) {
      const reach = contains(box, point.at, 1) ? 0 : contains(box, point.at, gap) ? 1 : 2;
      if (point.isTip && reach === 0) cost += COST.tip;
      else if (point.owner === owner) cost += reach === 0 ? COST.own : 0;
      else if (reach === 0 || contains(box, point.at, gap + CLEARER)) {
        cost += reach === 0 ? COST.arrow : COST.near;
        isWrong ||= reach < 2 && gap > 0;
      }
    }
    return cost + (isWrong ? COST.wrong : 0);
  }

  *#around({ x, y, w, h }, pad) {
    const [left, right] = [Math.floor((x - pad) / CELL), Math.floor((x + w + pad) / CELL)];
    const [top, bottom] = [Math.floor((y - pad) / CELL), Math.floor((y + h + pad) / CELL)];
    for (let column = left; column <= right; column += 1) {
      for (let row = top; row <= bottom; row += 1) yield* this.#cells.get(cellOf(column, row)) ?? [];
    }
  }
}

/**
 * Return a box for the words of each arrow, by its id.
 *
 * `arrows` are `{id, curve, lines}`; `kept` are the boxes of words that stay where they are.
 */
export function placeLabels(arrows, ground, kept = []) {
  const still = [...kept];
  const choices = arrows.map((arrow) => choicesOf(arrow, ground, still));
  const chosen = choices.map((places) => places[0]);
  const near = neighbours(choices.map(hullOf));
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    const before = [...chosen];
    choices.forEach((places, here) => (chosen[here] = cheapest(places, chosen, near[here])));
    choices.forEach((_, here) => insist(choices, chosen, near, here));
    if (before.every((place, i) => place === chosen[i])) break;
  }
  return new Map(arrows.map(({ id }, place) => [id, chosen[place].box]));
}

/** A label that had to give way takes a better place if those in its way do not mind much. */
function insist(choices, chosen, near, here) {
  for (const place of choices[here].slice(0, WISHES)) {
    if (place === chosen[here]) return;
    const trial = chosen.with(here, place);
    const others = near[here].filter((i) => overlap(chosen[i].box, place.box) > 0);
    for (const i of others) trial[i] = cheapest(choices[i], trial, near[i]);
    const moved = [here, ...others];
    const cost = (all) => moved.reduce((sum, i) => sum + costAt(all[i], all, near[i]), 0);
    if (cost(trial) < cost(chosen) - 0.01) moved.forEach((i) => (chosen[i] = trial[i]));
  }
}

/** Return for each label those that could get in its way. */
const neighbours = (hulls) =>
  hulls.map((hull) => [...hulls.keys()].filter((i) => hulls[i] !== hull && overlap(hulls[i], hull) > 0));

function hullOf(places) {
  const boxes = places.map(({ box }) => box);
  const [x, y] = [Math.min(...boxes.map((box) => box.x)), Math.min(...boxes.map((box) => box.y))];
  const right = Math.max(...boxes.map((box) => box.x + box.w));
  return { x, y, w: right - x, h: Math.max(...boxes.map((box) => box.y + box.h)) - y };
}

function cheapest(places, chosen, near) {
  let best = { cost: Infinity };
  for (const place of places) {
    if (place.cost >= best.cost) break;
    const cost = costAt(place, chosen, near);
    if (cost < best.cost) best = { place, cost };
  }
  return best.place;
}

const costAt = (place, chosen, near) =>
  near.reduce((sum, i) => sum + clash(place.box, chosen[i].box), place.cost);

function choicesOf({ id, curve, lines }, ground, still) {
  const places = placesOf(curve, labelSize(lines)).map(({ box, gap, effort }) => ({
    box,
    cost: still.reduce((sum, other) => sum + clash(box, other), effort + ground.cost(box, id, gap)),
  }));
  return places.sort((a, b) => a.cost - b.cost).slice(0, BEST);
}

function clash(box, other) {
  const shared = overlap(box, other);
  return shared > 0 ? COST.hit + shared * COST.area : 0;
}

function placesOf(curve, { w, h }) {
  return STOPS.flatMap((t) => {
    const [x, y] = pointAt(curve, t);
    const [dx, dy] = directionAt(curve, t);
    const clear = (Math.abs(dy) * w) / 2 + (Math.abs(dx) * h) / 2;
    const along = Math.abs(t - 0.5) * COST.along;
    const at = (reach, gap, effort) => ({
      box: { x: x - dy * reach - w / 2, y: y + dx * reach - h / 2, w, h },
      gap,
      effort: along + effort,
    });
    return [
      at(clear + GAP, GAP, 0),
      at(-clear - GAP, GAP, 0),
      at(0, 0, COST.across),
      at(clear + FAR, FAR, COST.away),
      at(-clear - FAR, FAR, COST.away),
    ];
  });
}

const cellOf = (column, row) => column * 100_000 + row;
