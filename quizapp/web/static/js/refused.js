// Why a drawing was not sent is told until the next change.

const SETTLED = ["saved", undefined];

for (const notice of document.querySelectorAll("[data-refused]")) forget(notice);

function forget(notice) {
  const canvas = document.querySelector("[data-canvas]");
  const drop = () => {
    notice.remove();
    for (const complaint of canvas?.querySelectorAll(".complaint") ?? []) complaint.remove();
    watcher.disconnect();
  };
  const watcher = new MutationObserver(() => SETTLED.includes(canvas.dataset.saved) || drop());
  if (canvas) watcher.observe(canvas, { attributes: true, attributeFilter: ["data-saved"] });
}
