/** Shows calmly whether the drawing is saved, and lets the learner decide between two tabs. */

/** Let the status and the question about another tab follow the keeper. */
export function connectSaving(root, { keeper, clock, wording, announce }) {
  const part = (name) => root.querySelector(`[data-${name}]`);
  const show = (status) => {
    part("saved").textContent = wording.say(status);
    root.dataset.saved = status;
    part("contest").hidden = status !== "contested";
  };
  let before = keeper.status;
  keeper.onChange((status, seconds) => {
    if (seconds !== undefined) clock.set(seconds);
    show(status);
    if (status === "saving") return;
    // Those who hear the page are told when something changes for them, not at every save.
    if (status !== before) announce(wording.say(status));
    before = status;
  });
  part("take-over").addEventListener("click", () => keeper.takeOver());
  part("give-way").addEventListener("click", () => keeper.giveWay());
  show(keeper.status);
}
