"""Drawings of machines as they lie on a canvas, for the tests of the examiner."""

from msgspec.structs import replace

from quizapp.engine import Machine
from quizapp.grading.grammar import Reading
from quizapp.grading.label import says
from quizapp.grading.sheet import Sheet, SheetEdge, SheetState


def perfect(machine: Machine, language: str = "en", role: str = "") -> Sheet:
    """Return the whole diagram as somebody draws it who knows it by heart."""
    rules = [rule for rule in machine.drawn() if not role or role in rule.roles]
    names = dict.fromkeys(state for rule in rules for state in (rule.origin, rule.target))
    states = tuple(SheetState(f"box {name}", name) for name in names)
    edges = tuple(
        SheetEdge(
            rule.id,
            f"box {rule.origin}",
            f"box {rule.target}",
            says(
                machine, Reading(rule.event, tuple(sorted(rule.sends)), rule.when)
            ).in_language(language),
        )
        for rule in rules
    )
    return Sheet(1, states, edges)


def changed(sheet: Sheet, edge: str, **changes: object) -> Sheet:
    """Return a drawing in which one arrow is another; ``tail`` and ``head`` by name."""
    for end in ("tail", "head"):
        if end in changes:
            changes[end] = f"box {changes[end]}"
    edges = tuple(replace(item, **changes) if item.id == edge else item for item in sheet.edges)
    assert edges != sheet.edges
    return replace(sheet, edges=edges)


def without(sheet: Sheet, *ids: str) -> Sheet:
    """Return a drawing without some arrows."""
    assert set(ids) <= {edge.id for edge in sheet.edges}
    return replace(sheet, edges=tuple(edge for edge in sheet.edges if edge.id not in ids))


def added(sheet: Sheet, tail: str, head: str, label: str, name: str = "own") -> Sheet:
    """Return a drawing with one arrow more."""
    edge = SheetEdge(name, f"box {tail}", f"box {head}", label)
    return replace(sheet, edges=(*sheet.edges, edge))


def renamed(sheet: Sheet, state: str, name: str) -> Sheet:
    """Return a drawing in which one box bears another name."""
    states = tuple(
        replace(item, name=name) if item.id == f"box {state}" else item for item in sheet.states
    )
    assert states != sheet.states
    return replace(sheet, states=states)
