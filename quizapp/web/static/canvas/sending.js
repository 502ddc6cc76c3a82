/** Sends the drawing to be examined, but only to a server that is there. */

/** Let the form be sent once everything is saved; without a connection nothing is lost. */
export function connectSending(root, { keeper, server, wording, announce }) {
  const form = root.closest("form");
  if (!form || !server.has("save")) return;
  form.addEventListener("submit", async (event) => {
    if (form.dataset.isSaved || keeper.isSettled) return;
    event.preventDefault();
    const button = event.submitter;
    if (!(await settled(keeper))) return announce(wording.say(`send_${keeper.status}`));
    form.dataset.isSaved = "yes";
    // A form cannot be sent from within its own event.
    await new Promise((resolve) => setTimeout(resolve));
    return form.requestSubmit(button);
  });
  // Coming back to the page from the next one, it can be sent again.
  addEventListener("pageshow", () => delete form.dataset.isSaved);
}

async function settled(keeper) {
  for (let turn = 0; turn < 3; turn += 1) {
    if (await keeper.save()) return true;
    if (keeper.status === "contested") return false;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  return false;
}
