// Why a drawing was not sent is told once: not after the next change, nor when the page is reloaded.

const SETTLED = ["saved", undefined];

for (const notice of document.querySelectorAll("[data-refused]")) forget(notice);

function forget(notice) {
  // This page answers a form that was sent; under its own address a reload sends nothing again.
  history.replaceState(null, "", location.href);
  const canvas = document.querySelector("[data-canvas]");
  const drop = () => {
    notice.remove();
    for (const complaint of canvas?.querySelectorAll(".complaint") ?? []) complaint.remove();
    watcher.disconnect();
  };
  const watcher = new MutationObserver(() => SETTLED.includes(canvas.dataset.saved) || drop());
  if (canvas) watcher.observe(canvas, { attributes: true, attributeFilter: ["data-saved"] });
}
