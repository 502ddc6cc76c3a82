"""A ladder: two hosts at the sides, time downwards, slanted arrows for what travels between.

Values and their layout; knows nothing of what the hosts do. ``ladder_svg`` draws it.
"""

from dataclasses import dataclass, field

from quizapp.diagrams.metrics import text_width
from quizapp.engine.text import wrapped

STATE_SIZE, LABEL_SIZE, REMARK_SIZE, TIME_SIZE = 12.5, 12.0, 12.0, 11.0
ROW, LINE, GAP = 27.0, 15.0, 34.0
HEAD, FOOT, SIDE = 62.0, 26.0, 18.0
TITLE = 34.0
PILL_PADDING, PILL_GAP = 9.0, 13.0
MOST_REMARK = 230.0
LEAST_WIRE = 380.0
LABEL_INSET = 14.0


@dataclass(frozen=True, slots=True)
class Room:
    """How much room a picture takes where it can choose."""

    title: float
    """Above everything, for a title."""
    remark: float
    """The width of a line of remarks."""
    wire: float
    """The least width between the lifelines."""
    beside: float
    """What a wire is longer than the words on it."""


WIDE = Room(TITLE, MOST_REMARK, LEAST_WIRE, 120.0)
"""For a document of its own."""
NARROW = Room(0.0, 112.0, 250.0, 44.0)
"""For a column of a page, which has its own title."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A state that a host is in from here on."""

    name: str
    phase: str = "none"
    """``none``, ``opening``, ``open``, ``closing`` or ``waiting``: the look of the lifeline."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What happens at one moment, on either side."""

    time: str = ""
    """Printed at the edge; empty if it is that of the row above."""
    states: tuple[Mark | None, Mark | None] = (None, None)
    """What changes here."""
    remarks: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
    """What a person at either host sees: calls, timers, accidents."""
    alarm: bool = False
    """Whether it is an accident."""
    gap: str = ""
    """A stretch of time cut short here; how long it was."""
    lines: tuple[int, ...] = ()
    """The lines of the trace it stands for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrow:
    """Something that travels from one side to the other."""

    side: int
    """Where it comes from: 0 left, 1 right."""
    label: str
    """What it is, in a word: ``SYN,ACK``."""
    detail: str = ""
    """Its numbers."""
    first: int
    """The row in which it leaves."""
    last: int | None = None
    """The row in which it arrives; ``None`` if it never does."""
    fate: str = "arrives"
    """``arrives``, ``lost`` (on the way), ``dropped`` (at the far end) or ``flying``."""
    is_stray: bool = False
    """Whether nobody in this picture sent it."""
    kind: str = ""
    """A class for its look: ``reset``."""
    is_copy: bool = False
    """Whether it is a duplicate, drawn without its label."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ladder:
    """A whole picture."""

    title: str
    description: str
    language: str
    hosts: tuple[str, str]
    begins: tuple[Mark, Mark]
    rows: tuple[Row, ...]
    arrows: tuple[Arrow, ...]


@dataclass(frozen=True, slots=True)
class LadderLayout:
    """Where everything stands, in pixels."""

    width: float
    height: float
    lifelines: tuple[float, float]
    states: tuple[float, float]
    """The middle of the states of each side."""
    remarks: tuple[float, float]
    """Where remarks of the left end and of the right begin."""
    time: float
    rows: tuple[float, ...]
    heights: tuple[float, ...] = field(default=())
    room: Room = WIDE

    @property
    def top(self) -> float:
        """Where the lifelines begin."""
        return self.room.title + HEAD - 14

    @property
    def bottom(self) -> float:
        """Where the lifelines end."""
        return self.height - FOOT


def lay_out_ladder(ladder: Ladder, room: Room = WIDE) -> LadderLayout:
    """Return where everything stands, so that no words overlap."""
    pills = [_pill_width(ladder, side) for side in (0, 1)]
    remarks = [_remark_width(ladder, side, room) for side in (0, 1)]
    time = max((text_width(row.time, TIME_SIZE) for row in ladder.rows), default=0.0) + 12
    left = SIDE + time + remarks[0] + pills[0] + PILL_GAP
    right = left + _wire_width(ladder, room)
    width = right + PILL_GAP + pills[1] + remarks[1] + SIDE
    if room.title:
        width = max(width, text_width(ladder.title, 17.0) + 2 * SIDE)
    rows, heights, y = [], [], room.title + HEAD
    for row in ladder.rows:
        height = _row_height(row, room)
        rows.append(y + (height / 2 if row.gap else ROW / 2))
        heights.append(height)
        y += height
    return LadderLayout(
        width=width,
        height=y + FOOT,
        lifelines=(left, right),
        states=(left - PILL_GAP - pills[0] / 2, right + PILL_GAP + pills[1] / 2),
        remarks=(left - PILL_GAP - pills[0] - 10, right + PILL_GAP + pills[1] + 10),
        time=SIDE,
        rows=tuple(rows),
        heights=tuple(heights),
        room=room,
    )


def remark_lines(remarks: tuple[str, ...], most: float = MOST_REMARK) -> tuple[str, ...]:
    """Return remarks broken into lines that fit beside the states."""
    return tuple(line for remark in remarks for line in wrapped(remark, most, _remark_text))


def _remark_text(words: str) -> float:
    return text_width(words, REMARK_SIZE)


def pill_width(name: str) -> float:
    """Return the width of the box of a state."""
    return text_width(name, STATE_SIZE) + 2 * PILL_PADDING


def _pill_width(ladder: Ladder, side: int) -> float:
    marks = [ladder.begins[side], *(row.states[side] for row in ladder.rows)]
    return max(pill_width(mark.name) for mark in marks if mark is not None)


def _remark_width(ladder: Ladder, side: int, room: Room) -> float:
    lines = [
        line for row in ladder.rows for line in remark_lines(row.remarks[side], room.remark)
    ]
    return max((text_width(line, REMARK_SIZE) for line in lines), default=0.0) + 18


def _wire_width(ladder: Ladder, room: Room) -> float:
    widest = max((label_width(arrow) for arrow in ladder.arrows), default=0.0)
    return max(room.wire, widest + 2 * LABEL_INSET + room.beside)


def label_width(arrow: Arrow) -> float:
    """Return the width of the words on an arrow."""
    return text_width(f"{arrow.label}  {arrow.detail}", LABEL_SIZE)


def _row_height(row: Row, room: Room) -> float:
    if row.gap:
        return GAP
    lines = max(len(remark_lines(side, room.remark)) for side in row.remarks)
    return ROW + max(0, lines - 1) * LINE
