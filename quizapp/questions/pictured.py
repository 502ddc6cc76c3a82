"""A machine as a question's picture shows it: one arrow drawn wrong, or one name covered.

The picture is made from a machine of its own, so that nothing in it (neither its layout, nor
its words for those who hear it, nor its markup) tells what was changed.
"""

from dataclasses import replace

from quizapp.engine import Event, Machine, State, Text, Transition
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
    edge = pretence.edge
    wrong = _with_rule(
        machine,
        pretence.fact,
        {
            "states": (edge.tail,),
            "event": edge.event,
            "target": edge.head,
            "sends": edge.sends,
            "fields": (),
        },
    )
    return _anonymous(wrong)


def _anonymous(machine: Machine) -> Machine:
    """Return a machine whose transitions' ids, which the markup holds, tell nothing."""
    return replace(
        machine,
        transitions=tuple(
            rule if rule.id == COVERED else replace(rule, id=f"shown-{place}")
            for place, rule in enumerate(machine.transitions)
        ),
    )


def _with_rule(machine: Machine, fact: str, changes: dict[str, object]) -> Machine:
    return replace(
        machine,
        transitions=tuple(
            replace(rule, **changes) if rule.id == fact else rule  # type: ignore[arg-type]
            for rule in machine.transitions
        ),
    )


def _without_label(machine: Machine, fact: str) -> Machine:
    source = machine.outcome(fact).source
    blank = Text.same(BLANK)
    event = Event(COVERED, "call", blank, blank, source)
    shown = replace(machine, events=(*machine.events, event))
    return _with_rule(
        shown, fact, {"id": COVERED, "event": COVERED, "sends": (), "fields": (), "when": ()}
    )


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
