"""What a page of the lab shows of one moment, as frozen values in one language."""

from dataclasses import dataclass

from quizapp.engine import Transition
from quizapp.services.lab_run import Play
from quizapp.simulator import Network


@dataclass(frozen=True, slots=True)
class Figure:
    """A variable of a connection."""

    name: str
    value: str
    """Empty if it has none yet."""
    changed: bool
    """Whether the step changed it."""


@dataclass(frozen=True, slots=True)
class Timer:
    """A timer that runs."""

    words: str
    left: str
    """How long it still runs, in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """Something one can do."""

    do: str
    """The act, as ``lab_actions`` reads it."""
    label: str
    why_not: str = ""
    """Why it cannot be done now; empty if it can."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HostView:
    """One host at one moment."""

    name: str
    runs: str
    """Whose variants it follows; empty for the canon."""
    is_up: bool
    state: str
    was: str
    """Its state before the step."""
    phase: str
    """The part of a connection's life it is in, for the stylesheet."""
    figures: tuple[Figure, ...]
    queues: tuple[Figure, ...]
    timers: tuple[Timer, ...]
    waits: tuple[str, ...]
    """Socket calls that have not returned."""
    taken: tuple[Transition, ...]
    """The transitions of the step, in the selected connection."""
    calls: tuple[Button, ...]
    sockets: tuple[Button, ...]
    accidents: tuple[Button, ...]
    fates: tuple[Button, ...]
    """What may become of the next segment it sends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FlightView:
    """A segment under way."""

    number: int
    to: str
    rightwards: bool
    label: str
    """What it is, in a word: ``SYN,ACK``."""
    detail: str
    """Its numbers."""
    arrives: str
    """When it arrives, in words."""
    connection: int
    is_new: bool
    """Whether the step put it there."""
    is_reset: bool
    part: int
    """How far it has come, in tenths."""
    buttons: tuple[Button, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WireView:
    """What lies between the hosts."""

    is_cut: bool
    is_forgotten: bool
    """Whether the NAT on the way has forgotten the connection."""
    flights: tuple[FlightView, ...]
    more: int
    """How many more there are that are not shown one by one."""
    buttons: tuple[Button, ...]


@dataclass(frozen=True, slots=True)
class Otherwise:
    """What somebody else does in the same situation."""

    who: str
    words: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """An outcome of the table, as it decided something in a step."""

    id: str
    event: str
    """The event in words."""
    reaction: str
    """``moves``, ``handled``, ``ignored``, ``error``: for the stylesheet and its word."""
    before: str
    after: str
    sends: tuple[str, ...]
    why: str
    source: str
    others: tuple[Otherwise, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """One thing that happened in a step, and what followed at once."""

    words: str
    note: str
    """What an accident means: no table says so."""
    segment: str
    alarm: bool
    rulings: tuple[Ruling, ...]
    sent: tuple[str, ...]
    """Segments sent because of it, each with what became of it if it was lost at once."""


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step that was taken, in a list of all."""

    number: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """One moment of a run: after a step, with what was before it."""

    play: Play
    step: int
    network: Network
    """The network after the step."""
    before: Network
    """The network before it; the same for step 0."""
    connection: int
    connections: tuple[int, ...]
    """Those that there are, for choosing one."""
    now: str
    """The time since the beginning, in words."""
    headline: str
    """The step in one sentence; empty for step 0."""
    happenings: tuple[Happening, ...]
    hosts: tuple[HostView, HostView]
    wire: WireView
    times: tuple[Button, ...]
    steps: tuple[StepLine, ...]
    coming: str
    """What the next step of the script does; empty at its end."""
    rows: tuple[int, ...]
    """For each row of the ladder the step that it belongs to."""
    svg: str
    """The ladder, for a page."""

    @property
    def is_last(self) -> bool:
        """Whether nothing follows in the script."""
        return self.step >= self.play.length
