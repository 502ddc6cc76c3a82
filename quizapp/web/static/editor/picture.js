/** Reads the diagram the page came with: where its states, arrows and words are. */

import { Scene } from "./scene.js";

const SPACING = 12;

/** Return the nodes of a diagram by state. */
export function nodesOf(diagram) {
  const nodes = [...diagram.querySelectorAll(".node[data-state]")];
  return new Map(nodes.map((node) => [node.dataset.state, node]));
}

/** Return everything in a diagram that a new arrow should keep clear of. */
export function sceneOf(diagram) {
  const { x, y, width, height } = diagram.viewBox.baseVal;
  const boxes = new Map();
  for (const [state, node] of nodesOf(diagram)) {
    boxes.set(state, boxOf(node.querySelector(".node__box") ?? node));
  }
  const scene = new Scene(boxes, { x, y, w: width, h: height });
  for (const line of diagram.querySelectorAll(".edge__line")) {
    scene.addPoints(line, pointsOf(line));
  }
  for (const words of diagram.querySelectorAll(".edge text")) {
    scene.addLabel(words, boxOf(words));
  }
  return scene;
}

function boxOf(element) {
  const { x, y, width, height } = element.getBBox();
  return { x, y, w: width, h: height };
}

function pointsOf(path) {
  const length = path.getTotalLength();
  const count = Math.max(2, Math.round(length / SPACING));
  return Array.from({ length: count }, (_, i) => {
    const { x, y } = path.getPointAtLength((length * i) / (count - 1));
    return [x, y];
  });
}
