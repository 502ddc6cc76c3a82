// Why a drawing was not sent is told until the drawing changes.

for (const notice of document.querySelectorAll("[data-refused]")) forget(notice);

function forget(notice) {
  const drawing = document.querySelector("[data-canvas] input[name=drawing]");
  const refused = drawing.value;
  const watcher = new MutationObserver(() => {
    if (drawing.value === refused) return;
    watcher.disconnect();
    notice.remove();
    for (const complaint of drawing.form.querySelectorAll(".complaint")) complaint.remove();
  });
  watcher.observe(drawing, { attributeFilter: ["value"] });
}
