"""Understand a drawing: which state each box is, and what each arrow says.

What is not understood is a doubt to ask about. Until it is answered the box is a state of its
own, and the arrow says nothing.
"""

import difflib
from collections.abc import Sequence
from dataclasses import dataclass

from quizapp.engine import Machine, Text
from quizapp.grading.grammar import Reading
from quizapp.grading.label import Label, Trouble, read_label, trouble_words
from quizapp.grading.sheet import Sheet, SheetEdge, SheetState
from quizapp.grading.spelling import find_value, fold, state_spellings
from quizapp.grading.values import Edge

ALIKE = 0.85
"""How much alike two spellings are from which one is taken to be meant, and asked about."""
STRANGER = "?"
"""What the name of a state that the machine does not have begins with."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something to ask the learner before the drawing is marked."""

    place: str
    """The id of the box or arrow on the canvas."""
    is_state: bool
    text: str
    """What was written."""
    words: Text
    """The question."""
    near: tuple[str, ...] = ()
    """States that may be meant."""
    label: Label | None = None


@dataclass(frozen=True, slots=True)
class Box:
    """One state as drawn, and the machine's state it stands for."""

    id: str
    name: str
    state: str
    """The machine's state, or else a name of its own that begins with ``?``."""

    @property
    def is_known(self) -> bool:
        """Tell whether the machine has such a state."""
        return not self.state.startswith(STRANGER)


@dataclass(frozen=True, slots=True)
class Stroke:
    """One arrow with one event: a label with several events is several of them."""

    id: str
    """The id on the canvas."""
    edge: Edge
    chosen: bool = False
    """Its label was chosen from the lists instead of being written."""
    given: bool = False
    at: float = 0.0
    label: str = ""
    """What was written beside it, as it stands there."""


@dataclass(frozen=True, slots=True)
class Understood:
    """A drawing in the machine's own terms."""

    boxes: tuple[Box, ...]
    strokes: tuple[Stroke, ...]
    doubts: tuple[Doubt, ...] = ()

    @property
    def edges(self) -> tuple[Edge, ...]:
        """The arrows alone."""
        return tuple(stroke.edge for stroke in self.strokes)


def understand(machine: Machine, sheet: Sheet, *, guards: bool = False) -> Understood:
    """Return a drawing in the machine's terms, with every doubt.

    Conditions on arrows are kept only where ``guards`` are asked for.
    """
    doubts: list[Doubt] = []
    boxes = tuple(_box(machine, state, doubts) for state in sheet.states)
    states = {box.id: box.state for box in boxes}
    strokes = tuple(
        _stroke(edge, states, reading, guards=guards)
        for edge in sheet.edges
        for reading in _read(machine, edge, doubts)
    )
    return Understood(boxes, strokes, tuple(doubts))


def _box(machine: Machine, state: SheetState, doubts: list[Doubt]) -> Box:
    table = state_spellings(machine)
    known = find_value(table, state.name)
    if known is not None:
        return Box(state.id, state.name, known)
    name = fold(state.name)
    near = near_states(machine, state.name)
    if near:
        doubts.append(
            Doubt(state.id, is_state=True, text=state.name, words=_asks(state, near), near=near)
        )
    return Box(state.id, state.name, f"{STRANGER}{name or state.id}")


def near_states(machine: Machine, name: str) -> tuple[str, ...]:
    """Return states whose names are nearly the one written, the nearest first."""
    table = dict(state_spellings(machine))
    found = difflib.get_close_matches(fold(name), list(table), n=6, cutoff=ALIKE)
    return tuple(dict.fromkeys(table[word] for word in found))[:2]


def _asks(state: SheetState, near: Sequence[str]) -> Text:
    return Text(
        en=f"You wrote “{state.name}”. Is that {' or '.join(near)}?",
        zh=f"你写的是“{state.name}”，是指 {' 还是 '.join(near)} 吗？",
    )


def _read(machine: Machine, edge: SheetEdge, doubts: list[Doubt]) -> tuple[Reading, ...]:
    label = label_of(machine, edge)
    words = trouble_words(machine, label)
    if words is None:
        return label.readings
    text = edge.label or f"{edge.event} / {edge.send}"
    doubts.append(Doubt(edge.id, is_state=False, text=text, words=words, label=label))
    return (Reading(),)


def label_of(machine: Machine, edge: SheetEdge) -> Label:
    """Return what an arrow's label says, typed or chosen."""
    if edge.label.strip() or not (edge.event or edge.send):
        return read_label(machine, edge.label)
    sends = tuple(sorted({item.strip() for item in edge.send.split(";")} - {""}))
    knows_event = not edge.event or machine.has_event(edge.event)
    if knows_event and set(sends) <= set(machine.segments()):
        return Label((Reading(edge.event, sends),))
    sent = f" / snd {'; '.join(sends)}" if sends else ""
    found = read_label(machine, f"{edge.event}{sent}")
    if len(found.readings) > 1:
        return Label((), Trouble.AMBIGUOUS, edge.event, (found.readings,))
    return found


def _stroke(
    edge: SheetEdge, states: dict[str, str], reading: Reading, *, guards: bool
) -> Stroke:
    drawn = Edge(
        states[edge.tail],
        states[edge.head],
        reading.event,
        reading.sends,
        reading.guard if guards else (),
    )
    written = edge.label.strip() or " / ".join(filter(None, (edge.event, edge.send)))
    return Stroke(edge.id, drawn, edge.how == "chosen", edge.given, edge.at, written)
