"""Arrows of a diagram as questions ask for them: the key to what is to be drawn."""

from collections.abc import Collection, Iterable

from quizapp.engine import Machine, Transition
from quizapp.grading import DrawKey, Edge, RequiredEdge
from quizapp.questions.making import event_spellings, segment_spellings


def edge_of(rule: Transition) -> Edge:
    """Return a transition as an arrow."""
    return Edge(rule.origin, rule.target, rule.event, rule.sends)


def arrows_key(
    machine: Machine,
    pool: Collection[Transition],
    asked: Collection[str],
    shown: Iterable[Edge],
) -> DrawKey:
    """Return the key to a question for some arrows of a pool, beside others that are shown.

    What the machine does outside the pool is neither asked for nor punished.
    """
    pooled = {rule.id for rule in pool}
    return DrawKey(
        required=tuple(
            RequiredEdge(rule.id, edge_of(rule)) for rule in pool if rule.id in asked
        ),
        shown=tuple(shown),
        neutral=tuple(
            RequiredEdge(rule.id, edge_of(rule))
            for rule in machine.transitions
            if rule.id not in pooled
        ),
        states=tuple(state.id for state in machine.states),
        events=event_spellings(machine),
        segments=segment_spellings(machine),
    )
