// A diagram wider than the screen begins where it matters, not at its left edge.

/** Scroll each diagram to what stands out in it, or else to its middle. */
export function centreFigures(root) {
  for (const scroller of root.querySelectorAll(".figure__scroll")) {
    if (scroller.scrollWidth <= scroller.clientWidth) continue;
    const frame = scroller.getBoundingClientRect();
    const marks = [...scroller.querySelectorAll(".asked, .edge.right, .edge.missed, .edge.extra")];
    const boxes = marks.map((mark) => mark.getBoundingClientRect());
    const left = boxes.length ? Math.min(...boxes.map((box) => box.left)) : frame.left;
    const right = boxes.length ? Math.max(...boxes.map((box) => box.right)) : frame.left + scroller.scrollWidth;
    scroller.scrollLeft += (left + right) / 2 - (frame.left + frame.right) / 2;
  }
}
