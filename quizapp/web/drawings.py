"""A marked drawing in words and as arrows, for the verdict's list and its diagram."""

from quizapp.diagrams import EdgeLook, FreeEdge
from quizapp.engine import Machine, Transition
from quizapp.grading import Edge, EdgeMark, EdgeStatus
from quizapp.web.contexts import EdgeLine
from quizapp.web.language import msgid, say, words
from quizapp.web.wording import ERRORS, NOT_COUNTED, STATUSES


def edge_lines(machine: Machine, marks: tuple[EdgeMark, ...]) -> tuple[EdgeLine, ...]:
    """Return the arrows of a marked drawing in words, one by one."""
    return tuple(_line(machine, mark) for mark in marks)


def count_words(marks: tuple[EdgeMark, ...]) -> str:
    """Say how much of a drawing was right: the credits of the arrows demanded, summed."""
    demanded = [
        mark for mark in marks if mark.required and mark.status is not EdgeStatus.NEUTRAL
    ]
    if not demanded:
        return ""
    extra = sum(mark.status is EdgeStatus.EXTRA for mark in marks)
    count = {
        "credit": f"{round(sum(mark.credit for mark in demanded), 1):g}",
        "total": str(len(demanded)),
        "extra": str(extra),
    }
    if extra:
        return say(msgid("%(credit)s of %(total)s arrows, %(extra)s extra"), count)
    return say(msgid("%(credit)s of %(total)s arrows"), count)


def _line(machine: Machine, mark: EdgeMark) -> EdgeLine:
    glyph, status = STATUSES[mark.status]
    if mark.status is EdgeStatus.NEUTRAL and mark.errors:
        status = NOT_COUNTED
    return EdgeLine(
        status=mark.status.value,
        glyph=glyph,
        words=say(status),
        drawn=edge_words(machine, mark.drawn) if mark.drawn else "",
        required=edge_words(machine, mark.required.edge) if mark.required else "",
        errors=tuple(say(ERRORS[error]) for error in mark.errors if error in ERRORS),
    )


def edge_words(machine: Machine, edge: Edge) -> str:
    """Return an arrow on one line: ``A → B: event, snd X``."""
    arrow, lines = f"{edge.tail} → {edge.head}", label_lines(machine, edge)
    if not lines:
        return arrow
    label = lines[0]
    for line in lines[1:]:
        label = say(msgid("%(event)s, %(sends)s"), {"event": label, "sends": line})
    return say(msgid("%(arrow)s: %(label)s"), {"arrow": arrow, "label": label})


def label_lines(machine: Machine, edge: Edge) -> tuple[str, ...]:
    """Return what stands beside an arrow: its event and what is sent."""
    event = words(machine.event(edge.event).label) if machine.has_event(edge.event) else ""
    sends = sends_words(edge.sends)
    return tuple(line for line in (event, sends) if line)


def sends_words(segments: tuple[str, ...]) -> str:
    """Return what is sent as an arrow's label says it; empty if nothing is."""
    if not segments:
        return ""
    return say(msgid("snd %(segments)s"), {"segments": ", ".join(segments)})


def mark_look(status: EdgeStatus) -> EdgeLook:
    """Return how an arrow of that status looks."""
    glyph, spoken = STATUSES[status]
    return EdgeLook(css=status.value, mark=glyph, spoken=say(spoken))


def required_looks(marks: tuple[EdgeMark, ...]) -> dict[str, EdgeLook]:
    """Return the looks of the arrows demanded, by transition."""
    return {mark.required.fact: mark_look(mark.status) for mark in marks if mark.required}


def drawn_beside(machine: Machine, marks: tuple[EdgeMark, ...]) -> tuple[FreeEdge, ...]:
    """Return the learner's arrows that the printed diagram does not have."""
    return tuple(
        free_edge(machine, mark.drawn, _beside_look(mark))
        for mark in marks
        if mark.drawn and not _coincides(mark)
    )


def _beside_look(mark: EdgeMark) -> EdgeLook:
    if mark.status is EdgeStatus.NEUTRAL:
        return mark_look(mark.status)
    return mark_look(EdgeStatus.EXTRA)


def _coincides(mark: EdgeMark) -> bool:
    """Tell whether a drawn arrow lies on the one demanded, so that one line shows both."""
    if mark.required is None or mark.drawn is None or mark.status is EdgeStatus.NEUTRAL:
        return False
    required = mark.required.edge
    return (mark.drawn.tail, mark.drawn.head) == (required.tail, required.head)


def free_edge(machine: Machine, edge: Edge, look: EdgeLook) -> FreeEdge:
    """Return an arrow that no layout knows."""
    return FreeEdge(edge.tail, edge.head, label_lines(machine, edge), look)


def undrawn_edge(machine: Machine, rule: Transition, look: EdgeLook) -> FreeEdge:
    """Return a transition that the printed diagram leaves to the text."""
    edge = Edge(rule.origin, rule.target, rule.event, rule.sends)
    return free_edge(machine, edge, look)
