"""What a level demands of a drawing: the key, computed from the machine."""

from collections.abc import Collection
from functools import lru_cache

from quizapp.engine import Machine, Response, Transition
from quizapp.grading.level import Level, LevelKind, Strictness
from quizapp.grading.values import DrawKey, Edge, RequiredEdge

OFF_THE_MAIN_PATH = 0.5
"""What an arrow beside the main path weighs for a beginner."""


def diagram(machine: Machine, role: str = "") -> tuple[Transition, ...]:
    """Return the arrows of the printed diagram, or of one role's part of it."""
    return tuple(rule for rule in machine.drawn() if not role or role in rule.roles)


def demanded(
    machine: Machine, level: Level, asked: Collection[str] = ()
) -> tuple[Transition, ...]:
    """Return the transitions a drawing must have; ``asked`` are those that were taken out."""
    pool = diagram(machine, level.role)
    if level.kind is not LevelKind.MISSING_EDGES:
        return pool
    return tuple(rule for rule in pool if rule.id in asked)


@lru_cache(maxsize=256)
def draw_key(machine: Machine, level: Level, asked: frozenset[str] = frozenset()) -> DrawKey:
    """Return what a drawing is compared with at a level.

    What the machine does besides, in its text, is neither demanded nor punished: neither
    transitions nor answers that stay in their state.
    """
    required = demanded(machine, level, asked)
    ids = {rule.id for rule in required}
    others = [rule for rule in machine.transitions if rule.id not in ids]
    pool = diagram(machine, level.role)
    return DrawKey(
        required=tuple(
            RequiredEdge(rule.id, edge_of(rule, level), _weight(rule, level))
            for rule in required
        ),
        shown=tuple(edge_of(rule, level) for rule in pool if rule.id not in ids),
        neutral=tuple(
            [RequiredEdge(rule.id, edge_of(rule, level)) for rule in others]
            + [loop for rule in machine.responses for loop in _loops(rule)]
        ),
    )


def edge_of(rule: Transition, level: Level) -> Edge:
    """Return a transition as an arrow; its condition only where that is asked."""
    guard = rule.when if level.strictness is Strictness.EXPERT else ()
    return Edge(rule.origin, rule.target, rule.event, tuple(sorted(rule.sends)), guard)


def _weight(rule: Transition, level: Level) -> float:
    is_light = level.strictness is Strictness.BEGINNER and rule.tier > 1
    return OFF_THE_MAIN_PATH if is_light else 1.0


def _loops(rule: Response) -> list[RequiredEdge]:
    sends = tuple(sorted(rule.sends))
    return [
        RequiredEdge(rule.id, Edge(state, state, rule.event, sends)) for state in rule.states
    ]
