"""The typed context of each page: everything its template may use, and what it means."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from markupsafe import Markup

from quizapp.engine import Machine
from quizapp.questions import Trial
from quizapp.services.memory_map import CardHistory, MemoryMap
from quizapp.services.values import Asked, Counts, Marked, Today


@dataclass(frozen=True, slots=True)
class FieldError:
    """What is wrong with one field of a form."""

    field: str
    """The name of the field."""
    words: str
    """The complaint, in the language of the page."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A diagram in a page, or the reason why there is none."""

    svg: Markup
    """The drawing; empty if it could not be made."""
    problem: str = ""
    """Why it could not be made."""


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """One line of a diagram's legend."""

    css: str
    """The class of the sample line."""
    words: str
    """What the line means."""


@dataclass(frozen=True, slots=True)
class TodayPage:
    """What is due, what is new, and the diagram as remembered."""

    template: ClassVar[str] = "today.html"
    today: Today
    """The figures of the day."""
    figure: Figure
    """The diagram coloured by the probability of recall."""
    legend: tuple[LegendEntry, ...]
    """What the colours mean."""
    date: str
    """The learner's day, in words."""
    next_due: str
    """When the next card returns, in words; empty if none is waiting."""
    every: str
    """The probability that every edge would be right."""
    interview: str
    """How it would go on the day of the interview; empty if none is to come."""
    lost: str
    """The settings whose stored value cannot be used, in words; empty if there is none."""


@dataclass(frozen=True, slots=True)
class QuestionPage:
    """One question, with the form to answer it."""

    template: ClassVar[str] = "question.html"
    asked: Asked
    """The question, its token and its attempt id."""
    form: str
    """The answer form, which names the template included."""
    address: str
    """Where the same question is found again, by reloading or going back."""
    reason: str
    """Why the question is asked now."""
    figure: Figure | None
    """The part of the diagram the question shows, if any."""
    figures: tuple[Figure, ...]
    """The diagrams to choose from; none for other questions."""
    field_error: FieldError | None
    """Why the answer just sent could not be read."""
    submitted: Mapping[str, Sequence[str]]
    """The fields just sent, so that nothing is lost."""


@dataclass(frozen=True, slots=True)
class RestPage:
    """Nothing is left to review now."""

    template: ClassVar[str] = "rest.html"
    machine: Machine
    """The machine studied."""
    counts: Counts
    """What was done today."""
    more: int
    """How many more new facts can be asked for; 0 if all were met."""
    next_due: str
    """When the next card returns, in words; empty if none is waiting."""


@dataclass(frozen=True, slots=True)
class EdgeLine:
    """What a drawing shows about one arrow, in words."""

    status: str
    """The status by name, for the stylesheet."""
    glyph: str
    """The status as a sign."""
    words: str
    """The status in words."""
    drawn: str
    """The arrow as the learner drew it; empty if it was not drawn."""
    required: str
    """The arrow as the machine has it; empty if it has none such."""
    errors: tuple[str, ...]
    """What is wrong with it."""


@dataclass(frozen=True, slots=True)
class ReturnLine:
    """When some cards return."""

    returns: str
    """When they are asked again, in words."""
    cards: tuple[tuple[str, str], ...]
    """Each card with its sign: ``✓`` or ``✗``, and the fact in words."""


@dataclass(frozen=True, slots=True)
class VerdictPage:
    """How an answer was marked, why, and what becomes of its cards."""

    template: ClassVar[str] = "verdict.html"
    marked: Marked
    """The answer as marked and recorded."""
    outcome: str
    """``right``, ``partly``, ``wrong`` or ``told``."""
    figure: Figure | None
    """The diagram with the edges asked about standing out."""
    legend: tuple[LegendEntry, ...]
    """What its lines mean."""
    count: str
    """How many of a drawing's arrows were right, in words; empty for other answers."""
    edges: tuple[EdgeLine, ...]
    """A drawing's arrows one by one."""
    trial: Trial | None
    """Two diagrams played on the learner's events; ``None`` for other questions."""
    returns: tuple[ReturnLine, ...]
    """When the cards return, the first ones first."""


@dataclass(frozen=True, slots=True)
class MachinesPage:
    """Every machine in the library."""

    template: ClassVar[str] = "machines.html"
    machines: tuple[Machine, ...]
    """The machines, in the library's order."""


@dataclass(frozen=True, slots=True)
class OutcomeLine:
    """What one event does in one state, under one guard."""

    event: str
    """The event as it stands on an arrow."""
    meaning: str
    """The event in words."""
    guard: str
    """The condition; empty if there is none."""
    reaction: str
    """The kind of outcome by name, for the stylesheet."""
    words: str
    """The kind of outcome in words."""
    target: str
    """The state it leads to; empty if it stays."""
    sends: str
    """The segments sent."""
    returns: str
    """What the caller is told."""
    why: str
    """Why this is so."""
    source: str
    """Where it is to be read."""
    variants: tuple[tuple[str, str, str], ...]
    """What others do instead: who, what and where it is to be read."""


@dataclass(frozen=True, slots=True)
class StateSection:
    """One state with its row of the transition table."""

    name: str
    """The state as its standard prints it."""
    meaning: str
    """What it means to be in it."""
    source: str
    """Where that is to be read."""
    moving: tuple[OutcomeLine, ...]
    """The events that lead to another state."""
    staying: tuple[OutcomeLine, ...]
    """All other events."""


@dataclass(frozen=True, slots=True)
class MachinePage:
    """A machine to read: diagram, states, table and sources."""

    template: ClassVar[str] = "machine.html"
    machine: Machine
    """The machine."""
    role: str
    """The role whose part is shown; empty for the whole."""
    figure: Figure
    """The diagram."""
    legend: tuple[LegendEntry, ...]
    """What the line styles mean."""
    sections: tuple[StateSection, ...]
    """The transition table, state by state."""
    sources: tuple[str, ...]
    """The documents cited, each once."""
    playable: bool
    """Whether it can be played in the lab."""


@dataclass(frozen=True, slots=True)
class WeakLine:
    """An arrow that would be forgotten among the first."""

    fact: str
    """Its id."""
    words: str
    """The arrow in words."""
    share: str
    """The probability that it is recalled."""
    css: str
    """The class of its colour."""


@dataclass(frozen=True, slots=True)
class DrawingLine:
    """One drawing: what was expected of it, and what it was."""

    day: str
    """When it was drawn, in words."""
    expected: str
    """How many arrows were expected right."""
    right: int
    """How many were right."""
    asked: int
    """How many there were to draw."""


@dataclass(frozen=True, slots=True)
class MemoryPage:
    """The diagram as it is, was or will be remembered on one day."""

    template: ClassVar[str] = "memory.html"
    machine: Machine
    """The machine."""
    day: MemoryMap
    """The figures of the day."""
    figure: Figure
    """The diagram coloured by the probability of recall, every arrow a link to its card."""
    legend: tuple[LegendEntry, ...]
    """What the colours mean."""
    date: str
    """The day, in words."""
    every: str
    """The probability that every arrow would be right."""
    shortcuts: tuple[tuple[str, str, bool], ...]
    """Days to jump to: as an address has them, in words, and whether shown now."""
    weakest: tuple[WeakLine, ...]
    """The arrows nearest to being forgotten."""
    drawings: tuple[DrawingLine, ...]
    """How predictions fared, the latest drawing first."""
    verdict: str
    """What the predictions were worth so far, in words."""


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """One review of a card."""

    when: str
    """The day, in words."""
    glyph: str
    """``✓``, ``✗`` or ``↶``."""
    css: str
    """How it went, by name."""
    words: str
    """How it went."""
    attempt_id: str
    """The attempt, to read its verdict again."""
    holds: str
    """How long the memory was reckoned to hold afterwards; empty if unknown."""


@dataclass(frozen=True, slots=True)
class CardPage:
    """One arrow: how well it is remembered, why it is so, and its reviews."""

    template: ClassVar[str] = "card.html"
    card: CardHistory
    """The card."""
    share: str
    """The probability that it is recalled now; a dash if it was never asked."""
    bucket: str
    """The same as a word of the legend."""
    returns: str
    """When it is asked again, in words; empty if it never was."""
    reviews: tuple[ReviewLine, ...]
    """Its reviews, the latest first."""


@dataclass(frozen=True, slots=True)
class SettingsPage:
    """What the learner may choose."""

    template: ClassVar[str] = "settings.html"
    submitted: Mapping[str, str]
    """The fields as they stand in the form, even if they could not be accepted."""
    field_error: FieldError | None
    """The field that could not be accepted."""
    zones: tuple[str, ...]
    """Names of time zones to pick from."""
    saved: bool
    """Whether the settings were saved just now."""
    lost: str
    """Those whose stored value cannot be used, in words; empty if there is none."""


@dataclass(frozen=True, slots=True)
class FailurePage:
    """What went wrong, and what to do next."""

    template: ClassVar[str] = "failure.html"
    title: str
    """What happened, in a few words."""
    advice: str
    """What it means and what to do next."""
    detail: str = ""
    """The program's own sentence about it, in English."""
