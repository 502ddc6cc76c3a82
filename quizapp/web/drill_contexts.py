"""The typed contexts of the drills' pages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from quizapp.engine import Machine
from quizapp.services.drill_marking import Result
from quizapp.services.drills import Task
from quizapp.web.contexts import FieldError, Figure, LegendEntry, ReturnLine


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose on a form."""

    value: str
    """As the form sends it."""
    words: str
    """As one reads it."""
    hint: str
    """What it means; empty if that is plain."""


@dataclass(frozen=True, slots=True)
class DrillLine:
    """One drill in a list."""

    id: str
    """Its id."""
    when: str
    """The day it was begun, in words."""
    level: str
    """What was asked, in words."""
    headline: str
    """How it went; empty if it was not sent."""
    took: str
    """The time it took, or has taken so far, and whether that is too long."""
    is_sent: bool
    """Whether it was sent, so that it can no longer be discarded."""


@dataclass(frozen=True, slots=True)
class DrillPage:
    """Choose what to draw from memory."""

    template: ClassVar[str] = "drill.html"
    machines: tuple[Machine, ...]
    """The machines to choose from."""
    sizes: Mapping[str, int]
    """How many arrows each machine's diagram has."""
    kinds: tuple[Choice, ...]
    """How much of the diagram may be there at the beginning."""
    strictnesses: tuple[Choice, ...]
    """How strictly it may be marked."""
    limits: tuple[Choice, ...]
    """How much time one may have."""
    open: tuple[DrillLine, ...]
    """The latest drills that were begun and not sent."""
    older: tuple[DrillLine, ...]
    """The others of them."""
    field_error: FieldError | None
    """What was wrong with the choice just sent."""
    submitted: Mapping[str, str]
    """The choice just sent, or the one proposed."""


@dataclass(frozen=True, slots=True)
class CanvasPage:
    """A drill while it is drawn."""

    template: ClassVar[str] = "drill_canvas.html"
    task: Task
    """The drill."""
    says: str
    """What is to be drawn, in a sentence."""
    tray: tuple[tuple[str, int], ...]
    """Labels to put back, each with the number of its arrows; empty at other levels."""
    config: Mapping[str, Any]
    """What the canvas needs to know."""
    field_error: FieldError | None
    """Why the drawing just sent could not be examined."""
    submitted: Mapping[str, Sequence[str]]
    """The rows just sent, so that nothing is lost."""


@dataclass(frozen=True, slots=True)
class MarkLine:
    """What was found about one arrow or one state."""

    status: str
    """The status by name, for the stylesheet."""
    glyph: str
    """The status as a sign."""
    words: str
    """The status in words, with what is wrong."""
    required: str
    """The arrow as the machine has it; empty if it has none such."""
    drawn: str
    """The arrow as drawn, where it differs."""
    says: str
    """What lies behind the mistake; empty if nothing is known to."""
    source: str
    """Where that is to be read; empty with the sentence."""


@dataclass(frozen=True, slots=True)
class PlayedLine:
    """One event of a run that is played on both diagrams."""

    number: int
    """Its place, from 1."""
    event: str
    """What happens."""
    canon: str
    """What the machine does."""
    drawn: str
    """What the drawing does."""
    is_shown: bool
    """Whether both diagrams show this step now."""
    parts: bool
    """Whether the two part here."""


@dataclass(frozen=True, slots=True)
class Playing:
    """The shortest run on which drawing and machine part."""

    lines: tuple[PlayedLine, ...]
    """Every event of it."""
    step: int
    """The event that is shown, from 1; 0 for the beginning."""
    says: str
    """How the two part, in a sentence."""
    why: str
    """Why the machine does as it does."""
    source: str
    """Where that is to be read."""
    canon: Figure
    """The machine's diagram at the step shown."""
    drawn: Figure
    """The drawing at the step shown."""


@dataclass(frozen=True, slots=True)
class OrderLine:
    """One arrow in the order in which it came to mind."""

    at: str
    """When it was drawn, from the beginning."""
    took: str
    """How long after the one before."""
    words: str
    """The arrow."""
    glyph: str
    """How it was marked, as a sign."""
    status: str
    """How it was marked, by name."""


@dataclass(frozen=True, slots=True)
class ExaminationPage:
    """What was found about a drawing."""

    template: ClassVar[str] = "examination.html"
    result: Result
    """The drill and what was found."""
    title: str
    """How it went, in a word or two."""
    outcome: str
    """The same by name, for the stylesheet."""
    headline: str
    """How much of what was asked is there, in counts."""
    remarks: tuple[str, ...]
    """What is to be said beside it: states, time, hints, the core."""
    figure: Figure
    """The drawing itself, marked in place."""
    file_name: str
    """What the drawing's files are called, without their ends."""
    legend: tuple[LegendEntry, ...]
    """What the marks mean."""
    wrong: tuple[MarkLine, ...]
    """States and arrows that were drawn and are not right, the worst first."""
    missed: tuple[MarkLine, ...]
    """Arrows that were not drawn, or not labelled."""
    missed_states: tuple[str, ...]
    """States that were not drawn."""
    misnamed: tuple[MarkLine, ...]
    """Arrows with which nothing is wrong but the name of a state at their end."""
    right: tuple[MarkLine, ...]
    """Arrows that were right."""
    beside: tuple[MarkLine, ...]
    """What was drawn and neither asked for nor counted."""
    playing: Playing | None
    """The run on which the two part; ``None`` if they never do."""
    cover: str
    """How many transitions the drawing takes as the machine does, in words."""
    clashes: tuple[str, ...]
    """States from which one event would lead to two places."""
    canon: Figure
    """The printed diagram."""
    order: tuple[OrderLine, ...]
    """The arrows in the order in which they were drawn."""
    others: tuple[DrillLine, ...]
    """Other attempts to lay beside this one."""
    returns: tuple[ReturnLine, ...]
    """When the cards return, the first ones first."""


@dataclass(frozen=True, slots=True)
class BesidePage:
    """Two attempts side by side."""

    template: ClassVar[str] = "beside.html"
    machine: Machine
    """The machine."""
    attempts: tuple[tuple[DrillLine, Figure], ...]
    """Both, the earlier first, each with its marked drawing."""
    gained: tuple[str, ...]
    """Arrows asked for in both that only the later one has right."""
    lost: tuple[str, ...]
    """Arrows asked for in both that only the earlier one had right."""
    unasked: int
    """How many arrows only one of them asked for."""


@dataclass(frozen=True, slots=True)
class ReplayPage:
    """A drawing being made again, step by step."""

    template: ClassVar[str] = "drill_replay.html"
    task: Task
    """The drill."""
    step: int
    """How many steps are shown."""
    steps: int
    """How many there are."""
    at: str
    """The time of the step shown, from the beginning."""
    seconds: float
    """The same as a number."""
    says: str
    """What the step shown did, in words."""
    figure: Figure
    """The drawing after the step shown."""


@dataclass(frozen=True, slots=True)
class DrillsPage:
    """Every drawing ever made of a machine, the latest first."""

    template: ClassVar[str] = "drills.html"
    machine: Machine
    """The machine."""
    drills: tuple[DrillLine, ...]
    """The drills."""
