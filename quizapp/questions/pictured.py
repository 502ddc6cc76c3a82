"""A machine as a question's picture shows it: one arrow drawn wrong, or one name covered.

The picture is made from a machine of its own, so that nothing in it (neither its layout, nor
its words for those who hear it, nor its markup) tells what was changed.
"""

from collections.abc import Sequence
from dataclasses import replace

from quizapp.engine import Event, Machine, State, Text, Transition
from quizapp.grading import Edge
from quizapp.questions.model import Pretence

COVERED = "covered"
"""The id of whatever is covered."""
BLANK = "?"
"""What is printed in its place."""


def pictured(machine: Machine, pretence: Pretence) -> Machine:
    """Return a machine for the picture only; it is not sound."""
    if pretence.state:
        return _anonymous(_without_name(machine, pretence.state))
    if pretence.edge is None:
        return _anonymous(_without_label(machine, pretence.fact))
    wrong = as_drawn(_rule(machine, pretence.fact), pretence.edge)
    return _anonymous(_with_rules(machine, pretence.fact, (wrong,)))


def paired(
    machine: Machine, fact: str, edges: Sequence[Edge]
) -> tuple[Machine, tuple[str, ...]]:
    """Return a machine with several arrows in the place of one, and the id of each.

    A picture shows one and hides the others, so that all pictures have the same layout.
    """
    rule = _rule(machine, fact)
    place = machine.transitions.index(rule)
    wide = _with_rules(machine, fact, tuple(as_drawn(rule, edge) for edge in edges))
    shown = _anonymous(wide).transitions[place : place + len(edges)]
    return _anonymous(wide), tuple(one.id for one in shown)


def as_drawn(rule: Transition, edge: Edge) -> Transition:
    """Return a transition as an arrow shows it; its condition holds for its own state only."""
    return replace(
        rule,
        states=(edge.tail,),
        event=edge.event,
        target=edge.head,
        sends=edge.sends,
        fields=(),
        when=rule.when if edge.tail == rule.origin else (),
    )


def _rule(machine: Machine, fact: str) -> Transition:
    return next(rule for rule in machine.transitions if rule.id == fact)


def _anonymous(machine: Machine) -> Machine:
    """Return a machine whose transitions' ids, which the markup holds, tell nothing."""
    return replace(
        machine,
        transitions=tuple(
            rule if rule.id == COVERED else replace(rule, id=f"shown-{place}")
            for place, rule in enumerate(machine.transitions)
        ),
    )


def _with_rules(machine: Machine, fact: str, rules: tuple[Transition, ...]) -> Machine:
    """Return a machine with other transitions in the place of one."""
    at = next(place for place, rule in enumerate(machine.transitions) if rule.id == fact)
    before, after = machine.transitions[:at], machine.transitions[at + 1 :]
    return replace(machine, transitions=(*before, *rules, *after))


def _without_label(machine: Machine, fact: str) -> Machine:
    source = machine.outcome(fact).source
    blank = Text.same(BLANK)
    event = Event(COVERED, "call", blank, blank, source)
    shown = replace(machine, events=(*machine.events, event))
    rule = replace(
        _rule(machine, fact), id=COVERED, event=COVERED, sends=(), fields=(), when=()
    )
    return _with_rules(shown, fact, (rule,))


def _without_name(machine: Machine, state: str) -> Machine:
    def named(name: str) -> str:
        return BLANK if name == state else name

    def covered(item: State) -> State:
        return replace(item, id=BLANK, aliases=()) if item.id == state else item

    def moved(rule: Transition) -> Transition:
        return replace(rule, states=(named(rule.origin),), target=named(rule.target))

    return replace(
        machine,
        initial=named(machine.initial),
        states=tuple(covered(item) for item in machine.states),
        transitions=tuple(moved(rule) for rule in machine.transitions),
        ranks=tuple(tuple(named(name) for name in row) for row in machine.ranks),
    )
