// Point at a state of the diagram: the same as choosing it in the list beside it.

/** Join every node of the diagram to its radio button. */
export function letNodesBeClicked(root) {
  const place = root.querySelector("[data-click]");
  if (!place) return;
  place.classList.add("click--ready");
  const radios = [...place.querySelectorAll("input[name=state]")];
  const nodes = [...place.querySelectorAll(".diagram .node")];
  const show = () => {
    const chosen = radios.find((radio) => radio.checked)?.value;
    for (const node of nodes) node.classList.toggle("chosen", node.dataset.state === chosen);
  };
  for (const node of nodes) {
    node.addEventListener("click", () => {
      const radio = radios.find((one) => one.value === node.dataset.state);
      if (!radio) return;
      radio.checked = true;
      radio.focus({ preventScroll: true });
      show();
    });
  }
  place.addEventListener("change", show);
  show();
}
