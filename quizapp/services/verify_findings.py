"""What a comparison with the kernel finds: who agrees with whom, and why if not."""

from dataclasses import dataclass
from enum import StrEnum

from quizapp.engine import Machine, Outcome, Text


class Agreement(StrEnum):
    """How the kernel, the standard's table and the variant's table stand to one another."""

    AGREES = "agrees"
    """All three do the same."""
    VARIANT = "variant"
    """The kernel does what the variant says, and not what the standard says."""
    EXPLAINED = "explained"
    """The kernel does something else; why is known."""
    UNEXPLAINED = "unexplained"


@dataclass(frozen=True, slots=True)
class Why:
    """Why the kernel does otherwise."""

    id: str
    text: Text
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One step, one trial: what the kernel showed, and what the simulator says."""

    place: str
    """The experiment, or the way to the socket's state."""
    before: str
    """The state in which a trial begins; empty for the step of an experiment."""
    step: str
    kernel: str
    canon: str
    variant: str
    agreement: Agreement
    why: Why | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Everything that was found, and what could not be looked at."""

    system: str
    tag: str
    """Whose variants the kernel is compared with."""
    standard: str
    titles: tuple[tuple[str, Text], ...]
    """The experiments' titles, by their ids."""
    sockets: tuple[Finding, ...] = ()
    raw: tuple[Finding, ...] = ()
    reached: int = 0
    """Cells of the table that the trials reached, a state with a kind of segment each."""
    reachable: int = 0
    skipped: tuple[tuple[str, Text], ...] = ()
    """What was left out, and why."""
    seconds: float = 0.0

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Everything found, in order."""
        return (*self.sockets, *self.raw)

    @property
    def is_explained(self) -> bool:
        """Whether every difference is explained."""
        return all(item.agreement is not Agreement.UNEXPLAINED for item in self.findings)


def as_variant(
    machine: Machine, outcomes: tuple[str, ...], canon: tuple[str, ...]
) -> Why | None:
    """Return why a variant differs: by the first of its outcomes that the canon has not."""
    for outcome_id in outcomes:
        found = machine.find_outcome(outcome_id)
        if found is not None and outcome_id not in canon:
            return _told(found)
    return None


def _told(outcome: Outcome) -> Why:
    return Why(outcome.id, outcome.why, str(outcome.source))
