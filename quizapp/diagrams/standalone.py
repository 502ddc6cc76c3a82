"""A picture as a file to take away: SVG with its own colours, DOT, and JSON."""

import json
from typing import Any

from quizapp.diagrams.dot import export_dot
from quizapp.diagrams.failures import UnknownThemeError
from quizapp.diagrams.fragments import (
    STROKES,
    Fragments,
    Ink,
    edge_markup,
    fragments_of,
    node_markup,
)
from quizapp.diagrams.layout import Layout
from quizapp.diagrams.looks import EdgeLook, NodeLook
from quizapp.diagrams.markup import number, safe
from quizapp.diagrams.metrics import LABEL_SIZE, text_width
from quizapp.diagrams.picture import Picture
from quizapp.engine import Machine, Transition

__all__ = [
    "THEMES",
    "UnknownThemeError",
    "export_dot",
    "export_json",
    "export_svg",
]

THEMES = ("light", "dark", "print")
FONTS = (
    "'Helvetica Neue', Arial, 'Liberation Sans', 'PingFang SC', 'Microsoft YaHei', "
    "'Noto Sans CJK SC', 'Source Han Sans SC', sans-serif"
)
HEAD, FOOT, SIDE = 44.0, 44.0, 20.0
TITLE_SIZE = 17.0
SAMPLE = 34.0
"""The length of a line in the legend."""
PAPER = {"light": "#ffffff", "dark": "#0f172a", "print": "#ffffff"}
INKS = {
    "light": Ink("#0f172a", "#64748b", "#f8fafc", "#475569", "#475569", "#1d4ed8", "#0f766e"),
    "dark": Ink("#f1f5f9", "#94a3b8", "#1e293b", "#94a3b8", "#cbd5e1", "#93c5fd", "#5eead4"),
    "print": Ink("#000000", "#000000", "#ffffff", "#000000", "#000000", "#000000", "#000000"),
}


def export_svg(picture: Picture, layout: Layout, theme: str = "light") -> str:
    """Return an SVG document for a browser, an editor of drawings, or paper.

    Raises ``UnknownThemeError``.
    """
    if theme not in THEMES:
        raise UnknownThemeError(theme, THEMES)
    ink = INKS[theme]
    width = number(max(layout.width, _needed(picture)) + 2 * SIDE)
    height = number(layout.height + HEAD + FOOT)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" xml:lang="{safe(picture.language)}" '
        f'font-family="{FONTS}">\n'
        f"<title>{safe(picture.title)}</title>\n<desc>{safe(picture.description)}</desc>\n"
        f'<rect width="{width}" height="{height}" fill="{PAPER[theme]}"/>\n'
        f"{_heading(picture, ink)}\n"
        f'<g transform="translate({SIDE:g} {HEAD:g})">\n'
        f"{_body(fragments_of(picture, layout, ink), ink)}\n</g>\n"
        f"{_footing(picture, layout, ink)}\n</svg>\n"
    )


def export_json(machine: Machine, picture: Picture, layout: Layout) -> str:
    """Return a machine and its diagram as JSON, for programs.

    Keys: ``machine``, ``title``, ``source``, ``language``, ``role``, ``width``, ``height``;
    ``states``, each with ``id`` and the ``x``, ``y`` of its middle, ``width`` and ``height``
    in pixels from the top left; ``transitions``, each with ``id``, ``from``, ``event``,
    ``to``, ``when``, ``send``, ``tier``, ``roles``, ``drawn`` (``figure`` or ``note``) and
    ``source``. Keys may be added, never renamed.
    """
    rules = {rule.id: rule for rule in machine.transitions}
    document = {
        "machine": machine.id,
        "title": machine.title.in_language(picture.language),
        "source": str(machine.source),
        "language": picture.language,
        "role": picture.role,
        "width": layout.width,
        "height": layout.height,
        "states": [
            {"id": state, "x": x, "y": y, "width": width, "height": height}
            for state, x, y, width, height in _places(picture, layout)
        ],
        "transitions": [_transition(rules[edge.fact]) for edge in picture.edges],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _places(picture: Picture, layout: Layout) -> list[tuple[str, float, float, float, float]]:
    boxes = [(node.state, layout.nodes[node.id]) for node in picture.nodes]
    return [(state, *box.centre, box.width, box.height) for state, box in boxes]


def _transition(rule: Transition) -> dict[str, Any]:
    return {
        "id": rule.id,
        "from": rule.origin,
        "event": rule.event,
        "to": rule.target,
        "when": dict(rule.when),
        "send": list(rule.sends),
        "tier": rule.tier,
        "roles": list(rule.roles),
        "drawn": rule.drawn.value,
        "source": str(rule.source),
    }


def _body(pieces: Fragments, ink: Ink) -> str:
    edges = (edge_markup(piece, EdgeLook(), ink) for piece in pieces.edges)
    nodes = (node_markup(piece, NodeLook(), piece.name) for piece in pieces.nodes)
    return "\n".join((*edges, *nodes))


def _heading(picture: Picture, ink: Ink) -> str:
    return _text(picture.title, SIDE + 10, 30.0, ink.text, size=TITLE_SIZE, weight=600)


def _footing(picture: Picture, layout: Layout, ink: Ink) -> str:
    """Return the legend, then the citation."""
    x, y = SIDE + 10, HEAD + layout.height + 22
    pieces = []
    for entry in picture.legend:
        pieces.append(
            f'<path d="M{number(x)},{number(y)}h{SAMPLE:g}" fill="none" '
            f'stroke="{ink.of_line(entry.line)}" {STROKES[entry.line]}/>'
        )
        pieces.append(_text(entry.label, x + SAMPLE + 8, y + 4.5, ink.muted))
        x += _entry_width(entry.label)
    pieces.append(_text(picture.source, x, y + 4.5, ink.muted))
    return "\n".join(pieces)


def _entry_width(label: str) -> float:
    return SAMPLE + 8 + text_width(label, LABEL_SIZE) + 24


def _needed(picture: Picture) -> float:
    """Return the width of the longer of heading and footing."""
    foot = sum(_entry_width(entry.label) for entry in picture.legend)
    return (
        max(foot + text_width(picture.source, LABEL_SIZE), text_width(picture.title, 18)) + 20
    )


def _text(
    words: str, x: float, y: float, colour: str, *, size: float = LABEL_SIZE, weight: int = 400
) -> str:
    return (
        f'<text x="{number(x)}" y="{number(y)}" font-size="{size:g}" '
        f'font-weight="{weight}" fill="{colour}">{safe(words)}</text>'
    )
