"""Keys, answers and verdicts: what marking compares and what it finds.

They are msgspec structs, because keys and answers travel through JSON and a tagged union
is read back as strictly as it was written.
"""

from enum import StrEnum

from msgspec import Struct

Spellings = tuple[tuple[str, str], ...]
"""Known spellings: ``(folded spelling, value it stands for)``."""


class Form(StrEnum):
    """How an answer is given."""

    CHOOSE = "choose"
    TYPE = "type"
    CLICK = "click"
    SELECT = "select"
    DRAW = "draw"
    TRACE = "trace"
    """One of two diagrams, and events that tell them apart."""


class Edge(Struct, frozen=True):
    """One arrow as drawn: states and event by id, and the set of segments sent."""

    tail: str
    head: str
    event: str = ""
    sends: tuple[str, ...] = ()
    guard: tuple[tuple[str, str], ...] = ()
    """The condition written on it, as ``(variable, value)``; for experts only."""


class RequiredEdge(Struct, frozen=True):
    """An arrow that a drawing must hold, and the fact it proves."""

    fact: str
    edge: Edge
    weight: float = 1.0
    """How much of a whole arrow it counts."""


class ChoiceKey(Struct, frozen=True, tag="choose"):
    """The one right option, among those offered."""

    option: str
    offered: tuple[str, ...]


class TypedKey(Struct, frozen=True, tag="type"):
    """The values that are right, and every spelling the machine knows."""

    values: tuple[str, ...]
    spellings: Spellings


class ClickKey(Struct, frozen=True, tag="click"):
    """The state to point at, among those that can be pointed at."""

    state: str
    states: tuple[str, ...]


class SelectKey(Struct, frozen=True, tag="select"):
    """All right options, each with the fact it shows, among those offered."""

    options: tuple[str, ...]
    offered: tuple[str, ...]
    facts: tuple[tuple[str, str], ...] = ()
    """``(option, fact)``, where the options are evidence about facts of their own."""


class DrawKey(Struct, frozen=True, tag="draw"):
    """Arrows demanded, and those that are true but neither demanded nor punished."""

    required: tuple[RequiredEdge, ...]
    shown: tuple[Edge, ...] = ()
    """Already in the picture the learner completes."""
    neutral: tuple[RequiredEdge, ...] = ()
    """True in the text of the standard, though its figure does not draw them."""
    states: tuple[str, ...] = ()
    events: Spellings = ()
    segments: Spellings = ()


class TraceKey(Struct, frozen=True, tag="trace"):
    """Which of two diagrams is right, and both unfolded, so that events can be played."""

    option: str
    offered: tuple[str, ...]
    initial: str
    right: tuple[Edge, ...]
    wrong: tuple[Edge, ...]
    events: Spellings
    shortest: tuple[str, ...]
    """The fewest events that tell the two apart."""


Key = ChoiceKey | TypedKey | ClickKey | SelectKey | DrawKey | TraceKey


class Choice(Struct, frozen=True, tag="choose"):
    """One option chosen."""

    option: str


class Typed(Struct, frozen=True, tag="type"):
    """A value typed, with what it was understood as."""

    text: str
    value: str


class Clicked(Struct, frozen=True, tag="click"):
    """A state pointed at."""

    state: str


class Selected(Struct, frozen=True, tag="select"):
    """Options ticked."""

    options: tuple[str, ...]


class Drawn(Struct, frozen=True, tag="draw"):
    """Arrows drawn."""

    edges: tuple[Edge, ...]


class Traced(Struct, frozen=True, tag="trace"):
    """A diagram chosen, and the events, by id, that are to tell it from the other."""

    option: str
    events: tuple[str, ...] = ()


class GaveUp(Struct, frozen=True, tag="gave-up"):
    """No answer: the learner asked to be told."""


Answer = Choice | Typed | Clicked | Selected | Drawn | Traced | GaveUp


class EdgeStatus(StrEnum):
    """What a drawing shows about one arrow."""

    RIGHT = "right"
    PARTLY = "partly"
    HINTED = "hinted"
    """It is there, but a hint had given it away: it counts as missed."""
    MISSED = "missed"
    EXTRA = "extra"
    NEUTRAL = "neutral"


class EdgeError(StrEnum):
    """What is wrong with an arrow."""

    REVERSED = "reversed"
    WRONG_TARGET = "wrong-target"
    WRONG_SOURCE = "wrong-source"
    MISNAMED = "misnamed"
    """It joins the right states, but one of them has a name that is no state's."""
    NO_EVENT = "no-event"
    WRONG_EVENT = "wrong-event"
    WRONG_SENDS = "wrong-sends"
    WRONG_GUARD = "wrong-guard"
    MISSING = "missing"
    EXTRA = "extra"
    DUPLICATE = "duplicate"
    ALREADY_SHOWN = "already-shown"


class EdgeMark(Struct, frozen=True):
    """The finding about one arrow: demanded, drawn or both."""

    status: EdgeStatus
    credit: float
    required: RequiredEdge | None = None
    drawn: Edge | None = None
    errors: tuple[EdgeError, ...] = ()


class Verdict(Struct, frozen=True):
    """What marking found: credit from 0 to 1, and a drawing's arrows one by one."""

    credit: float
    edges: tuple[EdgeMark, ...] = ()

    @property
    def is_right(self) -> bool:
        """Tell whether nothing was missing or wrong."""
        return self.credit >= 1.0
