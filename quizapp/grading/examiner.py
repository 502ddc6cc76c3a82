"""Examine a drawing as a good examiner does: what is right, what is wrong with the rest.

The headline says how much of what was asked is there. What the drawing does when it runs is
told beside it and never blended into it.
"""

from collections import defaultdict, deque
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from quizapp.engine import Binding, Machine, Text
from quizapp.engine.compare import Arrow, Behaviour, Cover, Parting, cover, find_parting
from quizapp.grading.demand import diagram, draw_key
from quizapp.grading.drawing import mark_drawing
from quizapp.grading.findings import Finding, Marked
from quizapp.grading.level import Level, LevelKind, Strictness
from quizapp.grading.misconceptions import find_misconceptions
from quizapp.grading.names import Names, find_names, meant
from quizapp.grading.sheet import Sheet
from quizapp.grading.understanding import Box, Doubt, Stroke, Understood, understand
from quizapp.grading.values import DrawKey, Edge, EdgeError, EdgeMark, EdgeStatus, Verdict

STATES_SHARE = 0.1
"""What the states' names count beside the arrows, where the page was blank."""
BEGINNER = Strictness.BEGINNER
CORE = 0.8
"""What every arrow of the main path must be worth for the core to be known."""


class StateStatus(StrEnum):
    """What a drawing shows about one state."""

    RIGHT = "right"
    MISSED = "missed"
    EXTRA = "extra"
    TWICE = "twice"
    """A second box for the same state."""
    MISNAMED = "misnamed"
    """A box does what a state does, but the machine has no such name."""
    NEUTRAL = "neutral"
    """The machine has it, but it was not asked for."""


@dataclass(frozen=True, slots=True)
class StateMark:
    """The finding about one state: demanded, drawn or both."""

    status: StateStatus
    state: str
    id: str = ""
    """The box on the canvas; empty for one that is missing."""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Headline:
    """How much of what was asked is there; shown as counts, never as a bare percentage."""

    score: float
    """From 0 to 1: what attempts are compared by."""
    edges_right: float
    """The credits of the arrows asked for, summed."""
    edges: int
    edges_extra: int
    states_right: int
    states: int
    states_extra: int

    @property
    def is_whole(self) -> bool:
        """Tell whether everything asked for is right, and nothing is there besides."""
        is_right = self.edges_right >= self.edges and self.states_right >= self.states
        return is_right and not self.edges_extra and not self.states_extra

    @property
    def words(self) -> Text:
        """The counts in words: ``17.4 of 21 edges, 2 extra``."""
        right = f"{round(self.edges_right, 1):g}"
        en = f"{right} of {self.edges} edges"
        zh = f"{self.edges} 条转移中画对 {right} 条"
        if self.edges_extra:
            en = f"{en}, {self.edges_extra} extra"
            zh = f"{zh}，多画 {self.edges_extra} 条"
        return Text(en=en, zh=zh)


@dataclass(frozen=True, slots=True)
class Conduct:
    """What the drawing does when it runs; told beside the headline."""

    clashes: tuple[tuple[str, ...], ...]
    """Ids of arrows on the canvas that leave one state on one event to different states."""
    parting: Parting | None
    """The shortest run on which drawing and machine differ."""
    cover: Cover


@dataclass(frozen=True, slots=True)
class Examination:
    """All that was found about one drawing."""

    level: Level
    verdict: Verdict
    headline: Headline
    edges: tuple[Marked, ...]
    """Each mark with the arrows on the canvas that it is about."""
    states: tuple[StateMark, ...]
    findings: tuple[Finding, ...]
    conduct: Conduct
    written: Names
    """Names that are no state's, as they stand in marks and as the learner wrote them."""
    doubts: tuple[Doubt, ...] = ()

    def as_written(self, edge: Edge) -> Edge:
        """Return an arrow with the names that the learner wrote."""
        return meant(edge, self.written)

    @property
    def is_complete(self) -> bool:
        """Tell whether the diagram is known as a whole.

        Only who drew the whole of it from memory, with all that is to be known of each arrow
        and no hint, has shown that.
        """
        level = self.level
        asks_all = level.kind.is_from_memory and not level.role
        return asks_all and level.strictness is not BEGINNER and self.headline.is_whole

    def knows_core(self, machine: Machine) -> bool:
        """Tell whether every arrow of the main path is there, and none leads astray.

        Where arrows were given, that is not known.
        """
        if not self.level.kind.is_from_memory:
            return False
        core = {rule.id for rule in machine.transitions if rule.tier == 1}
        marks = [item.mark for item in self.edges if item.mark.required]
        asked = [
            mark
            for mark in marks
            if mark.required
            and mark.required.fact in core
            and mark.status is not EdgeStatus.NEUTRAL
        ]
        parting = self.conduct.parting
        astray = parting is not None and parting.outcome.id in core
        return all(mark.credit >= CORE for mark in asked) and not astray


def examine(
    machine: Machine,
    level: Level,
    sheet: Sheet,
    asked: Collection[str] = (),
    hinted: Collection[str] = (),
) -> Examination:
    """Examine a drawing made at a level.

    ``asked`` are the ids of the transitions that were taken out, where only some were;
    ``hinted`` those that were given away, which count as missed.
    """
    key = draw_key(machine, level, frozenset(asked))
    is_expert = level.strictness is Strictness.EXPERT
    drawn = understand(machine, sheet, guards=is_expert)
    names = find_names(key, drawn.edges)
    verdict = mark_drawing(key, drawn.edges, level.shares, names, hinted)
    marked = _located(verdict.edges, drawn.strokes)
    states = _mark_states(key, drawn.boxes, names)
    return Examination(
        level=level,
        verdict=verdict,
        headline=_headline(level, verdict, states),
        edges=marked,
        states=states,
        findings=find_misconceptions(machine, key, drawn, marked, names),
        conduct=_conduct(machine, level, key, drawn, names),
        written={box.state: box.name for box in drawn.boxes if not box.is_known},
        doubts=drawn.doubts,
    )


def _located(marks: Sequence[EdgeMark], strokes: Sequence[Stroke]) -> tuple[Marked, ...]:
    """Find the arrow on the canvas that each mark is about; a repeated one is the later."""
    waiting: dict[Edge, deque[Stroke]] = defaultdict(deque)
    for stroke in strokes:
        waiting[stroke.edge].append(stroke)
    order = sorted(
        range(len(marks)), key=lambda place: EdgeError.DUPLICATE in marks[place].errors
    )
    found: dict[int, Stroke] = {}
    for place in order:
        drawn = marks[place].drawn
        if drawn is not None:
            found[place] = waiting[drawn].popleft()
    return tuple(Marked(mark, found.get(place)) for place, mark in enumerate(marks))


def _mark_states(key: DrawKey, boxes: Sequence[Box], names: Names) -> tuple[StateMark, ...]:
    """Mark the boxes; those with the names of states come first to what they stand for."""
    wanted = dict.fromkeys(
        state for item in key.required for state in (item.edge.tail, item.edge.head)
    )
    seen: set[str] = set()
    marks: dict[str, StateMark] = {}
    for box in sorted(boxes, key=lambda box: not box.is_known):
        state = names.get(box.state, box.state)
        status = _status_of(box, state, seen, wanted)
        seen.add(state)
        marks[box.id] = StateMark(status, state, box.id, box.name)
    missing = [state for state in wanted if state not in seen]
    return (
        *(marks[box.id] for box in boxes),
        *(StateMark(StateStatus.MISSED, state) for state in missing),
    )


def _status_of(
    box: Box, state: str, seen: Collection[str], wanted: Collection[str]
) -> StateStatus:
    if state in seen:
        return StateStatus.TWICE
    if not box.is_known:
        return StateStatus.EXTRA if state == box.state else StateStatus.MISNAMED
    return StateStatus.RIGHT if state in wanted else StateStatus.NEUTRAL


def _headline(level: Level, verdict: Verdict, states: Sequence[StateMark]) -> Headline:
    asked = [
        mark
        for mark in verdict.edges
        if mark.required and mark.status is not EdgeStatus.NEUTRAL
    ]
    count = {status: sum(mark.status is status for mark in states) for status in StateStatus}
    right, misnamed = count[StateStatus.RIGHT], count[StateStatus.MISNAMED]
    missed = count[StateStatus.MISSED] + misnamed
    extra = count[StateStatus.EXTRA] + count[StateStatus.TWICE]
    score = verdict.credit
    if level.kind is LevelKind.BLANK_PAGE:
        weighed = 2 * right + missed + extra + misnamed
        names = 2 * right / weighed if weighed else 1.0
        score = STATES_SHARE * names + (1.0 - STATES_SHARE) * score
    return Headline(
        score=score,
        edges_right=sum(mark.credit for mark in asked),
        edges=len(asked),
        edges_extra=sum(mark.status is EdgeStatus.EXTRA for mark in verdict.edges),
        states_right=right,
        states=right + missed,
        states_extra=extra,
    )


def _conduct(
    machine: Machine, level: Level, key: DrawKey, drawn: Understood, names: Names
) -> Conduct:
    """Run the drawing, together with what the level had drawn already."""
    strokes = [stroke for stroke in drawn.strokes if stroke.edge.event]
    lent = {} if level.strictness is Strictness.EXPERT else _conditions(machine)
    arrows = [_arrow(meant(stroke.edge, names), lent) for stroke in strokes]
    ids: dict[Arrow, list[str]] = defaultdict(list)
    for arrow, stroke in zip(arrows, strokes, strict=True):
        ids[arrow].append(stroke.id)
    everything = [*arrows, *(_arrow(edge, lent) for edge in key.shown)]
    wanted = {rule.id for rule in diagram(machine, level.role)}
    clashes = tuple(
        tuple(dict.fromkeys(name for arrow in group for name in ids[arrow]))
        for group in Behaviour(arrows).clashes()
    )
    return Conduct(
        clashes,
        find_parting(machine, everything, wanted, sends=level.shares.sends > 0),
        cover(machine, everything, wanted),
    )


_Conditions = dict[tuple[str, str, str], Binding]


def _conditions(machine: Machine) -> _Conditions:
    """Return the conditions of arrows, to be lent to those on which none was asked for."""
    return {
        (rule.origin, rule.event, rule.target): rule.when
        for rule in machine.transitions
        if rule.when
    }


def _arrow(edge: Edge, lent: _Conditions) -> Arrow:
    guard = edge.guard or lent.get((edge.tail, edge.event, edge.head), ())
    return Arrow(edge.tail, edge.event, edge.head, edge.sends, guard)
