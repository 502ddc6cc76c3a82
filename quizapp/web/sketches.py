"""A learner's own drawing, marked in place: right, wrong, missing, or beside the point."""

from collections.abc import Iterator, Mapping, Sequence

from markupsafe import Markup

from quizapp.diagrams import DiagramError, EdgeLook, NodeLook, render_svg
from quizapp.diagrams.sketch import Sketch, SketchEdge, SketchState
from quizapp.diagrams.sketch_svg import render_sketch
from quizapp.engine import Machine
from quizapp.grading import EdgeStatus
from quizapp.grading.examiner import Examination, StateMark, StateStatus
from quizapp.grading.findings import Marked
from quizapp.grading.sheet import Sheet, SheetState
from quizapp.grading.understanding import STRANGER
from quizapp.services import machines
from quizapp.services.drill_marking import Result
from quizapp.services.drill_sheets import label_lines
from quizapp.web.contexts import Figure, LegendEntry
from quizapp.web.drawings import edge_words, mark_look
from quizapp.web.drawings import label_lines as canon_lines
from quizapp.web.ghosts import ghost_places
from quizapp.web.language import current_language, msgid, say
from quizapp.web.marks import sign_look, sign_of, was_given
from quizapp.web.visit import study

YOURS = msgid("Your drawing")
STATES = {
    StateStatus.RIGHT: NodeLook(),
    StateStatus.NEUTRAL: NodeLook("neutral"),
    StateStatus.EXTRA: NodeLook("wrong", "✗"),
    StateStatus.TWICE: NodeLook("wrong", "✗"),
    StateStatus.MISNAMED: NodeLook("wrong", "½"),
    StateStatus.MISSED: NodeLook("missed", "○"),
}
WORST = (
    EdgeStatus.EXTRA,
    EdgeStatus.PARTLY,
    EdgeStatus.HINTED,
    EdgeStatus.MISSED,
    EdgeStatus.NEUTRAL,
    EdgeStatus.RIGHT,
)
"""Which mark an arrow wears whose label holds several."""
ORDER = tuple(EdgeStatus)


def marked_figure(found: Result, focus: Mapping[str, NodeLook] | None = None) -> Figure:
    """Return a drawing with everything found about it in its place.

    ``focus`` are looks of boxes that go before their marks.
    """
    sketch = _sketch(found, focus or {})
    return Figure(Markup(render_sketch(sketch)))  # noqa: S704 - every word is escaped


def plain_figure(
    of: Machine, sheet: Sheet, looks: Mapping[str, NodeLook], id_prefix: str
) -> Figure:
    """Return a drawing as it lies there, with some of its boxes standing out."""
    sketch = Sketch(
        say(YOURS),
        current_language(),
        tuple(_state(state, looks.get(state.id, NodeLook())) for state in sheet.states),
        tuple(
            SketchEdge(
                edge.id,
                edge.tail,
                edge.head,
                label_lines(of, edge, current_language()),
                edge.bend,
            )
            for edge in sheet.edges
        ),
    )
    return Figure(Markup(render_sketch(sketch, id_prefix=id_prefix)))  # noqa: S704 - as above


def state_figure(of: Machine, role: str, state: str, fact: str) -> Figure:
    """Return the printed diagram with one state standing out, and the arrow that led there."""
    try:
        picture, layout = machines.picture(study(), of.id, current_language(), role or None)
    except DiagramError as failed:
        return Figure(Markup(""), str(failed))
    markup = render_svg(
        picture,
        layout,
        looks={fact: EdgeLook("asked told", "→")} if fact else {},
        node_looks={state: NodeLook("asked", "●")},
        id_prefix="played-canon",
    )
    return Figure(Markup(markup))  # noqa: S704 - the renderer escapes every word


def marks_legend(examination: Examination) -> tuple[LegendEntry, ...]:
    """Return what the marks on a drawing mean, those only that occur."""
    told = [item for item in examination.edges if not was_given(item)]
    told.sort(key=lambda item: ORDER.index(item.mark.status))
    signs = dict.fromkeys(map(sign_of, told))
    legend = [LegendEntry(sign.css, f"{sign.glyph} {sign.words}") for sign in signs]
    if len(told) < len(examination.edges):
        legend.append(LegendEntry("dim", say(msgid("was there from the beginning"))))
    return tuple(legend)


def _sketch(found: Result, focus: Mapping[str, NodeLook]) -> Sketch:
    sheet, examination = found.task.sheet, found.examination
    looks = {mark.id: STATES[mark.status] for mark in examination.states if mark.id}
    looks |= focus
    states = [_state(state, looks.get(state.id, NodeLook())) for state in sheet.states]
    ghosts = list(_ghost_states(examination, sheet))
    boxes = _boxes(examination.states, ghosts)
    edges = [*_drawn(found), *_ghost_edges(found.task.machine, examination, boxes)]
    return Sketch(say(YOURS), current_language(), (*states, *ghosts), tuple(edges))


def _state(state: SheetState, look: NodeLook) -> SketchState:
    return SketchState(state.id, state.name, state.x, state.y, look)


def _ghost_states(examination: Examination, sheet: Sheet) -> Iterator[SketchState]:
    """Yield the missing states, each near those that it is joined to."""
    marks = examination.states
    missing = [mark.state for mark in marks if mark.status is StateStatus.MISSED]
    states = {box: state for state, box in _boxes(marks, ()).items()}
    drawn = {states.get(state.id, state.id): (state.x, state.y) for state in sheet.states}
    required = [item.mark.required for item in examination.edges]
    pairs = [(one.edge.tail, one.edge.head) for one in required if one]
    look = STATES[StateStatus.MISSED]
    for place, (name, (x, y)) in enumerate(ghost_places(missing, pairs, drawn).items()):
        yield SketchState(f"ghost-{place}", name, x, y, look)


def _boxes(marks: Sequence[StateMark], ghosts: Sequence[SketchState]) -> dict[str, str]:
    """Return the box of each of the machine's states, drawn or missing."""
    drawn = {
        mark.state: mark.id
        for mark in reversed(marks)
        if mark.id and not mark.state.startswith(STRANGER)
    }
    return {ghost.name: ghost.id for ghost in ghosts} | drawn


def _drawn(found: Result) -> Iterator[SketchEdge]:
    """Yield the learner's arrows, each with the worst of its marks; given ones are plain."""
    of, marks = found.task.machine, _by_edge(found.examination.edges)
    for edge in found.task.sheet.edges:
        items = marks.get(edge.id, [])
        item = min(items, key=lambda one: WORST.index(one.mark.status), default=None)
        lines = label_lines(of, edge, current_language())
        look = sign_look(item) if item and not was_given(item) else EdgeLook("dim")
        written = found.examination.as_written
        said = [written(mark.drawn) for one in items if (mark := one.mark).drawn]
        says = f"{edge_words(of, said[0])} ({look.spoken})." if said and look.spoken else ""
        yield SketchEdge(edge.id, edge.tail, edge.head, lines, edge.bend, look, says)


def _by_edge(marked: Sequence[Marked]) -> dict[str, list[Marked]]:
    found: dict[str, list[Marked]] = {}
    for item in marked:
        if item.stroke is not None:
            found.setdefault(item.stroke.id, []).append(item)
    return found


def _ghost_edges(
    of: Machine, examination: Examination, boxes: Mapping[str, str]
) -> Iterator[SketchEdge]:
    """Yield the arrows that are missing, as far as their states can be shown."""
    look = mark_look(EdgeStatus.MISSED)
    for place, item in enumerate(examination.edges):
        required = item.mark.required
        if item.mark.status is not EdgeStatus.MISSED or required is None:
            continue
        edge = required.edge
        if edge.tail in boxes and edge.head in boxes:
            yield SketchEdge(
                f"missing-{place}",
                boxes[edge.tail],
                boxes[edge.head],
                canon_lines(of, edge),
                look=look,
                says=f"{edge_words(of, edge)} ({look.spoken}).",
            )
