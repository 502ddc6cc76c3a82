"""The page of a drawing that was examined: found out elsewhere, put into words here."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from quizapp.diagrams import NodeLook
from quizapp.engine import Step
from quizapp.engine.compare import Parting, Parts, Played
from quizapp.grading import EdgeStatus
from quizapp.grading.examiner import Examination, StateMark, StateStatus
from quizapp.grading.findings import Finding, Marked
from quizapp.services.drill_history import Attempt
from quizapp.services.drill_marking import Result
from quizapp.web import marks
from quizapp.web.contexts import Figure
from quizapp.web.drawings import edge_words, sends_words
from quizapp.web.drill_contexts import (
    BesidePage,
    ExaminationPage,
    MarkLine,
    OrderLine,
    PlayedLine,
    Playing,
)
from quizapp.web.drill_words import clock, drill_line, file_name, remarks
from quizapp.web.language import msgid, say, words
from quizapp.web.pictures import machine_figure
from quizapp.web.returns import return_lines
from quizapp.web.sketches import marked_figure, marks_legend, plain_figure, state_figure
from quizapp.web.visit import now

TITLES = {
    "right": msgid("Every arrow is right."),
    "partly": msgid("Not all of it yet."),
    "wrong": msgid("Not this time."),
    "undone": msgid("Undone"),
}
BOXES = {
    StateStatus.EXTRA: ("✗", msgid("not a state of this machine")),
    StateStatus.TWICE: ("✗", msgid("drawn twice")),
    StateStatus.MISNAMED: ("½", msgid("a state under another name")),
    StateStatus.NEUTRAL: ("·", msgid("a state of the machine, but not asked for")),
}
LOOKS = {
    StateStatus.NEUTRAL: EdgeStatus.NEUTRAL,
    StateStatus.MISNAMED: EdgeStatus.PARTLY,
}
"""Boxes that are not simply wrong look like such arrows."""
PARTS = {
    Parts.NO_ARROW: msgid("The machine moves on, your drawing has no arrow for it."),
    Parts.TARGET: msgid("The two lead to different states."),
    Parts.SENDS: msgid("The two go the same way, but send something else."),
    Parts.EXTRA: msgid("Your drawing moves on, the machine stays."),
}
WRONG = (
    EdgeStatus.EXTRA.value,
    marks.WRONG,
    EdgeStatus.PARTLY.value,
    EdgeStatus.HINTED.value,
)
"""What is wrong with what was drawn, the worst first."""
SEVERAL = 8
"""Attempts that can be laid beside this one."""


def page(found: Result, others: Sequence[Attempt], step: int | None) -> ExaminationPage:
    """Return the page of a drill that was sent; ``step`` is the event shown of the run."""
    examination, of = found.examination, found.task.machine
    outcome = _outcome(found)
    told = [item for item in examination.edges if not marks.was_given(item)]
    lines = [_line(found, item) for item in told if not marks.is_misnamed(item)]
    boxes = list(_boxes(found))
    return ExaminationPage(
        result=found,
        title=say(TITLES[outcome]),
        outcome=outcome,
        headline=words(examination.headline.words),
        remarks=remarks(found),
        figure=marked_figure(found),
        file_name=file_name(found.task),
        legend=marks_legend(examination),
        wrong=(
            *(box for box in boxes if box.status in WRONG),
            *sorted(_of(lines, *WRONG), key=lambda line: WRONG.index(line.status)),
        ),
        missed=_of(lines, EdgeStatus.MISSED.value),
        missed_states=_missed_states(examination),
        misnamed=tuple(_line(found, item) for item in told if marks.is_misnamed(item)),
        right=_of(lines, EdgeStatus.RIGHT.value),
        beside=_of((*boxes, *lines), EdgeStatus.NEUTRAL.value),
        playing=_playing(found, examination.conduct.parting, step),
        cover=_cover(examination),
        clashes=_clashes(found),
        canon=machine_figure(of, found.task.level.role)[0],
        order=_order(found),
        others=tuple(
            drill_line(other.task, other.headline, now())
            for other in others
            if other.headline and other.task.id != found.task.id
        )[:SEVERAL],
        returns=return_lines(found.changes),
    )


def beside(results: Sequence[Result], at: datetime) -> BesidePage:
    """Return the page of two attempts, the earlier first."""
    earlier, later = sorted(results, key=lambda found: found.task.started_at)
    before, after = _right_facts(earlier), _right_facts(later)
    asked = [_asked_facts(found) for found in (earlier, later)]
    both = asked[0] & asked[1]
    return BesidePage(
        machine=later.task.machine,
        attempts=tuple(
            (drill_line(one.task, one.examination.headline, at), marked_figure(one))
            for one in (earlier, later)
        ),
        gained=_labels(later, (after - before) & both),
        lost=_labels(earlier, (before - after) & both),
        unasked=len(asked[0] ^ asked[1]),
    )


def _asked_facts(found: Result) -> set[str]:
    return {
        mark.required.fact
        for mark in found.examination.verdict.edges
        if mark.required and mark.status is not EdgeStatus.NEUTRAL
    }


def _right_facts(found: Result) -> set[str]:
    return {
        mark.required.fact
        for mark in found.examination.verdict.edges
        if mark.required and mark.status is EdgeStatus.RIGHT
    }


def _labels(found: Result, facts: set[str]) -> tuple[str, ...]:
    of = found.task.machine
    return tuple(
        edge_words(of, mark.required.edge)
        for mark in found.examination.verdict.edges
        if mark.required and mark.required.fact in facts
    )


def _outcome(found: Result) -> str:
    headline = found.examination.headline
    if found.is_undone:
        return "undone"
    if not headline.edges_right:
        return "wrong"
    whole = headline.edges_right >= headline.edges and not headline.edges_extra
    return "right" if whole and not found.task.hints else "partly"


def _of(lines: Sequence[MarkLine], *statuses: str) -> tuple[MarkLine, ...]:
    return tuple(line for line in lines if line.status in statuses)


def _missed_states(examination: Examination) -> tuple[str, ...]:
    missed = StateStatus.MISSED
    return tuple(mark.state for mark in examination.states if mark.status is missed)


def _line(found: Result, item: Marked) -> MarkLine:
    of, mark, examination = found.task.machine, item.mark, found.examination
    required = edge_words(of, mark.required.edge) if mark.required else ""
    drawn = edge_words(of, examination.as_written(mark.drawn)) if mark.drawn else ""
    if unread := marks.unread_label(item):
        drawn = say(msgid("%(arrow)s, with “%(label)s”"), {"arrow": drawn, "label": unread})
    says, source = _said(examination.findings, item.stroke.id if item.stroke else "")
    sign = marks.sign_of(item)
    return MarkLine(
        status=sign.css,
        glyph=sign.glyph,
        words=marks.sign_words(item),
        required=required,
        drawn=drawn if drawn != required else "",
        says=says,
        source=source,
    )


def _said(findings: Sequence[Finding], place: str) -> tuple[str, str]:
    """Return what is said of an arrow or a box, and where that is to be read."""
    finding = next((one for one in findings if place and place in one.ids), None)
    if finding is None:
        return "", ""
    return words(finding.words), str(finding.source) if finding.source else ""


def _boxes(found: Result) -> Iterator[MarkLine]:
    """Yield the learner's own states that are not right, and those nobody asked for."""
    given = {state.id for state in found.task.sheet.states if state.given}
    for mark in found.examination.states:
        if mark.status in BOXES and mark.id not in given:
            yield _box(mark, found.examination.findings)


def _box(mark: StateMark, findings: Sequence[Finding]) -> MarkLine:
    glyph, status = BOXES[mark.status]
    says, source = _said(findings, mark.id)
    return MarkLine(
        status=LOOKS.get(mark.status, EdgeStatus.EXTRA).value,
        glyph=glyph,
        words=say(status),
        required="",
        drawn=mark.name,
        says=says,
        source=source,
    )


def _cover(examination: Examination) -> str:
    cover = examination.conduct.cover
    return say(
        msgid(
            "Run from its first state, your machine takes %(right)s of the %(total)s "
            "transitions as it should. Put into each state in turn, it takes %(local)s."
        ),
        {"right": cover.right, "total": cover.total, "local": cover.local},
    )


def _clashes(found: Result) -> tuple[str, ...]:
    """Name the states from which one event would lead to two places."""
    names = {state.id: state.name for state in found.task.sheet.states}
    tails = {edge.id: names[edge.tail] for edge in found.task.sheet.edges}
    groups = found.examination.conduct.clashes
    return tuple(dict.fromkeys(tails[group[0]] for group in groups if group))


def _order(found: Result) -> tuple[OrderLine, ...]:
    """Return the learner's arrows in the order in which they came to mind."""
    of = found.task.machine
    own = [
        item
        for item in found.examination.edges
        if item.stroke and item.mark.drawn and not item.stroke.given
    ]
    own.sort(key=lambda item: item.stroke.at if item.stroke else 0.0)
    lines: list[OrderLine] = []
    before = 0.0
    for item in own:
        if item.stroke is None or item.mark.drawn is None:
            continue
        sign = marks.sign_of(item)
        lines.append(
            OrderLine(
                at=clock(item.stroke.at),
                took=f"{max(0.0, item.stroke.at - before):.0f}",
                words=edge_words(of, found.examination.as_written(item.mark.drawn)),
                glyph=sign.glyph,
                status=sign.css,
            )
        )
        before = item.stroke.at
    return tuple(lines)


def _playing(found: Result, parting: Parting | None, step: int | None) -> Playing | None:
    if parting is None:
        return None
    last = len(parting.canon)
    shown = last if step is None else min(step, last)
    pairs = zip(parting.canon, parting.drawn, strict=True)
    return Playing(
        lines=tuple(
            _played_line(found, number, canon, drawn, shown, last)
            for number, (canon, drawn) in enumerate(pairs, start=1)
        ),
        step=shown,
        says=say(PARTS[parting.parts]),
        why=words(parting.outcome.why),
        source=str(parting.outcome.source),
        canon=_canon_figure(found, parting, shown),
        drawn=_drawn_figure(found, parting, shown),
    )


def _played_line(
    found: Result, number: int, canon: Step, drawn: Played, shown: int, last: int
) -> PlayedLine:
    written = found.examination.written
    before, after = (written.get(state, state) for state in (drawn.before, drawn.after))
    return PlayedLine(
        number=number,
        event=words(found.task.machine.event(canon.event).label),
        canon=_does(canon.before.state, canon.after.state, canon.outcome.sends),
        drawn=_does(before, after, drawn.sends),
        is_shown=number == shown,
        parts=number == last,
    )


def _does(before: str, after: str, sends: tuple[str, ...]) -> str:
    moves = say(msgid("stays in %(state)s"), {"state": after}) if before == after else ""
    return " · ".join(filter(None, (moves or f"→ {after}", sends_words(sends))))


def _canon_figure(found: Result, parting: Parting, shown: int) -> Figure:
    at = parting.canon[shown - 1].after if shown else parting.canon[0].before
    fact = parting.canon[shown - 1].outcome.id if shown else ""
    return state_figure(found.task.machine, found.task.level.role, at.state, fact)


def _drawn_figure(found: Result, parting: Parting, shown: int) -> Figure:
    state = parting.drawn[shown - 1].after if shown else parting.drawn[0].before
    boxes = {mark.state: mark.id for mark in found.examination.states if mark.id}
    looks: Mapping[str, NodeLook] = {}
    if state in boxes:
        looks = {boxes[state]: NodeLook("asked", "●")}
    return plain_figure(found.task.machine, found.task.sheet, looks, "played")
