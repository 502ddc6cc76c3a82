"""The typed contexts of the lab's pages, and the addresses of everything on them."""

from dataclasses import dataclass, replace
from typing import Any, ClassVar

from flask import url_for
from markupsafe import Markup

from quizapp.content import Scenario
from quizapp.engine import Machine
from quizapp.services.lab import Chapter
from quizapp.services.lab_values import Moment
from quizapp.web.contexts import Figure
from quizapp.web.predict_contexts import Foresight


@dataclass(frozen=True, slots=True)
class Place:
    """Where a run is played: a scenario by its id, or one's own by its code."""

    scenario: str
    """The id of the scenario; empty for a run of one's own."""
    run: str
    """The code of the run; empty for a scenario as it stands."""
    connection: int | None = None
    """The connection that is to be shown; without, that of the step."""
    sitting: str = ""
    """The sitting in predict mode; empty outside of it."""

    @property
    def fields(self) -> dict[str, str]:
        """The fields that say where, for a form or an address."""
        where = {"run": self.run} if self.run else {"scenario": self.scenario}
        return where | ({"predict": self.sitting} if self.sitting else {})

    def at(self, step: int, connection: int | None = None, *, told: bool = False) -> str:
        """Return the address of a step; in predict mode, perhaps with its verdict."""
        shown = self.connection if connection is None else connection
        mode: dict[str, Any] = {"predict": self.sitting or None, "told": 1 if told else None}
        if self.run:
            return url_for("lab.own", run=self.run, step=step, c=shown, **mode)
        return url_for("lab.scenario", name=self.scenario, step=step, c=shown, **mode)

    def without_predictions(self) -> "Place":
        """Return the same place outside of predict mode."""
        return replace(self, sitting="")


@dataclass(frozen=True, slots=True)
class LabWelcomePage:
    """Choose a scenario, or begin with two fresh hosts."""

    template: ClassVar[str] = "lab_welcome.html"
    machines: tuple[Machine, ...]
    """The machines that can be played."""
    stacks: dict[str, tuple[str, ...]]
    """Whose variants a host may follow, by machine."""
    chapters: tuple[Chapter, ...]
    """The scenarios found, by chapter."""
    wanted: str
    """What is looked for; empty for everything."""


@dataclass(frozen=True, slots=True)
class LabFailurePage:
    """Why a run cannot be played, and the way on."""

    template: ClassVar[str] = "lab_failure.html"
    title: str
    """What happened, in a few words."""
    advice: str
    """What to do next."""
    detail: str
    """The program's own sentence about it, in English."""


@dataclass(frozen=True, slots=True)
class LabPage:
    """One moment of a run."""

    template: ClassVar[str] = "lab.html"
    moment: Moment
    """What there is to see."""
    title: str
    """What the run is called."""
    place: Place
    """Where it is played."""
    figures: tuple[Figure, Figure]
    """The diagram of either host, with its state and the arrow just taken."""
    stacks: tuple[str, ...]
    """Whose variants a host may follow."""
    ladder: Markup
    """What happened so far, as a picture."""
    flags: tuple[tuple[str, str], ...]
    """What a forged segment may be: tcpdump's letters, and in a word."""
    following: Scenario | None
    """The scenario after this one."""
    spoken: str
    """What a reader hears when the moment replaces another."""
    address: str
    """The whole address of the moment, to be shared."""
    is_long: bool
    """Whether the address of the run is longer than some programs take."""
    predicts: Foresight | None = None
    """What predict mode asks and tells; ``None`` outside of it."""
