"""One drawing with ten mistakes of different kinds, each at a place that a seed chose."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from quizapp.engine import Transition
from quizapp.grading import EdgeError
from quizapp.grading.drawing import edge_credit
from quizapp.grading.grammar import Reading
from quizapp.grading.label import says
from quizapp.grading.sheet import Sheet
from quizapp.grading.understanding import understand
from tests.conftest import MACHINES
from tests.grading.sheets import added, changed, perfect, renamed, without

TCP = MACHINES["tcp"]
WHOLE = perfect(TCP)
STATES = [state.id for state in TCP.states]
RULES = TCP.drawn()
EDGES = {rule.id: edge for rule, edge in zip(RULES, understand(TCP, WHOLE).edges, strict=True)}
PAIRS = {(rule.origin, rule.target) for rule in RULES}
TRUE = {(rule.origin, rule.event, rule.target) for rule in TCP.transitions} | {
    (state, rule.event, state) for rule in TCP.responses for state in rule.states
}
MISNAMED = "NAPPING"
"""What a state is called whose name was forgotten."""


@dataclass(frozen=True)
class Mistake:
    """What was done to the drawing, and what an examiner must find."""

    kind: str
    place: str
    """The arrow or box on the canvas; of a missing arrow, the transition."""
    error: EdgeError | None = None


@dataclass(frozen=True)
class Spoilt:
    """A drawing with mistakes in it."""

    sheet: Sheet
    mistakes: tuple[Mistake, ...]
    state: str
    """The state that bears another name."""


def label(rule: Transition, event: str = "", sends: str = "") -> str:
    """Return a label as one writes it."""
    sent = (sends,) if sends else tuple(sorted(rule.sends))
    return says(TCP, Reading(event or rule.event, sent)).en


Spoil = Callable[[random.Random, Sheet, Transition], Sheet]


def _reversed(_rng: random.Random, sheet: Sheet, rule: Transition) -> Sheet:
    return changed(sheet, rule.id, tail=rule.target, head=rule.origin)


def _other_end(rng: random.Random, taken: set[str]) -> str:
    return rng.choice([name for name in STATES if name not in taken])


def _wrong_target(rng: random.Random, sheet: Sheet, rule: Transition) -> Sheet:
    taken = {rule.origin} | {head for tail, head in PAIRS if tail == rule.origin}
    return changed(sheet, rule.id, head=_other_end(rng, taken))


def _wrong_source(rng: random.Random, sheet: Sheet, rule: Transition) -> Sheet:
    taken = {rule.target} | {tail for tail, head in PAIRS if head == rule.target}
    return changed(sheet, rule.id, tail=_other_end(rng, taken))


def _wrong_event(rng: random.Random, sheet: Sheet, rule: Transition) -> Sheet:
    taken = {item.event for item in RULES if item.origin == rule.origin}
    event = rng.choice([event.id for event in TCP.events if event.id not in taken])
    return changed(sheet, rule.id, label=label(rule, event=event))


def _missing_event(_rng: random.Random, sheet: Sheet, rule: Transition) -> Sheet:
    return changed(sheet, rule.id, label="")


def _wrong_segments(_rng: random.Random, sheet: Sheet, rule: Transition) -> Sheet:
    return changed(sheet, rule.id, label=label(rule, sends="RST"))


def _missing_arrow(_rng: random.Random, sheet: Sheet, rule: Transition) -> Sheet:
    return without(sheet, rule.id)


def _twice(_rng: random.Random, sheet: Sheet, rule: Transition) -> Sheet:
    return added(sheet, rule.origin, rule.target, label(rule), "again")


AT_ARROWS: tuple[tuple[str, Spoil, EdgeError], ...] = (
    ("reversed", _reversed, EdgeError.REVERSED),
    ("wrong target", _wrong_target, EdgeError.WRONG_TARGET),
    ("wrong source", _wrong_source, EdgeError.WRONG_SOURCE),
    ("wrong event", _wrong_event, EdgeError.WRONG_EVENT),
    ("missing event", _missing_event, EdgeError.NO_EVENT),
    ("wrong segments", _wrong_segments, EdgeError.WRONG_SENDS),
    ("missing arrow", _missing_arrow, EdgeError.MISSING),
    ("drawn twice", _twice, EdgeError.DUPLICATE),
)


def spoilt(seed: int, *, apart: bool = True) -> Spoilt:
    """Return a drawing with ten mistakes, no two of them in the same place.

    ``apart`` keeps wrong arrows from looking like another mistake's arrow drawn badly.
    """
    rng = random.Random(seed)
    return next(found for found in _candidates(rng) if not apart or not _is_confusing(found))


def _candidates(rng: random.Random) -> Iterator[Spoilt]:
    while True:
        state = rng.choice(STATES)
        free = [rule for rule in RULES if state not in (rule.origin, rule.target)]
        if len(free) < len(AT_ARROWS):
            continue
        sheet, mistakes = WHOLE, []
        for (kind, spoil, error), rule in zip(
            AT_ARROWS, rng.sample(free, len(AT_ARROWS)), strict=True
        ):
            sheet = spoil(rng, sheet, rule)
            place = "again" if error is EdgeError.DUPLICATE else rule.id
            mistakes.append(Mistake(kind, place, error))
        tail, head = rng.sample([name for name in STATES if name != state], 2)
        if (tail, head) in PAIRS or (head, tail) in PAIRS:
            continue
        data = TCP.event("segment-data").label.en
        sheet = renamed(added(sheet, tail, head, f"{data} / snd ACK"), state, MISNAMED)
        mistakes.append(Mistake("extra arrow", "own", EdgeError.EXTRA))
        mistakes.append(Mistake("misnamed state", f"box {state}"))
        touched = any(
            edge.id in {item.place for item in mistakes} | {"own"}
            and f"box {state}" in (edge.tail, edge.head)
            for edge in sheet.edges
        )
        turned = next(item.place for item in mistakes if item.error is EdgeError.REVERSED)
        if touched or (EDGES[turned].head, EDGES[turned].tail) in PAIRS:
            continue
        yield Spoilt(sheet, tuple(mistakes), state)


def _cell(place: str) -> tuple[str, str, str] | None:
    edge = EDGES.get(place)
    return (edge.tail, edge.event, edge.head) if edge else None


def _is_confusing(found: Spoilt) -> bool:
    """Tell whether a wrong arrow is true besides, or may as well be another mistake's arrow."""
    places = {item.place for item in found.mistakes} & EDGES.keys()
    drawn = zip(found.sheet.edges, understand(TCP, found.sheet).edges, strict=True)
    wrong = [(at.id, edge) for at, edge in drawn if at.id in places or at.id == "own"]
    if any(
        (edge.tail, edge.event, edge.head) in TRUE - {_cell(place)} for place, edge in wrong
    ):
        return True
    return any(
        edge_credit(EDGES[other], edge) > 0
        for place, edge in wrong
        for other in places - {place}
    )
