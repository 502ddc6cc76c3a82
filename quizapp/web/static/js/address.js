// A question keeps its own address: reloading it, or coming back, shows the same one.
export function keepAddress(document) {
  const form = document.querySelector("form[data-address]");
  if (!form) return;
  const { history, location } = document.defaultView;
  if (location.pathname !== form.dataset.address) {
    history.replaceState(history.state, "", form.dataset.address);
  }
}
