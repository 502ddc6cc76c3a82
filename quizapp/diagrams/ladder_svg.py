"""A ladder as SVG: by classes for a page, with its own colours for a file."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from math import hypot

from quizapp.diagrams.failures import UnknownThemeError
from quizapp.diagrams.ladder import (
    HEAD,
    LABEL_INSET,
    LABEL_SIZE,
    LINE,
    REMARK_SIZE,
    SIDE,
    STATE_SIZE,
    TIME_SIZE,
    WIDE,
    Arrow,
    Ladder,
    LadderLayout,
    Mark,
    Room,
    Row,
    label_width,
    lay_out_ladder,
    pill_width,
    remark_lines,
)
from quizapp.diagrams.markup import number, safe
from quizapp.diagrams.standalone import FONTS, THEMES

PILL_HEIGHT = 20.0
BASELINE = 0.35
HALF_WAY = 0.6
"""How far a segment comes that gets lost."""
DROP = 7.0
"""How far it would have sunk; no more, or its end would stand in the next row's words."""


@dataclass(frozen=True, slots=True)
class LadderInk:
    """The colours of a ladder; ``currentColor`` leaves them to the page."""

    text: str = "currentColor"
    muted: str = "currentColor"
    faint: str = "currentColor"
    paper: str = "none"
    alarm: str = "currentColor"
    opening: str = "currentColor"
    open: str = "currentColor"
    closing: str = "currentColor"
    waiting: str = "currentColor"

    def of_phase(self, phase: str) -> str:
        """Return the colour of a phase of a connection."""
        return self.faint if phase == "none" else str(getattr(self, phase))


PAGE = LadderInk()
INKS = {
    "light": LadderInk(
        "#0f172a", "#64748b", "#94a3b8", "#ffffff", "#b91c1c",
        "#b45309", "#15803d", "#6d28d9", "#1d4ed8",
    ),
    "dark": LadderInk(
        "#f1f5f9", "#94a3b8", "#64748b", "#0f172a", "#fca5a5",
        "#fbbf24", "#4ade80", "#c4b5fd", "#93c5fd",
    ),
    "print": LadderInk(
        "#000000", "#000000", "#000000", "#ffffff", "#000000",
        "#000000", "#000000", "#000000", "#000000",
    ),
}  # fmt: skip
LIFELINES = {
    "none": 'stroke-width="1.5" stroke-dasharray="2 5"',
    "opening": 'stroke-width="2.5" stroke-dasharray="7 4"',
    "open": 'stroke-width="4.5"',
    "closing": 'stroke-width="2.5"',
    "waiting": 'stroke-width="2.5" stroke-dasharray="1 4" stroke-linecap="round"',
}


def render_ladder(
    ladder: Ladder,
    *,
    id_prefix: str = "ladder",
    current: Collection[int] = (),
    room: Room = WIDE,
) -> str:
    """Return a ladder as one ``<svg>`` element for a page, whose styles go by class.

    ``current`` holds the rows that stand out.

    Classes: ``ladder``; ``ladder__row`` (and ``current``, with ``data-row``),
    ``ladder__time``, ``ladder__remark`` (and ``alarm``), ``ladder__gap``;
    ``state state--PHASE``, ``life life--PHASE``; ``arrow`` with ``lost``, ``dropped``,
    ``flying``, ``stray``, ``reset``; ``arrow__line``, ``arrow__tip``, ``arrow__cross``,
    ``arrow__label``, ``arrow__detail``.
    """
    layout = lay_out_ladder(ladder, room)
    width, height = number(layout.width), number(layout.height)
    prefix = safe(id_prefix)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="ladder" width="{width}" '
        f'height="{height}" viewBox="0 0 {width} {height}" role="img" '
        f'aria-labelledby="{prefix}-title {prefix}-desc">'
        f'<title id="{prefix}-title">{safe(ladder.title)}</title>'
        f'<desc id="{prefix}-desc">{safe(ladder.description)}</desc>'
        f"{''.join(_body(ladder, layout, PAGE, current))}</svg>"
    )


def export_ladder(ladder: Ladder, theme: str = "light") -> str:
    """Return a ladder as an SVG document; raises ``UnknownThemeError``."""
    if theme not in THEMES:
        raise UnknownThemeError(theme, THEMES)
    ink = INKS[theme]
    layout = lay_out_ladder(ladder)
    width, height = number(layout.width), number(layout.height)
    body = "\n".join(_body(ladder, layout, ink, ()))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" xml:lang="{safe(ladder.language)}" '
        f'font-family="{FONTS}">\n'
        f"<title>{safe(ladder.title)}</title>\n<desc>{safe(ladder.description)}</desc>\n"
        f'<rect width="{width}" height="{height}" fill="{ink.paper}"/>\n'
        f"{_text(ladder.title, SIDE, 30.0, ink.text, size=17.0, weight=600)}\n"
        f"{body}\n</svg>\n"
    )


def _body(
    ladder: Ladder, layout: LadderLayout, ink: LadderInk, current: Collection[int]
) -> Iterator[str]:
    for side in (0, 1):
        yield from _lifeline(ladder, layout, side, ink)
    for arrow in ladder.arrows:
        yield _arrow(arrow, layout, ink)
    for arrow in ladder.arrows:
        if not arrow.is_copy:
            yield _label(arrow, layout, ink)
    for side in (0, 1):
        x, y = layout.lifelines[side], layout.room.title + HEAD / 2 - 12
        yield _text(ladder.hosts[side], x, y, ink.text, size=14.0, weight=700, anchor="middle")
        yield _pill(ladder.begins[side], layout, side, layout.top, ink)
    for place, row in enumerate(ladder.rows):
        yield _row(row, place, layout, ink, is_current=place in current)


def _lifeline(ladder: Ladder, layout: LadderLayout, side: int, ink: LadderInk) -> Iterator[str]:
    """Yield the stretches of a host's line, one for each phase."""
    phase, start = ladder.begins[side].phase, layout.top - 14
    for place, row in enumerate(ladder.rows):
        mark = row.states[side]
        if mark is not None and mark.phase != phase:
            yield _stretch(layout.lifelines[side], start, layout.rows[place], phase, ink)
            phase, start = mark.phase, layout.rows[place]
    yield _stretch(layout.lifelines[side], start, layout.bottom, phase, ink)


def _stretch(x: float, top: float, bottom: float, phase: str, ink: LadderInk) -> str:
    return (
        f'<path class="life life--{phase}" d="M{number(x)},{number(top)}V{number(bottom)}" '
        f'fill="none" stroke="{ink.of_phase(phase)}" {LIFELINES[phase]}/>'
    )


def _pill(mark: Mark, layout: LadderLayout, side: int, y: float, ink: LadderInk) -> str:
    """Return the box of a state, right beside the lifeline."""
    width = pill_width(mark.name)
    x = layout.lifelines[side]
    left = x - 13 - width if side == 0 else x + 13
    colour = ink.of_phase(mark.phase)
    middle = left + width / 2
    name = _text(mark.name, middle, y + STATE_SIZE * BASELINE, ink.text, size=STATE_SIZE,
                 weight=600, anchor="middle")  # fmt: skip
    return (
        f'<g class="state state--{mark.phase}"><rect x="{number(left)}" '
        f'y="{number(y - PILL_HEIGHT / 2)}" width="{number(width)}" '
        f'height="{number(PILL_HEIGHT)}" rx="10" fill="{ink.paper}" stroke="{colour}" '
        f'stroke-width="1.6"/>{name}</g>'
    )


def _row(
    row: Row, place: int, layout: LadderLayout, ink: LadderInk, *, is_current: bool
) -> str:
    y = layout.rows[place]
    css = "ladder__row current" if is_current else "ladder__row"
    pieces = []
    if row.time:
        at = y + TIME_SIZE * BASELINE
        pieces.append(_text(row.time, layout.time, at, ink.muted, size=TIME_SIZE,
                            css="ladder__time"))  # fmt: skip
    for side, mark in enumerate(row.states):
        if mark is not None:
            pieces.append(_pill(mark, layout, side, y, ink))
    for side, remarks in enumerate(row.remarks):
        lines = remark_lines(remarks, layout.room.remark)
        pieces.extend(_remarks(row, side, lines, layout, y, ink))
    if row.gap:
        pieces.append(_gap(row.gap, layout, y, ink))
    return f'<g class="{css}" data-row="{place}">{"".join(pieces)}</g>'


def _remarks(
    row: Row, side: int, lines: tuple[str, ...], layout: LadderLayout, y: float, ink: LadderInk
) -> Iterator[str]:
    css = "ladder__remark alarm" if row.alarm else "ladder__remark"
    colour = ink.alarm if row.alarm else ink.text
    anchor = "end" if side == 0 else "start"
    for place, line in enumerate(lines):
        at = y + REMARK_SIZE * BASELINE + place * LINE
        x = layout.remarks[side]
        yield _text(line, x, at, colour, size=REMARK_SIZE, anchor=anchor, css=css)


def _gap(words: str, layout: LadderLayout, y: float, ink: LadderInk) -> str:
    """Return a stretch of time cut short: the lifelines are broken, the time is said."""
    left, right = layout.lifelines
    breaks = "".join(
        f'<path d="M{number(x - 7)},{number(y + 4)}l14,-8m-14,14l14,-8" fill="none" '
        f'stroke="{ink.muted}" stroke-width="1.5"/>'
        for x in (left, right)
    )
    said = _text(words, (left + right) / 2, y + REMARK_SIZE * BASELINE, ink.muted,
                 size=REMARK_SIZE, anchor="middle")  # fmt: skip
    return f'<g class="ladder__gap">{breaks}{said}</g>'


def _ends(arrow: Arrow, layout: LadderLayout) -> tuple[float, float, float, float]:
    """Return where an arrow begins and ends."""
    here, there = layout.lifelines[arrow.side], layout.lifelines[1 - arrow.side]
    top = layout.rows[arrow.first]
    if arrow.last is not None:
        bottom = layout.rows[arrow.last]
        bottom = bottom if bottom > top else top + 10
    else:
        bottom = top + DROP
    if arrow.is_stray:
        here = there + (here - there) * 0.45
        top = bottom - 10 if arrow.first == arrow.last else top
    part = {"lost": HALF_WAY, "flying": HALF_WAY}.get(arrow.fate, 1.0)
    inset = 4.0 if there > here else -4.0
    end = there - inset
    return here, top, here + (end - here) * part, top + (bottom - top) * part


def _arrow(arrow: Arrow, layout: LadderLayout, ink: LadderInk) -> str:
    x, y, to_x, to_y = _ends(arrow, layout)
    length = hypot(to_x - x, to_y - y) or 1.0
    cos, sin = (to_x - x) / length, (to_y - y) / length
    tip = (to_x - 10 * cos, to_y - 10 * sin)
    colour = _colour(arrow, ink)
    dashes = ' stroke-dasharray="5 4"' if arrow.fate == "lost" or arrow.is_stray else ""
    pieces = [
        f'<path class="arrow__line" d="M{number(x)},{number(y)}L{number(tip[0])},'
        f'{number(tip[1])}" fill="none" stroke="{colour}" stroke-width="1.5"{dashes}/>',
        f'<path class="arrow__tip" d="M{number(to_x)},{number(to_y)}'
        f"L{number(tip[0] - 4 * sin)},{number(tip[1] + 4 * cos)}"
        f'L{number(tip[0] + 4 * sin)},{number(tip[1] - 4 * cos)}Z" fill="{colour}"/>',
    ]
    if arrow.fate in ("lost", "dropped"):
        back = 8.0 if arrow.fate == "lost" else -16.0
        pieces.append(_cross(to_x + back * cos, to_y + back * sin, ink))
    if arrow.is_stray:
        pieces.append(f'<circle cx="{number(x)}" cy="{number(y)}" r="3" fill="{colour}"/>')
    return f'<g class="{_css(arrow)}">{"".join(pieces)}</g>'


def _css(arrow: Arrow) -> str:
    stray = "stray" if arrow.is_stray else ""
    fate = arrow.fate if arrow.fate != "arrives" else ""
    return " ".join(filter(None, ("arrow", fate, stray, arrow.kind)))


def _colour(arrow: Arrow, ink: LadderInk) -> str:
    if arrow.fate in ("lost", "dropped"):
        return ink.muted
    return ink.alarm if arrow.kind == "reset" else ink.text


def _cross(x: float, y: float, ink: LadderInk) -> str:
    return (
        f'<path class="arrow__cross" d="M{number(x - 4)},{number(y - 4)}l8,8m0,-8l-8,8" '
        f'fill="none" stroke="{ink.alarm}" stroke-width="2.4" stroke-linecap="round"/>'
    )


def label_box(arrow: Arrow, layout: LadderLayout) -> tuple[float, float, str]:
    """Return where the words of an arrow stand: near its sender, above its beginning.

    An arrow from nowhere begins in the middle; words too long for the rest begin before it.
    """
    x, y, to_x, _ = _ends(arrow, layout)
    here, there = layout.lifelines[arrow.side], layout.lifelines[1 - arrow.side]
    if to_x > x:
        last = max(here, there - LABEL_INSET - label_width(arrow))
        return min(x + LABEL_INSET, last), y - 4, "start"
    last = min(here, there + LABEL_INSET + label_width(arrow))
    return max(x - LABEL_INSET, last), y - 4, "end"


def _label(arrow: Arrow, layout: LadderLayout, ink: LadderInk) -> str:
    x, y, anchor = label_box(arrow, layout)
    colour = _colour(arrow, ink)
    halo = (
        f'paint-order="stroke" stroke="{ink.paper}" stroke-width="4" stroke-linejoin="round"'
        if ink.paper != "none"
        else ""
    )
    return (
        f'<text class="arrow__label {_css(arrow)}" x="{number(x)}" y="{number(y)}" '
        f'font-size="{LABEL_SIZE:g}" text-anchor="{anchor}" fill="{colour}" {halo}>'
        f'<tspan font-weight="700">{safe(arrow.label)}</tspan>'
        f'<tspan class="arrow__detail" dx="7" fill="{ink.muted}">{safe(arrow.detail)}</tspan>'
        "</text>"
    )


def _text(
    words: str,
    x: float,
    y: float,
    colour: str,
    *,
    size: float,
    weight: int = 400,
    anchor: str = "start",
    css: str = "",
) -> str:
    style = f' class="{css}"' if css else ""
    return (
        f'<text{style} x="{number(x)}" y="{number(y)}" font-size="{size:g}" '
        f'font-weight="{weight}" text-anchor="{anchor}" fill="{colour}">{safe(words)}</text>'
    )
