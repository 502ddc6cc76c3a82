// The list of shortcuts, opened over the page instead of on the settings page.

/** Open the dialog where a link would have led to the list. */
export function openHelpInPlace(root) {
  const dialog = root.getElementById("help");
  if (!dialog?.showModal) return;
  for (const link of root.querySelectorAll("[data-opens=help]")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      openHelp(root);
    });
  }
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
}

/** Open the list of shortcuts. */
export function openHelp(root) {
  const dialog = root.getElementById("help");
  if (dialog?.showModal && !dialog.open) dialog.showModal();
}
