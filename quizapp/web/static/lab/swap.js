// Put the next moment into the page in place of this one; keep what the reader had before them.
import { showNewest } from "./ladder.js";

let underWay = null;
let shown = "";

/** Let the browser's Back and Forward show moments, too. */
export function stay(root) {
  const view = root.defaultView;
  view.history.replaceState({ lab: true }, "");
  shown = withoutPlace(view.location.href);
  view.addEventListener("popstate", () => {
    // A jump within the page is no other moment.
    if (withoutPlace(view.location.href) !== shown) show(root, view.location.href, { isNew: false });
  });
}

/** Fetch an address and show its moment; whatever is no moment of the lab is simply opened. */
export async function show(root, address, { isNew = true } = {}) {
  // A page that asks is opened as a whole: its question takes the focus, and counts its seconds.
  if (root.querySelector("[data-lab][data-reloads]")) return root.defaultView.location.assign(address);
  underWay?.abort();
  const mine = (underWay = new AbortController());
  try {
    const answer = await fetch(address, { signal: mine.signal, headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const next = page.querySelector("[data-lab]");
    if (!answer.ok || !next) throw new TypeError("no moment");
    if (isNew) root.defaultView.history.pushState({ lab: true }, "", answer.url);
    shown = withoutPlace(root.defaultView.location.href);
    put(root, next, page.title);
  } catch (problem) {
    if (problem.name !== "AbortError") root.defaultView.location.assign(address);
  }
}

function withoutPlace(address) {
  return address.split("#")[0];
}

function put(root, next, title) {
  const now = root.querySelector("[data-lab]");
  const focused = keyOf(root.activeElement);
  keep(now, next);
  root.title = title;
  now.replaceWith(next);
  refocus(next, focused);
  showNewest(root);
  const says = root.querySelector("[data-lab-says]");
  if (says) says.textContent = next.dataset.says ?? "";
}

/** Carry over which parts are open, and what stands in the fields. */
function keep(now, next) {
  for (const part of now.querySelectorAll("details[data-keep]")) {
    const same = next.querySelector(`details[data-keep="${part.dataset.keep}"]`);
    if (same) same.open = part.open;
  }
  for (const field of now.querySelectorAll("input[data-keep]")) {
    const same = next.querySelector(`input[data-keep="${field.dataset.keep}"]`);
    if (same) same.value = field.value;
  }
}

function keyOf(element) {
  if (!element?.closest?.("[data-lab]")) return null;
  const { shortcut, keep: kept } = element.dataset;
  if (shortcut) return `[data-shortcut="${shortcut}"]`;
  if (kept) return `[data-keep="${kept}"]`;
  if (element.name === "do") return `[name="do"][value="${CSS.escape(element.value)}"]`;
  if (element.matches("summary")) return `[data-keep="${element.parentElement.dataset.keep}"] > summary`;
  return element.id ? `#${CSS.escape(element.id)}` : "[data-shortcut=step-next]";
}

/** Let the keyboard stay where it was; where that is gone, at the steps. */
function refocus(next, key) {
  if (!key) return;
  const places = [key, "[data-shortcut=step-next]", "[data-shortcut=step-back]"];
  const found = places.map((place) => next.querySelector(place)).find((place) => place && !place.disabled);
  found?.focus({ preventScroll: true });
}
