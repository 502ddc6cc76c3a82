// Single keys: choose, check, next, undo, guessed, help. Off in the settings; never in a field.
import { openHelp } from "./help.js";

const PRESSED = {
  u: ["undo"], g: ["guessed"], " ": ["next"], Enter: ["next", "start"],
  n: ["step-next"], ArrowRight: ["step-next"], p: ["step-back"], ArrowLeft: ["step-back"],
  Home: ["step-first"], End: ["step-last"],
};
const WRITES = "input:not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable]";
const ACTS = { Enter: "a[href], button, summary, [role=button]", " ": "button, summary, input, [role=button]" };

/** Let single keys do what the buttons of the page do. */
export function listenForKeys(root) {
  if (root.documentElement.dataset.shortcuts !== "on") return;
  root.addEventListener("keydown", (event) => {
    if (isForSomebodyElse(event)) return;
    if (handle(root, event)) event.preventDefault();
  });
}

function isForSomebodyElse(event) {
  if (event.defaultPrevented || event.repeat || event.isComposing) return true;
  if (event.ctrlKey || event.metaKey || event.altKey) return true;
  const target = event.target instanceof Element ? event.target : null;
  if (target?.closest(`${WRITES}, dialog, [data-keys=own]`)) return true;
  return event.key in ACTS && Boolean(target?.closest(ACTS[event.key]));
}

function handle(root, event) {
  if (event.key === "?") {
    openHelp(root);
    return true;
  }
  return choose(root, event.key) || check(root, event) || press(root, event.key);
}

function choose(root, key) {
  const options = [...root.querySelectorAll("[data-question] input[data-key]")];
  const option = options.find((one) => one.dataset.key === key || one.value === key.toLowerCase());
  if (!option) return false;
  option.focus();
  option.checked = option.type === "radio" ? true : !option.checked;
  option.dispatchEvent(new Event("change", { bubbles: true }));
  return true;
}

function check(root, event) {
  const form = root.querySelector("form[data-question]");
  if (!form || event.key !== "Enter") return false;
  form.requestSubmit(form.querySelector("button[type=submit]"));
  return true;
}

function press(root, key) {
  const names = PRESSED[key] ?? PRESSED[key.toLowerCase()] ?? [];
  const found = names.map((name) => root.querySelector(`[data-shortcut=${name}]`));
  const button = found.find(Boolean);
  button?.click();
  return Boolean(button);
}
