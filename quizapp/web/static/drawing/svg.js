/** Makes SVG elements and path data; text goes in as text, never as markup. */

const NAMESPACE = "http://www.w3.org/2000/svg";

/** Return a new SVG element with attributes and children. */
export function svg(name, attributes = {}, ...children) {
  const element = document.createElementNS(NAMESPACE, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

/** Return a point as path data. */
export const pointData = ([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`;

/** Return a cubic curve of four points as path data. */
export const curveData = ([start, ...rest]) =>
  `M${pointData(start)}C${rest.map(pointData).join(" ")}`;
