"""The diagram as each page shows it: which edges are hidden, which stand out, and how."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from quizapp.diagrams import (
    DiagramError,
    EdgeLook,
    FreeEdge,
    Layout,
    NodeLook,
    Picture,
    render_svg,
)
from quizapp.engine import Machine, Transition
from quizapp.grading import (
    Answer,
    Choice,
    ChoiceKey,
    Clicked,
    ClickKey,
    EdgeStatus,
    Form,
    Selected,
    SelectKey,
    Typed,
    TypedKey,
)
from quizapp.questions.model import Pretence, Question, Shows
from quizapp.questions.pictured import BLANK, COVERED, pictured
from quizapp.services import machines as machine_service
from quizapp.services.values import Asked, Marked, RecallMap
from quizapp.web.contexts import Figure, LegendEntry
from quizapp.web.dates import percent
from quizapp.web.drawings import drawn_beside, required_looks, undrawn_edge
from quizapp.web.language import current_language, msgid, say
from quizapp.web.visit import study
from quizapp.web.wording import RECALL, STATUSES, outcome_of

SPOKEN = {
    "right": msgid("right"),
    "wrong": msgid("your answer"),
    "asked": msgid("asked about"),
}
ASKED = msgid("what was asked about, as the machine has it")
REST = msgid("the rest of the diagram")


@dataclass(frozen=True, slots=True)
class Emphasis:
    """What stands out in one rendering."""

    edges: Mapping[str, EdgeLook] = field(default_factory=dict)
    nodes: Mapping[str, NodeLook] = field(default_factory=dict)
    extra: Sequence[FreeEdge] = ()
    hidden: Collection[str] = ()


Drawing = tuple[Picture, Layout]


def _drawing(machine: Machine, role: str) -> Drawing:
    return machine_service.drawing(study(), machine, current_language(), role or None)


def _figure(machine: Machine, role: str, emphasis: Emphasis) -> Figure:
    try:
        picture, layout = _drawing(machine, role)
    except DiagramError as failed:
        return Figure(Markup(""), str(failed))
    return Figure(_svg(picture, layout, emphasis))


def _svg(picture: Picture, layout: Layout, emphasis: Emphasis) -> Markup:
    markup = render_svg(
        picture,
        layout,
        looks=emphasis.edges,
        hidden=emphasis.hidden,
        node_looks=emphasis.nodes,
        extra=emphasis.extra,
    )
    return Markup(markup)  # noqa: S704 - the renderer escapes every word


def question_figure(asked: Asked) -> Figure | None:
    """Return as much of the diagram as a question shows, and not a line more."""
    question = asked.question
    if question.shows is Shows.NOTHING and question.ref.form not in (Form.CLICK, Form.DRAW):
        return None
    if question.pretence is not None:
        return _pretended(asked.machine, question.pretence)
    hidden: Collection[str] = question.hidden
    if question.shows is not Shows.REST:
        hidden = tuple(rule.id for rule in asked.machine.transitions)
    spoken = say(SPOKEN["asked"])
    nodes = {state: NodeLook("asked", spoken=spoken) for state in question.focus}
    return _figure(asked.machine, question.ref.role, Emphasis(nodes=nodes, hidden=hidden))


def _pretended(machine: Machine, pretence: Pretence) -> Figure:
    """Return a diagram that is not the truth: with one arrow wrong, or one name covered."""
    spoken = say(SPOKEN["asked"])
    covered = Emphasis(
        edges={COVERED: EdgeLook("asked told", spoken=spoken)},
        nodes={BLANK: NodeLook("asked", spoken=spoken)} if pretence.state else {},
    )
    return _figure(pictured(machine, pretence), "", covered)


def recall_figure(
    machine: Machine, recall: RecallMap, address: Callable[[str], str] = lambda _: ""
) -> Figure:
    """Return the diagram with every edge coloured by how well it is remembered.

    ``address`` says where each edge leads, by its fact; nowhere by default.
    """
    looks = {
        edge.fact: EdgeLook(
            css=f"recall-{edge.bucket}",
            note="" if edge.probability is None else percent(edge.probability),
            spoken=say(RECALL[edge.bucket]),
            link=address(edge.fact),
        )
        for edge in recall.edges
    }
    return _figure(machine, "", Emphasis(edges=looks))


def recall_legend() -> tuple[LegendEntry, ...]:
    """Return what the colours of recall mean."""
    return tuple(
        LegendEntry(f"recall-{bucket}", say(label)) for bucket, label in enumerate(RECALL)
    )


def machine_figure(machine: Machine, role: str) -> tuple[Figure, tuple[LegendEntry, ...]]:
    """Return the printed diagram, or a role's part of it, with the meaning of its lines."""
    try:
        picture, layout = _drawing(machine, role)
    except DiagramError as failed:
        return Figure(Markup(""), str(failed)), ()
    legend = tuple(LegendEntry(f"edge--{entry.line}", entry.label) for entry in picture.legend)
    return Figure(_svg(picture, layout, Emphasis())), legend


def verdict_figure(marked: Marked) -> Figure | None:
    """Return the diagram with everything the question was about standing out."""
    machine, question = marked.machine, marked.question
    drawn = {rule.id for rule in machine.drawn()}
    if marked.edges:
        looks = required_looks(marked.edges)
        extra = drawn_beside(machine, marked.edges)
        return _figure(machine, question.ref.role, _dimmed(drawn, looks, extra, {}))
    look = _asked_look(outcome_of(marked))
    rules = [machine.find_outcome(fact) for fact in question.facts]
    moves = [rule for rule in rules if isinstance(rule, Transition)]
    looks = {rule.id: look for rule in moves if rule.id in drawn}
    extra = tuple(undrawn_edge(machine, rule, look) for rule in moves if rule.id not in drawn)
    nodes = _node_looks(marked)
    if not (looks or extra or nodes):
        return None
    return _figure(machine, "", _dimmed(drawn, looks, extra, nodes))


def verdict_legend(marked: Marked) -> tuple[LegendEntry, ...]:
    """Return what the lines of a verdict's diagram mean, as far as they occur in it."""
    rest = LegendEntry("dim", say(REST))
    if marked.edges:
        found = {mark.status for mark in marked.edges}
        if any(mark.errors and mark.drawn for mark in marked.edges):
            found.add(EdgeStatus.EXTRA)
        entries = (mark_entry(status) for status in STATUSES if status in found)
        return (*entries, rest)
    rules = [marked.machine.find_outcome(fact) for fact in marked.question.facts]
    if not any(isinstance(rule, Transition) for rule in rules):
        return ()
    return (LegendEntry(_asked_look(outcome_of(marked)).css, say(ASKED)), rest)


def mark_entry(status: EdgeStatus) -> LegendEntry:
    """Return what a drawing's line of that status means."""
    glyph, spoken = STATUSES[status]
    return LegendEntry(status.value, f"{glyph} {say(spoken)}")


def _dimmed(
    drawn: Collection[str],
    looks: Mapping[str, EdgeLook],
    extra: Sequence[FreeEdge],
    nodes: Mapping[str, NodeLook],
) -> Emphasis:
    dim = EdgeLook(css="dim")
    return Emphasis({**dict.fromkeys(drawn, dim), **looks}, nodes, extra)


def _asked_look(outcome: str) -> EdgeLook:
    """Return how the right edge looks: it is the truth, however the answer went."""
    if outcome == "right":
        return EdgeLook(css="asked right", mark="✓", spoken=say(SPOKEN["right"]))
    return EdgeLook(css="asked told", mark="→", spoken=say(SPOKEN["asked"]))


def _node_looks(marked: Marked) -> dict[str, NodeLook]:
    question, machine = marked.question, marked.machine
    looks = {state: NodeLook("asked", spoken=say(SPOKEN["asked"])) for state in question.focus}
    if question.asks_for not in ("state", "states"):
        return looks
    given, right = _given(question, marked.answer), _right(question)
    for value in given - right:
        looks[value] = NodeLook("wrong", "✗", say(SPOKEN["wrong"]))
    for value in right:
        looks[value] = NodeLook("right", "✓", say(SPOKEN["right"]))
    return {state: look for state, look in looks.items() if machine.has_state(state)}


def _given(question: Question, answer: Answer) -> set[str]:
    match answer:
        case Choice(option=option):
            return _values(question, (option,))
        case Selected(options=options):
            return _values(question, options)
        case Clicked(state=state):
            return {state}
        case Typed(value=value):
            return {value}
    return set()


def _right(question: Question) -> set[str]:
    match question.key:
        case ChoiceKey(option=option):
            return _values(question, (option,))
        case SelectKey(options=options):
            return _values(question, options)
        case ClickKey(state=state):
            return {state}
        case TypedKey(values=values):
            return set(values)
    return set()


def _values(question: Question, options: Collection[str]) -> set[str]:
    """Return what options stand for; of a state with what it remembers, the state."""
    chosen = (option.value for option in question.options if option.id in options)
    return {value.partition(" (")[0] for value in chosen}
