/** Asks for a hint and shows what is said; what it costs is told by the server. */

/** Let the hint's button ask, if the drill gives hints. */
export function connectHint(root, { server, editor }) {
  const button = root.querySelector("[data-hint]");
  const place = root.querySelector("[data-hint-says]");
  button.hidden = !server.has("hint");
  button.addEventListener("click", async () => {
    const { status, body } = await server.send("hint", {});
    // The notice is read aloud by itself: the status line need not say it again.
    place.textContent = status === 200 && body?.says ? body.says : editor.wording.say("noHint");
    place.hidden = false;
  });
}
