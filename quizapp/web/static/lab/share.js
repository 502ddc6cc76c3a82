// The address of the moment, copied by one press.

/** Show the button that copies, where the browser can copy. */
export function letAddressBeCopied(root) {
  const clipboard = root.defaultView.navigator.clipboard;
  if (!clipboard) return;
  root.documentElement.dataset.copies = "on";
  root.addEventListener("click", async (event) => {
    const button = event.target.closest?.("[data-lab-copy]");
    if (!button) return;
    await clipboard.writeText(root.querySelector("[data-lab-address]").value);
    button.textContent = button.dataset.done;
  });
}
