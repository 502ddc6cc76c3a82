// The ladder: its newest row is in view, and a click on a row goes to that step.

/** Scroll the ladder so that what has just happened can be seen; the page stays where it is. */
export function showNewest(root) {
  const box = root.querySelector("[data-lab-ladder]");
  const rows = box?.querySelectorAll(".ladder__row.current");
  if (!rows?.length) return;
  const last = rows[rows.length - 1].getBoundingClientRect();
  const frame = box.getBoundingClientRect();
  const below = last.bottom - frame.bottom + 48;
  if (below > 0) box.scrollTop += below;
  if (box.scrollWidth > box.clientWidth && !box.scrollLeft) box.scrollLeft = (box.scrollWidth - box.clientWidth) / 2;
}

/** Let a click on a row of the ladder lead to its step; the list of steps does the same. */
export function letLadderBeClicked(root, show) {
  root.addEventListener("click", (event) => {
    const ladder = event.target.closest?.("[data-lab-ladder]");
    if (!ladder) return;
    const row = rowAt(ladder, event.clientY);
    const steps = root.querySelector("[data-lab]").dataset.rows.split(" ");
    const link = root.querySelector(`[data-lab-step="${steps[row]}"]`);
    if (link) show(root, link.href);
  });
}

function rowAt(ladder, y) {
  const rows = [...ladder.querySelectorAll(".ladder__row")];
  const far = rows.map((row) => {
    const box = row.getBoundingClientRect();
    return box.height ? Math.abs((box.top + box.bottom) / 2 - y) : Infinity;
  });
  const nearest = Math.min(...far);
  return nearest < 24 ? Number(rows[far.indexOf(nearest)].dataset.row) : -1;
}
