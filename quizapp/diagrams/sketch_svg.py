"""A drawing as SVG: in a page, marked in place; or as a file to take away."""

from collections.abc import Sequence

from quizapp.diagrams.curves import Box, Curve, sample
from quizapp.diagrams.failures import UnknownThemeError
from quizapp.diagrams.fragments import (
    BASELINE,
    Ink,
    Place,
    arrow_markup,
    marked_lines,
    text_markup,
)
from quizapp.diagrams.markup import number, safe
from quizapp.diagrams.metrics import LABEL_SIZE, LINE_HEIGHT, NODE_SIZE
from quizapp.diagrams.sketch import Sketch, SketchEdge, SketchState, box_of
from quizapp.diagrams.sketch_labels import label_boxes, label_rows
from quizapp.diagrams.sketch_routes import sketch_routes
from quizapp.diagrams.standalone import FONTS, INKS, PAPER, THEMES

MARGIN = 24.0
EMPTY = Box(0.0, 0.0, 240.0, 80.0)
PAGE, SHEET = Ink(), "var(--sheet)"
"""The page's own colours."""


def render_sketch(sketch: Sketch, *, id_prefix: str = "sketch") -> str:
    """Return a drawing as one ``<svg>`` for a page, whose stylesheet decides the colours."""
    drawn = _Drawn(sketch, PAGE, SHEET)
    prefix = safe(id_prefix)
    described = " ".join(safe(edge.says) for edge in sketch.edges if edge.says)
    desc = f'<desc id="{prefix}-desc">{described}</desc>' if described else ""
    labelled = f"{prefix}-title" + (f" {prefix}-desc" if described else "")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="diagram diagram--sketch" '
        f'{drawn.frame} role="img" aria-labelledby="{labelled}">'
        f'<title id="{prefix}-title">{safe(sketch.title)}</title>{desc}{drawn.body}</svg>'
    )


def export_sketch(sketch: Sketch, theme: str = "light") -> str:
    """Return a drawing as an SVG document; raises ``UnknownThemeError``."""
    if theme not in THEMES:
        raise UnknownThemeError(theme, THEMES)
    drawn = _Drawn(sketch, INKS[theme], PAPER[theme])
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<svg xmlns="http://www.w3.org/2000/svg" {drawn.frame} '
        f'xml:lang="{safe(sketch.language)}" font-family="{FONTS}">\n'
        f"<title>{safe(sketch.title)}</title>\n"
        f'<rect x="{number(drawn.box.x)}" y="{number(drawn.box.y)}" width="100%" '
        f'height="100%" fill="{PAPER[theme]}"/>\n{drawn.body}\n</svg>\n'
    )


class _Drawn:
    """A drawing with everything in its place."""

    def __init__(self, sketch: Sketch, ink: Ink, paper: str) -> None:
        self._ink, self._paper = ink, paper
        boxes = {state.id: box_of(state) for state in sketch.states}
        routes = sketch_routes(sketch)
        labels = label_boxes(sketch, routes)
        points = [point for curve in routes.values() for point in sample(curve)]
        self.box = _around([*boxes.values(), *labels.values()], points)
        size = f'{number(self.box.width)}" height="{number(self.box.height)}'
        view = " ".join(map(number, (self.box.x, self.box.y, self.box.width, self.box.height)))
        self.frame = f'width="{size}" viewBox="{view}"'
        # All words lie above all lines, so that none is struck through.
        lines = (self._line(edge, routes[edge.id]) for edge in sketch.edges)
        words = (
            self._words(edge, labels[edge.id]) for edge in sketch.edges if edge.id in labels
        )
        states = (self._state(state, boxes[state.id]) for state in sketch.states)
        self.body = "\n".join((*lines, *words, *states))

    def _line(self, edge: SketchEdge, curve: Curve) -> str:
        arrow = arrow_markup(curve, "plain", self._ink)
        name = f'class="edge edge--free{_look(edge)}" data-edge="{safe(edge.id)}"'
        return f"<g {name}>{arrow}</g>"

    def _words(self, edge: SketchEdge, box: Box) -> str:
        place = Place(box.centre[0], box.y + LINE_HEIGHT * 0.8, "middle")
        rows = enumerate(marked_lines(label_rows(edge), edge.look.mark))
        lines = (text_markup(line, place, _kind(row), self._ink, row=row) for row, line in rows)
        return (
            f'<g class="edge edge__words{_look(edge)}">{self._plate(box)}{"".join(lines)}</g>'
        )

    def _plate(self, box: Box) -> str:
        """Return paper below words: a line on which they stand ends beside them."""
        place = f'x="{number(box.x + 3)}" y="{number(box.y)}"'
        size = f'width="{number(box.width - 6)}" height="{number(box.height)}"'
        return f'<rect class="edge__plate" {place} {size} fill="{self._paper}"/>'

    def _state(self, state: SketchState, box: Box) -> str:
        css = f" {safe(state.look.css)}" if state.look.css else ""
        x, y = box.centre
        mark = ""
        if state.look.mark:
            mark = (
                f'<text class="node__mark" x="{number(box.right + 2)}" '
                f'y="{number(box.y - 2)}" text-anchor="middle" '
                f'font-size="{LABEL_SIZE:g}" fill="{self._ink.text}">'
                f"{safe(state.look.mark)}</text>"
            )
        return (
            f'<g class="node{css}"><rect class="node__box" x="{number(box.x)}" '
            f'y="{number(box.y)}" width="{number(box.width)}" height="{number(box.height)}" '
            f'rx="12" fill="{self._ink.box}" stroke="{self._ink.border}" stroke-width="1.5"/>'
            f'<text class="node__name" x="{number(x)}" y="{number(y + BASELINE * NODE_SIZE)}" '
            f'text-anchor="middle" font-size="{NODE_SIZE:g}" font-weight="600" '
            f'fill="{self._ink.text}">{safe(state.name)}</text>{mark}</g>'
        )


def _look(edge: SketchEdge) -> str:
    return f" {safe(edge.look.css)}" if edge.look.css else ""


def _kind(row: int) -> str:
    return "edge__send" if row else "edge__event"


def _around(boxes: Sequence[Box], points: Sequence[tuple[float, float]]) -> Box:
    if not boxes:
        return EMPTY
    left = min((*(box.x for box in boxes), *(x for x, _ in points))) - MARGIN
    top = min((*(box.y for box in boxes), *(y for _, y in points))) - MARGIN
    right = max((*(box.right for box in boxes), *(x for x, _ in points))) + MARGIN
    bottom = max((*(box.bottom for box in boxes), *(y for _, y in points))) + MARGIN
    return Box(left, top, right - left, bottom - top)
