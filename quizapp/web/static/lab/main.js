// The lab without reloading: every link and button still is a plain address.
import { show, stay } from "./swap.js";
import { letLadderBeClicked, showNewest } from "./ladder.js";
import { letAddressBeCopied } from "./share.js";

start(document);

function start(root) {
  if (!root.querySelector("[data-lab]")) return;
  stay(root);
  letLadderBeClicked(root, show);
  letAddressBeCopied(root);
  showNewest(root);
  root.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[data-lab-link]");
    if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    show(root, link.href);
  });
  root.addEventListener("submit", (event) => {
    if (!event.target.matches("form[data-lab-form]")) return;
    event.preventDefault();
    const fields = new URLSearchParams(new FormData(event.target, event.submitter));
    show(root, `${event.target.action}?${fields}`);
  });
}
