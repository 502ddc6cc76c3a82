"""A finite-state machine as data: states, events and a total table of outcomes.

Knows nothing of any protocol, of files or of pictures.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from quizapp.engine.text import Text

Binding = tuple[tuple[str, str], ...]
"""Values of variables, as sorted ``(variable, value)`` pairs."""


class Reaction(StrEnum):
    """What a machine does with an event, seen from outside."""

    MOVES = "moves"
    HANDLED = "handled"
    IGNORED = "ignored"
    ERROR = "error"
    IMPOSSIBLE = "impossible"


class Drawn(StrEnum):
    """Where the standard shows a transition."""

    FIGURE = "figure"
    NOTE = "note"
    """Not an arrow of the figure, but stated in a note that belongs to it."""
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a statement is to be read: a document and its section."""

    document: str
    section: str

    def __str__(self) -> str:
        """Print as a citation.

        >>> print(Source("RFC 9293", "3.10.7.4"))
        RFC 9293 §3.10.7.4
        >>> print(Source("Linux", "net/ipv4/tcp_input.c"))
        Linux, net/ipv4/tcp_input.c
        """
        mark = ", " if "/" in self.section else " §"
        return f"{self.document}{mark}{self.section}"


@dataclass(frozen=True, slots=True)
class Variable:
    """Something a machine remembers beside its state; finite."""

    id: str
    values: tuple[str, ...]
    title: Text
    labels: tuple[Text, ...]
    """How each of ``values`` reads in a sentence, in the same order."""


@dataclass(frozen=True, slots=True)
class Role:
    """A part one plays in a run (a client, a server): a sub-diagram with a line style."""

    id: str
    title: Text
    line: str = "plain"
    """``plain``, ``heavy`` or ``dashed``: the convention of the printed diagram."""


@dataclass(frozen=True, slots=True)
class State:
    """A state, named as its standard prints it."""

    id: str
    meaning: Text
    source: Source
    aliases: tuple[str, ...] = ()
    variables: tuple[str, ...] = ()
    """The variables that matter in this state; all others are forgotten on entering it."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happens to a machine."""

    id: str
    kind: str
    """``call``, ``segment`` or ``timeout``: who causes it."""
    label: Text
    """Short, for an arrow: ``rcv FIN``."""
    meaning: Text
    """Completes "… when": ``a FIN arrives, in order``; exact."""
    source: Source
    aliases: tuple[str, ...] = ()
    short: Text | None = None
    """The same in few words, for a heading; ``None`` where ``meaning`` is short enough."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What happens on an event in some states: one permanent, cited fact."""

    id: str
    states: tuple[str, ...]
    event: str
    source: Source
    why: Text
    when: Binding = ()
    sends: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    """The sequence fields of each of ``sends``, in the source's terms: ``SEQ=SEG.ACK``."""
    returns: str | None = None
    """What the user is told, in the standard's own words; ``None`` if nothing."""
    starts: tuple[str, ...] = ()
    stops: tuple[str, ...] = ()
    """Timers started and stopped."""
    tier: int = 3
    """1 main path, 2 drawn in the standard's figure, 3 only in its text."""

    @property
    def reaction(self) -> Reaction:
        """The kind of this outcome."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True, kw_only=True)
class Transition(Outcome):
    """An outcome that changes the state."""

    target: str
    sets: Binding = ()
    drawn: Drawn = Drawn.TEXT
    roles: tuple[str, ...] = ()

    @property
    def origin(self) -> str:
        """The one state this transition leaves."""
        return self.states[0]

    @property
    def reaction(self) -> Reaction:
        """Always ``moves``."""
        return Reaction.MOVES


@dataclass(frozen=True, slots=True, kw_only=True)
class Response(Outcome):
    """An outcome that stays in its state: handled in place, ignored, or an error."""

    kind: Reaction

    @property
    def reaction(self) -> Reaction:
        """``handled``, ``ignored`` or ``error``."""
        return self.kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Impossible(Outcome):
    """A cell of the table that no run can reach, with the reason."""

    @property
    def reaction(self) -> Reaction:
        """Always ``impossible``."""
        return Reaction.IMPOSSIBLE


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """What another document or a real system does instead of an outcome."""

    id: str
    of: str
    """The id of the outcome it differs from."""
    tag: str
    """Who does so: ``RFC 793``, ``Linux``; with a colon, in which case only:
    ``Linux:tcp_rfc1337``."""
    source: Source
    why: Text
    target: str | None = None
    """Where it goes; ``None`` if it stays."""
    sends: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    """The sequence fields of each of ``sends``, where they are not the canon's."""
    states: tuple[str, ...] = ()
    """Those of the outcome's states in which it differs; all of them if empty."""
    reaction: Reaction | None = None
    """What it does with the event if it stays; ``None`` if that follows from the rest."""
    returns: str | None = None
    """What the user is told; ``None`` if nothing else than by the outcome."""
    starts: tuple[str, ...] = ()
    """Timers it starts besides."""


@dataclass(frozen=True, slots=True)
class Misconception:
    """An arrow that people draw although it is wrong, and what they have in mind."""

    id: str
    text: Text
    source: Source
    tail: str | None = None
    event: str | None = None
    head: str | None = None
    """What the arrow must have; ``None`` for anything."""
    sends: tuple[str, ...] | None = None

    def fits(self, tail: str, event: str, head: str, sends: tuple[str, ...]) -> bool:
        """Tell whether an arrow is the one meant."""
        wanted = ((self.tail, tail), (self.event, event), (self.head, head))
        if any(pattern not in (None, value) for pattern, value in wanted):
            return False
        return self.sends is None or set(self.sends) == set(sends)


@dataclass(frozen=True, slots=True)
class Aside:
    """Something people write beside an arrow that is no segment, and that is not judged."""

    id: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Configuration:
    """Where a machine is: a state and the variables that matter in it."""

    state: str
    variables: Binding = ()

    def __str__(self) -> str:
        """Print the state and, in brackets, what it remembers."""
        if not self.variables:
            return self.state
        return (
            f"{self.state} ({', '.join(f'{name}={value}' for name, value in self.variables)})"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """A whole machine. Build it with the content loader, which proves it sound."""

    id: str
    title: Text
    source: Source
    initial: str
    states: tuple[State, ...]
    events: tuple[Event, ...]
    transitions: tuple[Transition, ...]
    responses: tuple[Response, ...] = ()
    impossible: tuple[Impossible, ...] = ()
    variables: tuple[Variable, ...] = ()
    roles: tuple[Role, ...] = ()
    variants: tuple[Variant, ...] = ()
    ranks: tuple[tuple[str, ...], ...] = ()
    """Rows of the printed diagram, from the top."""
    retired: tuple[str, ...] = ()
    """Ids of outcomes that are gone; reviews may still point at them."""
    misconceptions: tuple[Misconception, ...] = ()
    asides: tuple[Aside, ...] = ()
    _states: dict[str, State] = field(init=False, repr=False, compare=False)
    _events: dict[str, Event] = field(init=False, repr=False, compare=False)
    _outcomes: dict[str, Outcome] = field(init=False, repr=False, compare=False)
    _cells: dict[tuple[str, str], tuple[Outcome, ...]] = field(
        init=False, repr=False, compare=False
    )

    def __post_init__(self) -> None:
        """Index the table, so that one step costs one lookup."""
        cells: dict[tuple[str, str], tuple[Outcome, ...]] = {}
        for outcome in self.outcomes():
            for state in outcome.states:
                cell = (state, outcome.event)
                cells[cell] = (*cells.get(cell, ()), outcome)
        for name, index in (
            ("_states", {state.id: state for state in self.states}),
            ("_events", {event.id: event for event in self.events}),
            ("_outcomes", {outcome.id: outcome for outcome in self.outcomes()}),
            ("_cells", cells),
        ):
            object.__setattr__(self, name, index)

    def __hash__(self) -> int:
        """Hash by id: one loaded library holds one machine of a name."""
        return hash(self.id)

    def outcomes(self) -> Iterator[Outcome]:
        """Yield every outcome in the order of the file, transitions first."""
        yield from self.transitions
        yield from self.responses
        yield from self.impossible

    def state(self, state_id: str) -> State:
        """Return a state; raises ``KeyError`` for a name the machine does not have."""
        return self._states[state_id]

    def event(self, event_id: str) -> Event:
        """Return an event; raises ``KeyError`` for a name the machine does not have."""
        return self._events[event_id]

    def outcome(self, outcome_id: str) -> Outcome:
        """Return an outcome; raises ``KeyError`` for an id the machine does not have."""
        return self._outcomes[outcome_id]

    def find_outcome(self, outcome_id: str) -> Outcome | None:
        """Return an outcome, or ``None`` for an id the machine does not have."""
        return self._outcomes.get(outcome_id)

    def has_state(self, state_id: str) -> bool:
        """Tell whether the machine has a state of that name."""
        return state_id in self._states

    def has_event(self, event_id: str) -> bool:
        """Tell whether the machine has an event of that id."""
        return event_id in self._events

    def cell(self, state_id: str, event_id: str) -> tuple[Outcome, ...]:
        """Return the outcomes of a cell: several where a guard decides, none if undefined."""
        return self._cells.get((state_id, event_id), ())

    def drawn(self) -> tuple[Transition, ...]:
        """Return the transitions of the printed diagram and its notes, in file order."""
        return tuple(rule for rule in self.transitions if rule.drawn is not Drawn.TEXT)

    def variants_of(self, outcome_id: str) -> tuple[Variant, ...]:
        """Return what others do instead of an outcome."""
        return tuple(variant for variant in self.variants if variant.of == outcome_id)

    def segments(self) -> tuple[str, ...]:
        """Return everything the machine ever sends, sorted."""
        return tuple(sorted({item for outcome in self.outcomes() for item in outcome.sends}))
